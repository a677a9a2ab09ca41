"""Leave a clause out of a translation, or put in one of another line.

As in corruptions.py what is a clause is decided by patterns of its own, not by the check.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator, Sequence

from benchmarks.corruptions import Change

_BOUNDARY = re.compile(
    r"(?<=[,;:–—]) +| +(?=(?:and|which|who|that|with|because|while|when|after|before|although)\b)"
)
_TELLING = re.compile(r"\b[a-z]{4,}\b")
_LEAST_WORDS = 5
"""Words of four letters and more of a clause: one left out of these is no matter of style."""
_MOST_SHARE = 0.6
"""Of a line: where more of it went, its length alone would tell."""


def clauses(line: str) -> list[tuple[int, int]]:
    """Spans of the clauses of a line that have enough words, from one boundary to the next."""
    cuts = [0, *(m.end() for m in _BOUNDARY.finditer(line)), len(line)]
    spans = [(a, b) for a, b in itertools.pairwise(cuts) if a < b]
    return [
        (a, b)
        for a, b in spans
        if len(_TELLING.findall(line, a, b)) >= _LEAST_WORDS and b - a <= _MOST_SHARE * len(line)
    ]


def lost_clauses(line: str, rng: random.Random) -> Iterator[Change]:
    """One clause less."""
    del rng
    for a, b in clauses(line):
        yield Change(a, b, "", "lost")


def added_clauses(line: str, rng: random.Random, pool: Sequence[str]) -> Iterator[Change]:
    """A clause of another line before one of its own."""
    others = [clause for clause in rng.sample(pool, min(2, len(pool))) if clause not in line]
    for a, _ in clauses(line):
        for clause in others:
            yield Change(a, a, f"{clause.strip()} ", "added")


def clause_pool(lines: Sequence[str]) -> list[str]:
    """All clauses of the lines."""
    return [line[a:b] for line in lines for a, b in clauses(line)]
