"""Lists and tables as plain text: bullets, numbers, and columns that are in line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from presscli.document import Paragraph, Result
from presscli.markup import BlockKind
from presscli.render.layout import Cell, Group, GroupKind, depths, groups, rows

Member = TypeVar("Member")

WIDEST_CHARS = 96
"""A table is in columns up to this width; a wider one has its cells parted by bars only."""

_STEP = "  "
_BULLET = re.compile(r"(?:[-*•·▪●◦–—]|\d{1,2}[.)]|[a-z]\))\s+\S")
_FIGURES = re.compile(r"[-+−]?[€$£]?\s?\d[\d.,]*\s?[%€‰]?")


def plain(group: Group[Member], text_of: Callable[[Member], str]) -> str:
    """A group as text.

    Args:
        group: A paragraph alone, a list or a table.
        text_of: The text of a member.
    """
    if group.kind is GroupKind.LIST:
        return "\n".join(_items(group, text_of))
    if group.kind is GroupKind.TABLE:
        return "\n".join(_lines(group, text_of))
    text, block = text_of(group.members[0]), group.blocks[0]
    return quoted(text) if block and block.kind is BlockKind.QUOTE else text


def english_text(result: Result) -> str:
    """The English of a release as one text, unmarked."""
    return _whole(result.release.paragraphs, [p.text for p in result.paragraphs])


def source_text(result: Result) -> str:
    """The source of a release as one text."""
    return _whole(result.release.paragraphs, [p.text for p in result.release.paragraphs])


def _whole(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> str:
    pairs = list(zip(paragraphs, texts, strict=True))
    found = groups(pairs, lambda pair: pair[0].block)
    return "\n\n".join(plain(group, lambda pair: pair[1]) for group in found)


def quoted(text: str) -> str:
    """Each line behind ``> ``."""
    return "\n".join(f"> {line}" for line in text.split("\n"))


def markers(group: Group[Member]) -> Iterator[tuple[Member, str, int]]:
    """Each item of a list with its bullet or number (``-``, ``3.``) and its depth from 0."""
    counts: list[tuple[bool, int]] = []
    for member, block, depth in depths(group):
        del counts[depth + 1 :]
        counts += [(block.ordered, 0)] * (depth + 1 - len(counts))
        number = counts[depth][1] + 1 if counts[depth][0] == block.ordered else 1
        counts[depth] = (block.ordered, number)
        yield member, f"{number}." if block.ordered else "-", depth


def _items(group: Group[Member], text_of: Callable[[Member], str]) -> Iterator[str]:
    for member, given, depth in markers(group):
        text = text_of(member)
        # Its own, where the reader of the document left it in.
        has_own = _BULLET.match(text)
        marker, text = text.split(maxsplit=1) if has_own else (given, text)
        indent = _STEP * depth
        below = "\n" + indent + " " * (len(marker) + 1)
        yield f"{indent}{marker} {text.replace(chr(10), below)}"


def _lines(group: Group[Member], text_of: Callable[[Member], str]) -> Iterator[str]:
    table = rows(group)
    cells = [
        [" ".join(text_of(c.member).split()) if c.member is not None else "" for c in row]
        for row in table
    ]
    count = max(len(row) for row in cells)
    widths = [max((len(row[i]) for row in cells if i < len(row)), default=0) for i in range(count)]
    in_columns = sum(widths) + 3 * (count - 1) <= WIDEST_CHARS
    for row, places in zip(cells, table, strict=True):
        padded = [_padded(text, widths[i]) for i, text in enumerate(row)] if in_columns else row
        yield " | ".join(padded).rstrip()
        if in_columns and row is cells[0] and all(c.header for c in places if c.member is not None):
            yield "-+-".join("-" * width for width in widths)


def _flat(cell: Cell[Member], text_of: Callable[[Member], str]) -> str:
    return " ".join(text_of(cell.member).split()) if cell.member is not None else ""


def _padded(text: str, width: int) -> str:
    return text.rjust(width) if _FIGURES.fullmatch(text) else text.ljust(width)
