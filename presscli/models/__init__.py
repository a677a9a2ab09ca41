"""Where weights come from: packaged, pulled from the hub or the index, or imported.

    models/NAME/manifest.json     in the user's data folder: pulled and imported models
    models/.partial/NAME/         what an interrupted pull goes on with
    cache/models/NAME-1a2b3c4d/   packaged weights, joined from their parts

Both folders move below ``PRESSCLI_HOME`` where that is set. A folder appears
complete or not at all. Only data is ever loaded; nothing that comes is executed.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from presscli.errors import ModelError
from presscli.models.convert_bin import convert_bin_to_safetensors
from presscli.models.folders import exclusive_folder
from presscli.models.hub import pull_from_hub
from presscli.models.importing import install_from_folder
from presscli.models.installed import (
    State,
    Status,
    join_packaged,
    locate,
    remove,
    revision,
    stale_folders,
    status,
    verify,
)
from presscli.models.manifest import Manifest, read_manifest
from presscli.models.paths import HOME_ENV, model_folder, models_home, partial_folder
from presscli.models.progress import Progress, PullProgress
from presscli.models.remote import HUB_TIMEOUT_SECONDS, refuse_offline
from presscli.models.wheel import pull_from_index
from presscli.registry import HubSource, ModelSpec, PackagedSource, WheelSource

__all__ = [
    "HOME_ENV",
    "HUB_TIMEOUT_SECONDS",
    "Manifest",
    "Progress",
    "PullProgress",
    "State",
    "Status",
    "convert_bin_to_safetensors",
    "ensure",
    "import_folder",
    "locate",
    "model_folder",
    "models_home",
    "pull",
    "read_manifest",
    "remove",
    "revision",
    "stale_folders",
    "status",
    "verify",
]


def ensure(
    spec: ModelSpec,
    *,
    offline: bool = False,
    progress: Progress | None = None,
    timeout_seconds: float = HUB_TIMEOUT_SECONDS,
) -> Path:
    """The folder of a model, made ready if need be: joined, or pulled.

    Args:
        spec: The model.
        offline: Forbid the network; what is packaged or installed still works.
        progress: Called while weights come in.
        timeout_seconds: How long to wait for the hub's first answer.

    Raises:
        HubError: A download is needed and ``offline`` forbids it, or the hub cannot
            be reached.
        ModelError: The model is damaged or cannot be installed.
    """
    return locate(spec) or pull(
        spec, offline=offline, progress=progress, timeout_seconds=timeout_seconds
    )


def pull(
    spec: ModelSpec,
    *,
    offline: bool = False,
    progress: Progress | None = None,
    timeout_seconds: float = HUB_TIMEOUT_SECONDS,
) -> Path:
    """Fetch a model and install it, whole and checked, or leave things as they were.

    A model that is there already is not fetched again. An interrupted pull goes on
    where it stopped. The hub's commit is recorded in the manifest, and a damaged
    model is repaired from that commit.

    Args:
        spec: The model.
        offline: Refuse at once if anything had to be fetched.
        progress: Told the size before the first byte, then every step.
        timeout_seconds: How long to wait for the hub's first answer.

    Raises:
        HubError: ``offline`` forbids it, the hub cannot be reached or refuses.
        ModelError: What came is damaged, needs another architecture, or there is no
            room for it.
    """
    found = status(spec)
    ready = found.folder or join_packaged(spec)
    if ready:
        return ready
    source = spec.source
    if isinstance(source, PackagedSource) or (offline and found.state is State.DAMAGED):
        raise _not_usable(spec, found)
    if offline:
        raise refuse_offline(spec.name, "--offline forbids it")
    with _only_here(spec, spec.download_bytes):
        # Another process may have pulled it while this one waited.
        return locate(spec) or _fetch(spec, source, progress or _show_nothing, timeout_seconds)


def import_folder(spec: ModelSpec, folder: Path) -> Path:
    """Copy the files that a model needs out of ``folder`` and install them.

    The folder may be a clone or snapshot of the hub repository, a model folder of
    another machine, a packaged folder in parts, or hold the wheel that the model
    comes from. Links are followed; nothing else than the needed files is copied. A
    pickle is never kept: ``pytorch_model.bin`` is converted where nothing safer is there.

    Returns:
        The installed folder, which replaces an earlier one at once.

    Raises:
        ModelError: A file is missing, damaged, or not what models.yaml pins.
    """
    if not folder.is_dir():
        raise ModelError(str(folder), "not a folder", "Run: presscli models import DIR")
    size_bytes = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    with _only_here(spec, size_bytes):
        return install_from_folder(spec, folder)


def _only_here(spec: ModelSpec, needed_bytes: int) -> AbstractContextManager[None]:
    lock = partial_folder(spec.name).with_name(f"{spec.name}.lock")
    return exclusive_folder(models_home(), spec.name, lock, needed_bytes)


def _fetch(
    spec: ModelSpec, source: HubSource | WheelSource, progress: Progress, timeout_seconds: float
) -> Path:
    if isinstance(source, WheelSource):
        return pull_from_index(spec, source, progress=progress)
    return pull_from_hub(spec, source, progress=progress, timeout_seconds=timeout_seconds)


def _not_usable(spec: ModelSpec, found: Status) -> ModelError:
    if found.state is State.MISSING:
        return ModelError(
            spec.name, "not in this installation of presscli", "Run: presscli models import DIR"
        )
    files = f" ({', '.join(found.damaged)})" if found.damaged else ""
    hint = "Run: presscli models import DIR"
    if not isinstance(spec.source, PackagedSource):
        hint = f"Run without --offline: presscli models pull {spec.name}"
    return ModelError(spec.name, f"damaged{files}", hint)


def _show_nothing(_: PullProgress) -> None:
    pass
