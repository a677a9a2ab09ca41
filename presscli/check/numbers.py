"""Every number of a text with its value, whatever convention or word it is written in.

The numbers of a source and of its translation are compared through their
``keys``: ``1,2 milioni`` and ``1.2 million`` share the key ``1200000``, ``ore
18.30`` and ``6:30 pm`` the key ``t18:30``, ``marzo`` and ``March`` the key
``month:3``. A number that can be read in two ways has two keys.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from presscli.check.apart import is_whole
from presscli.check.durations import duration_keys, find_unsaid
from presscli.check.fractions import HALF
from presscli.check.links import blank, find_links
from presscli.check.numeral_words import IMPLIED_UNITS
from presscli.check.numerals import Strength
from presscli.check.phrases import join_phrases
from presscli.check.restated import soften_restated
from presscli.check.tokens import Token, find_tokens, key_of
from presscli.check.units import find_unit
from presscli.lexicon.dates import DateKind, DateMatch, find_dates


class NumberKind(StrEnum):
    """What a number belongs to; dates and times are reported under a code of their own."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    CODE = "code"
    """Letters and figures (``G20``), laws (``81/2008``), phone numbers: compared as they are."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``text[start:end]``.

    ``keys`` are its possible readings; two numbers are the same when they share
    one. ``parts`` are keys that, found one by one, do as well (``81/2008``).
    ``unit`` is what :func:`presscli.check.units.find_unit` says. ``value`` is None for codes,
    names of months and the like.
    """

    text: str
    start: int
    end: int
    keys: frozenset[str]
    kind: NumberKind = NumberKind.NUMBER
    strength: Strength = Strength.HARD
    value: Decimal | None = None
    unit: str = ""
    parts: tuple[str, ...] = ()


_MORNING = re.compile(r"\s(?:del\smattino|di\smattina|in\sthe\smorning)\b")


def find_numbers(text: str, *, language: str) -> list[Number]:
    """Every number, date part, clock time, code and phone number.

    Nothing is looked for inside URLs, e-mail addresses and handles, which are
    compared as a whole elsewhere.

    Args:
        text: A segment.
        language: ``it`` or ``en``: the same figures may mean different numbers.

    Returns:
        The numbers in reading order. The days, month and year of one date are
        numbers of their own, at the date's span.
    """
    return list(_find_numbers(text, language))


@functools.lru_cache(maxsize=256)
def _find_numbers(text: str, language: str) -> tuple[Number, ...]:
    """Kept, since every hypothesis of an n-best list is compared with the same source."""
    free = blank(text, [link.span for link in find_links(text)])
    dates = [
        match for match in find_dates(free, language=language) if is_whole(match, free, language)
    ]
    numbers = [number for match in dates for number in _date_numbers(match, text)]
    free = blank(free, [(match.start, match.end) for match in dates])
    tokens = list(find_tokens(free, language))
    numbers += [_to_number(token, text) for token in join_phrases(tokens, free, language)]
    numbers += _unsaid_durations(text, language, numbers)
    numbers.sort(key=lambda number: number.start)
    return tuple(soften_restated(numbers, text))


def _date_numbers(match: DateMatch, text: str) -> Iterator[Number]:
    if match.kind is DateKind.TIME:
        yield _time_number(match, text)
        return
    values = [*match.days, *([match.year] if match.year else [])]
    keys: list[tuple[str, Decimal | None]] = [(str(value), Decimal(value)) for value in values]
    keys += [(f"month:{match.month}", None)] if match.month else []
    keys += [(f"weekday:{match.weekday}", None)] if match.weekday >= 0 else []
    for key, value in keys:
        yield Number(
            match.text, match.start, match.end, frozenset({key}), NumberKind.DATE, value=value
        )


def _time_number(match: DateMatch, text: str) -> Number:
    """A clock time; the half of the day is open where English or Italian leave it open."""
    time = match.time
    assert time is not None  # noqa: S101 - a TIME match has one
    keys = {f"t{time:%H:%M}"}
    stated = re.search(r"[ap]\.?m\b", match.text, re.IGNORECASE)
    evening = re.match(
        r"\s*(?:di\s+sera|del\s+pomeriggio|in the (?:evening|afternoon))", text[match.end :]
    )
    if not stated and time.hour < 12:
        later = f"t{time.hour + 12:02d}:{time:%M}"
        morning = _MORNING.match(text, match.end)
        keys = {later} if evening else keys if morning else keys | {later}
    if not stated and not time.minute:
        keys.add(re.findall(r"\d+", match.text)[0].lstrip("0") or "0")
    elif not stated and re.fullmatch(r"\d{1,2}[.,]\d\d", match.text):
        # "at 1.52 metres" looks like a clock time.
        keys.add(key_of(Decimal(match.text.replace(",", "."))))
    return Number(match.text, match.start, match.end, frozenset(keys), NumberKind.TIME)


def _to_number(token: Token, text: str) -> Number:
    keys = token.keys | ({key_of(token.value)} if token.value is not None else frozenset())
    if token.value == HALF:
        keys |= {"50"}  # "metà" is also "50 %".
    unit = find_unit(text, token.start, token.end)
    durations = duration_keys(token.value, unit)
    if text[token.start : token.end].lower() in IMPLIED_UNITS:
        keys = token.keys  # "il triennio" is three years, and no other three.
    return Number(
        text=text[token.start : token.end],
        start=token.start,
        end=token.end,
        keys=keys | durations,
        kind=_kind(token),
        strength=token.strength,
        value=token.value,
        unit=unit,
        parts=token.parts,
    )


def _unsaid_durations(text: str, language: str, numbers: list[Number]) -> Iterator[Number]:
    """``nell'ultimo anno`` may be "the last 12 months"; never where a number is said."""
    said = [n for n in numbers if n.strength is not Strength.OPTIONAL]
    taken = {at for number in said for at in range(number.start, number.end)}
    for start, end, unit, keys in find_unsaid(text, language):
        if taken.isdisjoint(range(start, end)):
            yield Number(text[start:end], start, end, keys, strength=Strength.OPTIONAL, unit=unit)


def _kind(token: Token) -> NumberKind:
    if token.opaque and token.word:
        is_time = any(key.startswith("t") for key in token.keys)
        return NumberKind.TIME if is_time else NumberKind.NUMBER
    return NumberKind.CODE if token.opaque else NumberKind.NUMBER
