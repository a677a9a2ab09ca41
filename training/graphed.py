"""Train a MarianMT on one large GPU in a given time, whole updates as CUDA graphs.

    python -m training.graphed --data DATA --run RUN --shape small --minutes 9

From random weights, or those of ``--init``; the learning rates are flat after the warm-up,
and in the second half of the time they fall in a straight line, whose end follows from the
speed measured so far. RUN gets what ``training.train`` writes (``log.jsonl``,
``weights-*.safetensors``, ``last.pt``), and ``full-rate.pt``, the state before the line
falls: ``training.train --init`` goes on from either.
"""

from __future__ import annotations

import argparse
import dataclasses
import math
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from presscli.errors import UsageError
from training.batches import DeviceArrays
from training.checkpoint import LAST
from training.classes import plan_classes
from training.graphs import GraphOptimizers, Updates
from training.model import SHAPES, load_weights
from training.optim import Schedule
from training.train import stop_on_signals
from training.trainer import Clock, Trainer, TrainOptions, machine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FULL_RATE = "full-rate.pt"
_END_SECONDS = 15.0
"""Kept for the held-out loss and the files at the end."""

_MARGIN = 0.98
"""Of the updates that the speed allows; a cool-down cut short is worth less than a short one."""

_NEVER = 10**9
"""The step from which rates decay by themselves."""


