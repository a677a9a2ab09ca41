"""What a document says beside its words: how they are laid out, and who issued it when.

Text files have none of it. A reader of HTML, Word, PDF, mail or feeds gives the blocks
of its document (:class:`Block`) and what its head states (:class:`Metadata`); parsing
keeps to these blocks, and Markdown and HTML output shows them again around the English.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

_HREF = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\^{|}\x00-\x20\x7f]{1,2000}", re.IGNORECASE)

MOST_SPANS = 300
"""Of one block; a page of links in one paragraph would take a time that grows with its square."""


class BlockKind(StrEnum):
    """What a block of a document is."""

    TITLE = "title"
    """The one headline of the document; at most one block, the first."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """An item of a list; ``level`` is how deep the list is nested, from 1."""
    CELL = "cell"
    """A cell of a table; ``row`` and ``column`` say which."""
    QUOTE = "quote"
    """A block quotation; in mail, what is quoted of an earlier message."""
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    SIGNATURE = "signature"
    """The sender's signature below a mail."""


class SpanKind(StrEnum):
    """What a part of a block's text is marked as."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Span:
    """A marked part of a block: offsets in characters of its text, half-open.

    ``href`` is where a link leads, an absolute address of the scheme ``http``,
    ``https`` or ``mailto``; empty for the other kinds.
    """

    start: int
    end: int
    kind: SpanKind
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document: a paragraph, a heading, a list item, a cell.

    ``text`` is on one line, its white space folded, except where line breaks were
    meant (``<br>``, an address): these are LF. It is never empty, except for a cell.
    ``spans`` are in the order of their starts, and do not cross each other.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    """Of a heading, 1 to 6; of a list item, its depth from 1; else 0."""
    ordered: bool = False
    """Whether a list item has a number rather than a bullet."""
    table: int = 0
    """Of a cell: which table of the document, from 1."""
    row: int = 0
    column: int = 0
    """Of a cell, counted from 0."""
    header: bool = False
    """Of a cell: whether it names its column or row."""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document states about itself outside its text; empty where it does not.

    ``publisher`` is who issued it (a site's name, a sender's organisation, a company),
    ``domain`` the host name that it came from, without ``www.``, ``url`` its canonical
    address.
    """

    title: str = ""
    author: str = ""
    publisher: str = ""
    domain: str = ""
    url: str = ""
    published: datetime.datetime | datetime.date | None = None
    language: str = ""
    """ISO 639-1, as the document declares it; a hint, often wrong."""


def is_address(href: str) -> bool:
    """Whether a link may lead there: ``http``, ``https`` or ``mailto``, and nothing to escape."""
    return bool(_HREF.fullmatch(href))


def nested(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that do not cross: where two do, the link stays, else the one that begins first.

    Returns:
        In the order of their starts, an outer one before an inner one. Of a kind, one
        that lies within another is left out.
    """
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.kind is not SpanKind.LINK, s.start, -s.end)):
        clashes = (cross(span, k) or (span.kind is k.kind and _overlap(span, k)) for k in kept)
        if span.start < span.end and not any(clashes):
            kept.append(span)
    return tuple(sorted(kept, key=lambda s: (s.start, -s.end)))


def sound_spans(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Those spans of a text that lie within it, do not cross, and lead somewhere harmless.

    At most :data:`MOST_SPANS` of them, the first.
    """
    sound = (
        s
        for s in spans
        if 0 <= s.start < s.end <= len(text) and (s.kind is not SpanKind.LINK or is_address(s.href))
    )
    return nested(islice(sound, MOST_SPANS))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def cross(one: Span, other: Span) -> bool:
    """Whether two spans overlap and neither lies within the other."""
    within = one.start >= other.start and one.end <= other.end
    around = one.start <= other.start and one.end >= other.end
    return _overlap(one, other) and not within and not around
