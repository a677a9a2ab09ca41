"""Every fact of a text in its normal form, the same for both languages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from presscli.check.acronyms import find_acronyms
from presscli.check.durations import is_duration
from presscli.check.links import find_links
from presscli.check.numbers import Number, NumberKind, find_numbers
from presscli.check.numerals import Strength
from presscli.check.quotes import find_quotes
from presscli.check.tokens import key_of
from presscli.lexicon.date_patterns import EN_MONTHS, EN_WEEKDAYS
from presscli.lexicon.terms import ACRONYMS


def list_facts(text: str, *, language: str) -> list[str]:
    """The facts of a text in reading order.

    Numbers are written without grouping and with their unit (``1250.5 EUR``,
    ``12 %``, ``3 pp``), fractions as ``2/3``, dates as ``thu 12 mar 2025`` with
    what is stated of it, times as ``18:30``, or ``06:30/18:30`` where the half
    of the day is open, acronyms as in English, quotations in ``"``. A ``~``
    precedes a number that an idiom may swallow (``una decina``, ``primo``).

    Args:
        text: A segment.
        language: ``it`` or ``en``.
    """
    numbers = find_numbers(text, language=language)
    found = [(link.span[0], link.text) for link in find_links(text)]
    found += [
        (a.span[0], _english(a.letters, language)) for a in find_acronyms(text, language=language)
    ]
    found += [(start, _quoted(text[start:end])) for start, end in find_quotes(text)]
    found += [(start, fact) for start, fact in _numbers(numbers)]
    return [fact for _, fact in sorted(found, key=lambda pair: pair[0])]


def _english(letters: str, language: str) -> str:
    english = ACRONYMS.get(letters, letters) if language == "it" else letters
    return english.removesuffix("s")


def _quoted(text: str) -> str:
    return '"' + text.strip("«»“”„\"‘’'`<> ") + '"'


def _numbers(numbers: list[Number]) -> Iterator[tuple[int, str]]:
    for start, group in itertools.groupby(numbers, key=lambda n: n.start):
        same = list(group)
        if same[0].kind is NumberKind.DATE:
            yield start, _date(same)
        else:
            yield from ((start, _number(n)) for n in same if not _is_unsaid(n))


def _is_unsaid(number: Number) -> bool:
    """Whether it is one duration without a numeral, which counts only beside another's."""
    return number.value is None and all(is_duration(key) for key in number.keys)


def _date(numbers: list[Number]) -> str:
    """``thu 12 mar 2025`` from the numbers at one date's span."""
    keys = [next(iter(n.keys)) for n in numbers]
    days = ",".join(key for key in keys if key.isdecimal() and len(key) < 3)
    years = [key for key in keys if key.isdecimal() and len(key) > 2]
    month = [EN_MONTHS[int(k[6:]) - 1][0][:3] for k in keys if k.startswith("month:")]
    weekday = [EN_WEEKDAYS[int(k[8:])][0][:3] for k in keys if k.startswith("weekday:")]
    return " ".join([*weekday, *([days] if days else []), *month, *years])


def _number(number: Number) -> str:
    vague = "~" if number.strength is Strength.OPTIONAL else ""
    if number.value is not None and number.kind is not NumberKind.TIME:
        return f"{vague}{key_of(number.value)} {number.unit}".rstrip()
    times = sorted(key[1:] for key in number.keys if key[:1] == "t" and ":" in key)
    if times:
        return "/".join(times)
    # Of several readings the one that says most: "2/3", "g20", "81/2008".
    key = max(number.keys, key=lambda k: ("/" in k, ":" in k, k))
    return f"{vague}{key.removeprefix('code:').replace(':', ' ')} {number.unit}".rstrip()