class GraphedTrainer(Trainer):
    """A trainer whose updates are graphs, and whose rates fall when half the time is gone.

    Args:
        options: With ``minutes`` from now to the end, or ``max_steps``, or both.

    Raises:
        UsageError: The run was begun before, or ``init`` is not a folder.
    """

    def __init__(self, options: TrainOptions) -> None:
        self.started = time.monotonic()
        super().__init__(options)
        self.schedule = options.schedule
        if options.max_steps:
            self._cool(max(1, options.max_steps // 2), options.max_steps)

    def _start(self) -> None:
        options = self.options
        if (options.run / LAST).exists():
            hint = "Give another folder, or go on with: python -m training.train"
            raise UsageError("--run", f"has a run already ({options.run})", hint)
        if options.init and not options.init.is_dir():
            hint = "Allowed: a transformers folder"
            raise UsageError("--init", f"not a folder ({options.init})", hint)
        options.run.mkdir(parents=True, exist_ok=True)
        if options.init:
            load_weights(self.model, options.init)
        self.model.to(self.device).train()
        optimizers = GraphOptimizers(
            self.model, lr=options.lr, muon_lr=options.muon_lr, bfloat16=self.bfloat16
        )
        self.optimizers = self.graph_optimizers = optimizers
        self.copy = [p.detach().clone() for p in optimizers.parameters]
        self.passed_by = 0
        self.lengths = self.train_arrays.lengths
        self.updates = Updates(
            self.model,
            DeviceArrays.on(self.train_arrays, self.device),
            optimizers,
            pad=self.pad,
            smoothing=options.smoothing,
            bfloat16=self.bfloat16,
        )

    def _cool(self, first: int, last: int) -> None:
        self.schedule = dataclasses.replace(self.schedule, cool_from=first, total_steps=last)

    @property
    def deadline(self) -> float:
        """When the last update has to be over, by the monotonic clock."""
        minutes = self.options.minutes
        return self.started + minutes * 60 - _END_SECONDS if minutes else math.inf

    def planned(self) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Batches without end; the run's place in the data moves along."""
        options, progress = self.options, self.progress
        for progress.epoch in count():
            plan = plan_classes(self.lengths, options.batch_tokens, options.seed, progress.epoch)
            for progress.batch, batch in enumerate(plan, 1):
                yield batch

    def run(self) -> None:
        """Train until the time is over or the steps are done; ends with a milestone."""
        options, progress = self.options, self.progress
        self.log("start", options=dataclasses.asdict(options), machine=machine(self.device))
        if self.device != "cpu":
            plan = plan_classes(self.lengths, options.batch_tokens, options.seed, 0)
            self.updates.capture({width: len(lines) for width, lines in plan})
        first = time.monotonic()
        clock = Clock(progress, first)
        for width, lines in self.planned():
            progress.step += 1
            progress.tokens += int(self.lengths[lines, 1].sum())
            factor = self.schedule.factor(progress.step)
            self.losses.append(self.updates.run(lines, width, factor))
            progress.seconds = time.monotonic() - self.started
            if progress.step % options.log_steps == 0:
                self._log_losses(clock)
                self._cool_in_time(clock, first)
            if self._is_over():
                break
        self.guard(0)
        self.milestone()

    def _is_over(self) -> bool:
        cooling = self.schedule.cool_from > 0
        done = cooling and self.progress.step >= self.schedule.total_steps
        return done or self.stopping or time.monotonic() > self.deadline

    def _cool_in_time(self, clock: Clock, first: float) -> None:
        """Begin the cool-down once no more time is left than went by since ``first``."""
        now, step = time.monotonic(), self.progress.step
        if self.schedule.cool_from or self.deadline - now > now - first:
            return
        self.milestone()
        (self.options.run / LAST).replace(self.options.run / FULL_RATE)
        left = self.deadline - time.monotonic()
        self._cool(step, step + max(1, int(left * step / (now - first) * _MARGIN)))
        self.log("cool-down", total_steps=self.schedule.total_steps)
        clock.restart(self.progress)

    def _log_losses(self, clock: Clock) -> None:
        import torch

        recent = torch.stack(self.losses[-self.options.log_steps :])
        finite = recent[recent.isfinite()]  # Waits for the device here only.
        loss = round(float(finite.mean()), 4) if len(finite) else None
        passed_by = int(self.graph_optimizers.skipped)
        speed = (self.progress.tokens - clock.tokens) / (time.monotonic() - clock.since)
        self.log("train", loss=loss, tokens_per_second=round(speed), passed_by=passed_by)
        self.guard(passed_by - self.passed_by)
        self.passed_by = passed_by
        clock.restart(self.progress)

    def guard(self, passed_by: int) -> None:
        """Copy the weights on the device, or go back to the last copy.

        Args:
            passed_by: Updates since the last copy whose gradients were not finite. With over
                half of them, or weights that are not finite, nothing more can be learnt.
        """
        import torch

        parameters = self.graph_optimizers.parameters
        with torch.no_grad():
            sound = torch.stack(torch._foreach_norm(parameters)).isfinite().all()
            if bool(sound) and passed_by * 2 <= self.options.log_steps:
                torch._foreach_copy_(self.copy, parameters)
                return
            torch._foreach_copy_(parameters, self.copy)
            self.graph_optimizers.forget()
            self.updates.follow()
        self.log("back", passed_by=passed_by)


def _parser() -> argparse.ArgumentParser:
    default = TrainOptions(Path(), Path())
    parser = argparse.ArgumentParser(prog="training.graphed", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of training.prepare")
    parser.add_argument("--run", type=Path, required=True, help="folder of this run, a new one")
    parser.add_argument("--shape", choices=SHAPES, default="small")
    parser.add_argument("--init", type=Path, help="transformers folder to start from")
    parser.add_argument("--minutes", type=float, default=0.0, help="in all, files included")
    parser.add_argument("--max-steps", type=int, default=0, help="end after; 0: by time alone")
    parser.add_argument("--batch-tokens", type=int, default=32_768, help="padding included")
    parser.add_argument("--lr", type=float, default=1.5e-3, help="of AdamW")
    parser.add_argument("--muon-lr", type=float, default=0.012, help="0: AdamW alone")
    parser.add_argument("--warmup", type=int, default=200, help="steps")
    parser.add_argument("--smoothing", type=float, default=default.smoothing)
    parser.add_argument("--dropout", type=float, default=default.dropout)
    parser.add_argument("--seed", type=int, default=default.seed)
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--log-steps", type=int, default=50)
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Train; SIGTERM and Ctrl-C end it with a checkpoint.

    Raises:
        UsageError: Neither ``--minutes`` nor ``--max-steps`` is given.
    """
    values = vars(_parser().parse_args(arguments))
    if values["minutes"] <= 0 and values["max_steps"] <= 0:
        raise UsageError("--minutes", f"no end is given ({values['minutes']})", "Allowed: above 0")
    schedule = Schedule(warmup=values.pop("warmup"), decay_from=_NEVER)
    # The last weights alone: a mean with those from before the cool-down would undo it.
    options = TrainOptions(**values, schedule=schedule, keep=1, milestone_tokens=0)
    trainer = GraphedTrainer(options)
    stop_on_signals(trainer)
    trainer.run()


if __name__ == "__main__":
    main()
