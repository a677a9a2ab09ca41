"""The Python interface: engines opened once, used for many releases, closed at the end.

with presscli.open(profile="embedded") as session:
    print(session.translate(["Il governo ha approvato il decreto."]))
    result = session.process(Path("release.it.txt"))
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache, cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from presscli.document import Result, SourceText
from presscli.engines import KeptModels, OpenModels
from presscli.engines.base import DecodingOptions, EngineSettings
from presscli.glossary import Glossary, open_glossary
from presscli.models import Progress, PullProgress, ensure, revision
from presscli.names import printable
from presscli.overlap import outside, stop_if_unwanted
from presscli.profiles import ChosenModels, Notify, check_translator, choose_models
from presscli.read import read, read_all, read_bytes
from presscli.registry import Architecture, ModelSpec, Registry, Task, load_registry
from presscli.settings import Settings, check_settings, decoding_options
from presscli.signature import sign
from presscli.windows import Outcome

if TYPE_CHECKING:
    # The stages and the network are loaded when they are needed: a run that finds all its
    # work done needs neither.
    from presscli.fetch import Fetch, Fetched, Fetcher
    from presscli.store import Memory
    from presscli.tools import Options, SummarizerTool, Tools, TranslatorTool


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
        self.settings = settings
        if settings.model:
            check_translator(self.registry, settings.model)
        self.glossary: Glossary = open_glossary(settings.glossary)
        if self.glossary.name and not settings.glossary:
            notify(
                f"glossary: {printable(self.glossary.name)} (leave it out with: --glossary none)"
            )
        self.memory: Memory | None = None
        """Where segments that were translated before are looked up; the caller's to close."""
        self._notify = notify
        self._progress = progress and _until_unwanted(progress)
        self._kept = kept is not None
        self._opening = threading.RLock()
        opened = kept.models if kept is not None else OpenModels
        self._open_models = opened(
            engine=settings.engine, settings=EngineSettings(threads=settings.threads)
        )

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Translate texts one by one into English.

        Args:
            texts: Lines, headlines or paragraphs; empty ones stay empty.

        Returns:
            One translation a text, same order.
        """
        from presscli.pipeline import translate_texts

        return translate_texts(texts, self._translator())

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

        return process(as_source(source, self.fetch), self._tools, self._options)

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

        process = partial(process_together, tools=self._tools, options=self._options)
        return list(translate_in_windows(sources, process))

    def warm_up(self) -> None:
        """Load the models now, and let the translator run once.

        Raises:
            ModelError: A model is missing or damaged.
        """
        self.translate(["Buongiorno."])
        if self.settings.summary_sentences:
            self._summarizer()

    def signature(self) -> str:
        """What would make a result now, without opening an engine: models and options.

        Two sessions with the same signature make the same of the same release.

        Raises:
            ModelError: A model that is needed is missing or damaged.
        """
        settings = self.settings
        return "\n".join(
            [
                self._signed("translate", self.models.translator, Task.TRANSLATE),
                self._signed("summarize", self.models.summarizer, Task.SUMMARIZE),
                f"from:{settings.source_lang}|source:{settings.attribution.strip()}"
                f"|sentences:{settings.summary_sentences}",
                f"person:{self.memory.generation() if self.memory else ''}",
            ]
        )

    def close(self) -> None:
        """Close the engines, unless somebody keeps them; closing twice is allowed."""
        if not self._kept:
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

    def fetch(self, url: str) -> Fetched:
        """Get what is at an address, as far as the settings allow."""
        return self._fetcher(url)

    @cached_property
    def _fetcher(self) -> Fetcher:
        from presscli.fetch import Fetcher

        settings = self.settings
        return Fetcher(offline=settings.offline, allow_private=settings.allow_private)

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
        from presscli.tools import Options

        return Options(
            source_lang=self.settings.source_lang,
            attribution=self.settings.attribution.strip(),
            summary_sentences=self.settings.summary_sentences,
        )

    @property
    def _tools(self) -> Tools:
        from presscli.tools import Tools

        languages = frozenset(m.source_lang for m in self.registry.models.values() if m.translates)
        # Once for the releases of a call: that weights are in place takes a look at the disk.
        return Tools(cache(self._translator), cache(self._summarizer), languages, self.memory)

    def _translator(self) -> TranslatorTool:
        from presscli.tools import TranslatorTool

        # Windows in work at the same time need it at the same time; opened (and pulled) once.
        with outside(), self._opening:
            spec = self.models.translator
            options = self._decoding(spec, Task.TRANSLATE)
            folder = self._ensure(spec)
            engine = self._open_models.translator(spec, folder)
            signature = self._sign("translate", spec, folder, options)
        return TranslatorTool(engine, options, spec.source_lang, signature, self.glossary)

    def _summarizer(self) -> SummarizerTool:
        from presscli.summarize import Approach
        from presscli.tools import SummarizerTool

        with outside(), self._opening:
            spec = self.models.summarizer
            if spec is None:
                return SummarizerTool()
            options = self._decoding(spec, Task.SUMMARIZE)
            folder = self._ensure(spec)
            engine = self._open_models.summarizer(spec, folder)
            signature = self._sign("summarize", spec, folder, options)
        small = spec.architecture is Architecture.PROMPTED
        approach = Approach.SHORTEN if small else Approach.ABSTRACT
        return SummarizerTool(engine, options, approach, signature)

    def _ensure(self, spec: ModelSpec) -> Path:
        return ensure(spec, offline=self.settings.offline, progress=self._progress)

    def _signed(self, task: str, spec: ModelSpec | None, decoding: Task) -> str:
        if spec is None:
            return f"{task}|model:none"
        return self._sign(task, spec, self._ensure(spec), self._decoding(spec, decoding))

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


def _until_unwanted(progress: Progress) -> Progress:
    """Break a download off when the run that began it is broken off."""

    def told(step: PullProgress) -> None:
        stop_if_unwanted()
        progress(step)

    return told


def as_source(source: Path | str | SourceText, fetch: Fetch | None = None) -> SourceText:
    """A file, an address or a text as what the pipeline takes."""
    if isinstance(source, SourceText):
        return source
    if isinstance(source, str) and "\n" in source:
        data = source.encode("utf-8", "replace")
        return read_bytes(data, name="<text>", encoding="utf-8")
    return read(str(source), fetch=fetch)
