"""Durations of equal length in other units: 48 hours are two days, 24 months two years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from presscli.lexicon.words import word_set

_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
DURATIONS = frozenset(("second", *_MINUTES, *_MONTHS))
"""The units of time, as :func:`presscli.check.units.find_unit` names them."""
_UNSAID = {
    "it": re.compile(
        r"\b(?:un|una|un['’]|ultim[oa]|scors[oa]|prossim[oa]|primo|prima|ogni|corso|dell?['’]?)\s?"
        r"(?:(?P<hour>ora)|(?P<day>giorno)|(?P<week>settimana)|(?P<month>mese)|(?P<year>anno)"
        r"|(?P<decade>decennio)|(?P<century>secolo))\b(?P<half>\se\smezz[oa]\b)?",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:an?|last|past|next|first|every|the|per)\s(?:(?P<hour>hour)|(?P<day>day)"
        r"|(?P<week>week)|(?P<month>month)|(?P<year>year)|(?P<decade>decade)"
        r"|(?P<century>century))\b(?P<half>\sand\sa\shalf\b)?",
        re.IGNORECASE,
    ),
}
_WORDS = {
    "it": frozenset(("ora", "giorno", "settimana", "mese", "anno", "decennio", "secolo")),
    "en": frozenset(("hour", "day", "week", "month", "year", "decade", "century")),
}


def duration_keys(value: Decimal | None, unit: str) -> frozenset[str]:
    """A duration in minutes or months as a key, so that 48 hours are two days.

    Args:
        value: How many.
        unit: A unit as :func:`presscli.check.units.find_unit` names it.
    """
    if value is None:
        return frozenset()
    for table, name in ((_MINUTES, "minutes"), (_MONTHS, "months")):
        if unit in table:
            return frozenset({f"{name}:{(value * table[unit]).normalize():f}"})
    return frozenset()


def is_duration(key: str) -> bool:
    """Whether a key is one of :func:`duration_keys`."""
    return key.startswith(("minutes:", "months:"))


def find_unsaid(text: str, language: str) -> Iterator[tuple[int, int, str, frozenset[str]]]:
    """Durations of one without a numeral, ``nell'ultimo anno``: start, end, unit and keys.

    Args:
        text: A segment.
        language: ``it`` or ``en``.
    """
    if word_set(text).isdisjoint(_WORDS[language]):
        return
    for match in _UNSAID[language].finditer(text):
        unit = next(u for u in (*_MINUTES, *_MONTHS) if u != "minute" and match[u])
        count = Decimal("1.5") if match["half"] else Decimal(1)
        yield match.start(), match.end(), unit, duration_keys(count, unit)
