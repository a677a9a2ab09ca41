"""Weights in parts: small enough for git hosts, joined into the user's cache at first use.

``parts.json`` lists every file of a folder with its checksum, and for a file that
is stored in parts those of its parts:

    {"files": {"config.json": {"sha256": ..., "size_bytes": ...},
               "model.bin": {"sha256": ..., "size_bytes": ...,
                             "parts": [{"file": "model.bin.part-000", ...}, ...]}}}
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from presscli.errors import ModelError
from presscli.models.folders import exclusive_folder, put_in_place, scratch_folder
from presscli.models.manifest import (
    damaged_files,
    read_manifest,
    sha256_of,
    write_manifest,
)
from presscli.models.paths import cache_homes, trusted, writable_cache
from presscli.registry import FileSpec

PARTS = "parts.json"
PART_BYTES = 40_000_000
"""Below the 45 MB that this project allows a file, as git hosts refuse or warn above 50."""

_CHUNK_BYTES = 1 << 20
_REINSTALL = "Run: pip install --force-reinstall presscli"


@dataclass(frozen=True, slots=True)
class PartedFile:
    """A file and its parts in order; no parts means that it is stored whole."""

    whole: FileSpec
    parts: tuple[tuple[str, FileSpec], ...] = ()


def split_file(path: Path, folder: Path, *, part_bytes: int = PART_BYTES) -> PartedFile:
    """Write a file as parts ``NAME.part-000``, ``NAME.part-001``, ... into ``folder``."""
    parts = []
    with path.open("rb") as stream:
        for number in range(1000):
            data = stream.read(part_bytes)
            if not data:
                break
            name = f"{path.name}.part-{number:03d}"
            (folder / name).write_bytes(data)
            parts.append((name, FileSpec(hashlib.sha256(data).hexdigest(), len(data))))
    return PartedFile(FileSpec(sha256_of(path), path.stat().st_size), tuple(parts))


def split_folder(source: Path, target: Path, *, part_bytes: int = PART_BYTES) -> None:
    """Copy a model folder, its large files as parts, with a ``parts.json``.

    Args:
        source: A flat folder of files.
        target: Where to write; made if it is not there.
        part_bytes: Files up to this size stay whole.

    Raises:
        ModelError: ``source`` is no folder, or ``target`` has files in it, which
            parts of another version must not mix with.
    """
    if not source.is_dir():
        raise ModelError(str(source), "not a folder", "Give the model's folder")
    if target.exists() and any(target.iterdir()):
        raise ModelError(str(target), "not empty", "Remove what is in it first")
    target.mkdir(parents=True, exist_ok=True)
    files: dict[str, object] = {}
    for path in sorted(p for p in source.iterdir() if p.is_file()):
        if path.stat().st_size > part_bytes:
            parted = split_file(path, target, part_bytes=part_bytes)
            parts = [{"file": name, **_as_json(spec)} for name, spec in parted.parts]
            files[path.name] = {**_as_json(parted.whole), "parts": parts}
        else:
            shutil.copyfile(path, target / path.name)
            files[path.name] = _as_json(FileSpec(sha256_of(path), path.stat().st_size))
    text = json.dumps({"files": files}, indent=2) + "\n"
    (target / PARTS).write_text(text, encoding="utf-8")


def joined_name(model: str, packaged: Path) -> str:
    """The cache folder's name: it changes with any byte of any packaged file."""
    return f"{model}-{sha256_of(packaged / PARTS)[:8]}"


def find_joined(model: str, packaged: Path) -> Path | None:
    """The folder where the parts were joined before, or None."""
    name = joined_name(model, packaged)
    for home in cache_homes():
        folder = home / name
        if _is_ready(folder) and (home == cache_homes()[0] or trusted(home)):
            return folder
    return None


def join(model: str, packaged: Path) -> Path:
    """Join the parts of a packaged model, unless that was done before.

    Two processes may start at once: one joins, the other waits and takes the
    result. The folder appears with its last file, never before.

    Raises:
        ModelError: A part is missing or damaged, or the cache cannot be written.
    """
    ready = find_joined(model, packaged)
    if ready:
        return ready
    listing = read_parts(packaged)
    needed_bytes = sum(file.whole.size_bytes for file in listing.values())
    name = joined_name(model, packaged)
    home = writable_cache()
    with exclusive_folder(home, name, home / f".{name}.lock", needed_bytes):
        if not _is_ready(home / name):
            with scratch_folder(home, name) as folder:
                join_into(folder, packaged, listing)
                write_manifest(folder, model, "packaged with presscli")
                put_in_place(folder, home / name)
    return home / name


def join_into(folder: Path, packaged: Path, listing: dict[str, PartedFile]) -> None:
    """Write the whole files of ``listing`` into an empty folder.

    Raises:
        ModelError: A file or part is missing or damaged; its name is in the message.
    """
    for name, file in listing.items():
        total = hashlib.sha256()
        with (folder / name).open("wb") as output:
            for part, want in file.parts or ((name, file.whole),):
                with _open_part(packaged / part) as stream:
                    digest = hashlib.sha256()
                    while chunk := stream.read(_CHUNK_BYTES):
                        digest.update(chunk)
                        total.update(chunk)
                        output.write(chunk)
                if digest.hexdigest() != want.sha256:
                    raise damaged_package(packaged / part)
        if total.hexdigest() != file.whole.sha256:
            raise damaged_package(packaged / name)


def read_parts(packaged: Path) -> dict[str, PartedFile]:
    """The files that ``parts.json`` lists.

    Raises:
        ModelError: It is missing or damaged.
    """
    try:
        data = json.loads((packaged / PARTS).read_bytes())
        return {
            str(name): PartedFile(
                _from_json(entry),
                tuple((str(p["file"]), _from_json(p)) for p in entry.get("parts", ())),
            )
            for name, entry in data["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged_package(packaged / PARTS) from error


def _open_part(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise ModelError(str(path), "a part of the model is missing", _REINSTALL) from error


def damaged_package(path: Path) -> ModelError:
    """The error for a packaged file that is not what was packaged."""
    return ModelError(str(path), "a part of the model is damaged", _REINSTALL)


def _is_ready(folder: Path) -> bool:
    manifest = read_manifest(folder)
    return manifest is not None and not damaged_files(folder, manifest.files, deep=False)


def _as_json(spec: FileSpec) -> dict[str, object]:
    return {"sha256": spec.sha256, "size_bytes": spec.size_bytes}


def _from_json(entry: dict[str, object]) -> FileSpec:
    return FileSpec(str(entry["sha256"]), int(str(entry["size_bytes"])))
