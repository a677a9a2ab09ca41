"""What is on this machine: finding, checking and removing installed models."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path

from presscli.errors import ModelError
from presscli.models.hub import is_from
from presscli.models.manifest import (
    Manifest,
    content_revision,
    damaged_files,
    read_manifest,
    sha256_of,
)
from presscli.models.parts import (
    PARTS,
    damaged_package,
    find_joined,
    join,
    joined_name,
    read_parts,
)
from presscli.models.paths import cache_homes, model_folder, partial_folder
from presscli.registry import FileSpec, HubSource, ModelSpec, PackagedSource


class State(StrEnum):
    """Whether a model can be used."""

    READY = "ready"
    PACKAGED = "packaged"
    """In the package, in parts; joined at first use, without a network."""
    DAMAGED = "damaged"
    """Files are missing or have other sizes than they should."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Status:
    """A model's state; ``folder`` is None unless it is ready, ``damaged`` names files."""

    state: State
    folder: Path | None = None
    revision: str = ""
    size_bytes: int = 0
    damaged: tuple[str, ...] = ()

    @property
    def usable_offline(self) -> bool:
        """Whether nothing has to be downloaded before it is used."""
        return self.state in (State.READY, State.PACKAGED)


def status(spec: ModelSpec) -> Status:
    """Look at a model without changing, joining or hashing anything large."""
    packaged = packaged_folder(spec)
    if packaged:
        return _packaged_status(spec, packaged)
    folder = model_folder(spec.name)
    manifest = read_manifest(folder)
    if manifest is None:
        return Status(State.DAMAGED if folder.is_dir() else State.MISSING)
    if not _is_current(spec, manifest):
        return Status(State.MISSING)
    damaged = tuple(damaged_files(folder, manifest.files, deep=False))
    if damaged:
        return Status(State.DAMAGED, revision=manifest.revision, damaged=damaged)
    return Status(State.READY, folder, manifest.revision, _total(manifest.files.values()))


def locate(spec: ModelSpec) -> Path | None:
    """The folder of a model that is ready to be opened, or None."""
    return status(spec).folder


def revision(spec: ModelSpec, folder: Path) -> str:
    """What identifies the weights in a ready folder: the hub's commit, or a content hash.

    Args:
        spec: The model.
        folder: What :func:`presscli.models.ensure` returned for it.
    """
    manifest = read_manifest(folder)
    return manifest.revision if manifest else content_revision(_whole_files(folder, spec))


def join_packaged(spec: ModelSpec) -> Path | None:
    """The ready folder of a packaged model, joined if need be; None if it is not packaged.

    Raises:
        ModelError: A packaged file is missing or damaged.
    """
    packaged = packaged_folder(spec)
    if packaged is None:
        return None
    if (packaged / PARTS).is_file():
        return join(spec.name, packaged)
    damaged = damaged_files(packaged, spec.files, deep=False)
    if damaged:
        raise damaged_package(packaged / damaged[0])
    return packaged


def verify(spec: ModelSpec) -> list[str]:
    """Hash every file of an installed model.

    Returns:
        The damaged or missing files; empty when all is well.

    Raises:
        ModelError: The model is not installed.
    """
    packaged = packaged_folder(spec)
    if packaged:
        return _verify_packaged(spec, packaged)
    folder = model_folder(spec.name)
    manifest = read_manifest(folder)
    if manifest is None:
        if folder.is_dir():
            return ["manifest.json"]
        raise ModelError(spec.name, "not installed", f"Run: presscli models pull {spec.name}")
    return damaged_files(folder, {**manifest.files, **spec.files}, deep=True)


def remove(spec: ModelSpec) -> bool:
    """Remove a model's folder, what is left of its pulls, and its joined copy.

    Returns:
        Whether there was anything. What the package brought stays.
    """
    packaged = packaged_folder(spec)
    folders = [model_folder(spec.name), partial_folder(spec.name)]
    if packaged and (packaged / PARTS).is_file():
        folders += [home / joined_name(spec.name, packaged) for home in cache_homes()]
    found = [folder for folder in folders if folder.is_dir()]
    for folder in found:
        shutil.rmtree(folder)
    return bool(found)


def stale_folders(specs: Iterable[ModelSpec]) -> list[Path]:
    """Joined copies in the cache that belong to no packaged version of these models.

    Nothing removes them unasked: an older presscli on the same machine may use them.
    """
    current = {
        joined_name(spec.name, packaged)
        for spec in specs
        if (packaged := packaged_folder(spec)) and (packaged / PARTS).is_file()
    }
    folders = (f for home in cache_homes() if home.is_dir() for f in sorted(home.iterdir()))
    return [f for f in folders if f.is_dir() and f.name not in current and read_manifest(f)]


def packaged_folder(spec: ModelSpec) -> Path | None:
    """The model's folder in the installed package, or None where it has none."""
    if not isinstance(spec.source, PackagedSource):
        return None
    folder = Path(str(resources.files("presscli"))) / "data" / spec.source.folder
    has_weights = (folder / PARTS).is_file() or (folder / "config.json").is_file()
    return folder if has_weights else None


def _packaged_status(spec: ModelSpec, packaged: Path) -> Status:
    if not (packaged / PARTS).is_file():
        damaged = tuple(damaged_files(packaged, spec.files, deep=False))
        if damaged:
            return Status(State.DAMAGED, damaged=damaged)
        files = _whole_files(packaged, spec)
        return Status(State.READY, packaged, content_revision(files), _total(files.values()))
    try:
        files = {name: file.whole for name, file in read_parts(packaged).items()}
    except ModelError:
        return Status(State.DAMAGED, damaged=(PARTS,))
    joined = find_joined(spec.name, packaged)
    state = State.READY if joined else State.PACKAGED
    return Status(state, joined, content_revision(files), _total(files.values()))


def _verify_packaged(spec: ModelSpec, packaged: Path) -> list[str]:
    if not (packaged / PARTS).is_file():
        return damaged_files(packaged, spec.files, deep=True)
    damaged = []
    for name, file in read_parts(packaged).items():
        stored = dict(file.parts) or {name: file.whole}
        damaged += damaged_files(packaged, stored, deep=True)
    joined = find_joined(spec.name, packaged)
    manifest = read_manifest(joined) if joined else None
    if joined and manifest:
        damaged += [str(joined / n) for n in damaged_files(joined, manifest.files, deep=True)]
    return damaged


def _is_current(spec: ModelSpec, manifest: Manifest) -> bool:
    """Whether a folder is what models.yaml asks for now."""
    if isinstance(spec.source, HubSource) and manifest.source.startswith("hub:"):
        return is_from(manifest, spec.source)
    return all(manifest.files.get(name) == want for name, want in spec.files.items())


def _whole_files(packaged: Path, spec: ModelSpec) -> dict[str, FileSpec]:
    if spec.files:
        return dict(spec.files)
    return {
        path.name: FileSpec(sha256_of(path), path.stat().st_size)
        for path in sorted(packaged.iterdir())
        if path.is_file()
    }


def _total(files: Iterable[FileSpec]) -> int:
    return sum(file.size_bytes for file in files)
