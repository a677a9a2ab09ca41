"""A release as it was read, parsed and told the language of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from presscli.markup import Block, Metadata

STDIN_NAME = "<stdin>"


class ParagraphKind(StrEnum):
    """What a paragraph is for in a release."""

    HEADLINE = "headline"
    SUBHEADLINE = "subheadline"
    BODY = "body"
    QUOTE = "quote"
    CONTACTS = "contacts"
    BOILERPLATE = "boilerplate"
    CAPTION = "caption"
    KEYWORDS = "keywords"
    ATTRIBUTION = "attribution"
    EMBARGO = "embargo"


@dataclass(frozen=True, slots=True)
class SourceText:
    """One release as it was read.

    ``text`` is NFC with LF line ends, without a byte-order mark, soft hyphens,
    zero-width or control characters; lines are still as they were in the file.
    ``name`` is the path as the user gave it, or ``<stdin>``; for a release out of a
    file that holds several (a mailbox, an archive, a feed), that path, a slash and the
    member's name. ``sha256`` is of the bytes read; of a member, of what it consists of.

    ``blocks`` are those of a document that has some, a text file has none; ``text``
    is then their texts with an empty line between them.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    sha256: str = ""
    blocks: tuple[Block, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place and date at the head of a release.

    ``raw`` is the exact prefix of the paragraph's text, the dash and the spaces
    after it included, so that ``paragraph.text == raw + rest``.
    """

    raw: str
    place: str = ""
    date: datetime.date | None = None
    date_text: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, its hard-wrapped lines joined by single spaces.

    Contacts keep their line breaks, since each line is an entry of its own. A
    paragraph of a document is one ``block`` of it, whose text it has, unchanged.
    """

    text: str
    kind: ParagraphKind = ParagraphKind.BODY
    dateline: Dateline | None = None
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who issued the release, as the release states it or the user gives it."""

    source: str
    raw: str = ""
    stated: bool = True
    """False when it was given with ``--source``."""
    from_metadata: bool = False
    """True when it is not in the text, but in what the document states about itself."""
    url: str = ""
    """Where the release itself is on the web, as its document states it."""


@dataclass(frozen=True, slots=True)
class Embargo:
    """Until when a release must not be published; ``until`` is None if not stated."""

    raw: str
    until: datetime.datetime | datetime.date | None = None


@dataclass(frozen=True, slots=True)
class PressRelease:
    """A parsed release: every paragraph of the input, in order, none dropped."""

    paragraphs: tuple[Paragraph, ...]
    attribution: Attribution | None = None
    embargo: Embargo | None = None

    def first(self, kind: ParagraphKind) -> Paragraph | None:
        """The first paragraph of that kind."""
        return next((p for p in self.paragraphs if p.kind is kind), None)

    @property
    def headline(self) -> str:
        paragraph = self.first(ParagraphKind.HEADLINE)
        return paragraph.text if paragraph else ""

    @property
    def dateline(self) -> Dateline | None:
        return next((p.dateline for p in self.paragraphs if p.dateline), None)


@dataclass(frozen=True, slots=True)
class Detection:
    """A language guess.

    ``confidence`` is the probability of ``language`` and ``margin`` its distance
    to the second guess, both 0 to 1. ``certain`` is False when the text is too
    short or too mixed to be acted upon.
    """

    language: str
    confidence: float
    margin: float
    certain: bool
