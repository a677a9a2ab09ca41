"""Units beside a right figure, in English where a model wrote none.

Small models read ``264 metri quadrati`` as "264 meters squares", ``38 metri cubi`` as "38
metrics", and leave ``12.500 mq`` as it is. What is a unit of its own is never changed:
"metres" for cubic metres is another fact, and found by the checks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from presscli.check.coverage import lexicon
from presscli.check.invented import is_known
from presscli.check.numbers import Number, find_numbers
from presscli.check.spelling import is_alike
from presscli.check.unit_words import UNITS, is_right, stands_for

_STEMS = re.compile(
    r"\b(?:(?:chilo|centi|milli|etto)?(?:metr[io]|litr[io]|gramm[io])|chil[io]|ettar|tonnellat"
    r"|quintal|grad[io]|baril|miglia|decibel)|watt|[kmgt]wh|km|mq|mc|\bm[23²³]|\bc?m[²³]|db|°",
    re.IGNORECASE,
)
"""What an Italian text with a unit of measure has; few texts have it."""
_WORD = re.compile(r"\s(?:of\s)?([^\W\d_]{4,})(?![\w'’-])")
_NO_PLURAL = re.compile(r"\s(?P<unit>(?:kilo|mega|giga|tera)watt|decibel)(?=\s(\w+)|\W|$)")
"""Units that Italian has no plural of."""
_OF = re.compile(r"(?<=[mb]illion)\sof(?=\s)")
"""What "7.5 million" has before a unit in bad English."""
_A = re.compile(r"\ban?\s$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the|per|each|this)\s$", re.IGNORECASE)

_PER = re.compile(r"\bper\s(?:chilometro|metro|ettaro|litro|chilo|tonnellata|barile|abitante)\b")
_FOR = re.compile(
    r"\bfor\s(?P<unit>(?:square\s|cubic\s)?(?:kilomet(?:re|er)|met(?:re|er)|hectare|litre|kilo"
    r"|tonne|barrel|inhabitant))s?\b"
)
_SECOND = re.compile(
    r"\b(?:litri|metri|cubi|chilometri|[kmg]b|(?:mega|giga)bit)\sal\ssecondo\b", re.IGNORECASE
)
_THE_SECOND = re.compile(r"\b(?:at|to|for)\sthe\ssecond\b")


def unit_fixes(source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """Spans of a translation that stand for a unit in no English, with its English.

    Nothing is given where the figure stands on the two sides another number of times, or
    with several units.

    Args:
        source: The Italian segment.
        target: Its translation by a model.

    Returns:
        Start, end and the English to put there.
    """
    measured = _measured(source)
    said = find_numbers(target, language="en") if measured else []
    for unit, keys, times in measured:
        matches = [n for n in said if not keys.isdisjoint(n.keys)]
        if len({(n.start, n.end) for n in matches}) == len(matches) == times:
            for number in matches:
                if fix := _fix(unit, number, target):
                    yield fix
                    yield from _mark_before(unit, number, target)


def per_fixes(source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """``per chilometro`` as "for kilometre", ``litri al secondo`` as "litres at the second"."""
    found = list(_FOR.finditer(target)) if "for " in target else []
    if found and len(found) <= len(_PER.findall(source)):
        for match in found:
            yield match.start(), match.end(), f"per {match['unit']}"
    found = list(_THE_SECOND.finditer(target)) if "the second" in target else []
    if len(found) == 1 and source.count("second") == 1 and _SECOND.search(source):
        yield *found[0].span(), "per second"


@functools.lru_cache(maxsize=64)
def _measured(source: str) -> tuple[tuple[str, frozenset[str], int], ...]:
    """The units of an Italian text with the keys of their figure, and how often it stands there."""
    if not _STEMS.search(source):
        return ()
    numbers = find_numbers(source, language="it")
    found = {}
    for number in numbers:
        same = [n for n in numbers if not n.keys.isdisjoint(number.keys)]
        if number.unit in UNITS and all(n.unit == number.unit for n in same):
            found[number.unit, number.keys] = len(same)
    return tuple((unit, keys, times) for (unit, keys), times in found.items())


def _fix(unit: str, number: Number, target: str) -> tuple[int, int, str] | None:
    """What stands behind a number of a translation, with the unit's right name; None if good."""
    if is_right(unit).match(target, number.end):
        return _plural_of(number, target)
    of = _OF.match(target, number.end) if number.text[:1].isdigit() else None
    if of and is_right(unit).match(target, of.end()):
        return *of.span(), ""
    match = stands_for(unit).match(target, number.end)
    if match:
        marked = bool(match["before"] or match["after"])
        if not marked and re.fullmatch(UNITS[unit].other, match["head"], re.IGNORECASE):
            return None
        return match.start(), match.end(), _name(unit, number, match[0], target)
    word = _WORD.match(target, number.end)
    if word and not is_known(word[1].lower()) and _is_misspelt(unit, word[1].lower()):
        more = stands_for(unit).match(target, word.end())
        return word.start(), more.end() if more else word.end(), _name(unit, number, "", target)
    return None


def _mark_before(unit: str, number: Number, target: str) -> Iterator[tuple[int, int, str]]:
    """The "square " of "square 38,000 metrics"."""
    match = re.search(rf"\b(?:{UNITS[unit].marks})\s$", target[: number.start], re.IGNORECASE)
    if match:
        yield *match.span(), ""


def _is_misspelt(unit: str, word: str) -> bool:
    return any(is_alike(word, name) for name in UNITS[unit].alike)


def _name(unit: str, number: Number, written: str, target: str) -> str:
    """A unit's name, spelt as the model spells it; "a 90 litre tank"."""
    one = number.value == 1 or _A.search(target[: number.start])
    name = UNITS[unit].singular if one else UNITS[unit].plural
    return " " + (name.replace("metre", "meter") if "meter" in written else name)


def _plural_of(number: Number, target: str) -> tuple[int, int, str] | None:
    """``1,2 gigawatt`` as "1.2 gigawatts", but "a 5 megawatt plant"."""
    match = _NO_PLURAL.match(target, number.end)
    if not match or number.value == 1 or _ARTICLE.search(target[: number.start]):
        return None
    if match[2] and match[2].lower() not in lexicon().english_function:
        return None
    return *match.span("unit"), f"{match['unit']}s"
