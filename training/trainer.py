"""The training loop: a model, its optimisers and its place in the data."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.arrays import load_arrays
from training.batches import Batch, DeviceArrays, make_batch, plan_epoch, prefetch
from training.checkpoint import LAST, Progress, load_checkpoint, save_checkpoint, save_weights
from training.decode import dev_scores
from training.model import batch_loss, build_model, load_weights, shape_named
from training.optim import Optimizers, Schedule
from training.vocabulary import load_vocabulary, vocabulary_size
from training.workers import Workers

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, slots=True)
class TrainOptions:
    """Everything that a run is made of.

    ``minutes`` and ``max_steps`` end this leg, not the run; 0 means no limit.
    ``batch_tokens`` bounds lines times longest side of one forward pass;
    ``accumulate`` such passes make one update.
    """

    data: Path
    run: Path
    shape: str = "tiny"
    init: Path | None = None
    minutes: float = 0.0
    max_steps: int = 0
    batch_tokens: int = 6000
    accumulate: int = 1
    lr: float = 2e-3
    muon_lr: float = 0.01
    schedule: Schedule = field(default_factory=Schedule)
    smoothing: float = 0.1
    dropout: float = 0.1
    seed: int = 1
    device: str = "auto"
    precision: str = "auto"
    """``float32`` or ``bfloat16`` (autocast); ``auto`` is bfloat16 on CUDA only."""
    log_steps: int = 20
    save_minutes: float = 15.0
    keep: int = 4
    milestone_tokens: int = 5_000_000
    dev: Path | None = None
    dev_set: str = "europarl-dev"
    dev_lines: int = 100


class Trainer:
    """A model, its optimisers and its place in the data."""

    def __init__(self, options: TrainOptions, workers: Workers | None = None) -> None:
        import torch

        self.options = options
        self.workers = workers or Workers()
        self.device = options.device
        if self.device == "auto":
            self.device = "cuda" if torch.cuda.is_available() else "cpu"
        # From PyTorch 2.11 on, cuDNN's attention has NaN gradients on an H100 for 64 or 192
        # positions with a mask and very negative scores (pytorch/pytorch#196678).
        torch.backends.cuda.enable_cudnn_sdp(False)
        torch.manual_seed(options.seed)
        self.train_arrays = load_arrays(options.data / "train")
        self.valid_arrays = load_arrays(options.data / "valid")
        self.processor = load_vocabulary(options.data / "spm.model")
        vocabulary = vocabulary_size(self.processor)
        self.pad = vocabulary - 1
        shape = shape_named(options.shape)
        precision = options.precision
        self.bfloat16 = precision == "bfloat16" or (precision == "auto" and self.device != "cpu")
        # The fused attention of PyTorch 2.13 is slow on a CPU in bfloat16; see README.md.
        attention = "eager" if self.bfloat16 and self.device == "cpu" else "sdpa"
        self.model: Any = build_model(
            vocabulary, shape, dropout=options.dropout, attention=attention
        )
        self.progress = Progress()
        self.losses: list[torch.Tensor] = []
        """Loss of every update of this leg, on the device; read when the leg is over."""
        self.stopping = False
        """Set from outside, a signal say: the leg ends after the update at hand."""
        self._start()

    def _start(self) -> None:
        """Take over the run's own checkpoint, else ``--init``, else random weights."""
        options = self.options
        options.run.mkdir(parents=True, exist_ok=True)
        last = options.run / LAST
        init = last if last.exists() else options.init
        if init and init.is_dir():
            load_weights(self.model, init)
            init = None
        self.model.to(self.device).train()
        self.optimizers = Optimizers(
            self.model, lr=options.lr, muon_lr=options.muon_lr, bfloat16=self.bfloat16
        )
        if init:
            self.progress = load_checkpoint(
                init, self.model, self.optimizers, fingerprint=self.fingerprint()
            )

    def fingerprint(self) -> str:
        """Changes with whatever decides which batch comes when."""
        digest = hashlib.sha256(self.train_arrays.offsets.tobytes())
        digest.update(repr((self.options.batch_tokens, self.options.seed)).encode())
        return digest.hexdigest()

    def batches(self) -> Iterator[tuple[int, int, Batch]]:
        """``(epoch, number of the batch after it, batch)`` without end, from where the run is."""
        epoch, first = self.progress.epoch, self.progress.batch
        arrays = DeviceArrays.on(self.train_arrays, self.device)
        while True:
            plan = plan_epoch(
                self.train_arrays.lengths, self.options.batch_tokens, self.options.seed, epoch
            )
            for number, lines in enumerate(plan[first:], first + 1):
                yield epoch, number, make_batch(arrays, lines, self.pad)
            epoch, first = epoch + 1, 0

    def _loss(self, batch: Batch, smoothing: float) -> torch.Tensor:
        import torch

        with torch.autocast(self.device, torch.bfloat16, enabled=self.bfloat16):
            return batch_loss(self.model, batch, smoothing)

    def update(self, batches: Iterator[tuple[int, int, Batch]]) -> bool:
        """One optimiser step over ``accumulate`` batches, without waiting for the device.

        Returns:
            Whether any worker was told to stop: all of them learn it at the same step.
        """
        import torch

        total = torch.zeros((), device=self.device)
        for number in range(self.options.accumulate):
            self.progress.epoch, self.progress.batch, batch = next(batches)
            self.progress.tokens += batch.tokens
            if self.workers.is_mine(number):
                loss = self._loss(batch, self.options.smoothing) / self.options.accumulate
                loss.backward()  # type: ignore[no-untyped-call]
                total += loss.detach()
        self.progress.step += 1
        told = torch.tensor(float(self.stopping))
        self.workers.add_up([*self.optimizers.gradients(), total, told])
        self.optimizers.step(self.options.schedule.factor(self.progress.step))
        self.losses.append(total)
        return bool(told)

    def valid_loss(self) -> float:
        """Negative log-likelihood per target token (nats) of the held-out pairs."""
        import torch

        self.model.eval()
        total = torch.zeros((), device=self.device)
        tokens = 0
        plan = plan_epoch(self.valid_arrays.lengths, self.options.batch_tokens, 0, 0)
        arrays = DeviceArrays.on(self.valid_arrays, self.device)
        with torch.no_grad():
            for lines in plan:
                batch = make_batch(arrays, lines, self.pad)
                total += self._loss(batch, 0.0) * batch.tokens
                tokens += batch.tokens
        self.model.train()
        return float(total) / tokens

    def save(self) -> None:
        """Write the checkpoint and the weights."""
        run, progress = self.options.run, self.progress
        save_checkpoint(run, self.model, self.optimizers, progress, self.fingerprint())
        save_weights(
            run,
            self.model,
            progress.tokens,
            keep=self.options.keep,
            milestone=self.options.milestone_tokens,
        )

    def log(self, kind: str, **values: object) -> None:
        """Add a line to ``log.jsonl`` and show it on stderr."""
        if self.workers.rank:
            return
        row = {"kind": kind, **dataclasses.asdict(self.progress), **values}
        with (self.options.run / "log.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(row, default=str) + "\n")
        print(" ".join(f"{k}={v}" for k, v in row.items()), file=sys.stderr, flush=True)

    def milestone(self) -> None:
        """Save, then measure: held-out loss and, where dev sets are given, BLEU and chrF."""
        if self.workers.rank:
            return
        self.save()
        scores: dict[str, object] = {"valid_nll": round(self.valid_loss(), 4)}
        if self.options.dev:
            self.model.eval()
            scores |= dev_scores(
                self.model,
                self.processor,
                self.options.dev,
                self.options.dev_set,
                self.options.dev_lines,
            )
            self.model.train()
        self.log("milestone", **scores)

    def run(self) -> None:
        """Train until ``minutes`` or ``max_steps`` are over; always ends with a milestone."""
        options, started = self.options, time.monotonic()
        self.log("start", options=dataclasses.asdict(options), machine=machine(self.device))
        clock = Clock(self.progress, started)
        with contextlib.closing(prefetch(self.batches())) as batches:
            while not options.max_steps or len(self.losses) < options.max_steps:
                told = self.update(batches)
                now = time.monotonic()
                self.progress.seconds = clock.before + now - started
                if self.progress.step % options.log_steps == 0:
                    self._log_losses(clock)
                if told:
                    break
                if options.minutes and now - started > options.minutes * 60:
                    self.stopping = True
                if now - clock.saved > options.save_minutes * 60:
                    self.milestone()
                    clock.restart(self.progress)
                    clock.saved = clock.since
        self.milestone()

    def _log_losses(self, clock: Clock) -> None:
        recent = self.losses[-self.options.log_steps :]
        loss = sum(float(x) for x in recent) / len(recent)  # Waits for the device here only.
        speed = (self.progress.tokens - clock.tokens) / (time.monotonic() - clock.since)
        self.log("train", loss=round(loss, 4), tokens_per_second=round(speed))
        clock.restart(self.progress)


class Clock:
    """When this leg last logged and saved, and the seconds of the legs before it."""

    def __init__(self, progress: Progress, started: float) -> None:
        self.before = progress.seconds
        self.saved = started
        self.restart(progress)

    def restart(self, progress: Progress) -> None:
        """Count tokens and seconds from here on."""
        self.tokens = progress.tokens
        self.since = time.monotonic()


def machine(device: str) -> str:
    """The hardware and the libraries in one line, for the record."""
    import torch
    import transformers

    if device == "cpu":
        name = f"CPU {platform.machine()}, {torch.get_num_threads()} threads of {os.cpu_count()}"
    else:
        name = torch.cuda.get_device_name()
    return f"{name}; torch {torch.__version__}, transformers {transformers.__version__}"
