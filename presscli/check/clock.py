"""Clock times as keys: ``t18:30`` for ``ore 18.30``, ``6:30 pm`` and ``le sei e mezza``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presscli.check.numerals import read_word

_FIXED = {
    "it": {"mezzogiorno": "t12:00", "mezzanotte": "t00:00"},
    "en": {"noon": "t12:00", "midday": "t12:00", "midnight": "t00:00"},
}
_BEFORE = {
    "it": re.compile(r"\b(?:alle|dalle|delle|nelle|le|ore)\s$", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:at|around|about|from|until|till|by|past|before|after)\s$", re.IGNORECASE
    ),
}
_AFTER = {
    "it": re.compile(
        r"\se\s(?:(?P<half>mezz[ao])|(?P<quarter>un\squarto))\b"
        r"|(?=\sd(?:i|el)\s(?:sera|notte|mattina|pomeriggio|mattino)\b)|\s?(?:[.,;:)]|$)"
    ),
    "en": re.compile(
        r"(?P<clock>\so['’]clock\b)|(?=\sin\sthe\s(?:morning|afternoon|evening)\b|\s[ap]\.?m\b)"
        r"|\s?(?:[.,;:)]|$)"
    ),
}
_PART_OF_DAY = re.compile(
    r"\s(?:(?P<late>di\ssera|del\spomeriggio|in\sthe\s(?:afternoon|evening)|p\.?m\b)"
    r"|(?P<early>di\smattina|del\smattino|in\sthe\smorning|a\.?m\b)|di\snotte\b)"
)
_PAST = re.compile(r"\b(?:(?P<half>half)|(?P<quarter>quarter))\s+past\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """A time in words up to ``end``; ``exact`` where minutes show that it is nothing else."""

    keys: frozenset[str]
    end: int
    exact: bool


def is_fixed_time(word: str, language: str) -> bool:
    """Whether a word is a time of day by itself: ``mezzogiorno``."""
    return word in _FIXED[language]


def read_spoken(word: str, start: int, end: int, text: str, language: str) -> SpokenTime | None:
    """The clock time that a word may mean where it stands.

    Args:
        word: ``text[start:end]``.
        start: Its place.
        end: Where it ends.
        text: The segment.
        language: ``it`` or ``en``.

    Returns:
        None where it can be no time: ``tre`` in "alle tre aziende".
    """
    fixed = _FIXED[language].get(word)
    if fixed:
        return SpokenTime(frozenset({fixed}), end, exact=True)
    numeral = read_word(word.lower(), language)
    if numeral is None or not 1 <= numeral.value <= 12:
        return None
    before = text[max(0, start - 14) : start]
    after = _AFTER[language].match(text, end) if _BEFORE[language].search(before) else None
    if after is None:
        return None
    found = after.groupdict()
    past = _PAST.search(before)
    found |= past.groupdict() if past else {}
    minute = 30 if found.get("half") else 15 if found.get("quarter") else 0
    close = after.end() if any(after.groupdict().values()) else end
    keys = _both_halves(int(numeral.value), minute)
    part = _PART_OF_DAY.match(text, close)
    if part:
        close = part.end()
        keys = frozenset({max(keys)} if part["late"] else {min(keys)} if part["early"] else keys)
    return SpokenTime(keys, close, exact=bool(minute) or close > end)


def _both_halves(hour: int, minute: int) -> frozenset[str]:
    """A time of day on twelve hours, in the morning and in the afternoon."""
    return frozenset({f"t{hour % 24:02d}:{minute:02d}", f"t{(hour + 12) % 24:02d}:{minute:02d}"})


def figure_times(figure: str, after: str) -> set[str]:
    """The clock time that figures may be: ``18.30`` without "ore", ``0230 UTC``.

    Args:
        figure: Figures.
        after: The text that follows them.
    """
    if re.fullmatch(r"(?:[01]?\d|2[0-3])[.:][0-5]\d", figure):
        hour, minute = re.split(r"[.:]", figure)
        return {f"t{int(hour):02d}:{minute}"}
    if re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", figure) and (
        figure[0] == "0" or re.match(r"\s?(?:UTC|GMT|hours|h\b)", after)
    ):
        return {f"t{figure[:2]}:{figure[2:]}"}
    return set()
