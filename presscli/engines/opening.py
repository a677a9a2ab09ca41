"""From a model's entry in models.yaml and its folder to an engine that is ready."""

from __future__ import annotations

import importlib
import shutil
import threading
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from presscli.engines.base import EngineSettings, Summarizer, Translator
from presscli.engines.convert import convert, ready_folder
from presscli.engines.decoder_vocab import DECODER_VOCAB
from presscli.engines.prompted_model import PromptedModel
from presscli.engines.selftest import self_test
from presscli.errors import ModelError, UsageError
from presscli.registry import Architecture, ModelSpec

ENGINES: Mapping[str, Mapping[Architecture, str]] = MappingProxyType(
    {
        "ct2": {
            Architecture.MARIAN: "presscli.engines.ct2:open_marian",
            Architecture.BART: "presscli.engines.ct2:open_summarization",
            Architecture.PEGASUS: "presscli.engines.ct2:open_summarization",
            Architecture.PROMPTED: "presscli.engines.prompted:PromptedEngine",
        },
        "transformers": {
            Architecture.MARIAN: "presscli.engines.marian:MarianEngine",
            Architecture.BART: "presscli.engines.seq2seq:Seq2SeqEngine",
            Architecture.PEGASUS: "presscli.engines.seq2seq:Seq2SeqEngine",
        },
    }
)
"""By name, then by architecture: ``module:object``, imported when it is opened."""


_DEFAULTS = EngineSettings()

Stamp = tuple[tuple[str, int, int], ...]
"""Name, size in bytes and time of change in nanoseconds of the files that make a model."""


