"""The figures that a reader looks for first: amounts, shares, quantities, in their clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presscli.check.figures import PHONE, find_figures
from presscli.document import ParagraphKind, Result, Severity, TranslatedSegment
from presscli.lexicon.dates import find_dates
from presscli.markup import BlockKind
from presscli.render.common import needs_a_look

MOST_FIGURES = 4
CLAUSE_CHARS = 120

_KINDS = {ParagraphKind.BODY, ParagraphKind.QUOTE, ParagraphKind.SUBHEADLINE}
_CURRENCY = re.compile(r"(?:[€$£]|\b(?:EUR|USD|GBP))\s?$")
_NUMBERED = re.compile(
    r"(?:\b(?:no|nos|n|nr|art|arts|artt|article|law|decree|section|paragraph|room|lines?|page"
    r"|number|road|route|via|bis|p|s\.\s?p|s\.\s?s)\b[.º°]?|[/№#])\s*$",
    re.IGNORECASE,
)
"""What stands before a number that names something and counts nothing."""
_AFTER = re.compile(
    r"(?P<scale>[\s-]?(?:thousand|million|billion|trillion|mln|bn)\b)?"
    r"(?P<unit>\s?(?:%|‰|€)|[\s-](?:per\s?cent|percent|percentage points?|euros?|dollars?|pounds?"
    r"|tonnes?|tons?|kg|km|hectares?|met(?:er|re)s?|lit(?:er|re)s?|minutes?|hours?|days?|weeks?"
    r"|months?|years?|MW|GW|kWh|GWh|TWh)\b)?"
    r"(?P<noun>\s(?!(?:and|or|of|to|in|on|at|by|the|for|from|with|a|an|is|was|are|were|as|than|per"
    r"|that|which|will|has|have|had|its|it|p)\b)[a-z][a-z-]{2,})?"
)
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure with its unit, the clause it stands in, and where; ``doubtful`` if flagged."""

    text: str
    clause: str
    segment: int
    doubtful: bool


def key_figures(result: Result, most: int = MOST_FIGURES) -> tuple[KeyFigure, ...]:
    """The figures of a release that say most, in reading order.

    Amounts of money, shares and large quantities come before plain counts. Dates,
    times, telephone numbers and numbers that name something (a law, a road) are left
    out, and so is every figure of a segment in which a fact could not be confirmed.

    Args:
        result: The release in English.
        most: How many at most.
    """
    found: dict[str, tuple[bool, int, int, KeyFigure]] = {}
    for paragraph in result.paragraphs:
        block = paragraph.source.block
        if paragraph.kind not in _KINDS or (block and block.kind is BlockKind.CELL):
            continue
        for segment in paragraph.segments:
            # A figure that could not be confirmed is nothing to put in large type.
            if any(f.severity is Severity.ERROR for f in segment.findings):
                continue
            figures = sorted(_figures(segment), key=lambda pair: -pair[0])
            for nth, (weight, figure) in enumerate(figures):
                # One of each sentence before a second of any.
                found.setdefault(figure.text, (nth > 0, -weight, len(found), figure))
    best = sorted(found.values(), key=lambda item: item[:3])[:most]
    return tuple(item[3] for item in sorted(best, key=lambda item: item[2]))


def _figures(segment: TranslatedSegment) -> list[tuple[int, KeyFigure]]:
    text = segment.target
    taken = [(m.start, m.end) for m in find_dates(text, language="en")]
    taken += [m.span() for m in PHONE.finditer(text)]
    doubtful = any(needs_a_look(f) for f in segment.findings)
    figures = []
    for figure in find_figures(text, language="en"):
        if any(start < figure.end and figure.start < end for start, end in taken):
            continue
        start, end, weight = _phrase(text, figure.start, figure.end)
        if weight:
            phrase = text[start:end].strip()
            clause = clause_around(text, start, end)
            figures.append((weight, KeyFigure(phrase, clause, segment.index, doubtful)))
    return figures


def _phrase(text: str, start: int, end: int) -> tuple[int, int, int]:
    """A figure's whole phrase and its weight; weight 0 where it counts nothing."""
    before = text[max(0, start - 14) : start]
    if _NUMBERED.search(before) or text[end : end + 1] in {"/", "°", "ª", "º"}:
        return start, end, 0
    currency, after = _CURRENCY.search(before), _AFTER.match(text, end)
    if after is None:  # all of its parts are optional
        return start, end, 0
    parts = after.groupdict()
    if currency:
        start -= len(currency[0])
        stop = after.end("scale") if parts["scale"] else end
        return start, stop, 3
    if parts["scale"] or parts["unit"]:
        heavy = parts["scale"] or parts["unit"].strip()[:1] in "%‰€epd"
        stop = after.end("unit" if parts["unit"] else "noun" if parts["noun"] else "scale")
        return start, stop, 3 if heavy else 2
    if parts["noun"] and not _YEAR_LIKE.fullmatch(text[start:end]):
        return start, after.end(), 1
    return start, end, 0


def clause_around(text: str, start: int, end: int, most_chars: int = CLAUSE_CHARS) -> str:
    """The part of a sentence around a place, at most so long, cut between words."""
    if len(text) <= most_chars:
        return text.strip()
    room = max(0, most_chars - (end - start))
    first = max(0, start - room * 2 // 3)
    last = min(len(text), first + most_chars)
    first = max(0, last - most_chars)
    if first:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else start
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space > 0 else end
    shown = text[first:last].strip(" ,;:–")
    return f"{'… ' if first else ''}{shown}{' …' if last < len(text) else ''}"
