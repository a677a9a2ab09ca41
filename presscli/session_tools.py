"""The tools of a session: models chosen, engines opened on first use, their work signed.

    settings -> registry -> models -> weights in place -> engine -> tool and signature

Nothing is chosen, pulled or opened before it is asked for.
"""

from __future__ import annotations

import threading
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from presscli.engines import KeptModels, OpenModels
from presscli.engines.base import DecodingOptions, EngineSettings
from presscli.glossary import Glossary, open_glossary
from presscli.models import Progress, PullProgress, ensure, revision
from presscli.names import printable
from presscli.overlap import outside, stop_if_unwanted
from presscli.profiles import ChosenModels, Notify, check_translator, choose_models
from presscli.registry import Architecture, ModelSpec, Registry, Task, load_registry
from presscli.settings import Settings, decoding_options
from presscli.signature import sign

if TYPE_CHECKING:
    # The stages are loaded when they are needed: a run that finds all its work done needs none.
    from presscli.store import Memory
    from presscli.tools import SummarizerTool, Tools, TranslatorTool


class SessionTools:
    """What a session translates and summarises with; asked from several threads at once.

    Args:
        settings: Of the session, checked.
        notify: Told which glossary and which models are taken, where that was not asked for.
        progress: Told about downloads.
        kept: Engines that outlive the session; None: it has its own.

    Raises:
        UsageError: No such translator.
        ConfigError: The glossary cannot be read, or says what is not allowed.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        notify: Notify,
        progress: Progress | None,
        kept: KeptModels | None,
    ) -> None:
        self._settings = settings
        if settings.model:
            check_translator(self.registry, settings.model)
        self.glossary: Glossary = open_glossary(settings.glossary)
        if self.glossary.name and not settings.glossary:
            notify(
                f"glossary: {printable(self.glossary.name)} (leave it out with: --glossary none)"
            )
        self._notify = notify
        self._progress = progress and _until_unwanted(progress)
        self._kept = kept is not None
        self._opening = threading.RLock()
        opened = kept.models if kept is not None else OpenModels
        self._open_models = opened(
            engine=settings.engine, settings=EngineSettings(threads=settings.threads)
        )

    @cached_property
    def registry(self) -> Registry:
        """What models.yaml lists."""
        return load_registry(Path(self._settings.models) if self._settings.models else None)

    @cached_property
    def models(self) -> ChosenModels:
        """The models of this session; choosing them may pull weights."""
        return choose_models(
            self.registry,
            self._settings.profile,
            model=self._settings.model,
            offline=self._settings.offline,
            notify=self._notify,
            progress=self._progress,
        )

    def tools(self, memory: Memory | None) -> Tools:
        """The tools for the releases of one call, opened when a release needs them."""
        from presscli.tools import Tools

        languages = frozenset(m.source_lang for m in self.registry.models.values() if m.translates)
        # Once for the releases of a call: that weights are in place takes a look at the disk.
        return Tools(cache(self.translator), cache(self.summarizer), languages, memory)

    def translator(self) -> TranslatorTool:
        """The translator, opened if it is not yet.

        Raises:
            ModelError: The model is missing or damaged.
        """
        from presscli.tools import TranslatorTool

        # Windows in work at the same time need it at the same time; opened (and pulled) once.
        with outside(), self._opening:
            spec = self.models.translator
            options = self._decoding(spec, Task.TRANSLATE)
            folder = self._ensure(spec)
            engine = self._open_models.translator(spec, folder)
            signature = self._sign("translate", spec, folder, options)
        return TranslatorTool(engine, options, spec.source_lang, signature, self.glossary)

    def summarizer(self) -> SummarizerTool:
        """The summariser, opened if it is not yet; errors as :meth:`translator`."""
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

    def signatures(self) -> list[str]:
        """Of translator and summariser, without opening an engine.

        Raises:
            ModelError: A model that is needed is missing or damaged.
        """
        return [
            self._signed("translate", self.models.translator, Task.TRANSLATE),
            self._signed("summarize", self.models.summarizer, Task.SUMMARIZE),
        ]

    def close(self) -> None:
        """Close the engines, unless somebody keeps them; closing twice is allowed."""
        if not self._kept:
            self._open_models.close()

    def _ensure(self, spec: ModelSpec) -> Path:
        return ensure(spec, offline=self._settings.offline, progress=self._progress)

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
        beam_size = self._settings.beam_size or spec.decoding_for(task).beam_size
        return decoding_options(spec.decoding_for(task), beam_size)


def _until_unwanted(progress: Progress) -> Progress:
    """Break a download off when the run that began it is broken off."""

    def told(step: PullProgress) -> None:
        stop_if_unwanted()
        progress(step)

    return told