class OpenModels:
    """Engines, opened when first asked for and kept until closed.

    A prompted model that does both tasks is loaded once for the two engines. Several
    threads may ask; :meth:`close` it when none of them uses an engine any more.

    Args:
        engine: ``ct2`` or ``transformers``.
        settings: Threads and device.

    Raises:
        UsageError: There is no such engine.
    """

    def __init__(self, *, engine: str = "ct2", settings: EngineSettings = _DEFAULTS) -> None:
        if engine not in ENGINES:
            what = f"no such engine ({engine})"
            raise UsageError("--engine", what, f"Allowed: {', '.join(ENGINES)}")
        self._engine = engine
        self._settings = settings
        self._prompted: dict[Path, tuple[Stamp, PromptedModel]] = {}
        self._opened: dict[tuple[str, str, Path], tuple[Stamp, Any]] = {}
        self._lock = threading.Lock()

    def translator(self, spec: ModelSpec, folder: Path) -> Translator:
        """The translator of a model; the same object for the same model.

        Args:
            spec: The model's entry.
            folder: Its files.

        Raises:
            ModelError: Files are missing or damaged, or it does not translate.
            EngineError: A package is not installed, or the device is not there.
            UsageError: The engine cannot run this model.
        """
        engine: Translator = self._get("translate", spec, folder)
        return engine

    def summarizer(self, spec: ModelSpec, folder: Path) -> Summarizer:
        """The summariser of a model; as :meth:`translator`."""
        engine: Summarizer = self._get("summarize", spec, folder)
        return engine

    def describe(self, spec: ModelSpec) -> str:
        """Engine, version and number format, for a signature: ``ct2-4.8.5-int8``."""
        self._target(spec)
        package, number = (
            ("ctranslate2", "int8") if self._engine == "ct2" else ("transformers", "float32")
        )
        try:
            return f"{self._engine}-{version(package)}-{number}"
        except PackageNotFoundError:
            return f"{self._engine}-{number}"

    def close(self) -> None:
        """Close all engines; closing twice is allowed."""
        for _, engine in self._opened.values():
            engine.close()
        self._opened.clear()
        self._prompted.clear()

    def _get(self, task: str, spec: ModelSpec, folder: Path) -> Any:
        if not (spec.translates if task == "translate" else spec.summarizes):
            what = f"the model does not {task} (task: {spec.task})"
            raise ModelError(spec.name, what, "See: presscli models list")
        key = (task, spec.name, folder)
        with self._lock:
            stamp, engine = self._opened.get(key, ((), None))
            now = _stamp(folder)
            if engine is None or stamp != now:
                # What a process keeps for hours may have been pulled anew meanwhile. What was
                # opened before goes with its last user: not closed, another thread may be one.
                del engine
                self._opened.pop(key, None)
                engine = self._open(task, spec, folder)
                self._opened[key] = now, engine
        return engine

    def _open(self, task: str, spec: ModelSpec, folder: Path) -> Any:
        make = self._target(spec)
        if spec.architecture is Architecture.PROMPTED:
            prompt = spec.prompts.translate if task == "translate" else spec.prompts.summarize
            return make(
                self._prompted_model(folder, task),
                prompt=prompt,
                end=spec.prompts.end,
                max_source_tokens=spec.max_source_tokens,
            )
        limits: dict[str, Any] = {
            "max_source_tokens": spec.max_source_tokens,
            "settings": self._settings,
        }
        if self._engine != "ct2":
            return make(folder, **limits)
        ready, is_new = ready_folder(folder, spec.architecture)
        try:
            engine = make(ready, **limits)
        except ModelError:
            if ready == folder or is_new:
                raise
            # A damaged copy is made again from the weights that it was made of.
            shutil.rmtree(ready)
            ready, is_new = convert(folder, spec.architecture), True
            engine = make(ready, **limits)
        if is_new and task == "translate":
            self_test(engine, str(folder))
        return engine

    def _prompted_model(self, folder: Path, task: str) -> PromptedModel:
        now = _stamp(folder)
        stamp, model = self._prompted.get(folder, ((), None))
        if model is None or stamp != now:
            del model
            self._prompted.pop(folder, None)
            model = PromptedModel(folder, self._prompted_settings(task))
            self._prompted[folder] = now, model
        return model

    def _prompted_settings(self, task: str) -> EngineSettings:
        """One thread for a summariser, which reads one sentence over at a time.

        So little is done between two layers that threads would mostly wait for each other,
        spinning: with two on two busy cores the same passes took 16 times the processor time.
        """
        return replace(self._settings, threads=1) if task == "summarize" else self._settings

    def _target(self, spec: ModelSpec) -> Any:
        """The class or function that opens this model, imported."""
        known = ENGINES[self._engine]
        if spec.architecture not in known:
            can = [
                name
                for name, architectures in ENGINES.items()
                if spec.architecture in architectures
            ]
            what = f"cannot run {spec.name} ({self._engine}, architecture {spec.architecture})"
            raise UsageError("--engine", what, f"Allowed: {', '.join(can)}")
        module, name = known[spec.architecture].split(":")
        return getattr(importlib.import_module(module), name)


def _stamp(folder: Path) -> Stamp:
    """What changes when other weights are put into a folder; conversions do not count."""
    found = []
    for name in ("manifest.json", "model.safetensors", "model.bin", DECODER_VOCAB):
        path = folder / name
        if path.is_file():
            status = path.stat()
            found.append((name, status.st_size, status.st_mtime_ns))
    return tuple(found)


class KeptModels:
    """Engines for one session after the other: for a process that serves many commands."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, EngineSettings], OpenModels] = {}

    def models(self, *, engine: str, settings: EngineSettings) -> OpenModels:
        """The engines with these settings, opened or not; the caller does not close them."""
        key = (engine, settings)
        if key not in self._open:
            self._open[key] = OpenModels(engine=engine, settings=settings)
        return self._open[key]

    def close(self) -> None:
        """Close all engines."""
        for models in self._open.values():
            models.close()
        self._open.clear()


def open_translator(
    spec: ModelSpec, folder: Path, *, engine: str = "ct2", settings: EngineSettings
) -> Translator:
    """Open one translator; the caller closes it. See :meth:`OpenModels.translator`."""
    return OpenModels(engine=engine, settings=settings).translator(spec, folder)


def open_summarizer(
    spec: ModelSpec, folder: Path, *, engine: str = "ct2", settings: EngineSettings
) -> Summarizer:
    """Open one summariser; the caller closes it. See :meth:`OpenModels.summarizer`."""
    return OpenModels(engine=engine, settings=settings).summarizer(spec, folder)
