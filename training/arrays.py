"""Token ids on disk, memory-mapped: no process ever holds a whole corpus twice.

A folder has ``source.npy`` and ``target.npy`` (uint16, all lines one after the
other, each ending in ``</s>``) and ``offsets.npy`` (int64, pairs + 1 rows of
``(source, target)`` positions).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from presscli.errors import InputError
from training.corpora import Pair
from training.vocabulary import EOS_ID

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentencepiece import SentencePieceProcessor

MAX_LINE_TOKENS = 200
"""Longer lines are left out of training, ``</s>`` included: they cost the most memory
and are mostly several sentences. The models take 256."""

_CHUNK_LINES = 20_000


@dataclass(frozen=True, slots=True)
class TokenArrays:
    """The token ids of aligned lines.

    Line ``i`` of the source is ``source[offsets[i, 0]:offsets[i + 1, 0]]``, and
    likewise for the target with column 1.
    """

    source: NDArray[np.uint16]
    target: NDArray[np.uint16]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def lengths(self) -> NDArray[np.int64]:
        """``(pairs, 2)``: tokens of source and target, ``</s>`` included."""
        return self.offsets[1:] - self.offsets[:-1]


def encode(processor: SentencePieceProcessor, pairs: Sequence[Pair]) -> TokenArrays:
    """Turn pairs into ids; those with more than ``MAX_LINE_TOKENS`` on a side are left out."""
    import numpy as np

    source: list[NDArray[np.uint16]] = []
    target: list[NDArray[np.uint16]] = []
    lengths: list[tuple[int, int]] = []
    threads = os.cpu_count() or 1
    for start in range(0, len(pairs), _CHUNK_LINES):
        chunk = pairs[start : start + _CHUNK_LINES]
        sources = processor.encode([p.source for p in chunk], num_threads=threads)
        targets = processor.encode([p.target for p in chunk], num_threads=threads)
        for s, t in zip(sources, targets, strict=True):
            if 0 < len(s) < MAX_LINE_TOKENS and 0 < len(t) < MAX_LINE_TOKENS:
                source.append(np.array([*s, EOS_ID], dtype=np.uint16))
                target.append(np.array([*t, EOS_ID], dtype=np.uint16))
                lengths.append((len(s) + 1, len(t) + 1))
    if not lengths:
        raise InputError("pairs", "no line is left to train on", "Check the filters.")
    offsets = np.zeros((len(lengths) + 1, 2), dtype=np.int64)
    np.cumsum(np.array(lengths), axis=0, out=offsets[1:])
    return TokenArrays(np.concatenate(source), np.concatenate(target), offsets)


def save_arrays(folder: Path, arrays: TokenArrays) -> None:
    """Write the three arrays."""
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "source.npy", arrays.source)
    np.save(folder / "target.npy", arrays.target)
    np.save(folder / "offsets.npy", arrays.offsets)


def load_arrays(folder: Path) -> TokenArrays:
    """Map the token ids into memory; only the offsets are read.

    Raises:
        InputError: The folder was not made by ``training.prepare encode``.
    """
    import numpy as np

    try:
        return TokenArrays(
            np.load(folder / "source.npy", mmap_mode="r"),
            np.load(folder / "target.npy", mmap_mode="r"),
            np.load(folder / "offsets.npy"),
        )
    except (OSError, ValueError) as error:
        hint = "Make it with: python -m training.prepare encode"
        raise InputError(str(folder), f"no token arrays ({error})", hint) from error
