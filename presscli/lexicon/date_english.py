"""Dates and clock times as presscli writes them in English: ``12 March 2025``, ``18:30``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from presscli.lexicon.date_patterns import EN_MONTHS, EN_WEEKDAYS


def format_date(date: dt.date) -> str:
    """A date in English, as ``30 December 2021``."""
    return f"{date.day} {month_name(date.month)} {date.year}"


def format_time(time: dt.time) -> str:
    """A clock time in English, on 24 hours, as ``09:00`` or ``18:30``."""
    return f"{time.hour:02d}:{time.minute:02d}"


def month_name(month: int) -> str:
    """The English name of month 1 to 12."""
    return EN_MONTHS[month - 1][0].capitalize()


def format_partial_date(
    text: str, *, weekday: int, days: Sequence[int], month: int, year: int
) -> str:
    """A date of which parts may not be stated, as ``9-10 January`` or ``Thursday 12 March 2025``.

    Args:
        text: The date as written; several days keep the sign or word that joins them in it.
        weekday: Monday is 0; -1 if not stated.
        days: Of the month, as written; empty if not stated.
        month: 1 to 12; 0 if not stated.
        year: 0 if not stated.
    """
    parts = [EN_WEEKDAYS[weekday][0].capitalize()] if weekday >= 0 else []
    if days:
        parts.append(_format_days(text, days))
    if month:
        parts.append(month_name(month))
    if year:
        parts.append(str(year))
    return " ".join(parts)


_JOINS = {
    "e": "and",
    "ed": "and",
    "and": "and",
    "o": "or",
    "or": "or",
    "al": "to",
    "all'": "to",
    "fino al": "to",
    "to": "to",
}


def _format_days(text: str, days: Sequence[int]) -> str:
    """``9-10``, ``9, 10 and 11``, ``3 to 5``: each joiner of the source in English."""
    joiners = re.findall(r"(?<=[\d°º])(\D+?)(?=\d)", text)
    words = [str(days[0])]
    for joiner, day in zip(joiners, days[1:], strict=False):
        bare = joiner.strip("°º ").replace("’", "'").lower()
        bare = re.sub(r"\s+(?:il|l')$|\bl'$", "", bare).strip(" ,") or bare
        if bare in _JOINS:
            words.append(f" {_JOINS[bare]} {day}")
        else:
            words.append(f", {day}" if bare == "," else f"-{day}")
    return "".join(words)
