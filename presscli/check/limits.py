"""Limits of figures: ``oltre 200 sindaci`` may not become "200 mayors".

A limit that was turned round ("under 200") is an error. One that was lost, put in or
changed ("about 200") is a warning: translators leave one out now and then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presscli.check.durations import DURATIONS
from presscli.check.fractions import HALF
from presscli.check.numbers import Number, NumberKind, find_numbers
from presscli.check.numerals import Strength
from presscli.document import Finding, Severity
from presscli.lexicon.limits import Bound, Limit, find_limits
from presscli.lexicon.words import word_set

_IT_WORDS = frozenset((
    "almeno", "approssimativamente", "attorno", "circa", "fino", "grosso", "incirca",
    "indicativamente", "inferiore", "inferiori", "intorno", "massimo", "meno", "minimo",
    "oltre", "passa", "più", "pressappoco", "pressoché", "quantomeno", "quasi", "superiore",
    "superiori", "suppergiù",
))  # fmt: skip
_EN_WORDS = frozenset((
    "about", "almost", "approaching", "approximately", "around", "below", "better", "bigger",
    "circa", "close", "exceed", "exceeding", "excess", "fewer", "further", "greater", "higher",
    "larger", "least", "less", "longer", "lower", "maximum", "minimum", "more", "most",
    "nearly", "odd", "older", "order", "over", "quite", "region", "roughly", "shorter",
    "smaller", "so", "thereabouts", "under", "up", "upward", "upwards", "virtually", "younger",
))  # fmt: skip
"""One of these is in every phrase that is a limit for sure."""
_YEAR_DIGITS = 4
_CENTURIES = ("19", "20")
_NEAR = frozenset({Bound.NEAR})


def check_limits(
    source: str, target: str, known: Sequence[Finding] = (), *, index: int = -1
) -> Iterator[Finding]:
    """Limits of figures that a translation lost, put in, changed or turned round.

    Args:
        source: The Italian segment.
        target: Its translation.
        known: What was found of it already; a limit reported there is not reported again.
        index: The segment's number, for the findings.
    """
    if not (_may_limit(source, _IT_WORDS) or _may_limit(target, _EN_WORDS)):
        return
    ours = _read(source, "it")
    theirs = _read(target, "en") if ours else []
    taken = [f.source_span for f in known if f.source_span]
    told: set[int] = set()
    for first in ours:
        same = [second for second in theirs if _are_equal(first, second)]
        if first.is_firm and same and not any(_agree(first, second) for second in same):
            second = max(same, key=lambda second: second.is_firm)
            told.update(id(second) for second in same)
            is_told = any(start < first.end and first.start < end for start, end in taken)
            if not (is_told and _is_turned(first, second)):
                yield _finding(first, second, index)
    for second in theirs:
        same = [first for first in ours if _are_equal(first, second)]
        is_new = second.is_firm and id(second) not in told
        if is_new and same and not any(_agree(first, second) for first in same):
            yield _finding(same[0], second, index)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with its limit, at ``text[start:end]``."""

    text: str
    start: int
    end: int
    number: Number
    bounds: frozenset[Bound]
    is_firm: bool


def _may_limit(text: str, words: frozenset[str]) -> bool:
    return not word_set(text).isdisjoint(words) or "+" in text


def _read(text: str, language: str) -> list[_Figure]:
    numbers = [n for n in find_numbers(text, language=language) if _may_be_limited(n)]
    if not numbers:
        return []
    limits = find_limits(text, [(n.start, n.end) for n in numbers], language=language)
    return [_figure(text, n, limits.get((n.start, n.end))) for n in numbers]


def _may_be_limited(number: Number) -> bool:
    """Whether it is a figure of something; "up to 2020" is a date, ``più di uno`` an idiom."""
    if number.kind is NumberKind.TIME:
        return True
    if number.kind is not NumberKind.NUMBER or number.value is None or number.value == 1:
        return False
    is_year = len(number.text) == _YEAR_DIGITS and number.text[:2] in _CENTURIES
    return not (is_year and not number.unit) and number.unit != "century"


def _figure(text: str, number: Number, limit: Limit | None) -> _Figure:
    bounds = limit.bounds if limit else frozenset()
    is_firm = limit is not None and limit.is_firm
    start = min(number.start, limit.start) if limit else number.start
    end = max(number.end, limit.end) if limit else number.end
    if number.strength is Strength.OPTIONAL and not bounds and number.value != HALF:
        bounds = _NEAR  # "una trentina" is about thirty.
    if number.kind is NumberKind.TIME and bounds != _NEAR:
        is_firm = False  # "until 6 pm" is no limit, "about 6 pm" is.
    if text[start : start + 5].lower() == "over " and number.unit in DURATIONS:
        is_firm = False  # "over 10 years": during, or more than.
    return _Figure(text[start:end], start, end, number, bounds, is_firm)


def _are_equal(first: _Figure, second: _Figure) -> bool:
    return not first.number.keys.isdisjoint(second.number.keys)


def _agree(first: _Figure, second: _Figure) -> bool:
    return not first.bounds.isdisjoint(second.bounds) and not _is_turned(first, second)


def _is_turned(first: _Figure, second: _Figure) -> bool:
    """Whether one is above and the other below; ``quasi`` is "almost" and never "just over"."""
    if not (first.is_firm and second.is_firm):
        return False
    sides = [figure.bounds - _NEAR for figure in (first, second)]
    return all(len(side) == 1 for side in sides) and sides[0] != sides[1]


def _finding(first: _Figure, second: _Figure, index: int) -> Finding:
    severity = Severity.WARNING
    if _is_turned(first, second):
        severity = Severity.ERROR
        message = f"'{first.text}' became '{second.text}' in the translation"
    elif first.is_firm and second.is_firm:
        message = f"'{first.text}' has another limit in the translation ('{second.text}')"
    elif first.is_firm:
        message = f"the limit of '{first.text}' is not in the translation ('{second.text}')"
    else:
        message = f"the limit of '{second.text}' is not in the source ('{first.text}')"
    return Finding(
        "W-LIMIT",
        severity,
        message,
        index,
        source_value=first.text,
        target_value=second.text,
        source_span=(first.start, first.end),
        target_span=(second.start, second.end),
    )
