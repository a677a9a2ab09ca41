"""The helpers of the speed benchmarks; what they measure is not tested."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.speed.measure import Entry, Series, Spread, compare, ratios, run_command, turns
from benchmarks.speed.report import page, spread
from benchmarks.speed.systems import Setting, sentences_of
from benchmarks.speed.targets import find_targets
from benchmarks.speed.texts import count_words, make_headlines, make_release, make_releases
from benchmarks.speed.widened import Shape, write_widened
from presscli.engines.base import DecodingOptions, EngineSettings
from presscli.engines.ct2 import open_marian
from presscli.models import ensure
from presscli.registry import load_registry

TEXTS = ["Il Parlamento ha approvato la relazione.", "La riunione si terrà il 12 gennaio."]


def test_texts_are_the_same_at_every_run_and_hardly_repeat() -> None:
    assert make_releases(20) == make_releases(20)
    assert len(set(make_headlines(500))) == 500
    sentences = [s for release in make_releases(50) for s in sentences_of(release)]
    assert len(set(sentences)) > 0.98 * len(sentences)


def test_a_release_is_as_long_as_it_should_be() -> None:
    assert 400 <= count_words([make_release(1, 400)]) <= 480


def test_spread_and_ratios_are_taken_within_a_round() -> None:
    fast = Series(seconds=[1.0, 2.0, 4.0], cpu_seconds=[1.0, 1.0, 1.0], words=100)
    slow = Series(seconds=[2.0, 4.0, 4.0], cpu_seconds=[4.0, 4.0, 4.0], words=200)
    assert ratios(fast, slow) == Spread(1.0, 0.5, 1.0)
    assert ratios(fast, slow, cpu=True) == Spread(2.0, 2.0, 2.0)
    assert fast.words_per_second() == Spread(50.0, 25.0, 100.0)


def test_everybody_is_first_in_turn() -> None:
    assert turns(["a", "b", "c"], 3) == [["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"]]


def test_a_command_is_measured_from_outside() -> None:
    code = "import time; print('x', flush=True); time.sleep(0.2); print('y')"
    ran = run_command([sys.executable, "-c", code])
    assert ran.output == b"x\ny\n"
    assert ran.seconds - ran.first_output_seconds >= 0.2
    assert ran.peak_mb > 1


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="exit code 3"):
        run_command([sys.executable, "-c", "raise SystemExit(3)"])


@pytest.fixture(scope="module")
def widened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged MarianMT in a larger shape."""
    shape = Shape(vocabulary=8100, layers=5, features=512, hidden=1100, positions=300)
    own = ensure(load_registry().models["marian-own"], offline=True)
    return write_widened(own, tmp_path_factory.mktemp("widened"), shape)


def test_a_widened_model_says_what_the_small_one_says(widened: Path) -> None:
    own = ensure(load_registry().models["marian-own"], offline=True)
    options = DecodingOptions(beam_size=4)
    found = [
        [
            h[0].text
            for h in open_marian(folder, 60, EngineSettings()).translate_batch(TEXTS, options)
        ]
        for folder in (own / "ct2", widened / "ct2")
    ]
    assert found[0] == found[1]


def test_workers_measure_real_systems(widened: Path) -> None:
    told: list[str] = []
    setting = Setting(widened / "hf", widened / "ct2", 1, 2)
    entries = [Entry("plain CTranslate2", 2), Entry("presscli library", 2)]
    made = compare("headlines", entries, setting, 1, told.append)
    assert set(made) == {"plain CTranslate2", "presscli library"}
    assert all(len(s.output) == 2 and s.seconds[0] > 0 and s.peak_mb > 1 for s in made.values())
    assert len(told) == 2


def test_spread_is_shown_with_its_ends() -> None:
    assert spread([123.4, 100.0, 150.0]) == "123 (100-150)"
    assert spread([1.234, 1.234, 1.234]) == "1.23"


