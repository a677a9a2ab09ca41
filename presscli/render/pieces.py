"""Texts cut where something is marked: doubts, bold, italic, links.

All values are plain text, and escaping is the template engine's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from presscli.document import Finding
from presscli.markup import Span, SpanKind, is_address
from presscli.render.common import needs_a_look


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that looks alike throughout.

    ``level`` is ``error``, ``warning``, or empty where nothing is marked; ``href`` is
    empty, or an address that a link may lead to.
    """

    text: str
    level: str = ""
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding in words, and the name of the place that it is about."""

    code: str
    level: str
    message: str
    anchor: str = ""


def cut(text: str, marks: Iterable[tuple[tuple[int, int] | None, Finding]]) -> tuple[Piece, ...]:
    """A text in pieces, those that a finding is about with its level.

    Args:
        text: Given back whole by the pieces together.
        marks: Spans within the text and their findings; one that overlaps an
            earlier one, is empty or lies outside is left out.
    """
    pieces: list[Piece] = []
    at = 0
    spans = sorted(((s, f) for s, f in marks if s is not None), key=lambda pair: pair[0])
    for (start, end), finding in spans:
        if not at <= start < end <= len(text):
            continue
        pieces += [Piece(text[at:start]), Piece(text[start:end], level_of([finding]))]
        at = end
    pieces.append(Piece(text[at:]))
    return tuple(p for p in pieces if p.text)


def level_of(findings: Sequence[Finding]) -> str:
    """``error``, ``warning``, or empty without findings."""
    if not findings:
        return ""
    return "error" if any(needs_a_look(f) for f in findings) else "warning"


def note_of(finding: Finding, anchor: str) -> Note:
    """A finding in words; ``anchor`` is the name of its place."""
    return Note(finding.code, level_of([finding]), finding.message, anchor)


def styled(pieces: Iterable[Piece], spans: Sequence[Span], start: int = 0) -> tuple[Piece, ...]:
    """Pieces with the markup of their text, cut where it begins and ends.

    Args:
        pieces: In order.
        spans: Of the text that the pieces are from.
        start: Where in it they begin.
    """
    if not spans:
        return tuple(pieces)
    made: list[Piece] = []
    for piece in pieces:
        end = start + len(piece.text)
        inner = {at for s in spans for at in (s.start, s.end) if start < at < end}
        cuts = [start, *sorted(inner), end]
        for left, right in pairwise(cuts):
            own = [s for s in spans if s.start <= left and right <= s.end]
            made.append(_dressed(piece, piece.text[left - start : right - start], own))
        start = end
    return tuple(p for p in made if p.text)


def _dressed(piece: Piece, text: str, spans: Iterable[Span]) -> Piece:
    kinds = {s.kind: s.href for s in spans}
    href = kinds.get(SpanKind.LINK, "")
    return replace(
        piece,
        text=text,
        strong=SpanKind.STRONG in kinds,
        emphasis=SpanKind.EMPHASIS in kinds,
        href=href if is_address(href) else "",
    )
