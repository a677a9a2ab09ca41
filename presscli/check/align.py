"""Which paragraphs, or sentences, of a translation say which of the source.

Units are paired in order, one with up to three of the other side, so that the
words and facts that the two sides share are as many as they can be. The words
are compared through the lexicon of :mod:`presscli.check.coverage`, numbers by
their value, names by their spelling or English name; lengths decide the rest.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presscli.check.coverage import content_words, lexicon
from presscli.check.numbers import find_numbers
from presscli.lexicon.places import exonyms

_STEPS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
_LEAST_LIKENESS = 0.2
"""Pairs that share less of their words are no pair, unless nothing else fits. Of the
1,999 lines of the dev sets with their human translations 0.6 % share less, of the
same lines with the next one's translation 87 %."""
_LEAST_FREE_LIKENESS = 0.06
"""What a free translation has at least, where it is the only one for its place."""
_LEAST_RELATED = 0.03
"""Units that share less are not tried as parts of one pair."""
_MERGE = 0.06
"""What putting two units together must gain in likeness."""
_LENGTH = 0.12
"""What a length twice or half that of the source costs in likeness. Of 0.05 to 0.2 the
value with the fewest false alarms on the dev sets; a sentence left out of three was
found 93 times in 100 with it, 92 to 94 with the others."""
_FACT = 2
"""A number weighs as much as so many words."""
_STEM_CHARS = 5
_TELLING_WORDS = 5
"""Units with fewer words and facts are paired by their place alone where they have to be."""
_BAND = 60
"""How far from the diagonal pairs are looked for, in units; more where the counts differ."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Units of the source, and those of the target that say the same; one may be empty.

    Both are half-open ranges of unit numbers.
    """

    source: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a unit says: each concept is the set of its forms, of which one must be there."""

    concepts: tuple[frozenset[str], ...]
    forms: frozenset[str]
    chars: int

    @property
    def telling(self) -> bool:
        return len(self.concepts) >= _TELLING_WORDS


def align(sources: Sequence[str], targets: Sequence[str]) -> list[Bead]:
    """Pair the units of an Italian text with those of its translation, order kept.

    Args:
        sources: Paragraphs or sentences of the source.
        targets: Those of the translation.

    Returns:
        Beads in order; every unit is in one of them. Where the counts are equal
        and no two units at the same place are clearly unlike, each is with its own.
    """
    it, en = [_read_source(s) for s in sources], [_read_target(t) for t in targets]
    if len(it) == len(en) == 1:
        return [Bead((0, 1), (0, 1))]
    if len(it) == len(en) and all(_may_pair(s, t) for s, t in zip(it, en, strict=True)):
        return [Bead((k, k + 1), (k, k + 1)) for k in range(len(it))]
    return _join_gaps(_best_path(it, en), it, en)


def _read_source(text: str) -> _Unit:
    words = lexicon()
    concepts = [
        frozenset(_stem(form) for form in (word, *words.of(word), *_place(word)))
        for word in content_words(text)
        if word not in words.italian_function
    ]
    return _unit(text, concepts, "it")


def _read_target(text: str) -> _Unit:
    function = lexicon().english_function
    concepts = [frozenset({_stem(w)}) for w in content_words(text) if w not in function]
    return _unit(text, concepts, "en")


def _unit(text: str, concepts: list[frozenset[str]], language: str) -> _Unit:
    for number in find_numbers(text, language=language):
        concepts += [frozenset(f"#{key}" for key in number.keys)] * _FACT
    forms = frozenset().union(*concepts) if concepts else frozenset()
    return _Unit(tuple(concepts), forms, len(text.strip()))


def _place(word: str) -> list[str]:
    return list(content_words(exonyms().get(word.capitalize(), "")))


def _stem(word: str) -> str:
    return word[:_STEM_CHARS]


def _may_pair(source: _Unit, target: _Unit) -> bool:
    telling = source.telling and target.telling
    return not telling or _likeness([source], [target]) >= _LEAST_LIKENESS


def _may_be_free(source: _Unit, target: _Unit) -> bool:
    """Whether two units that nothing else fits may be a free translation, one of the other."""
    telling = source.telling and target.telling
    return not telling or _likeness([source], [target]) >= _LEAST_FREE_LIKENESS


def _likeness(sources: Sequence[_Unit], targets: Sequence[_Unit]) -> float:
    """The share of the words and facts of both sides that the other has, 0 to 1."""
    total = _size(sources) + _size(targets)
    return (_said(sources, targets) + _said(targets, sources)) / total if total else 0.0


def _said(units: Sequence[_Unit], others: Sequence[_Unit]) -> int:
    forms = frozenset().union(*(unit.forms for unit in others))
    return sum(not concept.isdisjoint(forms) for unit in units for concept in unit.concepts)


def _size(units: Sequence[_Unit]) -> int:
    return sum(len(unit.concepts) for unit in units)


def _gain(sources: Sequence[_Unit], targets: Sequence[_Unit]) -> float:
    """What pairing these is worth; leaving them alone is worth 0."""
    lengths = [max(1, sum(unit.chars for unit in side)) for side in (sources, targets)]
    likeness = _likeness(sources, targets) - _LEAST_LIKENESS
    likeness -= _MERGE * (len(sources) + len(targets) - 2)
    likeness -= _LENGTH * abs(math.log2(lengths[0] / lengths[1]))
    return likeness * (_size(sources) + _size(targets))


def _best_path(it: Sequence[_Unit], en: Sequence[_Unit]) -> list[Bead]:
    """Dynamic programming over all pairings near the diagonal."""
    band = _BAND + abs(len(it) - len(en))
    worth: dict[tuple[int, int], float] = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    related: set[tuple[int, int]] = set()
    for i in range(len(it) + 1):
        for j in range(max(0, i - band), min(len(en), i + band) + 1):
            if i and j and _likeness([it[i - 1]], [en[j - 1]]) >= _LEAST_RELATED:
                related.add((i - 1, j - 1))
            ways = [
                (worth[i - a, j - b] + gain, (a, b))
                for a, b, gain in _steps(it, en, i, j, related)
                if (i - a, j - b) in worth
            ]
            if ways:
                worth[i, j], came[i, j] = max(ways, key=lambda way: way[0])
    beads = []
    i, j = len(it), len(en)
    while i or j:
        a, b = came[i, j]
        beads.append(Bead((i - a, i), (j - b, j)))
        i, j = i - a, j - b
    return beads[::-1]


def _steps(
    it: Sequence[_Unit], en: Sequence[_Unit], i: int, j: int, related: set[tuple[int, int]]
) -> Iterator[tuple[int, int, float]]:
    """Units on either side that may come last before (i, j), and what pairing them is worth."""
    yield 1, 0, 0.0
    yield 0, 1, 0.0
    for a, b in _STEPS:
        # Units that share nothing are not worth the comparison.
        if all((x, y) in related for x in range(i - a, i) for y in range(j - b, j)):
            yield a, b, _gain(it[i - a : i], en[j - b : j])


def _join_gaps(beads: list[Bead], it: Sequence[_Unit], en: Sequence[_Unit]) -> list[Bead]:
    """Pair neighbours left alone on either side where one is too short to tell."""
    joined: list[Bead] = []
    at = 0
    while at < len(beads):
        end = at
        while end < len(beads) and _is_gap(beads[end]):
            end += 1
        if end == at:
            joined.append(beads[at])
            at += 1
            continue
        joined += _pair_gaps(beads[at:end], it, en)
        at = end
    return joined


def _is_gap(bead: Bead) -> bool:
    return bead.source[0] == bead.source[1] or bead.target[0] == bead.target[1]


def _pair_gaps(gaps: list[Bead], it: Sequence[_Unit], en: Sequence[_Unit]) -> list[Bead]:
    i, last_i = gaps[0].source[0], gaps[-1].source[1]
    j, last_j = gaps[0].target[0], gaps[-1].target[1]
    beads = []
    while i < last_i or j < last_j:
        both = i < last_i and j < last_j
        if both and _may_be_free(it[i], en[j]):
            beads.append(Bead((i, i + 1), (j, j + 1)))
            i, j = i + 1, j + 1
        elif i < last_i:
            beads.append(Bead((i, i + 1), (j, j)))
            i += 1
        else:
            beads.append(Bead((i, i), (j, j + 1)))
            j += 1
    return beads
