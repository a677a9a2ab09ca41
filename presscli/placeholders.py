"""Spans that a model must not touch, behind signs that it copies.

Measured on twelve press sentences with one term each (beam 6): the embedded model
gives back "X" once and only once in the first hypothesis of 10 and in some hypothesis
of 12, "Marco Rossi" in 12 and 12, "XX1" in 10 and 11, "[1]" in 9 and 10; a MarianMT of
3.6M parameters "X" in 9 and 10, "Zeta" in 4 and 6, "XX1", "[1]" and "TERM1" in none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from presscli.document import Hypothesis
from presscli.glossary.patterns import put

SIGNS: tuple[tuple[str, ...], ...] = (
    ("X", "Z", "W", "Y"),
    ("Marco Rossi", "Luca Ferri", "Paolo Conti", "Dario Neri"),
)
"""Rounds of signs, the better first; more spans than signs are not tried."""


_DETERMINER = re.compile(
    r"(?:\b(?:an?|the|this|that|its|his|her|their|our)|['’]s) \Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Held:
    """A span of a source, and the English that must stand for it, with "the" if need be."""

    start: int
    end: int
    english: str
    needs_article: bool = False


def behind_signs(source: str, held: Sequence[Held], signs: Sequence[str]) -> str | None:
    """The source with a sign for each held span; None where a sign is a word of it already.

    Args:
        source: The text.
        held: Spans that do not overlap, in order.
        signs: One for each, in order; more do no harm.
    """
    if len(held) > len(signs) or any(re.search(rf"\b{sign}\b", source) for sign in signs):
        return None
    for span, sign in reversed(list(zip(held, signs, strict=False))):
        source = source[: span.start] + sign + source[span.end :]
    return source


def restored(
    hypotheses: Sequence[Hypothesis], held: Sequence[Held], signs: Sequence[str]
) -> list[Hypothesis]:
    """The hypotheses that have each sign exactly once, with the English in its place."""
    found = []
    for hypothesis in hypotheses:
        text = _put_all(hypothesis.text, held, signs)
        if text is not None:
            found.append(Hypothesis(text, hypothesis.score))
    return found


def _put_all(text: str, held: Sequence[Held], signs: Sequence[str]) -> str | None:
    places = []
    for span, sign in zip(held, signs, strict=False):
        matches = list(re.finditer(rf"(?<![\w-]){sign}(?![\w-])", text))
        if len(matches) != 1:
            return None
        bare = span.needs_article and not _DETERMINER.search(text[: matches[0].start()])
        places.append((*matches[0].span(), f"the {span.english}" if bare else span.english))
    for start, end, english in sorted(places, reverse=True):
        text = put(text, start, end, english)
    return text
