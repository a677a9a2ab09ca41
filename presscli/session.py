"""The Python interface: engines opened once, used for many releases, closed at the end.

with presscli.open(profile="embedded") as session:
    print(session.translate(["Il governo ha approvato il decreto."]))
    result = session.process(Path("release.it.txt"))
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from presscli.document import Result, SourceText
from presscli.engines import KeptModels
from presscli.glossary import Glossary
from presscli.heap import share_one_arena
from presscli.models import Progress
from presscli.profiles import ChosenModels, Notify
from presscli.read import read, read_all, read_bytes
from presscli.registry import Registry
from presscli.session_tools import SessionTools
from presscli.settings import Settings, check_settings
from presscli.windows import Outcome

if TYPE_CHECKING:
    # The stages and the network are loaded when they are needed: a run that finds all its
    # work done needs neither.
    from presscli.fetch import Fetch, Fetched, Fetcher
    from presscli.store import Memory
    from presscli.tools import Options


def print_nothing(message: str) -> None:
    """The default for ``notify``: a library is silent."""


class Session:
    """Engines opened on first use, kept for the releases that follow, closed at the end.

    Use it from one thread, and with ``with`` or :meth:`close`. For many releases it works
    in several (:mod:`presscli.overlap`), none of which is left when a method returns.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        notify: Notify = print_nothing,
        progress: Progress | None = None,
        kept: KeptModels | None = None,
    ) -> None:
        check_settings(settings)
        # Now: once a thread has an arena of its own, glibc keeps to the number it had in mind.
        share_one_arena()
        self.settings = settings
        self._tools = SessionTools(settings, notify=notify, progress=progress, kept=kept)
        self.memory: Memory | None = None
        """Where segments that were translated before are looked up; the caller's to close."""

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Translate texts one by one into English.

        Args:
            texts: Lines, headlines or paragraphs; empty ones stay empty.

        Returns:
            One translation a text, same order.
        """
        from presscli.pipeline import translate_texts

        return translate_texts(texts, self._tools.translator())

    def process(self, source: Path | str | SourceText) -> Result:
        """Take one release through all stages.

        Args:
            source: A file (``Path``, or a ``str`` on one line), an address (a ``str``),
                or the text itself (a ``str`` with a line break, or a ``SourceText``).

        Raises:
            InputError: It cannot be read.
            LanguageError: No model for its language, or the language is not certain.
            ModelError: A model that is needed is missing or damaged.
        """
        from presscli.pipeline import process

        return process(as_source(source, self.fetch), self._tools.tools(self.memory), self._options)

    def process_all(self, file: Path | str) -> list[Outcome]:
        """Take every release in a file through all stages: a mailbox, an archive, a feed.

        Returns:
            For each release, in the order of the file, its result or what was wrong with it.

        Raises:
            InputError: The file cannot be read.
            ModelError: A model that is needed is missing or damaged.
        """
        readings = read_all(str(file), fetch=self.fetch)
        releases = [reading for reading in readings if isinstance(reading, SourceText)]
        outcomes = iter(self.process_together(releases))
        return [next(outcomes) if isinstance(r, SourceText) else r for r in readings]

    def process_together(self, sources: Sequence[SourceText]) -> list[Outcome]:
        """Take several releases through all stages, their segments in shared batches.

        Returns:
            For each release, in the order given, its result or what was wrong with it.

        Raises:
            ModelError: A model that is needed is missing or damaged.
        """
        from presscli.together import process_together, translate_in_windows

        tools = self._tools.tools(self.memory)
        process = partial(process_together, tools=tools, options=self._options)
        return list(translate_in_windows(sources, process))

    def warm_up(self) -> None:
        """Load the models now, and let the translator run once.

        Raises:
            ModelError: A model is missing or damaged.
        """
        self.translate(["Buongiorno."])
        if self.settings.summary_sentences:
            self._tools.summarizer()

    def signature(self) -> str:
        """What would make a result now, without opening an engine: models and options.

        Two sessions with the same signature make the same of the same release.

        Raises:
            ModelError: A model that is needed is missing or damaged.
        """
        settings = self.settings
        return "\n".join(
            [
                *self._tools.signatures(),
                f"from:{settings.source_lang}|source:{settings.attribution.strip()}"
                f"|sentences:{settings.summary_sentences}",
                f"person:{self.memory.generation() if self.memory else ''}",
            ]
        )

    def close(self) -> None:
        """Close the engines, unless somebody keeps them; closing twice is allowed."""
        self._tools.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def fetch(self, url: str) -> Fetched:
        """Get what is at an address, as far as the settings allow."""
        return self._fetcher(url)

    @cached_property
    def _fetcher(self) -> Fetcher:
        from presscli.fetch import Fetcher

        settings = self.settings
        return Fetcher(offline=settings.offline, allow_private=settings.allow_private)

    @property
    def registry(self) -> Registry:
        """What models.yaml lists."""
        return self._tools.registry

    @property
    def models(self) -> ChosenModels:
        """The models of this session; choosing them may pull weights."""
        return self._tools.models

    @property
    def glossary(self) -> Glossary:
        """The terms that translations are held to."""
        return self._tools.glossary

    @property
    def _options(self) -> Options:
        from presscli.tools import Options

        return Options(
            source_lang=self.settings.source_lang,
            attribution=self.settings.attribution.strip(),
            summary_sentences=self.settings.summary_sentences,
        )


def open_session(
    *,
    notify: Notify = print_nothing,
    progress: Progress | None = None,
    kept: KeptModels | None = None,
    **settings: Any,
) -> Session:
    """Open a session; ``presscli.open`` is this function.

    Args:
        notify: Told, in one line each, what is worth knowing (which model and why).
        progress: Told about downloads.
        kept: Engines that outlive the session; by default it has its own.
        **settings: The fields of :class:`Settings`.

    Raises:
        UsageError: A setting that is not allowed.
    """
    return Session(Settings(**settings), notify=notify, progress=progress, kept=kept)


def as_source(source: Path | str | SourceText, fetch: Fetch | None = None) -> SourceText:
    """A file, an address or a text as what the pipeline takes."""
    if isinstance(source, SourceText):
        return source
    if isinstance(source, str) and "\n" in source:
        data = source.encode("utf-8", "replace")
        return read_bytes(data, name="<text>", encoding="utf-8")
    return read(str(source), fetch=fetch)
