"""From the marked runs of a document to blocks that the stages may rely upon."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from presscli.markup import Block, BlockKind, Span, SpanKind, cross, is_address
from presscli.readers.clean import clean

_SPACES = " \u00a0\u2007\u202f\u3000"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is marked alike throughout. LF in it is a line break."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""

    def mark(self, kind: SpanKind) -> str:
        """What tells neighbours apart that are marked with the kind; empty where it is not."""
        if kind is SpanKind.LINK:
            return self.href if is_address(self.href) else ""
        return str(kind) if (self.strong if kind is SpanKind.STRONG else self.emphasis) else ""


def make_block(runs: Iterable[Run], kind: BlockKind = BlockKind.PARAGRAPH) -> Block | None:
    """Put runs together as one block: clean, white space folded, marks as spans.

    Args:
        runs: In order. White space other than LF is folded; LF is kept, once.
        kind: Of the block. Level, row and the like are for the caller to ``replace``.

    Returns:
        The block; None where it would be empty and is no cell.
    """
    runs = list(runs)
    if not any(run.strong or run.emphasis or run.href for run in runs):
        text = _folded("".join(clean(run.text) for run in runs))
        return Block(text, kind) if text or kind is BlockKind.CELL else None
    characters = _fold(runs)
    text = "".join(character for character, _ in characters)
    if not text and kind is not BlockKind.CELL:
        return None
    composed = unicodedata.normalize("NFC", text)
    if composed != text:  # an accent in a run of its own: no offset can be relied upon
        return Block(composed, kind)
    return Block(text, kind, spans=_spans(characters))


def join_texts(blocks: Iterable[Block]) -> str:
    """The text of a document: its blocks with an empty line between two."""
    return "\n\n".join(block.text for block in blocks if block.text)


def clean_block(block: Block) -> Block:
    """A block as :func:`make_block` would have made it; its spans only where they still hold."""
    text = _folded(clean(block.text))
    return block if text == block.text else replace(block, text=text, spans=())


def _folded(text: str) -> str:
    """Clean text as it is in a block: what :func:`_fold` does, many times as fast."""
    folded = re.sub(r" *\n[ \n]*", "\n", re.sub(f"[{_SPACES}]+", " ", text)).strip(" \n")
    return unicodedata.normalize("NFC", folded)


def _fold(runs: Iterable[Run]) -> list[tuple[str, Run]]:
    folded: list[tuple[str, Run]] = []
    for run in runs:
        for character in clean(run.text):
            space = character in _SPACES
            last = folded[-1][0] if folded else "\n"
            if (space or character == "\n") and last == "\n":
                continue
            if space and last == " ":
                continue
            if character == "\n" and last == " ":
                folded.pop()
            folded.append((" " if space else character, run))
    while folded and folded[-1][0] in " \n":
        folded.pop()
    return folded


def _spans(characters: Sequence[tuple[str, Run]]) -> tuple[Span, ...]:
    """Spans of every kind; where two cross, the link stays, else the one that begins first."""
    runs = {id(run): run for _, run in characters}
    kept: list[Span] = []
    for kind in (SpanKind.LINK, SpanKind.STRONG, SpanKind.EMPHASIS):
        marks = {key: run.mark(kind) for key, run in runs.items()}
        if any(marks.values()):
            found = _marked(characters, kind, marks)
            kept += [s for s in found if not any(cross(s, k) for k in kept)]
    return tuple(sorted(kept, key=lambda s: (s.start, -s.end)))


def _marked(
    characters: Sequence[tuple[str, Run]], kind: SpanKind, marks: Mapping[int, str]
) -> list[Span]:
    """Longest stretches with one mark, without the white space at their ends."""
    spans = []
    for mark, group in groupby(enumerate(characters), key=lambda item: marks[id(item[1][1])]):
        solid = [at for at, (character, _) in group if mark and character not in " \n"]
        if solid:
            href = mark if kind is SpanKind.LINK else ""
            spans.append(Span(solid[0], solid[-1] + 1, kind, href))
    return spans
