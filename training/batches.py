"""The order of training and the tensors of a batch.

The order follows from the seed and the epoch alone, so that a run that was cut
goes on with exactly the batches that an undisturbed one would have seen.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from training.arrays import TokenArrays

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

T = TypeVar("T")

BUCKET_LINES = 50_000
"""Lines sorted by length among themselves: little padding, yet batches differ by epoch."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch on its device.

    ``source`` and ``decoder_input`` are ``(lines, positions)``, padded;
    ``source_mask`` is true where there is no padding. ``labels`` are the real
    target ids of all lines in one row and ``label_positions`` say where they
    stand in the flattened decoder output. ``tokens`` is their number, known
    without asking the device.
    """

    source: torch.Tensor
    source_mask: torch.Tensor
    decoder_input: torch.Tensor
    labels: torch.Tensor
    label_positions: torch.Tensor
    tokens: int


def plan_epoch(
    lengths: NDArray[np.int64], batch_tokens: int, seed: int, epoch: int
) -> list[NDArray[np.int64]]:
    """Line numbers of every batch of an epoch, in order.

    Args:
        lengths: ``(lines, 2)``, tokens of source and target.
        batch_tokens: Lines times the longest side of a batch stay within it; a
            longer line gets a batch of its own.
        seed: Of the run.
        epoch: Counted from 0.
    """
    import numpy as np

    rng = np.random.default_rng([seed, epoch])
    order = rng.permutation(len(lengths))
    longest = lengths.max(axis=1)
    batches: list[NDArray[np.int64]] = []
    for start in range(0, len(order), BUCKET_LINES):
        bucket = order[start : start + BUCKET_LINES]
        bucket = bucket[np.lexsort((lengths[bucket, 0], lengths[bucket, 1]))]
        batches += _cut(bucket, longest[bucket].tolist(), batch_tokens)
    rng.shuffle(batches)
    return batches


def _cut(
    lines: NDArray[np.int64], longest: list[int], batch_tokens: int
) -> list[NDArray[np.int64]]:
    batches, start, width = [], 0, 0
    for i, length in enumerate(longest):
        width = max(width, length)
        if i > start and width * (i - start + 1) > batch_tokens:
            batches.append(lines[start:i])
            start, width = i, length
    batches.append(lines[start:])
    return batches


def make_batch(arrays: TokenArrays, lines: NDArray[np.int64], pad: int, device: str) -> Batch:
    """Gather lines into padded tensors; copies to CUDA do not wait for the device."""
    import numpy as np
    import torch

    starts, ends = arrays.offsets[lines], arrays.offsets[lines + 1]
    counts = ends - starts
    height = len(lines)
    source = np.full((height, counts[:, 0].max()), pad, dtype=np.int64)
    target = np.full((height, counts[:, 1].max()), pad, dtype=np.int64)
    for row in range(height):
        source[row, : counts[row, 0]] = arrays.source[starts[row, 0] : ends[row, 0]]
        target[row, : counts[row, 1]] = arrays.target[starts[row, 1] : ends[row, 1]]
    real = np.arange(target.shape[1]) < counts[:, 1:2]
    decoder_input = np.full_like(target, pad)
    decoder_input[:, 1:] = target[:, :-1]

    def on_device(array: NDArray[np.generic]) -> torch.Tensor:
        tensor = torch.from_numpy(array)
        if device == "cpu":
            return tensor
        return tensor.pin_memory().to(device, non_blocking=True)

    return Batch(
        source=on_device(source),
        source_mask=on_device(np.arange(source.shape[1]) < counts[:, :1]),
        decoder_input=on_device(decoder_input),
        labels=on_device(target[real]),
        label_positions=on_device(np.flatnonzero(real)),
        tokens=int(counts[:, 1].sum()),
    )


def prefetch(items: Iterable[T], depth: int = 4) -> Generator[T, None, None]:
    """Make items in a thread, ``depth`` ahead of their use, in the same order."""
    ready: queue.Queue[tuple[T] | BaseException | None] = queue.Queue(depth)
    stop = threading.Event()

    def put(item: tuple[T] | BaseException | None) -> bool:
        while not stop.is_set():
            try:
                ready.put(item, timeout=0.2)
            except queue.Full:
                continue
            return True
        return False

    def work() -> None:
        try:
            for item in items:
                if not put((item,)):
                    return
            put(None)
        except BaseException as error:  # noqa: BLE001  # raised again by the reader
            put(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        while (item := ready.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item[0]
    finally:
        stop.set()
        thread.join()
