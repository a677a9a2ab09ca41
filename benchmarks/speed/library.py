"""presscli as a library, with any MarianMT in CTranslate2's form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from presscli.document import Result, SourceText
from presscli.engines.base import EngineSettings
from presscli.engines.ct2 import open_marian
from presscli.errors import PresscliError
from presscli.pipeline import translate_texts
from presscli.registry import Decoding
from presscli.session import as_source
from presscli.settings import decoding_options
from presscli.together import process_together, translate_in_windows
from presscli.tools import Options, SummarizerTool, Tools, TranslatorTool

MAX_SOURCE_TOKENS = 200
NO_SUMMARY = Options(summary_sentences=0)


class Library:
    """All stages up to the checks, as a folder run takes them; no summaries, no memory.

    What ``presscli.Session`` does with the models of its list, here with any folder.
    """

    def __init__(self, folder: Path, *, threads: int, beam: int) -> None:
        engine = open_marian(folder, MAX_SOURCE_TOKENS, EngineSettings(threads=threads))
        self._tool = TranslatorTool(engine, decoding_options(Decoding(), beam), "it", "bench")
        self._tools = Tools(lambda: self._tool, SummarizerTool, frozenset({"it"}))

    def prepare(self, documents: Sequence[str]) -> None:
        """Take the documents."""
        self._documents = documents
        self._lines = all("\n" not in document for document in documents)

    def run(self) -> list[str]:
        """Translate them."""
        if self._lines:
            return translate_texts(self._documents, self._tool)
        sources = map(as_source, self._documents)
        return [_text(outcome) for outcome in translate_in_windows(sources, self._process)]

    def _process(self, window: Sequence[SourceText]) -> list[Result | PresscliError]:
        return process_together(window, self._tools, NO_SUMMARY)


def _text(outcome: Result | PresscliError) -> str:
    if isinstance(outcome, PresscliError):
        raise outcome
    return " ".join(p.text for p in outcome.paragraphs)
