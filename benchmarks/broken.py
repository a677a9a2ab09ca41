"""Pairs of a line and a translation in which one fact is broken, the same ones for a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks import corrupt_clauses, corrupt_limits
from benchmarks import corruptions as c
from training.corpora import DevSet, read_pairs

SEED = 20240607
_SENTENCE_CHARS = 40
"""Shorter ones ("Grazie.") are paired by their place, whatever they say."""
_DENIES = re.compile(
    r"\b(?:non|né|nessun\w*|niente|nulla|mai|senza|neppure|nemmeno|neanche)\b", re.IGNORECASE
)

_TURNS = re.compile(
    r"\b(?:aument|cres[ck]|increment|rialz|rincar|sal[ei]|miglior|rafforz|superior|maggior|oltre\b"
    r"|più\b|ridu|ridott|cal[oa]|diminu|scend|sces|ribass|peggior|inferior|minor|meno\b|croll)",
    re.IGNORECASE,
)
FRESH_SEED = 20261126
FRESH_WITHOUT = "eforms_sdk"
FRESH_LINES = 4000
"""Lines drawn from each corpus."""
_FRESH_CHARS = (40, 300)
"""Of a line drawn: shorter ones are labels of programs, longer ones paragraphs."""


class Pair(NamedTuple):
    """A source with its human translation, and a corrupted one."""

    source: str
    clean: str
    corrupted: str
    how: str


def build(sets: Sequence[DevSet], *, seed: int = SEED, most: int) -> dict[str, list[Pair]]:
    """Corrupted pairs of every kind, the same ones for the same sets and seed."""
    lines = [(s, t) for d in sets for s, t in zip(d.sources, d.references, strict=True)]
    pool = c.name_pool([t for _, t in lines])
    clauses = corrupt_clauses.clause_pool([t for _, t in lines])
    corruptors: dict[str, c.Corruptor] = {
        "number": c.numbers,
        "number word": c.number_words,
        "date": c.dates,
        "acronym": c.acronyms,
        "name": partial(c.names, pool=pool),
        "name letter": partial(c.misspelt_names, pool=pool),
        "negation added": c.added_negations,
        "limit added": corrupt_limits.added_limits,
        "clause lost": corrupt_clauses.lost_clauses,
        "clause added": partial(corrupt_clauses.added_clauses, pool=clauses),
    }
    made = {
        kind: _sample(lines, corrupt, random.Random(f"{seed} {kind}"), most)
        for kind, corrupt in corruptors.items()
    }
    # Where the source says it without a denial ("vuoto", "no one inside") none is lost.
    denying = [(s, t) for s, t in lines if _DENIES.search(s)]
    made["negation lost"] = _sample(
        denying, c.lost_negations, random.Random(f"{seed} negation lost"), most
    )
    turning = [(s, t) for s, t in lines if _TURNS.search(s)]
    made["direction"] = _sample(turning, c.directions, random.Random(f"{seed} direction"), most)
    limited = [(s, t) for s, t in lines if corrupt_limits.ITALIAN.search(s)]
    made["limit lost"] = _sample(
        limited, corrupt_limits.lost_limits, random.Random(f"{seed} limit lost"), most
    )
    made["address"] = list(_addresses(lines, random.Random(f"{seed} address"), most))
    made["speaker"] = list(_speakers(lines, random.Random(f"{seed} speaker"), most))
    made["sentence"] = list(_sentences(sets, random.Random(f"{seed} sentence"), most))
    return made


def draw(paths: Sequence[Path], *, seed: int = FRESH_SEED, count: int = FRESH_LINES) -> DevSet:
    """Lines of parallel corpora in random order, always the same ones for a seed.

    Official terms of one line (:data:`FRESH_WITHOUT`) are left out.
    """
    drawn: list[tuple[str, str]] = []
    least, most = _FRESH_CHARS
    for path in paths:
        lines = [
            (pair.source, pair.target)
            for pair in read_pairs(path)
            if least <= len(pair.source) <= most
            and len(pair.target) >= least - 1
            and not pair.corpus.endswith(FRESH_WITHOUT)
        ]
        drawn += random.Random(seed).sample(lines, min(count, len(lines)))
    random.Random(seed).shuffle(drawn)
    return DevSet("fresh", tuple(s for s, _ in drawn), tuple(t for _, t in drawn))


def _sample(
    lines: Sequence[tuple[str, str]], corrupt: c.Corruptor, rng: random.Random, most: int
) -> list[Pair]:
    """One change in each of at most so many lines."""
    pairs: list[Pair] = []
    for source, clean in rng.sample(lines, len(lines)):
        changes = list(corrupt(clean, rng))
        if changes and len(pairs) < most:
            change = rng.choice(changes)
            changed = re.sub(r" {2,}", " ", change.apply(clean))
            pairs.append(Pair(source, clean, changed, change.how))
    return pairs


def _addresses(lines: Sequence[tuple[str, str]], rng: random.Random, most: int) -> Iterator[Pair]:
    """The sets have no addresses, so each line gets one, changed by a letter or left out."""
    forms = ("www.{}.it", "https://www.{}.it/{}", "{}@{}.it", "@{}_{}", "{}-{}.pdf")
    for source, clean in rng.sample(lines, min(most, len(lines))):
        first, second = ("".join(rng.choices("abcdefilmnoprstuv", k=8)) for _ in range(2))
        link = rng.choice(forms).format(first, second)
        at = rng.choice([k for k, letter in enumerate(link) if letter in first + second])
        how = rng.choice(("letter", "drop"))
        other = link[:at] + ("z" if how == "letter" else "") + link[at + 1 :]
        yield Pair(f"{source} ({link})", f"{clean} ({link})", f"{clean} ({other})", how)


def _speakers(lines: Sequence[tuple[str, str]], rng: random.Random, most: int) -> Iterator[Pair]:
    """Few lines name who speaks and somebody else, so lines are put into quotations."""
    for source, clean in rng.sample(lines, min(most, len(lines))):
        quoted, translated, changed = c.quote(source, clean, rng)
        yield Pair(quoted, translated, changed, "exchange")


def _sentences(sets: Sequence[DevSet], rng: random.Random, most: int) -> Iterator[Pair]:
    """Three lines of a set as a paragraph, one left out, or replaced by a line from elsewhere."""
    starts = [
        (d, k)
        for d in sets
        for k in range(0, len(d.sources) - 2, 3)
        if min(map(len, d.sources[k : k + 3])) >= _SENTENCE_CHARS
    ]
    for dev, k in rng.sample(starts, min(most, len(starts))):
        source, clean = dev.sources[k : k + 3], list(dev.references[k : k + 3])
        at, how = rng.randrange(3), rng.choice(("drop", "replace"))
        long = [line for line in dev.references if len(line) >= _SENTENCE_CHARS]
        other = [rng.choice(long)] if how == "replace" else []
        broken = clean[:at] + other + clean[at + 1 :]
        yield Pair(" ".join(source), " ".join(clean), " ".join(broken), how)