def test_targets_say_what_was_missed(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"0" * 10_000_000)
    summarizer = tmp_path / "summarizer"
    summarizer.mkdir()
    (summarizer / "model.bin").write_bytes(b"0" * 100_000_000)
    rows = find_targets(RESULTS, tmp_path, summarizer)
    assert next(r["target"] for r in rows if "with summaries" in r["what"]) == "<= 443 MB"
    assert {row["what"]: row["met"] for row in rows} == {
        "library over transformers, one sentence at a time (marian-own)": True,
        "library over plain CTranslate2 (marian-own)": False,
        "`--help`, best of the rounds": True,
        "`--help` over a bare Typer": False,
        "first output from cold over the script's whole run": True,
        "first output (all 400 words) over the script's first sentence": False,
        "10 small files over one file with their texts": True,
        "peak memory of a batch run": True,
        "peak memory, 10 files over 10": True,
        "peak memory of a batch run with summaries": False,
        "peak memory with summaries, 9 releases over 3": True,
    }


def test_the_page_shows_what_was_measured() -> None:
    made = page({**RESULTS, "targets": [
        {"what": "w", "target": "t", "measured": "m", "met": False},
    ]})  # fmt: skip
    assert "| w | t | m | missed |" in made
    assert "| presscli library | 5 | 100 (90-110) | 50 | 1 (CPU: 1) | 99.5 | 150 |" in made
    assert "| one file with the texts of 10 | 1 | 100 | 90 | 120 |" in made
    assert "| 9 | yes | 2 | 3 | 333 | 450 |" in made


RESULTS = {
    "date": "2026-01-01",
    "quick": False,
    "beam": 4,
    "load": [0.0, 1.0],
    "summaries": [
        {"files": files, "summaries": made, "seconds": 2, "cpu_seconds": 3, "cpu_ms_per_file": 333,
         "peak_mb": peak}
        for files, made, peak in ((9, False, 600), (3, True, 430), (9, True, 450))
    ],
    "signature": "nrefs:1",
    "machine": dict.fromkeys(
        (
            *("cpu", "memory_gb", "python", "presscli", "ctranslate2", "transformers", "torch"),
            *("sentencepiece", "typer"),
        ),
        "1",
    ),
    "comparisons": [
        {
            "title": "200 releases",
            "model": "marian-own",
            "threads": 2,
            "rounds": 3,
            "rows": [
                {
                    "system": name,
                    "documents": 5,
                    "words_per_second": [100.0, 90.0, 110.0],
                    "words_per_cpu_second": [50.0, 50.0, 50.0],
                    "library_over_it": [ratio] * 3,
                    "library_over_it_cpu": [ratio] * 3,
                    "chrf": 99.5,
                    "peak_mb": 150,
                }
                for name, ratio in (
                    ("transformers, one sentence at a time", 25.0),
                    ("plain CTranslate2", 0.5),
                    ("presscli library", 1.0),
                )
            ],
        }
    ],
    "startup": [
        {"command": name, "ms": [ms] * 3, "cpu_ms": [ms] * 3, "peak_mb": 30}
        for name, ms in (("Typer hello-world, --help", 100.0), ("presscli --help", 140.0))
    ],
    "cold": [
        {"command": n, "ms": [ms] * 3, "cpu_ms": [1] * 3, "first_output_ms": [at] * 3, "peak_mb": 1}
        for n, ms, at in (
            ("transformers script", 8000.0, 3000.0),
            ("presscli command, cold", 1100.0, 1000.0),
        )
    ],
    "lengths": [],
    "folders": [
        {"files": 10, "seconds": 1, "ms_per_file": 105, "cpu_ms_per_file": 95, "peak_mb": 121}
    ],
    "joined": {"files": 10, "seconds": 1, "ms_per_file": 100, "cpu_ms_per_file": 90}
    | {"peak_mb": 120},
}  # fmt: skip
