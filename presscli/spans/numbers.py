"""Numbers and amounts of a span: they agree, or it has no place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from presscli.check.numbers import Number, find_numbers
from presscli.check.numerals import Strength
from presscli.spans.pieces import Piece

_UNIT = re.compile(
    r"\s*(?:€|\$|£|%|EUR|USD|(?:di\s+)?(?:euro|dollari|sterline)|per\s*cento)?\s*", re.IGNORECASE
)
_UNIT_BEFORE = re.compile(r"(?:€|\$|£|\b(?:EUR|USD|GBP)\s?)\Z")
_UNIT_AFTER = re.compile(
    r"\s?(?:%|€)|\s(?:per\s?cent|percent|EUR|USD|euros?|dollars?|pounds?)\b", re.IGNORECASE
)


def amount(piece: Piece) -> tuple[int, int] | None:
    """Where an amount stands in the target; None where the span is none, or it is not there once.

    A span of one number and its currency or ``%``, both of which must agree.
    """
    numbers = find_numbers(piece.text, language="it")
    if len(numbers) != 1 or not numbers[0].unit:
        return None
    rest = piece.text[: numbers[0].start] + piece.text[numbers[0].end :]
    if not _UNIT.fullmatch(rest):
        return None
    found = find_numbers(piece.stretch.target, language="en")
    alike = [n for n in found if n.keys & numbers[0].keys]
    if len(alike) != 1 or alike[0].unit != numbers[0].unit:
        return None
    before = _UNIT_BEFORE.search(piece.stretch.target[: alike[0].start])
    after = _UNIT_AFTER.match(piece.stretch.target[alike[0].end :])
    start = before.start() if before else alike[0].start
    return start, alike[0].end + (after.end() if after else 0)


def same_numbers(source: str, english: str) -> bool:
    """Whether each side has the other's numbers; an ordinal or an article need have none."""
    ours = find_numbers(source, language="it")
    theirs = find_numbers(english, language="en")
    return _has_all(ours, theirs) and _has_all(theirs, ours)


def _has_all(wanted: Iterable[Number], given: Sequence[Number]) -> bool:
    sure = (n for n in wanted if n.strength is not Strength.OPTIONAL)
    return all(any(n.keys & other.keys for other in given) for n in sure)
