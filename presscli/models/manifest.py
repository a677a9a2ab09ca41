"""``manifest.json``: what a model folder holds, where it came from, and its checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from presscli import __version__
from presscli.registry import FileSpec

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known about a folder of weights.

    ``revision`` is the hub's commit, or a SHA-256 of the content. ``source`` says
    in words where the files came from. ``files`` is by path within the folder.
    """

    model: str
    source: str
    revision: str
    files: Mapping[str, FileSpec]
    made_at: str = ""
    tool: str = ""


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder, or None where there is none that can be read."""
    try:
        data = json.loads((folder / MANIFEST).read_bytes())
        files = {
            str(name): FileSpec(str(entry["sha256"]), int(entry["size_bytes"]))
            for name, entry in data["files"].items()
        }
        return Manifest(
            str(data["model"]),
            str(data["source"]),
            str(data["revision"]),
            files,
            str(data.get("made_at", "")),
            str(data.get("tool", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_manifest(folder: Path, model: str, source: str, revision: str = "") -> Manifest:
    """Hash every file of a folder and write its manifest.

    Args:
        folder: A finished folder; its files are taken as they are.
        model: The model's name.
        source: Where the files came from, in words.
        revision: The hub's commit; empty takes a hash of all checksums.
    """
    files = {
        path.relative_to(folder).as_posix(): FileSpec(sha256_of(path), path.stat().st_size)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    now = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = Manifest(
        model, source, revision or content_revision(files), files, now, f"presscli {__version__}"
    )
    listing = {n: {"sha256": f.sha256, "size_bytes": f.size_bytes} for n, f in files.items()}
    data = {
        "model": model,
        "source": source,
        "revision": manifest.revision,
        "made_at": now,
        "tool": manifest.tool,
        "files": listing,
    }
    (folder / MANIFEST).write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    return manifest


def content_revision(files: Mapping[str, FileSpec]) -> str:
    """A revision for weights that have no commit: a hash of all names and checksums."""
    lines = "".join(f"{files[name].sha256}  {name}\n" for name in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()


def sha256_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def damaged_files(folder: Path, files: Mapping[str, FileSpec], *, deep: bool) -> list[str]:
    """Names of files that are missing or differ, in the order given.

    Args:
        folder: Where they should be.
        files: What they should be.
        deep: Whether contents are hashed; else only sizes are compared.
    """
    return [name for name, want in files.items() if not _is_whole(folder / name, want, deep=deep)]


def _is_whole(path: Path, want: FileSpec, *, deep: bool) -> bool:
    try:
        return path.stat().st_size == want.size_bytes and (
            not deep or sha256_of(path) == want.sha256
        )
    except OSError:
        return False
