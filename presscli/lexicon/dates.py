"""Dates and clock times of the press: find them and read them.

A release says ``9-10 gennaio``, ``1° maggio``, ``GIOVEDÌ 12 MAR.``, ``ore 18.30``;
its translation says ``January 9 and 10`` or ``6.30 p.m.``. Both become
:class:`DateMatch` values that can be compared and formatted.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from presscli.lexicon.date_english import format_partial_date, format_time
from presscli.lexicon.date_patterns import (
    EN_MONTHS,
    EN_WEEKDAYS,
    IT_MONTHS,
    IT_WEEKDAYS,
    Patterns,
    english,
    italian,
)
from presscli.lexicon.date_signs import DateSigns

_ARTICLE = re.compile(r"^(?:il|lì|li|l['’])\s*(?=\d|[lmgvsd]\w)", re.IGNORECASE)
_CENTURY_PIVOT = 70
"""Two-figure years below it are 20xx, the others 19xx (POSIX ``strptime`` uses 69)."""


class DateKind(StrEnum):
    """What a match states."""

    DATE = "date"
    """One day or several days of a month, the year stated or not."""
    MONTH = "month"
    YEAR = "year"
    WEEKDAY = "weekday"
    """A weekday alone; one before a date is part of the ``DATE``."""
    TIME = "time"


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date or clock time found in a text.

    ``text`` is ``source[start:end]``. What is not stated is empty: ``days`` is
    ``()``, ``month`` and ``year`` are 0, ``weekday`` (Monday is 0) is -1.
    ``days`` are as written: ``(9, 10)`` for ``9-10 gennaio``, ``(3, 5)`` for
    ``3 al 5 marzo``. A span over two months gives two matches.
    """

    start: int
    end: int
    text: str
    kind: DateKind
    days: tuple[int, ...] = ()
    month: int = 0
    year: int = 0
    weekday: int = -1
    time: dt.time | None = None

    @property
    def date(self) -> dt.date | None:
        """The calendar date, when exactly one day, its month and its year are stated."""
        if len(self.days) != 1 or not (self.month and self.year):
            return None
        return _calendar_date(self.year, self.month, self.days[0])

    @property
    def english(self) -> str:
        """The match in English, as ``9-10 January``, ``Thursday 12 March 2025`` or ``18:30``."""
        if self.time:
            return format_time(self.time)
        return format_partial_date(
            self.text, weekday=self.weekday, days=self.days, month=self.month, year=self.year
        )


def find_dates(text: str, *, language: str = "it") -> list[DateMatch]:
    """Find every date and clock time.

    Impossible days (``31 febbraio``) are found too, since they are what the
    text says; only :attr:`DateMatch.date` is None then.

    Args:
        text: A sentence, a paragraph or a whole text.
        language: ``it`` or ``en``.

    Returns:
        The matches in reading order, none overlapping another.

    Raises:
        ValueError: No patterns for that language.
    """
    if language not in _LANGUAGES:
        message = f"language: no date patterns ({language!r}). Allowed: it, en"
        raise ValueError(message)
    return list(_find(text, language))


@functools.lru_cache(maxsize=128)
def _find(text: str, language: str) -> tuple[DateMatch, ...]:
    """Kept, since numbers and names of a segment are both told from its dates."""
    patterns = _LANGUAGES[language]()
    found: list[DateMatch] = []
    wanted = list(_in_order(patterns, DateSigns.of(text, language)))
    if not wanted:
        return ()
    free = _blank(text, [match.span() for match in patterns.street.finditer(text)])
    for kind, pattern in wanted:
        spans = []
        for match in pattern.finditer(free):
            spans.append(match.span())
            found.append(_to_value(kind, match, text))
        free = _blank(free, spans) if spans else free
    return tuple(sorted(found, key=lambda match: match.start))


