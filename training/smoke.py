"""Train the smallest shape for half a minute on made-up press pairs: does the loss fall?

    python -m training.smoke [--pairs 2000] [--steps 60] [--out FOLDER]

Every step of the recipe runs once, from pairs to an exported folder. Exits with 1
unless the mean loss of the last ten steps is under 80 % of the first ten's.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from training.augment import made_up
from training.optim import Schedule
from training.prepare import prepare_data
from training.trainer import Trainer, TrainOptions

MAX_SHARE = 0.8
_EDGE_STEPS = 10


def smoke(folder: Path, *, pairs: int, steps: int) -> tuple[float, float]:
    """Prepare, train and save under ``folder``; returns the first and the last mean loss."""
    data, run = folder / "data", folder / "run"
    prepare_data(list(made_up(pairs)), data, vocabulary=1000, made_up_share=0.0)
    options = TrainOptions(
        data,
        run,
        shape="nano",
        max_steps=steps,
        batch_tokens=1500,
        dropout=0.0,
        device="cpu",
        schedule=Schedule(warmup=20),
    )
    trainer = Trainer(options)
    trainer.run()
    losses = [float(loss) for loss in trainer.losses]
    first, last = losses[:_EDGE_STEPS], losses[-_EDGE_STEPS:]
    return sum(first) / len(first), sum(last) / len(last)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; the exit code says whether the loss fell."""
    parser = argparse.ArgumentParser(prog="training.smoke", description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--out", type=Path, help="keep the files here")
    args = parser.parse_args(arguments)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.out or Path(scratch)
        first, last = smoke(folder, pairs=args.pairs, steps=args.steps)
    fell = last < MAX_SHARE * first
    seconds = time.monotonic() - started
    verdict = "fell" if fell else "DID NOT FALL"
    print(f"train-smoke: loss {first:.3f} -> {last:.3f} {verdict}, {seconds:.0f} s")
    return 0 if fell else 1


if __name__ == "__main__":
    sys.exit(main())
