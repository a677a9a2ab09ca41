"""What templates get of a release: plain values, in the order of the page.

All texts are plain; escaping is the template engine's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from presscli.markup import Block, Span
from presscli.render.layout import Cell, Group, ListNode, groups, rows, tree
from presscli.render.pieces import Note, Piece, styled

TARGET = "en"


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A segment in English and in its own language.

    ``language`` is that of ``pieces``: not English where the text was kept.
    ``level`` marks the segment as a whole, its pieces parts of it.
    """

    anchor: str
    number: int
    language: str
    pieces: tuple[Piece, ...]
    source_pieces: tuple[Piece, ...]
    separator: str
    level: str
    notes: tuple[Note, ...]

    @property
    def text(self) -> str:
        """The English, unmarked."""
        return "".join(p.text for p in self.pieces)

    @property
    def doubtful(self) -> bool:
        """Whether it is marked ``[?]`` in every format."""
        return any(note.level == "error" for note in self.notes)

    @property
    def source(self) -> str:
        """The original, unmarked."""
        return "".join(p.text for p in self.source_pieces)


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph beside its original; ``original`` is empty where both are the same.

    ``spans`` are the markup of its English, ``links`` addresses that have no place in it.
    """

    kind: str
    language: str
    prefix: str
    segments: tuple[SegmentView, ...]
    original: tuple[Piece, ...]
    block: Block | None = None
    spans: tuple[Span, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole English, unmarked."""
        return self.prefix + "".join(s.text + s.separator for s in self.segments)

    @property
    def prefix_pieces(self) -> tuple[Piece, ...]:
        """The dateline with its markup."""
        return styled([Piece(self.prefix)], self.spans) if self.prefix else ()

    @property
    def own(self) -> tuple[Piece, ...]:
        """The original, also where the English is the same."""
        if self.original:
            return self.original
        pieces = list(self.prefix_pieces)
        for segment in self.segments:
            pieces += [*segment.pieces, Piece(segment.separator)]
        return tuple(p for p in pieces if p.text)

    @property
    def layout(self) -> str:
        """What it is in a document: ``heading``, ``quote``, ``paragraph`` ...; empty in a text."""
        return self.block.kind.value if self.block else ""

    @property
    def kept(self) -> bool:
        """Whether a part of it is not in English, since no translation was possible."""
        return any(segment.language != TARGET for segment in self.segments)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be checked in this paragraph."""
        return tuple(n for s in self.segments for n in s.notes)


@dataclass(frozen=True)
class GroupView:
    """A paragraph alone, the items of a list, or the cells of a table."""

    group: Group[ParagraphView]

    @property
    def kind(self) -> str:
        """``alone``, ``list`` or ``table``."""
        return self.group.kind.value

    @property
    def members(self) -> tuple[ParagraphView, ...]:
        """Its paragraphs, in order."""
        return self.group.members

    @cached_property
    def lists(self) -> list[ListNode[ParagraphView]]:
        """A list with the lists within it."""
        return tree(self.group)

    @cached_property
    def rows(self) -> list[list[Cell[ParagraphView]]]:
        """A table row by row."""
        return rows(self.group)

    @property
    def same(self) -> bool:
        """Whether all of it is the same in the original."""
        return not any(p.original for p in self.members)

    @property
    def links(self) -> tuple[str, ...]:
        """Addresses that have no place in the English."""
        return tuple(dict.fromkeys(href for p in self.members for href in p.links))


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A summary sentence with the segments that support it."""

    text: str
    own_words: bool
    support: tuple[SegmentView, ...]


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """One release as a page shows it."""

    anchor: str
    name: str
    title: str
    language: str
    language_name: str
    headline: ParagraphView | None
    paragraphs: tuple[ParagraphView, ...]
    summary: tuple[SentenceView, ...]
    summary_method: str
    dateline: str
    date: str
    embargo: str
    source: str
    source_url: str
    source_stated: bool
    notice: str
    signatures: tuple[str, ...]
    notes: tuple[Note, ...]
    """Findings about the whole release or its summary; those of segments are there."""
    flagged: int = field(default=0)
    """Findings that a reader must look at: errors, and names."""
    byline: str = ""
    """Who wrote the document, as it states; no source."""
    published: str = ""
    """When it says that it was published, as ``12 April 2025``; empty where a dateline does."""

    @property
    def groups(self) -> tuple[GroupView, ...]:
        """The paragraphs, those of a list or table together."""
        return tuple(GroupView(group) for group in groups(self.paragraphs, lambda p: p.block))

    @property
    def laid_out(self) -> bool:
        """Whether it was a document with blocks, not a plain text."""
        paragraphs = (*self.paragraphs, *([self.headline] if self.headline else []))
        return any(p.block for p in paragraphs)
