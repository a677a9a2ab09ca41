"""Which files a model needs, which may come along, and which are never taken."""

from __future__ import annotations

import fnmatch
import json
import struct
from collections.abc import Collection, Iterable
from pathlib import Path

from presscli.errors import ModelError
from presscli.registry import Architecture, ModelSpec, WheelSource

CTRANSLATE2_WEIGHTS = "model.bin"
"""CTranslate2's own binary format; no pickle, though the suffix is the same."""
PICKLED_WEIGHTS = "pytorch_model.bin"
"""Taken only where nothing safer is there, and turned into safetensors at once."""

_SAFETENSORS = ("model.safetensors", "model.safetensors.index.json")
_WEIGHTS = (*_SAFETENSORS, CTRANSLATE2_WEIGHTS, PICKLED_WEIGHTS)
"""In order of preference."""
_SHARDS = "model-[0-9]*-of-[0-9]*.safetensors"

_REQUIRED: dict[Architecture, tuple[tuple[str, ...], ...]] = {
    Architecture.MARIAN: (
        ("config.json",),
        ("source.spm",),
        ("target.spm",),
        ("vocab.json", "shared_vocabulary.json", "source_vocabulary.json"),
    ),
    Architecture.BART: (("config.json",), ("vocab.json", "tokenizer.json")),
    Architecture.PEGASUS: (("config.json",), ("spiece.model", "tokenizer.json")),
    Architecture.PROMPTED: (("config.json",), ("tokenizer.json",)),
}
"""Of each group one file at least must be there."""

_WELCOME = (
    "*.spm",
    "spiece.model",
    "tokenizer.json",
    "*vocab*.json",
    "merges.txt",
    "config.json",
    "generation_config.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    # Licences travel with the weights that they are about.
    "LICEN[CS]E*",
    "NOTICE*",
    "*TERMS*",
    "CARD.md",
    "README.md",
)


def select_files(spec: ModelSpec, available: Collection[str], where: str) -> list[str]:
    """The files to take, weights last.

    Args:
        spec: The model.
        available: Paths at the top of the folder or repository.
        where: That folder or repository, for messages.

    Raises:
        ModelError: A file is missing that the model cannot do without.
    """
    if spec.files:
        _require(spec, where, ((name,) for name in spec.files), available)
        extras = {n for n in available if _matches(n, _WELCOME)} - set(spec.files)
        return [*sorted(extras), *spec.files]
    if isinstance(spec.source, WheelSource):
        member = spec.source.member.rpartition("/")[2]
        _require(spec, where, [(member,)], available)
        return [member]
    _require(spec, where, _REQUIRED[spec.architecture], available)
    weights = [name for name in _WEIGHTS if name in available]
    if not weights:
        raise ModelError(
            where, "has no weights that can be used", f"Needed is one of: {', '.join(_WEIGHTS)}"
        )
    taken = sorted(n for n in available if _matches(n, _WELCOME))
    if weights[0] == _SAFETENSORS[1]:
        taken += sorted(n for n in available if fnmatch.fnmatchcase(n, _SHARDS))
    return [*taken, weights[0]]


def check_content(folder: Path, spec: ModelSpec, where: str) -> None:
    """Refuse what can be told apart from a model without loading it.

    Args:
        folder: The files as they came.
        spec: The model.
        where: The folder or repository that they came from, for messages.

    Raises:
        ModelError: A git-lfs pointer, a pickle under another name, a truncated
            safetensors file, or the configuration of another architecture.
    """
    for path in sorted(folder.iterdir()):
        if path.name == CTRANSLATE2_WEIGHTS:
            _check_ctranslate2(path, f"{where}/{path.name}")
        elif path.suffix == ".safetensors":
            _check_safetensors(path, f"{where}/{path.name}")
    _check_config(folder, spec, where)


def _require(
    spec: ModelSpec, where: str, groups: Iterable[tuple[str, ...]], available: Collection[str]
) -> None:
    missing = [" or ".join(group) for group in groups if not set(group) & set(available)]
    if missing:
        raise ModelError(
            where,
            f"{', '.join(missing)} missing",
            f"{spec.name} ({spec.architecture}) cannot work without",
        )


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return "/" not in name and any(fnmatch.fnmatchcase(name, p) for p in patterns)


def _head(path: Path, where: str) -> bytes:
    with path.open("rb") as stream:
        head = stream.read(64)
    if head.startswith(b"version https://git-lfs"):
        raise ModelError(
            where, "a git-lfs pointer, not the weights", "Run in that clone: git lfs pull"
        )
    return head


def _check_ctranslate2(path: Path, where: str) -> None:
    # A zip or a pickle of protocol 2 and up; CTranslate2 files begin with a small
    # version number in four little-endian bytes.
    if _head(path, where).startswith((b"PK", b"\x80")):
        raise ModelError(where, "a pickle, which can run code", "Only CTranslate2 weights pass")


def _check_safetensors(path: Path, where: str) -> None:
    """Compare the header with the size: eight bytes of length, then JSON, then data."""
    head = _head(path, where)
    size = path.stat().st_size
    try:
        (length,) = struct.unpack("<Q", head[:8])
        if length > size:
            raise ValueError(length)
        with path.open("rb") as stream:
            stream.seek(8)
            header = json.loads(stream.read(length))
        end = max(t["data_offsets"][1] for n, t in header.items() if n != "__metadata__")
    except (struct.error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(where, "not a safetensors file", "Copy or pull it again") from error
    if 8 + length + end != size:
        raise ModelError(
            where, f"truncated ({size} of {8 + length + end} bytes)", "Copy or pull it again"
        )


def _check_config(folder: Path, spec: ModelSpec, where: str) -> None:
    path, where = folder / "config.json", f"{where}/config.json"
    if not path.is_file():
        return
    try:
        config = json.loads(path.read_bytes())
    except ValueError as error:
        raise ModelError(where, "not JSON", "Copy or pull it again") from error
    # CTranslate2's config.json has no model_type.
    found = config.get("model_type", spec.architecture) if isinstance(config, dict) else "none"
    if spec.architecture is not Architecture.PROMPTED and found != spec.architecture:
        raise ModelError(
            where,
            f"the model is of another kind ({found})",
            f"{spec.name} in models.yaml says architecture: {spec.architecture}",
        )
