"""Updates in length classes: loss, plan, learning, gradients that are not finite, the record."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np  # noqa: TID253
import pytest
import torch  # noqa: TID253

from presscli.errors import UsageError
from training.arrays import load_arrays
from training.augment import made_up
from training.batches import DeviceArrays, make_batch
from training.card import join_logs, read_log, summarize_log, write_card
from training.checkpoint import list_weights
from training.classes import LINE_CLASSES, plan_classes
from training.export import export_weights
from training.graphed import FULL_RATE, GraphedTrainer, main
from training.model import batch_loss
from training.optim import Schedule
from training.prepare import prepare_data
from training.trainer import Trainer, TrainOptions


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    prepare_data(list(made_up(400)), folder, vocabulary=600, made_up_share=0.0)
    return folder


def _trainer(data: Path, run: Path, **changes: object) -> GraphedTrainer:
    values: dict[str, object] = {
        "shape": "nano",
        "batch_tokens": 1500,
        "dropout": 0.0,
        "device": "cpu",
        "max_steps": 30,
        "log_steps": 5,
        "keep": 1,
        "schedule": Schedule(warmup=5, decay_from=10**9),
    }
    return GraphedTrainer(TrainOptions(data, run, **(values | changes)))  # type: ignore[arg-type]


def test_loss_is_that_of_the_same_lines_in_a_batch(data: Path, tmp_path: Path) -> None:
    trainer = _trainer(data, tmp_path)
    width, lines = plan_classes(trainer.lengths, 1500, 1, 0)[0]
    batch = make_batch(DeviceArrays.on(load_arrays(data / "train"), "cpu"), lines, trainer.pad)
    with torch.no_grad():
        found = trainer.updates.loss(torch.from_numpy(lines), width)
        expected = batch_loss(trainer.model, batch, trainer.options.smoothing)
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-5)


def test_every_line_of_every_class_is_planned() -> None:
    rng = np.random.default_rng(5)
    lengths = rng.integers(1, LINE_CLASSES[-1] + 1, size=(700, 2))
    lengths[: len(LINE_CLASSES), :] = np.array(LINE_CLASSES)[:, None]
    plan = plan_classes(lengths, 1000, 1, 0)
    assert set(np.concatenate([lines for _, lines in plan]).tolist()) == set(range(700))
    assert {width for width, _ in plan} == set(LINE_CLASSES)
    assert all(lengths[lines].max() <= width for width, lines in plan)
    assert len({(width, len(lines)) for width, lines in plan}) == len(LINE_CLASSES)
    assert all(len(lines) * width <= 1000 for width, lines in plan)


def test_plan_follows_from_seed_and_epoch(data: Path) -> None:
    lengths = load_arrays(data / "train").lengths
    plans = [plan_classes(lengths, 500, 1, epoch) for epoch in (0, 0, 1)]
    flat = [np.concatenate([lines for _, lines in plan]).tolist() for plan in plans]
    assert flat[0] == flat[1] != flat[2]


def test_thirty_updates_lower_the_loss_and_cool_down(data: Path, tmp_path: Path) -> None:
    trainer = _trainer(data, tmp_path)
    trainer.run()
    losses = [float(loss) for loss in trainer.losses]
    assert len(losses) == 30
    assert sum(losses[-5:]) < 0.85 * sum(losses[:5])
    assert trainer.schedule.factor(15) == 1.0 > trainer.schedule.factor(20)
    assert trainer.schedule.factor(30) == pytest.approx(0.02)
    assert not trainer.model.model.shared.weight[-1].any()


@pytest.mark.parametrize("value", [math.inf, math.nan], ids=["inf", "nan"])
def test_gradient_that_is_not_finite_leaves_the_weights(
    data: Path, tmp_path: Path, value: float
) -> None:
    trainer = _trainer(data, tmp_path)
    width, lines = plan_classes(trainer.lengths, 1500, 1, 0)[0]
    optimizers, rows = trainer.graph_optimizers, torch.from_numpy(lines)
    trainer.updates.run(lines, width, 1.0)  # Moments that would move the weights.
    before = [p.detach().clone() for p in optimizers.parameters]
    trainer.updates.gradients(rows, width)
    optimizers.gradients()[-1][0, 0] = value
    optimizers.set_rates(1.0)
    optimizers.update()
    assert int(optimizers.skipped) == 1
    assert all(map(torch.equal, before, optimizers.parameters))
    trainer.updates.run(lines, width, 1.0)
    assert int(optimizers.skipped) == 1
    assert not any(map(torch.equal, before, optimizers.parameters))
    assert all(p.isfinite().all() for p in optimizers.parameters)


def test_weights_that_are_not_finite_go_back_to_the_copy(data: Path, tmp_path: Path) -> None:
    trainer = _trainer(data, tmp_path)
    trainer.guard(0)
    kept = [p.detach().clone() for p in trainer.graph_optimizers.parameters]
    with torch.no_grad():
        trainer.graph_optimizers.parameters[3].fill_(math.nan)
    trainer.guard(0)
    assert all(map(torch.equal, kept, trainer.graph_optimizers.parameters))
    with torch.no_grad():
        trainer.graph_optimizers.parameters[3].add_(1)
    trainer.guard(3)  # Of five updates since the copy.
    assert all(map(torch.equal, kept, trainer.graph_optimizers.parameters))


def test_copy_in_bfloat16_follows_the_weights(data: Path, tmp_path: Path) -> None:
    exact = _trainer(data, tmp_path / "exact")
    trainer = _trainer(data, tmp_path / "half", precision="bfloat16")
    width, lines = plan_classes(trainer.lengths, 1500, 1, 0)[0]
    losses = [float(t.updates.run(lines, width, 1.0)) for t in (exact, trainer)]
    assert losses[0] == pytest.approx(losses[1], rel=0.01)

    def follows() -> bool:
        halves = [p.bfloat16() for p in trainer.graph_optimizers.parameters]
        return all(map(torch.equal, halves, trainer.updates.parameters))

    assert follows()
    assert all(p.dtype == torch.float32 for p in trainer.model.parameters())
    trainer.guard(0)
    trainer.updates.run(lines, width, 1.0)
    trainer.guard(3)  # Goes back, and the copy with it.
    assert follows()


def test_run_is_read_by_the_card_and_the_export(data: Path, tmp_path: Path) -> None:
    run, out = tmp_path / "run", tmp_path / "out"
    few = ["--shape=nano", "--batch-tokens=1500", "--max-steps=6", "--log-steps=3", "--device=cpu"]
    main(["--data", str(data), "--run", str(run), *few])
    log = read_log(run / "log.jsonl")
    assert [row["kind"] for row in log] == ["start", "train", "train", "milestone"]
    described = json.loads((data / "data.json").read_text(encoding="utf-8"))
    card = tmp_path / "CARD.md"
    write_card(card, log=summarize_log(log), data=described, scores=[], weights={})
    text = card.read_text(encoding="utf-8")
    assert "| optimiser | Muon 0.012, AdamW 0.0015 |" in text
    assert "| batch | 1500 tokens x 1 |" in text
    # A leg that goes on from its weights: they began at random all the same.
    later = [{**row, "options": {**row["options"], "init": "out"}} for row in log[:1]]
    joined = summarize_log(join_logs([log, [*later, *log[1:]]]))
    write_card(card, log=joined, data=described, scores=[], weights={})
    assert "| started from | random weights |" in card.read_text(encoding="utf-8")
    export_weights(run, data, out, average=4)
    assert (out / "model.safetensors").stat().st_size > 0


def test_time_alone_ends_a_run_with_a_cool_down(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.graphed._END_SECONDS", 0.0)
    trainer = _trainer(data, tmp_path, max_steps=0, log_steps=1, minutes=0.06)
    trainer.run()
    rows = read_log(tmp_path / "log.jsonl")
    end = next(row for row in rows if row["kind"] == "cool-down")
    assert end["step"] <= trainer.progress.step <= end["total_steps"]
    assert (tmp_path / FULL_RATE).exists()
    assert len(list_weights(tmp_path)) == 1


def test_training_goes_on_from_its_checkpoint(data: Path, tmp_path: Path) -> None:
    trainer = _trainer(data, tmp_path, max_steps=4)
    trainer.run()
    again = Trainer(
        TrainOptions(data, tmp_path, shape="nano", batch_tokens=600, max_steps=2, device="cpu")
    )
    assert again.progress.step == 4
    for kept, taken in zip(
        trainer.optimizers.muon.buffers, again.optimizers.muon.buffers, strict=True
    ):
        assert torch.equal(kept, taken)
    again.run()
    assert all(bool(loss.isfinite()) for loss in again.losses)


def test_run_that_was_begun_is_refused(data: Path, tmp_path: Path) -> None:
    _trainer(data, tmp_path, max_steps=1).run()
    with pytest.raises(UsageError, match="--run: has a run already"):
        _trainer(data, tmp_path)


def test_run_without_an_end_is_refused(data: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--minutes: no end is given"):
        main(["--data", str(data), "--run", str(tmp_path)])


@pytest.mark.skipif(not torch.cuda.is_available(), reason="graphs are CUDA's")
def test_graphs_learn_what_single_operations_learn(data: Path, tmp_path: Path) -> None:
    losses = []
    for name in ("graphs", "operations"):
        trainer = _trainer(data, tmp_path / name, device="cuda")
        plan = plan_classes(trainer.lengths, 1500, 1, 0)
        if name == "graphs":
            trainer.updates.capture({width: len(lines) for width, lines in plan})
        losses.append([float(trainer.updates.run(b, width, 1.0)) for width, b in plan[:10]])
    assert losses[0] == pytest.approx(losses[1], rel=0.02)
