"""Every number of a text with its value, whatever convention or word it is written in.

The numbers of a source and of its translation are compared through their
``keys``: ``1,2 milioni`` and ``1.2 million`` share the key ``1200000``, ``ore
18.30`` and ``6:30 pm`` the key ``t18:30``, ``marzo`` and ``March`` the key
``month:3``. A number that can be read in two ways has two keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from presscli.check.figures import FIGURE, PHONE, read_figure
from presscli.check.links import blank, find_links
from presscli.check.numerals import Strength, read_word
from presscli.check.phrases import Token, join_phrases
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


# G20, COVID-19, A1GP, 39C; but "km2" is a unit and "36x24" two numbers.
_CODE = (
    r"(?<!\w)(?!(?:k|c|m|d)?m[23]\b)[^\W\d_]+[-–]?\d+(?:[^\W\d_]+\d*)?"
    r"|(?<![\w.,])\d+(?:[A-Z]\w*|(?!x\d)[a-z]+\d\w*)"
)
_LAW = r"(?<![\w/])\d+(?:/\d+)+(?![\w/])"
_TOKEN = re.compile(
    rf"(?P<phone>{PHONE.pattern})|(?P<code>{_CODE})|(?P<law>{_LAW})|(?P<figure>{FIGURE.pattern})"
    r"|(?P<roman>\b[IVX]{2,}\b|\b[IVX]+(?=\s+(?:secolo|sec\.|[Cc]entury)))"
    r"|(?P<word>[^\W\d_]+(?:(?<=[a-z]{3}t)['’](?=anni|ore))?)"
)
_HALF = Decimal("0.5")
_GOES_ON = re.compile(
    r"[.,]\d|[^\W\d_]|\s(?:million|billion|trillion|thousand|mila|milion|miliard|mln|mld)|\s?%"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


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
    free = blank(text, [link.span for link in find_links(text)])
    # A match that goes on is no date: "alle 2.000", "at 1.42 million", "H5N1".
    dates = [
        match
        for match in find_dates(free, language=language)
        if not _GOES_ON.match(free, match.end)
    ]
    numbers = [number for match in dates for number in _date_numbers(match, text)]
    free = blank(free, [(match.start, match.end) for match in dates])
    tokens = list(_tokens(free, language))
    numbers += [_to_number(token, text, language) for token in join_phrases(tokens, free, language)]
    return sorted(numbers, key=lambda number: number.start)


def key_of(value: Decimal) -> str:
    """A value as a key, without trailing zeros: ``1250.50`` and ``1250.5`` are the same."""
    whole = value.to_integral_value()
    return f"{whole:f}" if whole == value else f"{value.normalize():f}"


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
        keys = {later} if evening else keys | {later}
    if not stated and not time.minute:
        keys.add(re.findall(r"\d+", match.text)[0].lstrip("0") or "0")
    elif not stated and re.fullmatch(r"\d{1,2}[.,]\d\d", match.text):
        # "at 1.52 metres" looks like a clock time.
        keys.add(key_of(Decimal(match.text.replace(",", "."))))
    return Number(match.text, match.start, match.end, frozenset(keys), NumberKind.TIME)


def _tokens(text: str, language: str) -> Iterator[Token]:
    """The pieces that may be numbers, or parts of one, in reading order."""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match["phone"]:
            keys = frozenset({"phone:" + re.sub(r"\D", "", match[0])})
            yield Token(start, end, keys=keys, opaque=True)
        elif match["code"]:
            yield Token(start, end, keys=_code_keys(match[0]), opaque=True)
        elif match["law"]:
            parts = tuple(key_of(Decimal(p)) for p in match[0].split("/"))
            yield Token(start, end, keys=frozenset({match[0]}), parts=parts, opaque=True)
        elif match["figure"]:
            yield _figure_token(match[0], start, end, text, language)
        elif match["roman"]:
            value = _roman(match[0])
            if value:
                yield Token(start, end, value, Strength.HARD, word=True, ends=True)
        elif text[max(0, start - 4) : start].lower() == "per " and match[0].lower() == "cento":
            continue
        elif numeral := read_word(match[0].replace("’", "'"), language):
            yield Token(start, end, numeral.value, numeral.strength, scale=numeral.scale, word=True)


def _figure_token(figure: str, start: int, end: int, text: str, language: str) -> Token:
    value = read_figure(figure, language)
    if value is None:
        return Token(start, end, keys=frozenset({figure}), opaque=True)
    more: set[str] = set()
    before, after = text[max(0, start - 6) : start], text[end : end + 8]
    if re.fullmatch(r"[01]?\d[.:][0-5]\d|2[0-3][.:][0-5]\d", figure):
        # "18.30" without "ore" may be a clock time all the same.
        hour, minute = re.split(r"[.:]", figure)
        more.add(f"t{int(hour):02d}:{minute}")
    elif re.fullmatch(r"[01]\d[0-5]\d|2[0-3][0-5]\d", figure) and (
        figure[0] == "0" or re.match(r"\s?(?:UTC|GMT|hours|h\b)", after)
    ):
        more.add(f"t{figure[:2]}:{figure[2:]}")
    elif re.fullmatch(r"\d\d", figure) and re.search(
        r"(?:\d{4}[-–/]|anni\s|\W['’]|^['’])$", before
    ):
        more |= {f"19{figure}", f"20{figure}"}
    elif (
        language == "en"
        and re.match(r"['’]?s\b", after)
        and re.fullmatch(r"(?:1[89]|20)?\d0", figure)
    ):
        more |= {figure[-2:], f"19{figure[-2:]}"}
    elif re.match(r"\s?(?:bn|m|k)\b", after) and language == "en":
        scale = {"b": 9, "m": 6, "k": 3}[after.strip()[0]]
        more.add(key_of(value.scaleb(scale)))
    elif re.search(r"anni\s+['’]?$", before) and len(figure) == 4:
        more.add(figure[-2:])
    return Token(start, end, value, Strength.HARD, keys=frozenset(more))


def _code_keys(code: str) -> frozenset[str]:
    """A code as it is, and its number alone: ``GSG9`` is also written ``GSG 9``."""
    squashed = re.sub(r"[\W_]", "", code).lower()
    runs = re.findall(r"\d+", code)
    return frozenset(
        {f"code:{squashed}"} | ({key_of(Decimal(runs[0]))} if len(runs) == 1 else set())
    )


def _roman(text: str) -> Decimal | None:
    """The value of a Roman numeral up to 39, None where the letters make none."""
    if not re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    return Decimal(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))


def _to_number(token: Token, text: str, language: str) -> Number:
    keys = token.keys | ({key_of(token.value)} if token.value is not None else frozenset())
    if token.value == _HALF:
        keys |= {"50"}  # "metà" is also "50 %".
    return Number(
        text=text[token.start : token.end],
        start=token.start,
        end=token.end,
        keys=keys,
        kind=NumberKind.CODE if token.opaque else NumberKind.NUMBER,
        strength=token.strength,
        value=token.value,
        unit=find_unit(text, token.start, token.end),
        parts=token.parts,
    )
