"""Made-up model folders and entries for the tests of presscli.models: no real weights."""

from __future__ import annotations

import json
import random
import struct
from pathlib import Path

from presscli.registry import Architecture, HubSource, ModelSpec, Source, Task
from tests.hub import REPO


def safetensors(size_bytes: int, seed: int = 7) -> bytes:
    """A well-formed safetensors file with one tensor of random bytes."""
    header = json.dumps(
        {"w": {"dtype": "U8", "shape": [size_bytes], "data_offsets": [0, size_bytes]}}
    )
    data = random.Random(seed).randbytes(size_bytes)
    return struct.pack("<Q", len(header)) + header.encode() + data


def marian_files(size_bytes: int = 300_000) -> dict[str, bytes]:
    """What a hub repository of a MarianMT has, with things that no pull should fetch."""
    return {
        ".gitattributes": b"*.bin filter=lfs",
        "README.md": b"# A model",
        "config.json": b'{"model_type": "marian"}',
        "generation_config.json": b"{}",
        "source.spm": b"source pieces" * 200,
        "target.spm": b"target pieces" * 200,
        "vocab.json": b'{"a": 0}',
        "model.safetensors": safetensors(size_bytes),
        "pytorch_model.bin": b"\x80\x02 a pickle",
        "tf_model.h5": b"other weights",
        "modeling_own.py": b"raise SystemExit('never run')",
    }


def write_files(folder: Path, files: dict[str, bytes]) -> Path:
    """Write ``files`` into a new folder."""
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def marian_spec(source: Source | None = None, name: str = "tiny-it-en") -> ModelSpec:
    """An entry for the model of :func:`marian_files`."""
    return ModelSpec(
        name=name,
        task=Task.TRANSLATE,
        architecture=Architecture.MARIAN,
        source_lang="it",
        target_lang="en",
        source=source or HubSource(REPO, "main"),
        licence="Apache-2.0",
        max_source_tokens=100,
    )
