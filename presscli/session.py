"""The Python interface: engines opened once, used for many releases, closed at the end.

with presscli.open(profile="embedded") as session:
    print(session.translate(["Il governo ha approvato il decreto."]))
    result = session.process(Path("release.it.txt"))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from presscli.document import Result, SourceText
from presscli.engines import ENGINES, OpenModels
from presscli.engines.base import DecodingOptions, EngineSettings
from presscli.errors import UsageError
from presscli.glossary import Glossary, open_glossary
from presscli.models import Progress, ensure, revision
from presscli.names import printable
from presscli.pipeline import (
    Options,
    SummarizerTool,
    Tools,
    TranslatorTool,
    process,
    translate_texts,
)
from presscli.profiles import ChosenModels, Notify, check_translator, choose_models
from presscli.read import read, read_bytes
from presscli.registry import Architecture, Decoding, ModelSpec, Registry, Task, load_registry
from presscli.signature import sign
from presscli.summarize import Approach

MAX_BEAM_SIZE = 32
"""Wider beams cost memory and make translations worse (Koehn and Knowles 2017)."""

MAX_SUMMARY_SENTENCES = 10
MAX_THREADS = 256

N_BEST = 8
"""Hypotheses asked for at most; they come from the same search and cost nothing more."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a session works; every field has a flag of the same name on the command line.

    ``beam_size`` 0 takes the model's own; ``threads`` 0 all cores; ``source_lang``
    and ``attribution`` empty: detected, and as stated in the release; ``model``
    empty: the profile's translator. ``glossary`` empty takes the user's default
    one, ``none`` none.
    """

    profile: str = "auto"
    model: str = ""
    engine: str = "ct2"
    models: str = ""
    source_lang: str = ""
    attribution: str = ""
    summary_sentences: int = 3
    beam_size: int = 0
    threads: int = 0
    offline: bool = False
    glossary: str = ""


def print_nothing(message: str) -> None:
    """The default for ``notify``: a library is silent."""


class Session:
    """Engines opened on first use, kept for the releases that follow, closed at the end.

    Use it from one thread, and with ``with`` or :meth:`close`.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        notify: Notify = print_nothing,
        progress: Progress | None = None,
    ) -> None:
        check_settings(settings)
        self.settings = settings
        if settings.model:
            check_translator(self.registry, settings.model)
        self.glossary: Glossary = open_glossary(settings.glossary)
        if self.glossary.name and not settings.glossary:
            notify(
                f"glossary: {printable(self.glossary.name)} (leave it out with: --glossary none)"
            )
        self._notify = notify
        self._progress = progress
        self._open_models = OpenModels(
            engine=settings.engine, settings=EngineSettings(threads=settings.threads)
        )

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Translate texts one by one into English.

        Args:
            texts: Lines, headlines or paragraphs; empty ones stay empty.

        Returns:
            One translation a text, same order.
        """
        return translate_texts(texts, self._translator())

    def process(self, source: Path | str | SourceText) -> Result:
        """Take one release through all stages.

        Args:
            source: A file (``Path``, or a ``str`` on one line), or the text itself
                (a ``str`` with a line break, or a ``SourceText``).

        Raises:
            InputError: It cannot be read.
            LanguageError: No model for its language, or the language is not certain.
            ModelError: A model that is needed is missing or damaged.
        """
        return process(as_source(source), self._tools, self._options)

    def close(self) -> None:
        """Close the engines; closing twice is allowed."""
        self._open_models.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @cached_property
    def registry(self) -> Registry:
        """What models.yaml lists."""
        return load_registry(Path(self.settings.models) if self.settings.models else None)

    @cached_property
    def models(self) -> ChosenModels:
        """The models of this session; choosing them may pull weights."""
        return choose_models(
            self.registry,
            self.settings.profile,
            model=self.settings.model,
            offline=self.settings.offline,
            notify=self._notify,
            progress=self._progress,
        )

    @property
    def _options(self) -> Options:
        return Options(
            source_lang=self.settings.source_lang,
            attribution=self.settings.attribution.strip(),
            summary_sentences=self.settings.summary_sentences,
        )

    @property
    def _tools(self) -> Tools:
        languages = frozenset(m.source_lang for m in self.registry.models.values() if m.translates)
        return Tools(self._translator, self._summarizer, languages, self.glossary)

    def _translator(self) -> TranslatorTool:
        spec = self.models.translator
        options = self._decoding(spec, Task.TRANSLATE)
        folder = self._ensure(spec)
        engine = self._open_models.translator(spec, folder)
        signature = self._sign("translate", spec, folder, options)
        return TranslatorTool(engine, options, spec.source_lang, signature, self.glossary)

    def _summarizer(self) -> SummarizerTool:
        spec = self.models.summarizer
        if spec is None:
            return SummarizerTool()
        options = self._decoding(spec, Task.SUMMARIZE)
        folder = self._ensure(spec)
        engine = self._open_models.summarizer(spec, folder)
        small = spec.architecture is Architecture.PROMPTED
        return SummarizerTool(
            engine,
            options,
            Approach.SHORTEN if small else Approach.ABSTRACT,
            self._sign("summarize", spec, folder, options),
        )

    def _ensure(self, spec: ModelSpec) -> Path:
        return ensure(spec, offline=self.settings.offline, progress=self._progress)

    def _sign(self, task: str, spec: ModelSpec, folder: Path, options: DecodingOptions) -> str:
        shown: dict[str, object] = {"beam": options.beam_size, "nbest": options.num_hypotheses}
        if task == "translate" and self.glossary.terms:
            shown["glossary"] = self.glossary.digest
        engine = self._open_models.describe(spec)
        return sign(task, spec.name, revision(spec, folder), engine, shown)

    def _decoding(self, spec: ModelSpec, task: Task) -> DecodingOptions:
        beam_size = self.settings.beam_size or spec.decoding_for(task).beam_size
        return decoding_options(spec.decoding_for(task), beam_size)


def open_session(
    *, notify: Notify = print_nothing, progress: Progress | None = None, **settings: Any
) -> Session:
    """Open a session; ``presscli.open`` is this function.

    Args:
        notify: Told, in one line each, what is worth knowing (which model and why).
        progress: Told about downloads.
        **settings: The fields of :class:`Settings`.

    Raises:
        UsageError: A setting that is not allowed.
        ConfigError: The glossary says what is not allowed.
    """
    return Session(Settings(**settings), notify=notify, progress=progress)


def check_settings(settings: Settings) -> None:
    """Refuse what no engine could honour.

    Raises:
        UsageError: Names the setting as its flag.
    """
    if settings.engine not in ENGINES:
        raise UsageError(
            "--engine", f"'{settings.engine}' is unknown", f"Known: {', '.join(ENGINES)}"
        )
    if settings.attribution and not settings.attribution.isprintable():
        raise UsageError(
            "--source", f"is not one line of text ({settings.attribution!r})", "Give the plain name"
        )
    limits = {
        "--beam-size": (settings.beam_size, MAX_BEAM_SIZE),
        "--summary-sentences": (settings.summary_sentences, MAX_SUMMARY_SENTENCES),
        "--threads": (settings.threads, MAX_THREADS),
    }
    for flag, (value, most) in limits.items():
        if not 0 <= value <= most:
            raise UsageError(flag, f"{value} is out of range", f"Allowed: 0 to {most}")


def as_source(source: Path | str | SourceText) -> SourceText:
    """A file or a text as what the pipeline takes."""
    if isinstance(source, SourceText):
        return source
    if isinstance(source, str) and "\n" in source:
        data = source.encode("utf-8", "replace")
        return read_bytes(data, name="<text>", encoding="utf-8")
    return read(str(source))


def decoding_options(defaults: Decoding, beam_size: int) -> DecodingOptions:
    """A model's decoding defaults with the beam size of this session."""
    options = DecodingOptions(**asdict(defaults), num_hypotheses=min(beam_size, N_BEST))
    return replace(options, beam_size=beam_size)
