"""Equal numbers in other places: days that changed months, scores turned round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscli.check.matching import Match, is_date
from presscli.check.numbers import Number, NumberKind
from presscli.check.numerals import Strength

_LAST_DAY = 31
_SCORE = re.compile(r"(?<![\w.,/–-])(\d{1,3})[-–](\d{1,3})(?![\w/–-]|[.,]\d)")


def find_swaps(match: Match, source: str, target: str) -> Iterator[tuple[Number, Number]]:
    """Numbers that are all there but not where they belong, the source's first.

    Args:
        match: What was paired; nothing missing or invented.
        source: The Italian segment.
        target: Its translation.
    """
    yield from _moved_days([a for a, _ in match.pairs], [b for _, b in match.pairs])
    yield from _crossed_dates(match)
    yield from _turned_scores(match, source, target)


def _moved_days(source: list[Number], target: list[Number]) -> Iterator[tuple[Number, Number]]:
    """``12 gennaio, 1 marzo`` / "1 January, 12 March"."""
    wanted = _days_and_months(source)
    for (day, month), number in _days_and_months(target).items():
        others = [first for (d, m), first in wanted.items() if d == day and m != month]
        if others and (day, month) not in wanted:
            yield others[0], number


def _days_and_months(numbers: list[Number]) -> dict[tuple[str, str], Number]:
    """Each day that stands with a month in one date, with one of the numbers of that date."""
    months = {(n.start, n.end): key for n in numbers for key in n.keys if key.startswith("month:")}
    return {
        (key, months[n.start, n.end]): n
        for n in numbers
        for key in n.keys
        if (n.start, n.end) in months and n.kind is NumberKind.DATE and len(key) <= 2
    }


def _crossed_dates(match: Match) -> Iterator[tuple[Number, Number]]:
    """``12 feriti il 13 marzo`` / "13 injured on 12 March"."""
    crossed = [(a, b) for a, b in match.pairs if _is_sure(a) and _is_sure(b)]
    became_count = [pair for pair in crossed if is_date(pair[0]) and not is_date(pair[1])]
    became_date = [pair for pair in crossed if not is_date(pair[0]) and is_date(pair[1])]
    if became_count and became_date:
        yield became_count[0][0], became_date[0][1]


def _is_sure(number: Number) -> bool:
    """Whether it may be a day; years stand in and out of dates as a language likes."""
    sure = number.strength is Strength.HARD
    return sure and number.value is not None and number.value <= _LAST_DAY


def _turned_scores(match: Match, source: str, target: str) -> Iterator[tuple[Number, Number]]:
    """``3-1`` / "1-3"."""
    scores = {found.groups(): found for found in _SCORE.finditer(target)}
    kept = {found.groups() for found in _SCORE.finditer(source)}
    for found in _SCORE.finditer(source):
        first, second = found.groups()
        turned = scores.get((second, first))
        if turned is None or turned.groups() in kept or found.groups() in scores:
            continue
        for a, b in match.pairs:
            if a.start == found.start() and b.start == turned.start(2):
                yield a, b
