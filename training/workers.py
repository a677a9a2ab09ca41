"""Several processes that train one model: each takes its share of every update.

On a CPU that other work is using, two processes of one thread each lose far less
than one of two threads, which wait for each other in every product; they meet
once an update, to add up their gradients.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import torch

T = TypeVar("T")

_RANK = "PRESSCLI_TRAINING_RANK"
_PATIENCE = timedelta(hours=1)
"""The first process measures the model while the others wait."""


class Workers:
    """This process's place among ``count``; the first one, rank 0, writes and logs.

    Args:
        count: How many there are; 1 does nothing special.
        meeting: A file that does not exist yet, where they find each other.
        rank: Of this process, from 0.
    """

    def __init__(self, count: int = 1, meeting: Path | None = None, rank: int = 0) -> None:
        self.count, self.rank = count, rank
        if count > 1:
            from torch import distributed

            distributed.init_process_group(
                "gloo",
                init_method=f"file://{meeting}",
                rank=rank,
                world_size=count,
                timeout=_PATIENCE,
            )

    def is_mine(self, number: int) -> bool:
        """Whether the batch of that number within an update is this process's."""
        return number % self.count == self.rank

    def add_up(self, tensors: Iterable[torch.Tensor]) -> None:
        """Replace each tensor by its sum over all processes."""
        if self.count == 1:
            return
        import torch
        from torch import distributed

        parts = list(tensors)
        flat = torch.cat([part.flatten().float() for part in parts])
        distributed.all_reduce(flat)
        done = 0
        for part in parts:
            part.copy_(flat[done : done + part.numel()].view_as(part))
            done += part.numel()

    def close(self) -> None:
        """Part company."""
        if self.count > 1:
            from torch import distributed

            distributed.destroy_process_group()


@contextmanager
def start(count: int, run: Path, module: str, arguments: Sequence[str]) -> Iterator[Workers]:
    """Start the other processes with the same command, or be one of them.

    Args:
        count: How many there are.
        run: Folder of the run, where they meet.
        module: What each of them runs, as after ``python -m``.
        arguments: Its arguments.
    """
    rank = os.environ.get(_RANK)
    run.mkdir(parents=True, exist_ok=True)
    meeting = run / f".workers-{os.getppid() if rank else os.getpid()}"
    others = []
    if count > 1 and not rank:
        meeting.unlink(missing_ok=True)
        others = [
            subprocess.Popen(  # noqa: S603 - this very command
                [sys.executable, "-m", module, *arguments], env=os.environ | {_RANK: str(other)}
            )
            for other in range(1, count)
        ]
    workers = Workers(count, meeting, int(rank or 0))
    try:
        yield workers
    except BaseException:
        for other in others:
            other.terminate()
        raise
    finally:
        workers.close()
        for other in others:
            other.wait()
        if not rank:
            meeting.unlink(missing_ok=True)
