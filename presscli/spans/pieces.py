"""The stretches of a paragraph, and what of its spans lies within each."""

from __future__ import annotations

from dataclasses import dataclass

from presscli.document import TranslatedParagraph
from presscli.markup import Span

EDGE = " \t\n.,;:!?…"
QUOTES = "\"“”«»'’"
_DASHES = " -–—"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A segment, or a dateline, and where it stands in the paragraph and in its English."""

    source: str
    target: str
    source_at: int
    target_at: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a span lies within a stretch; offsets within the stretch's texts."""

    span: Span
    stretch: Stretch
    start: int
    end: int
    placed: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return self.stretch.source[self.start : self.end]

    @property
    def at_source(self) -> tuple[int, int]:
        """Where it is in the paragraph."""
        return self.start + self.stretch.source_at, self.end + self.stretch.source_at

    @property
    def at_target(self) -> tuple[int, int]:
        """Where it is in the paragraph's English, once placed."""
        start, end = self.placed or (0, 0)
        return start + self.stretch.target_at, end + self.stretch.target_at


def stretches_of(paragraph: TranslatedParagraph) -> list[Stretch]:
    """The dateline, if there is one, and the segments."""
    text = paragraph.source.text
    source_at = len(text) - sum(len(s.source) + len(s.separator) for s in paragraph.segments)
    target_at = len(paragraph.prefix)
    found = [Stretch(text[:source_at], paragraph.prefix, 0, 0)] if source_at > 0 else []
    for segment in paragraph.segments:
        found.append(Stretch(segment.source, segment.target, source_at, target_at))
        source_at += len(segment.source) + len(segment.separator)
        target_at += len(segment.target) + len(segment.separator)
    return found


def piece_of(span: Span, stretch: Stretch) -> Piece | None:
    """The part of a span within a stretch, without spaces at its ends."""
    start = max(span.start - stretch.source_at, 0)
    end = min(span.end - stretch.source_at, len(stretch.source))
    text = stretch.source[start:end] if start < end else ""
    if not text.strip():
        return None
    start += len(text) - len(text.lstrip())
    return Piece(span, stretch, start, start + len(text.strip()))


def core(text: str) -> tuple[int, int]:
    """A text without the signs at its ends."""
    edges = EDGE + QUOTES + _DASHES
    start = len(text) - len(text.lstrip(edges))
    return (start, len(text.rstrip(edges))) if start < len(text) else (0, len(text))


def covers(piece: Piece) -> bool:
    """Whether a span has all words of its stretch."""
    start, end = core(piece.stretch.source)
    return piece.start <= start and piece.end >= end


def whole(piece: Piece) -> tuple[int, int] | None:
    """All of the target; without the signs at an end where the span leaves those out."""
    source, target = piece.stretch.source, piece.stretch.target
    start, end = core(target)
    if piece.start == 0:
        start = 0
    if piece.end == len(source.rstrip(" ")):
        end = len(target.rstrip(" "))
    return (start, end) if start < end else None
