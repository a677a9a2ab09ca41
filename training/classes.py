"""Batches of a few fixed shapes: lines by length class, for updates that are CUDA graphs.

The order follows from the seed and the epoch alone, as in ``batches.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.arrays import MAX_LINE_TOKENS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LINE_CLASSES = (12, 16, 20, 24, 28, 32, 36, 42, 48, 56, 64, 76, 92, 120, MAX_LINE_TOKENS)
"""Positions that the longer side of a line is padded to: each class costs a graph."""


def plan_classes(
    lengths: NDArray[np.int64], batch_tokens: int, seed: int, epoch: int
) -> list[tuple[int, NDArray[np.int64]]]:
    """``(positions, line numbers)`` of every batch of an epoch, in order.

    Every line is there once; where those of a class do not fill its last batch, some of
    them are there again.

    Args:
        lengths: ``(lines, 2)``, tokens of source and target.
        batch_tokens: Of one batch, padding included.
        seed: Of the run.
        epoch: Counted from 0.
    """
    import numpy as np

    rng = np.random.default_rng([seed, epoch])
    order = rng.permutation(len(lengths))
    classes = np.searchsorted(LINE_CLASSES, lengths.max(axis=1))[order]
    batches = []
    for number in np.unique(classes).tolist():
        width = LINE_CLASSES[number]
        lines, height = order[classes == number], batch_lines(width, batch_tokens)
        filled = np.resize(lines, -(-len(lines) // height) * height)
        batches += [(width, chunk) for chunk in filled.reshape(-1, height)]
    return [batches[i] for i in rng.permutation(len(batches))]


def batch_lines(width: int, batch_tokens: int) -> int:
    """How many lines of ``width`` positions make a batch: a multiple of 8 where it can be."""
    lines = max(1, batch_tokens // width)
    return lines - lines % 8 if lines >= 8 else lines
