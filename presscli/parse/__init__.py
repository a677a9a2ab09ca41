"""From the text of a release to its parts: nothing is dropped, everything has a kind.

    lines -> parts (lines.py) -> kinds (kinds.py) -> PressRelease
    blocks -> parts (layout.py) -> kinds (kinds.py) -> PressRelease

A document has blocks: each is a paragraph, as it is. Of a text the lines are put together:
The words of the input are all in the paragraphs, in order. What is taken off
is markup only: Markdown heading markers and underlines, ``**`` around strong
text, ``*`` or ``_`` around a whole line, and the hyphen of a word cut at a
line's end, where that word is found whole elsewhere in the release.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from presscli.document import (
    Attribution,
    Embargo,
    Paragraph,
    ParagraphKind,
    PressRelease,
    SourceText,
)
from presscli.markup import Block, BlockKind, Metadata
from presscli.parse.dateline import find_dateline
from presscli.parse.kinds import classify
from presscli.parse.layout import parts_of, sound_blocks
from presscli.parse.lines import split_parts
from presscli.parse.metadata import attribution_of, title_of, web_address
from presscli.parse.rights import find_attribution, find_embargo, find_inline_attribution

_DATELINE_PARAGRAPHS = 3
"""A dateline is at the head of one of so many first body paragraphs, or nowhere."""
_MAY_BE_TITLE = frozenset({ParagraphKind.BODY, ParagraphKind.SUBHEADLINE})

_NO_METADATA = Metadata()

__all__ = ["parse", "parse_source"]


def parse_source(text: SourceText, *, source: str = "") -> PressRelease:
    """Parse a release as it was read; ``source`` is as for :func:`parse`."""
    return parse(text.text, blocks=text.blocks, metadata=text.metadata, source=source)


def parse(
    text: str,
    *,
    blocks: Sequence[Block] = (),
    metadata: Metadata = _NO_METADATA,
    source: str = "",
) -> PressRelease:
    """Parse a release.

    Args:
        text: The text as :class:`~presscli.document.SourceText` holds it: NFC, LF.
        blocks: Those of a document, whose text it is; its lines then say nothing.
        metadata: What the document states about itself; it counts where the text does
            not say who issued the release, or has no headline.
        source: Who issued the release, as the user says; it wins over what the
            release states, whose paragraph stays as it is.

    Returns:
        The release; without paragraphs where the text has no words.
    """
    known = sound_blocks(blocks)
    parts = list(parts_of(known)) if known else split_parts(text)
    paragraphs = [Paragraph(p.text, k) for p, k in zip(parts, classify(parts), strict=True)]
    if known:
        paragraphs = [replace(p, block=b) for p, b in zip(paragraphs, known, strict=True)]
    paragraphs = _with_dateline(_with_title(paragraphs, title_of(metadata)))
    return PressRelease(
        tuple(paragraphs), _issuer(paragraphs, metadata, source), _embargo(paragraphs)
    )


def _with_title(paragraphs: list[Paragraph], title: str) -> list[Paragraph]:
    """The paragraphs, a document's title put before them where they have no headline."""
    if not title or any(p.kind is ParagraphKind.HEADLINE for p in paragraphs):
        return paragraphs
    for at, paragraph in enumerate(paragraphs):
        if paragraph.text.casefold() == title.casefold() and paragraph.kind in _MAY_BE_TITLE:
            paragraphs[at] = replace(paragraph, kind=ParagraphKind.HEADLINE)
            return paragraphs
    added = Paragraph(title, ParagraphKind.HEADLINE, block=Block(title, BlockKind.TITLE))
    return [added, *paragraphs]


def _issuer(paragraphs: Sequence[Paragraph], metadata: Metadata, source: str) -> Attribution | None:
    """Who issued it: what the user says, else what the text states, else the metadata."""
    if source:
        found: Attribution | None = Attribution(source, stated=False)
    else:
        found = _attribution(paragraphs) or attribution_of(metadata)
    url = web_address(metadata)
    return replace(found, url=url) if found and url else found


def _with_dateline(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, the first that begins with a dateline carrying it."""
    body = [at for at, p in enumerate(paragraphs) if _may_be_dated(p)]
    for at in body[:_DATELINE_PARAGRAPHS]:
        dateline = find_dateline(paragraphs[at].text)
        if dateline:
            paragraphs[at] = replace(paragraphs[at], dateline=dateline)
            break
    return paragraphs


def _may_be_dated(paragraph: Paragraph) -> bool:
    kind = paragraph.block.kind if paragraph.block else BlockKind.PARAGRAPH
    return paragraph.kind is ParagraphKind.BODY and kind is BlockKind.PARAGRAPH


def _attribution(paragraphs: Sequence[Paragraph]) -> Attribution | None:
    """What the release states: a named source, a copyright line, an address, the agency."""
    stated = [p.text for p in paragraphs if p.kind is ParagraphKind.ATTRIBUTION]
    named = (find_attribution(text, last=False) for text in stated)
    ranked = sorted(
        (a for a in named if a), key=lambda a: "©" in a.raw or "copyright" in a.raw.lower()
    )
    inline = (find_inline_attribution(p.text) for p in reversed(paragraphs) if _is_own(p))
    bare = (find_attribution(text, last=True) for text in stated)
    agency = (Attribution(p.dateline.agency, p.dateline.raw) for p in paragraphs if p.dateline)
    return next((a for a in (*ranked, *inline, *bare, *agency) if a and a.source), None)


def _is_own(paragraph: Paragraph) -> bool:
    """Whether it is not a quotation: what an earlier mail says is no statement of this one."""
    return paragraph.block is None or paragraph.block.kind is not BlockKind.QUOTE


def _embargo(paragraphs: Iterable[Paragraph]) -> Embargo | None:
    known = list(paragraphs)
    year = next((p.dateline.date.year for p in known if p.dateline and p.dateline.date), 0)
    stated = (find_embargo(p.text, year=year) for p in known if p.kind is ParagraphKind.EMBARGO)
    return next((e for e in stated if e), None)
