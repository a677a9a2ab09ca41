"""Segments from a text and the places where it is cut."""

from __future__ import annotations

from collections.abc import Iterable

from presscli.document import Segment


def assemble(text: str, boundaries: Iterable[tuple[int, int]]) -> tuple[Segment, ...]:
    """Segments from the half-open spans of the separators between them."""
    segments = []
    start = 0
    for end, next_start in boundaries:
        segments.append(Segment(text[start:end], text[end:next_start]))
        start = next_start
    if start < len(text):
        segments.append(Segment(text[start:]))
    return tuple(segments)