def parse_date(text: str) -> dt.date | None:
    """Read a text that is one full Italian date and nothing else.

    Args:
        text: ``30 dicembre 2021``, ``Lunedì 3 gen. 2022``, ``il 9/10/2023``, ``2023-10-09``.

    Returns:
        The date, or None where the text is no date, lacks its year, or names a
        day that the calendar does not have.
    """
    bare = _ARTICLE.sub("", text.strip(" \t\n,.;()"))
    matches = find_dates(bare)
    if len(matches) != 1 or matches[0].text.rstrip(".") != bare.rstrip("."):
        return None
    return matches[0].date


def _in_order(patterns: Patterns, signs: DateSigns) -> Iterator[tuple[DateKind, re.Pattern[str]]]:
    """Patterns from the most specific, so that ``marzo`` is not taken out of ``12 marzo``."""
    if signs.hyphen:
        yield DateKind.DATE, patterns.iso
    if signs.joined:
        yield DateKind.DATE, patterns.numeric
    if patterns.month_first and signs.month and signs.digit:
        yield DateKind.DATE, patterns.month_first
    if signs.month and (signs.digit or signs.first):
        yield DateKind.DATE, patterns.day_first
    if signs.hour or signs.joined:
        yield DateKind.TIME, patterns.time
    if signs.month:
        yield DateKind.MONTH, patterns.month
    if signs.digit:
        yield DateKind.YEAR, patterns.year
    if signs.weekday:
        yield DateKind.WEEKDAY, patterns.weekday


def _to_value(kind: DateKind, match: re.Match[str], text: str) -> DateMatch:
    groups = _merged(match)
    start, end = match.span()
    if kind is DateKind.YEAR:
        start = _group_start(match, "year")  # The preposition only showed that it is a year.
    elif kind is DateKind.TIME:
        start = _group_start(match, "hour")
    elif kind is DateKind.MONTH:
        start = _group_start(match, "month")
    return DateMatch(
        start=start,
        end=end,
        text=text[start:end],
        kind=kind,
        days=_days(groups.get("days") or groups.get("day") or ""),
        month=_month(groups.get("month", "")),
        year=_year(groups.get("year", "")),
        weekday=_weekday(groups.get("weekday", "")),
        time=_time(groups) if kind is DateKind.TIME else None,
    )


def _group_start(match: re.Match[str], name: str) -> int:
    return next(match.start(g) for g in match.groupdict() if g.rstrip("2345") == name and match[g])


def _merged(match: re.Match[str]) -> dict[str, str]:
    """Groups that took part, ``day2``, ``day3`` and so on under ``day``."""
    return {name.rstrip("2345"): value for name, value in match.groupdict().items() if value}


def _days(text: str) -> tuple[int, ...]:
    if text.lower() == "primo":
        return (1,)
    return tuple(int(day) for day in re.findall(r"\d+", text))


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTH_NUMBERS.get(text.lower().rstrip("."), 0)


def _year(text: str) -> int:
    figures = text.lstrip("'’")
    if not figures:
        return 0
    year = int(figures)
    if len(figures) > 2:
        return year
    return year + (2000 if year < _CENTURY_PIVOT else 1900)


def _weekday(text: str) -> int:
    return _WEEKDAY_NUMBERS.get(text.lower().rstrip(".").replace("’", "'"), -1)


def _time(groups: dict[str, str]) -> dt.time:
    hour, minute = int(groups["hour"]), int(groups.get("minute", "0"))
    half = groups.get("half", "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return dt.time(hour % 24, minute)


def _calendar_date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the spans made unmatchable, offsets unchanged."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "\0" * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


_MONTH_NUMBERS = {
    name: number
    for table in (IT_MONTHS, EN_MONTHS)
    for number, names in enumerate(table, start=1)
    for name in names
}
_WEEKDAY_NUMBERS = {
    name: number
    for table in (IT_WEEKDAYS, EN_WEEKDAYS)
    for number, names in enumerate(table)
    for name in names
}
_LANGUAGES = {"it": italian, "en": english}
