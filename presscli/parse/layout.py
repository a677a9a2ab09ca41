"""Parts from the blocks of a document: one each, in order, with its text unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from presscli.document import ParagraphKind
from presscli.markup import Block, BlockKind, sound_spans
from presscli.parse.contacts import is_contact_line, opens_contacts
from presscli.parse.kinds import is_release_label
from presscli.parse.lines import Part

_FIXED = {
    BlockKind.TITLE: ParagraphKind.HEADLINE,
    BlockKind.CELL: ParagraphKind.BODY,
    BlockKind.QUOTE: ParagraphKind.QUOTE,
    BlockKind.CAPTION: ParagraphKind.CAPTION,
    BlockKind.FOOTNOTE: ParagraphKind.BODY,
    BlockKind.SIGNATURE: ParagraphKind.CONTACTS,
}
"""Kinds of blocks whose layout alone says what they are for."""


def sound_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks as the stages may rely upon them: one title at most, no span that does not hold."""
    titles = [at for at, block in enumerate(blocks) if block.kind is BlockKind.TITLE]
    return tuple(
        replace(
            block,
            kind=BlockKind.HEADING if at in titles[1:] else block.kind,
            level=1 if at in titles[1:] else block.level,
            spans=sound_spans(block.text, block.spans),
        )
        for at, block in enumerate(blocks)
    )


def parts_of(blocks: Sequence[Block]) -> Iterator[Part]:
    """The part of each block, in order."""
    for block in blocks:
        text = block.text
        fixed = _FIXED.get(block.kind)
        if block.kind is BlockKind.CELL and is_contact_line(text):
            fixed = ParagraphKind.CONTACTS
        part = Part(
            text,
            heading=block.kind in {BlockKind.TITLE, BlockKind.HEADING},
            item=block.kind is BlockKind.ITEM,
            contacts=fixed is None and _has_contacts(text),
            fixed=fixed,
        )
        # "Comunicato stampa" in a title's style is no headline: what follows it is.
        is_label = block.kind is BlockKind.TITLE and is_release_label(part)
        yield replace(part, fixed=None) if is_label else part


def _has_contacts(text: str) -> bool:
    return opens_contacts(text.split("\n", 1)[0]) or is_contact_line(" ".join(text.split()))
