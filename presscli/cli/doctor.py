"""``presscli doctor``: what is installed, which model would be used and why, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from presscli import __version__
from presscli.cli import options as o
from presscli.cli.progress import megabytes
from presscli.cli.streams import write_stdout
from presscli.errors import ModelError

if TYPE_CHECKING:
    from presscli.registry import Registry

LIBRARIES = ("torch", "transformers", "ctranslate2", "sentencepiece", "tokenizers", "langdetect")


@o.guarded
def doctor(models: o.ModelsFile = "", debug: o.Debug = False) -> None:
    """Show what is installed, which model would be used, and why.

    Exit code 6 if no model is ready and none is packaged.
    """
    from presscli.models import status
    from presscli.profiles import explain_auto
    from presscli.registry import load_registry

    registry = load_registry(Path(models) if models else None)
    chosen = explain_auto(registry)
    lines = [*_versions(), "", *_models(registry), "", f"profile auto: {chosen.profile}"]
    lines.append(f"  why: {chosen.reason}")
    lines.append(f"  translator: {chosen.translator.name}")
    lines.append(
        f"  summarizer: {chosen.summarizer.name if chosen.summarizer else 'key sentences'}"
    )
    write_stdout("\n".join([*lines, *_stale(registry)]) + "\n")
    if not status(chosen.translator).usable_offline:
        raise ModelError(
            chosen.translator.name,
            "no model is ready on this machine",
            "Run: presscli models pull standard, or presscli models import DIR",
        )


def _versions() -> Iterator[str]:
    import platform
    from importlib import metadata

    yield f"presscli {__version__}, Python {platform.python_version()}, {platform.machine()}"
    found = []
    for library in LIBRARIES:
        try:
            found.append(f"{library} {metadata.version(library)}")
        except metadata.PackageNotFoundError:
            found.append(f"{library} missing")
    yield ", ".join(found)
    from presscli.engines.isa import describe

    yield f"processor instructions for ctranslate2: {describe()}"


def _models(registry: Registry) -> Iterator[str]:
    from presscli.models import models_home, status

    yield f"models.yaml: {registry.path}"
    yield f"model folder: {models_home()}"
    for spec in registry.models.values():
        found = status(spec)
        size = megabytes(found.size_bytes or spec.download_bytes)
        yield f"  {spec.name:28} {spec.task.value:10} {found.state.value:9} {size:>8}"
        if found.damaged:
            yield f"    damaged: {', '.join(found.damaged)}"


def _stale(registry: Registry) -> Iterator[str]:
    from presscli.models import stale_folders

    for folder in stale_folders(registry.models.values()):
        yield f"left over from another version, may be removed: {folder}"
