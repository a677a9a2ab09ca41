"""From the text of a release to its parts: nothing is dropped, everything has a kind.

    lines -> blocks (lines.py) -> kinds (kinds.py) -> PressRelease

The words of the input are all in the paragraphs, in order. What is taken off
is markup only: Markdown heading markers and underlines, ``**`` around strong
text, ``*`` or ``_`` around a whole line, and the hyphen of a word cut at a
line's end, where that word is found whole elsewhere in the release.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from presscli.document import Attribution, Embargo, Paragraph, ParagraphKind, PressRelease
from presscli.parse.dateline import find_dateline
from presscli.parse.kinds import classify
from presscli.parse.lines import split_blocks
from presscli.parse.rights import find_attribution, find_embargo, find_inline_attribution

_DATELINE_PARAGRAPHS = 3
"""A dateline is at the head of one of so many first body paragraphs, or nowhere."""

__all__ = ["parse"]


def parse(text: str, *, source: str = "") -> PressRelease:
    """Parse a release.

    Args:
        text: The text as :class:`~presscli.document.SourceText` holds it: NFC, LF.
        source: Who issued the release, as the user says; it wins over what the
            release states, whose paragraph stays as it is.

    Returns:
        The release; without paragraphs where the text has no words.
    """
    blocks = split_blocks(text)
    kinds = classify(blocks)
    paragraphs = _with_dateline(
        [Paragraph(block.text, kind) for block, kind in zip(blocks, kinds, strict=True)]
    )
    attribution = Attribution(source, stated=False) if source else _attribution(paragraphs)
    return PressRelease(tuple(paragraphs), attribution, _embargo(paragraphs))


def _with_dateline(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, the first that begins with a dateline carrying it."""
    body = [at for at, p in enumerate(paragraphs) if p.kind is ParagraphKind.BODY]
    for at in body[:_DATELINE_PARAGRAPHS]:
        dateline = find_dateline(paragraphs[at].text)
        if dateline:
            paragraphs[at] = replace(paragraphs[at], dateline=dateline)
            break
    return paragraphs


def _attribution(paragraphs: Sequence[Paragraph]) -> Attribution | None:
    """What the release states: a named source, a copyright line, an address, the agency."""
    stated = [p.text for p in paragraphs if p.kind is ParagraphKind.ATTRIBUTION]
    named = (find_attribution(text, last=False) for text in stated)
    ranked = sorted(
        (a for a in named if a), key=lambda a: "©" in a.raw or "copyright" in a.raw.lower()
    )
    inline = (find_inline_attribution(p.text) for p in reversed(paragraphs))
    bare = (find_attribution(text, last=True) for text in stated)
    agency = (Attribution(p.dateline.agency, p.dateline.raw) for p in paragraphs if p.dateline)
    return next((a for a in (*ranked, *inline, *bare, *agency) if a and a.source), None)


def _embargo(paragraphs: Iterable[Paragraph]) -> Embargo | None:
    known = list(paragraphs)
    year = next((p.dateline.date.year for p in known if p.dateline and p.dateline.date), 0)
    stated = (find_embargo(p.text, year=year) for p in known if p.kind is ParagraphKind.EMBARGO)
    return next((e for e in stated if e), None)
