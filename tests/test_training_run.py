"""Training itself, on the smallest shape: order, exact resume, averaging, round trips."""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
from itertools import islice
from pathlib import Path

import numpy as np  # noqa: TID253
import pytest
import torch  # noqa: TID253

from presscli.errors import InputError, ModelError, UsageError
from training.arrays import load_arrays
from training.augment import made_up
from training.batches import DeviceArrays, make_batch, plan_epoch, prefetch
from training.checkpoint import average_weights, list_weights, save_weights
from training.corpora import normalize
from training.model import SHAPES, batch_loss, build_model, load_weights, shape_named
from training.optim import Muon, Schedule
from training.prepare import prepare_data
from training.train import main
from training.trainer import Trainer, TrainOptions
from training.vocabulary import load_vocabulary, write_marian_layout

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    prepare_data(list(made_up(400)), folder, vocabulary=600, made_up_share=0.0)
    return folder


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Sums in another order are other sums: exactness needs a fixed number of threads."""
    torch.set_num_threads(1)


def _options(data: Path, run: Path, steps: int, **changes: object) -> TrainOptions:
    values: dict[str, object] = {
        "shape": "nano",
        "batch_tokens": 600,
        "device": "cpu",
        "max_steps": steps,
        "schedule": Schedule(warmup=4, decay_from=6),
    }
    return TrainOptions(data, run, **(values | changes))  # type: ignore[arg-type]


def _losses(options: TrainOptions) -> list[float]:
    trainer = Trainer(options)
    trainer.run()
    return [float(loss) for loss in trainer.losses]


@pytest.mark.parametrize("muon_lr", [0.01, 0.0], ids=["muon", "adamw"])
def test_resumed_run_has_the_losses_of_an_undisturbed_one(
    data: Path, tmp_path: Path, muon_lr: float
) -> None:
    whole = _losses(_options(data, tmp_path / "whole", 14, muon_lr=muon_lr))
    legs = [
        loss
        for steps in (5, 6, 3)
        for loss in _losses(_options(data, tmp_path / "legs", steps, muon_lr=muon_lr))
    ]
    assert legs == whole


def test_bfloat16_on_a_cpu_learns_the_same(data: Path, tmp_path: Path) -> None:
    precise = _losses(_options(data, tmp_path / "a", 8, dropout=0.0))
    fast = _losses(_options(data, tmp_path / "b", 8, dropout=0.0, precision="bfloat16"))
    assert fast == pytest.approx(precise, abs=0.02)


def test_resume_goes_over_the_end_of_an_epoch(data: Path, tmp_path: Path) -> None:
    lengths = load_arrays(data / "train").lengths
    steps = len(plan_epoch(lengths, 2000, 1, 0)) + 2
    whole = _losses(_options(data, tmp_path / "whole", steps, batch_tokens=2000))
    first = _losses(_options(data, tmp_path / "legs", steps - 2, batch_tokens=2000))
    assert first + _losses(_options(data, tmp_path / "legs", 2, batch_tokens=2000)) == whole


def test_accumulated_batches_make_one_update(data: Path, tmp_path: Path) -> None:
    trainer = Trainer(_options(data, tmp_path, 3, accumulate=2))
    trainer.run()
    assert (trainer.progress.step, trainer.progress.batch) == (3, 6)


def test_weights_of_another_run_start_a_new_one(data: Path, tmp_path: Path) -> None:
    first = Trainer(_options(data, tmp_path / "a", 2))
    first.run()
    folder = tmp_path / "hf"
    first.model.save_pretrained(folder)
    second = Trainer(_options(data, tmp_path / "b", 1, init=folder))
    assert second.progress.step == 0
    for name, tensor in first.model.state_dict().items():
        assert torch.equal(second.model.state_dict()[name], tensor), name


def test_checkpoint_of_the_prototype_is_taken_over(data: Path, tmp_path: Path) -> None:
    first = Trainer(_options(data, tmp_path / "a", 3))
    first.run()
    state = first.optimizers.state_dict()
    old = {
        "model": first.model.state_dict(),
        "adam": state["adam"],
        "muon": dict(enumerate(state["muon"])),
        "state": {"step": 3, "tokens": 99, "epoch": 1, "batch": 7},
    }
    path = tmp_path / "old.pt"
    torch.save(old, path)
    second = Trainer(_options(data, tmp_path / "b", 1, init=path))
    assert (second.progress.step, second.progress.tokens) == (3, 99)
    assert (second.progress.epoch, second.progress.batch) == (0, 0)
    assert torch.equal(second.optimizers.muon.buffers[2], first.optimizers.muon.buffers[2])


def test_checkpoint_of_another_shape_is_refused(data: Path, tmp_path: Path) -> None:
    Trainer(_options(data, tmp_path, 1)).run()
    with pytest.raises(ModelError, match=r"last\.pt: cannot be taken over"):
        Trainer(_options(data, tmp_path, 1, shape="tiny-v0"))


def test_folder_of_another_shape_is_refused(tmp_path: Path) -> None:
    build_model(50, SHAPES["nano"]).save_pretrained(tmp_path)
    with pytest.raises(ModelError, match=r"model\.safetensors: cannot be loaded"):
        load_weights(build_model(60, SHAPES["nano"]), tmp_path)


def test_unknown_shape_is_refused() -> None:
    with pytest.raises(UsageError, match=r"--shape: unknown \(huge\)\. Known: nano, "):
        shape_named("huge")


def test_missing_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no token arrays"):
        Trainer(_options(tmp_path, tmp_path / "run", 1))


def test_workers_learn_what_one_process_learns(data: Path, tmp_path: Path) -> None:
    def losses(run: Path, *more: str) -> list[float]:
        command = [sys.executable, "-m", "training.train", "--data", str(data), "--run", str(run)]
        flags = ["--shape=nano", "--batch-tokens=600", "--max-steps=4", "--accumulate=2"]
        few = ["--log-steps=1", "--dropout=0", "--warmup=2", "--device=cpu"]
        subprocess.run([*command, *flags, *few, *more], check=True, timeout=120)
        rows = map(json.loads, (run / "log.jsonl").read_text().splitlines())
        return [row["loss"] for row in rows if row["kind"] == "train"]

    alone = losses(tmp_path / "alone")
    assert len(alone) == 4
    assert losses(tmp_path / "two", "--workers=2") == pytest.approx(alone, abs=0.001)
    assert not list(tmp_path.glob("two/.workers-*"))


def test_batches_that_workers_cannot_share_are_refused(data: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--workers"):
        main(["--data", str(data), "--run", str(tmp_path), "--workers", "2"])


def test_leg_told_to_stop_ends_with_a_checkpoint(data: Path, tmp_path: Path) -> None:
    trainer = Trainer(_options(data, tmp_path / "told", 0))
    trainer.stopping = True
    trainer.run()
    again = Trainer(_options(data, tmp_path / "told", 1))
    assert again.progress.step == len(trainer.losses) == 1


def test_log_is_one_object_a_line(data: Path, tmp_path: Path) -> None:
    Trainer(_options(data, tmp_path, 4, log_steps=2)).run()
    rows = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [row["kind"] for row in rows] == ["start", "train", "train", "milestone"]
    assert rows[-1]["valid_nll"] > 0


def test_pad_stays_zero_so_that_the_decoder_starts_from_nothing(data: Path, tmp_path: Path) -> None:
    trainer = Trainer(_options(data, tmp_path, 3))
    trainer.run()
    assert not trainer.model.model.shared.weight[-1].any()


def test_loss_is_that_of_the_model_itself(data: Path) -> None:
    arrays = load_arrays(data / "train")
    pad = 599
    torch.manual_seed(0)
    model = build_model(600, SHAPES["nano"]).eval()
    batch = make_batch(DeviceArrays.on(arrays, "cpu"), np.array([0, 1, 2, 3]), pad)
    labels = torch.full(batch.decoder_input.shape, -100)
    labels.view(-1)[batch.label_positions] = batch.labels
    with torch.no_grad():
        logits = model(
            input_ids=batch.source,
            attention_mask=batch.source_mask.long(),
            decoder_input_ids=batch.decoder_input,
        ).logits[..., :pad]
        expected = torch.nn.functional.cross_entropy(logits.reshape(-1, pad), labels.view(-1))
        found = batch_loss(model, batch, 0.0)
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-5)


def test_batch_is_what_gathering_line_by_line_makes(data: Path) -> None:
    arrays, pad = load_arrays(data / "train"), 599
    last = len(arrays) - 1
    lines = np.array([last, 3, 0, 17])
    batch = make_batch(DeviceArrays.on(arrays, "cpu"), lines, pad)
    sides: list[list[list[int]]] = [
        [ids[arrays.offsets[n, k] : arrays.offsets[n + 1, k]].tolist() for n in lines]
        for k, ids in enumerate((arrays.source, arrays.target))
    ]
    source, target = (
        [line + [pad] * (max(map(len, side)) - len(line)) for line in side] for side in sides
    )
    assert batch.source.tolist() == source
    assert batch.decoder_input.tolist() == [[pad, *line[:-1]] for line in target]
    assert batch.source_mask.sum(1).tolist() == [len(line) for line in sides[0]]
    assert all(row == sorted(row, reverse=True) for row in batch.source_mask.tolist())
    assert batch.labels.tolist() == [token for line in sides[1] for token in line]
    flat = [token for line in target for token in line]
    assert [flat[i] for i in batch.label_positions] == batch.labels.tolist()
    assert batch.label_positions.tolist() == [i for i, token in enumerate(flat) if token != pad]
    assert batch.tokens == len(batch.labels)


def test_plan_has_every_line_once_and_keeps_the_limit(data: Path) -> None:
    lengths = load_arrays(data / "train").lengths
    plan = plan_epoch(lengths, 500, 1, 0)
    assert sorted(np.concatenate(plan).tolist()) == list(range(len(lengths)))
    assert all(len(b) == 1 or len(b) * lengths[b].max() <= 500 for b in plan)


def test_plan_follows_from_seed_and_epoch(data: Path) -> None:
    lengths = load_arrays(data / "train").lengths
    plans = [plan_epoch(lengths, 500, seed, epoch) for seed, epoch in [(1, 0), (1, 0), (1, 1)]]
    flat = [np.concatenate(plan).tolist() for plan in plans]
    assert flat[0] == flat[1] != flat[2]


def test_prefetch_keeps_order_and_passes_errors_on() -> None:
    assert list(prefetch(iter(range(50)))) == list(range(50))
    with pytest.raises(ZeroDivisionError):
        list(prefetch(1 // x for x in (1, 0)))


def test_prefetch_can_be_left_early() -> None:
    assert list(islice(prefetch(iter(range(10**9))), 3)) == [0, 1, 2]


def test_weights_are_averaged(tmp_path: Path) -> None:
    for i, value in enumerate((1.0, 2.0, 6.0)):
        model = torch.nn.Linear(2, 2)
        torch.nn.init.constant_(model.weight, value)
        torch.nn.init.zeros_(model.bias)
        save_weights(tmp_path, model, i, keep=3, milestone=0)
    mean = average_weights(list_weights(tmp_path))
    assert torch.equal(mean["weight"], torch.full((2, 2), 3.0))


def test_weights_kept_are_the_last_and_the_milestones(tmp_path: Path) -> None:
    model = torch.nn.Linear(1, 1)
    for tokens in range(0, 100, 10):
        save_weights(tmp_path, model, tokens, keep=2, milestone=40)
    kept = [int(path.stem.partition("-")[2]) for path in list_weights(tmp_path)]
    assert kept == [40, 80, 90]


def test_averaging_nothing_is_refused() -> None:
    with pytest.raises(ModelError, match="none to average"):
        average_weights([])


@pytest.mark.parametrize(
    ("step", "factor"),
    [(1, 0.1), (10, 1.0), (20, 1.0), (80, 0.5)],
    ids=["first", "warm", "flat", "decayed"],
)
def test_inverse_square_root_schedule(step: int, factor: float) -> None:
    assert Schedule(warmup=10, decay_from=20).factor(step) == pytest.approx(factor)


def test_cool_down_is_a_line_to_a_fiftieth() -> None:
    schedule = Schedule(warmup=1, decay_from=1000, cool_from=100, total_steps=200)
    factors = [schedule.factor(step) for step in (100, 150, 200, 300)]
    assert factors == pytest.approx([1.0, 0.5, 0.02, 0.02])


def test_cosine_schedule_ends_at_a_twentieth() -> None:
    schedule = Schedule("cosine", warmup=10, total_steps=100)
    assert [schedule.factor(s) for s in (100, 500)] == pytest.approx([0.05, 0.05])


def test_muon_makes_updates_of_the_same_size_in_all_directions() -> None:
    torch.manual_seed(0)
    parameter = torch.nn.Parameter(torch.zeros(4, 8))
    parameter.grad = torch.randn(4, 8) * torch.tensor([1.0, 10.0, 0.1, 3.0])[:, None]
    Muon([parameter]).step(1.0)
    singular = torch.linalg.svdvals(parameter.detach())
    assert singular.min() > 0.5
    assert singular.max() < 1.5


def _lines() -> list[str]:
    corpus = SHARED / "corpora" / "institutional-news.tsv.xz"
    if not corpus.exists():
        return [text for pair in made_up(5000, seed=9) for text in pair[1:]]
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in islice(lines, 5000))
        return [normalize(text) for row in rows for text in row[1:]]


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses:UserWarning")
def test_tokenizer_round_trip_of_ten_thousand_lines(data: Path, tmp_path: Path) -> None:
    from transformers import MarianTokenizer

    write_marian_layout(tmp_path, data / "spm.model")
    processor = load_vocabulary(data / "spm.model")
    tokenizer = MarianTokenizer.from_pretrained(tmp_path)
    lines = _lines()
    assert len(lines) == 10_000
    ids = processor.encode(lines)
    assert processor.decode(ids) == lines
    assert [tokenizer(line).input_ids for line in lines[:500]] == [[*x, 0] for x in ids[:500]]
