"""Figures said twice in one breath: ``30 (trenta) giorni``, ``under-21/sotto i 21 anni``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from presscli.check.numerals import Strength

if TYPE_CHECKING:
    from presscli.check.numbers import Number

_OPENS = re.compile(r"\s?\(\s?")
_CLOSES = re.compile(r"\s?\)")
_OR = re.compile(r"\s?/\s?(?:sotto|meno|under|less|oltre|più|over|more)\s(?:\w+\s){0,2}")


def soften_restated(numbers: Sequence[Number], text: str) -> Iterator[Number]:
    """The numbers of a text; one that only says the one before it again may be left out.

    Args:
        numbers: In reading order.
        text: The text they were found in.
    """
    previous: Number | None = None
    for number in numbers:
        if previous and text[previous.end : number.start].lstrip()[:1] in ("(", "/"):
            is_again = _says_again(previous, number, text)
            yield replace(number, strength=Strength.OPTIONAL) if is_again else number
        else:
            yield number
        previous = number


def _says_again(first: Number, second: Number, text: str) -> bool:
    """Whether it is the same number, once in words, or in other words."""
    if first.keys.isdisjoint(second.keys):
        return False
    if _OR.fullmatch(text, first.end, second.start):
        return True
    in_words = [any(c.isdigit() for c in number.text) for number in (first, second)]
    return (
        in_words[0] != in_words[1]
        and _OPENS.fullmatch(text, first.end, second.start) is not None
        and _CLOSES.match(text, second.end) is not None
    )
