"""What is measured, and how much of it: sized for 20 minutes on two quiet cores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.speed.measure import Entry

NAIVE = "transformers, one sentence at a time"
BATCHED = "transformers, batched and sorted"
ARGOS = "Argos Translate's loop"
PLAIN = "plain CTranslate2"
SAME = "plain CTranslate2, presscli's search and threads"
LIBRARY = "presscli library"
THREADS = 2
"""Of everybody, where nothing else is said."""
BEAM = 4


@dataclass(frozen=True, slots=True)
class Comparison:
    """A piece of work for one model: who does how many documents of it, how often."""

    title: str
    model: str
    work: str
    entries: Sequence[Entry]
    rounds: int
    threads: int = 0
    """0: as the plan has it."""


def _entries(counts: Mapping[str, int]) -> tuple[Entry, ...]:
    return tuple(Entry(name, count) for name, count in counts.items())


@dataclass(frozen=True, slots=True)
class Plan:
    """All measurements of a run."""

    comparisons: Sequence[Comparison]
    lengths: Sequence[int]
    folders: Sequence[int]
    joined: int
    summaries: Sequence[tuple[int, bool]]
    """Releases of a folder, and whether they are summarised."""
    startup_rounds: int
    cold_rounds: int
    threads: int = THREADS


OWN, TINY, LARGE = "marian-own-deep", "marian-own", "opus-mt-it-en's shape"
"""The embedded translator, the smaller one, and what that one is put into (``widened.py``)."""
SHORTENS = "embedded-v1"
"""The summariser of the embedded profile."""

FULL = Plan(
    comparisons=(
        Comparison(
            "200 releases",
            OWN,
            "releases",
            _entries({NAIVE: 2, BATCHED: 12, ARGOS: 25, PLAIN: 200, SAME: 200, LIBRARY: 200}),
            3,
        ),
        Comparison(
            "200 releases, one thread",
            OWN,
            "releases",
            _entries({PLAIN: 25, SAME: 25, LIBRARY: 25}),
            3,
            threads=1,
        ),
        Comparison("200 releases", TINY, "releases", _entries({NAIVE: 2, LIBRARY: 200}), 3),
        Comparison(
            "10,000 headlines",
            OWN,
            "headlines",
            _entries({NAIVE: 20, BATCHED: 200, PLAIN: 10_000, LIBRARY: 10_000}),
            1,
        ),
        Comparison(
            "one release of 400 words",
            OWN,
            "words",
            _entries({NAIVE: 400, BATCHED: 400, ARGOS: 400, PLAIN: 400, SAME: 400, LIBRARY: 400}),
            3,
        ),
        Comparison(
            "releases",
            LARGE,
            "releases",
            _entries({NAIVE: 1, BATCHED: 4, ARGOS: 6, PLAIN: 40, SAME: 40, LIBRARY: 40}),
            3,
        ),
    ),
    lengths=(100, 1_000, 10_000, 50_000),
    folders=(100, 1_000, 10_000),
    joined=10_000,
    summaries=((100, False), (8, True), (100, True), (300, True)),
    startup_rounds=20,
    cold_rounds=5,
)

QUICK = Plan(
    comparisons=(
        Comparison(
            "200 releases",
            OWN,
            "releases",
            _entries({NAIVE: 1, BATCHED: 1, ARGOS: 1, PLAIN: 3, SAME: 3, LIBRARY: 3}),
            1,
        ),
        Comparison("10,000 headlines", OWN, "headlines", _entries({PLAIN: 20, LIBRARY: 20}), 1),
        Comparison("releases", LARGE, "releases", _entries({PLAIN: 1, SAME: 1, LIBRARY: 1}), 1),
    ),
    lengths=(100, 300),
    folders=(5, 20),
    joined=20,
    summaries=((3, False), (2, True), (3, True)),
    startup_rounds=2,
    cold_rounds=1,
    # On a busy machine two threads of PyTorch wait for each other.
    threads=1,
)
