"""What every form of a date or clock time has, looked up before its pattern is tried."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presscli.lexicon.date_patterns import EN_MONTHS, EN_WEEKDAYS, IT_MONTHS, IT_WEEKDAYS
from presscli.lexicon.words import word_set

_DIGIT = re.compile(r"\d")
_JOINED = re.compile(r"\d[/.:-]\d")
_MONTHS = {
    "it": frozenset(name for names in IT_MONTHS for name in names),
    "en": frozenset(name for names in EN_MONTHS for name in names),
}
_WEEKDAYS = {
    "it": frozenset(name for names in IT_WEEKDAYS for name in names[:-1]),
    "en": frozenset(form for names in EN_WEEKDAYS for form in (names[0], f"{names[0]}s")),
}
_HOURS = {
    "it": frozenset(("ore", "h", "alle", "dalle", "delle", "le")),
    "en": frozenset(("at", "from", "until", "till", "a", "am", "p", "pm")),
}
"""One of these stands beside each clock time that has no point or colon between its figures."""


@dataclass(frozen=True, slots=True)
class DateSigns:
    """What a text has of that which dates are made of; a form that lacks some is not tried."""

    digit: bool
    month: bool
    weekday: bool
    hyphen: bool
    joined: bool
    hour: bool
    first: bool

    @classmethod
    def of(cls, text: str, language: str) -> DateSigns:
        """What a text in a language, ``it`` or ``en``, has."""
        words, digit = word_set(text), bool(_DIGIT.search(text))
        return cls(
            digit=digit,
            month=not words.isdisjoint(_MONTHS[language]),
            weekday=not words.isdisjoint(_WEEKDAYS[language]),
            hyphen=digit and "-" in text,
            joined=digit and bool(_JOINED.search(text)),
            hour=digit and not words.isdisjoint(_HOURS[language]),
            first="primo" in words,
        )
