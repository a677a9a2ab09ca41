"""Train a MarianMT, or go on training one.

    python -m training.train --data DATA --run RUN --shape tiny --minutes 30

Everything is under RUN: ``last.pt`` to go on from, ``weights-*.safetensors`` to
average, ``log.jsonl`` with one JSON object a line, the record that the model's
card is written from. The same command again goes on where the last one stopped.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from presscli.errors import UsageError
from training.model import SHAPES
from training.optim import Schedule
from training.trainer import Trainer, TrainOptions
from training.workers import start


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="training.train", description=__doc__)
    default = TrainOptions(Path(), Path())
    parser.add_argument("--data", type=Path, required=True, help="folder of training.prepare")
    parser.add_argument("--run", type=Path, required=True, help="folder of this run")
    parser.add_argument("--shape", choices=SHAPES, default=default.shape)
    parser.add_argument("--init", type=Path, help="transformers folder or last.pt to start from")
    parser.add_argument("--minutes", type=float, default=0.0, help="end this leg after; 0: never")
    parser.add_argument("--max-steps", type=int, default=0, help="end this leg after; 0: never")
    parser.add_argument("--batch-tokens", type=int, default=default.batch_tokens)
    parser.add_argument("--accumulate", type=int, default=1, help="batches of one update")
    parser.add_argument(
        "--workers", type=int, default=1, help="processes that share the batches of an update"
    )
    parser.add_argument("--lr", type=float, default=default.lr, help="of AdamW")
    parser.add_argument("--muon-lr", type=float, default=default.muon_lr, help="0: AdamW alone")
    parser.add_argument("--schedule", choices=("inverse-sqrt", "cosine"), default="inverse-sqrt")
    parser.add_argument("--warmup", type=int, default=default.schedule.warmup, help="steps")
    parser.add_argument("--decay-from", type=int, default=default.schedule.decay_from, help="step")
    parser.add_argument("--total-steps", type=int, default=default.schedule.total_steps)
    parser.add_argument(
        "--cool-from",
        type=int,
        default=default.schedule.cool_from,
        help="step from which inverse-sqrt is taken down to --total-steps; 0: never",
    )
    parser.add_argument("--smoothing", type=float, default=default.smoothing)
    parser.add_argument("--dropout", type=float, default=default.dropout)
    parser.add_argument("--seed", type=int, default=default.seed)
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument(
        "--precision", choices=("auto", "float32", "bfloat16"), default=default.precision
    )
    parser.add_argument("--log-steps", type=int, default=default.log_steps)
    parser.add_argument("--save-minutes", type=float, default=default.save_minutes)
    parser.add_argument("--keep", type=int, default=default.keep, help="weights kept to average")
    parser.add_argument("--milestone-tokens", type=int, default=default.milestone_tokens)
    parser.add_argument("--dev", type=Path, help="folder of dev sets, for BLEU while training")
    parser.add_argument("--dev-set", default=default.dev_set)
    parser.add_argument("--dev-lines", type=int, default=default.dev_lines)
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one leg; SIGTERM and Ctrl-C end it with a checkpoint.

    Raises:
        UsageError: The batches of an update cannot be shared out evenly.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    values = vars(_parser().parse_args(given))
    count = values.pop("workers")
    if count < 1 or values["accumulate"] % count:
        hint = "Allowed: a divisor of --accumulate"
        raise UsageError("--workers", f"cannot share the batches of an update ({count})", hint)
    schedule = Schedule(
        values.pop("schedule"),
        values.pop("warmup"),
        values.pop("decay_from"),
        values.pop("total_steps"),
        values.pop("cool_from"),
    )
    options = TrainOptions(**values, schedule=schedule)
    with start(count, options.run, "training.train", given) as workers:
        trainer = Trainer(options, workers)
        stop_on_signals(trainer)
        trainer.run()


def stop_on_signals(trainer: Trainer) -> None:
    """Let SIGTERM and Ctrl-C end the leg after the update at hand."""

    def end_leg(*_: object) -> None:
        trainer.stopping = True

    signal.signal(signal.SIGTERM, end_leg)
    signal.signal(signal.SIGINT, end_leg)


if __name__ == "__main__":
    main()
