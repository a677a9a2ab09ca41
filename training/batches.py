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


@dataclass(frozen=True, slots=True)
class DeviceArrays:
    """Token arrays that lie on a device whole, where a batch is gathered in a few kernels.

    Gathering line by line on the processor takes longer than a large GPU's step. Two bytes
    become four: indices are made of them. ``arrays`` are those on disk, for what is known
    without asking the device.
    """

    arrays: TokenArrays
    source: torch.Tensor
    target: torch.Tensor
    offsets: torch.Tensor

    @classmethod
    def on(cls, arrays: TokenArrays, device: str) -> DeviceArrays:
        """Copy the arrays to a device."""
        import numpy as np
        import torch

        source, target = (
            torch.from_numpy(np.asarray(side).astype(np.int32)).to(device)
            for side in (arrays.source, arrays.target)
        )
        offsets = torch.from_numpy(np.asarray(arrays.offsets).copy()).to(device)
        return cls(arrays, source, target, offsets)

    def padded(
        self, rows: torch.Tensor, side: int, width: int, pad: int
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """``(lines, width)`` ids of some lines, and where they are not padding.

        Args:
            rows: Numbers of the lines, on the device.
            side: 0 for the source, 1 for the target.
            width: At least the longest line's; longer ones are cut.
            pad: What fills the rest.
        """
        import torch

        ids = (self.source, self.target)[side]
        starts, ends = self.offsets[rows, side, None], self.offsets[rows + 1, side, None]
        at = starts + torch.arange(width, device=rows.device)
        real = at < ends
        return ids[at.clamp_(max=len(ids) - 1)].long().masked_fill_(~real, pad), real


def make_batch(arrays: DeviceArrays, lines: NDArray[np.int64], pad: int) -> Batch:
    """Gather lines into padded tensors on the arrays' device, without waiting for it."""
    import numpy as np

    device = arrays.source.device
    counts = arrays.arrays.offsets[lines + 1] - arrays.arrays.offsets[lines]
    widths = counts.max(axis=0).tolist()
    rows = send(lines, device)
    source, source_mask = arrays.padded(rows, 0, widths[0], pad)
    target, _ = arrays.padded(rows, 1, widths[1], pad)
    lengths = counts[:, 1]
    # Where the rows' tokens stand in the flattened target: known here, so nobody is asked.
    first = np.arange(len(lines)) * widths[1]
    before = np.cumsum(lengths) - lengths
    places = np.repeat(first - before, lengths) + np.arange(lengths.sum())
    label_positions = send(places, device)
    return Batch(
        source=source,
        source_mask=source_mask,
        decoder_input=shifted(target, pad),
        labels=target.flatten()[label_positions],
        label_positions=label_positions,
        tokens=int(lengths.sum()),
    )


def shifted(target: torch.Tensor, pad: int) -> torch.Tensor:
    """What the decoder reads to predict ``target``: the pad id, then all but its last ids."""
    import torch

    decoder_input = torch.full_like(target, pad)
    decoder_input[:, 1:] = target[:, :-1]
    return decoder_input


def send(array: NDArray[np.int64], device: torch.device) -> torch.Tensor:
    """Copy to a device without waiting for it.

    PyTorch keeps the pinned buffer until the copy is over, whoever lets go of it before.
    """
    import torch

    tensor = torch.from_numpy(array)
    if device.type == "cpu":
        return tensor
    return tensor.pin_memory().to(device, non_blocking=True)


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
