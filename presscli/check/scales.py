"""Thousands, millions and billions that a model kept the figure of, and lost or mistook the scale.

Small models read ``186 mila`` as "186 million", and leave ``700 mld`` as it is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from presscli.check.figures import FIGURE, find_figures, read_figure, write_english
from presscli.check.hold_numbers import hold_figure
from presscli.check.numbers import Number, NumberKind, find_numbers

_ITALIAN = re.compile(r"\s?(?:mila\b|mln\b|mld\b|(?P<full>milion[ei]|miliard[oi])\b)")
_FULL = {"milion": "million", "miliard": "billion"}
_ENGLISH = re.compile(
    rf"(?P<figure>{FIGURE.pattern})(?:\s?(?:thousand|millions?|billions?|trillions?|bn|m|k))?"
)
_POWERS = tuple(Decimal(10) ** power for power in (0, 3, 6, 9, 12))
_LEFT = re.compile(r"\s?(?:mila|mln|mld|milion[ei]|miliard[oi])\b(?:\.(?=\s[a-z€$]))?")
"""A scale that stands in Italian behind the figure."""
_OF = re.compile(r" of(?= (?!which|whom|them|the|these|those)[a-z])")
"""What "million" has before a noun in bad English, and no number has."""


_TWICE = re.compile(
    r"\d\s(?P<scale>thousand|million|billion)(?P<unit>\s[\w²³]+)(?P<again>\s(?P=scale)s?\b)(?!\s?\w*\d)"
)
"""A scale before the unit and behind it, as in "2.2 million km2 million"."""


class _Scaled(NamedTuple):
    """A figure of a source with its scale: where, the figure's value, and the English of both."""

    start: int
    end: int
    value: Decimal
    english: str


def scale_fixes(source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """Spans of a translation that have the figure of a number and not its scale, with both.

    Nothing is given where the figure stands twice on a side, where the number is in the
    translation somewhere, or where what stands there is another number of the source.

    Args:
        source: The Italian segment.
        target: Its translation by a model.

    Returns:
        Start, end and the English to put there.
    """
    lacking = [one for one in _scaled(source) if one.english not in target]
    if not lacking:
        return
    meant, said = find_numbers(source, language="it"), find_numbers(target, language="en")
    others = [n for n in said if not _shares_key(n, meant)]
    for one in lacking:
        spans = [span for n in others if (span := _span_of(n, one.value, target))]
        again = [figure for figure in _scaled(source) if figure.value == one.value]
        number = next((n for n in meant if n.start == one.start), None)
        if len(spans) == len(again) == 1 and number and not _shares_key(number, said):
            yield (*spans[0], one.english)


def doubled_scales(source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """Spans of scales that a translation says again behind the unit, as :func:`scale_fixes`."""
    del source
    for match in _TWICE.finditer(target):
        yield (*match.span("again"), "")


def _shares_key(number: Number, others: Sequence[Number]) -> bool:
    return any(not number.keys.isdisjoint(other.keys) for other in others)


@functools.lru_cache(maxsize=64)
def _scaled(source: str) -> tuple[_Scaled, ...]:
    """The figures of an Italian text that have a scale."""
    if not _ITALIAN.search(source):
        return ()
    return tuple(_find_scaled(source))


def _find_scaled(source: str) -> Iterator[_Scaled]:
    for figure in find_figures(source, language="it"):
        scale = _ITALIAN.match(source, figure.end)
        if figure.value is None or not scale:
            continue
        if scale["full"]:
            english = f"{write_english(figure)} {_FULL[scale['full'][:-1]]}"
            yield _Scaled(figure.start, scale.end(), figure.value, english)
        elif held := hold_figure(figure, source):
            yield _Scaled(figure.start, held.end, figure.value, held.english)


def _span_of(number: Number, value: Decimal, target: str) -> tuple[int, int] | None:
    """Where a number of a translation stands, scale and all; None if its figure is another."""
    shape = _ENGLISH.fullmatch(number.text) if number.kind is NumberKind.NUMBER else None
    if not shape or number.value is None or read_figure(shape["figure"], "en") != value:
        return None
    if number.value not in [value * power for power in _POWERS]:
        return None
    left = _LEFT.match(target, number.end)
    end = left.end() if left else number.end
    of = _OF.match(target, end) if end > number.start + len(shape["figure"]) else None
    return number.start, of.end() if of else end
