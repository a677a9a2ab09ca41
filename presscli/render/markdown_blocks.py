"""Lists, tables and quotations of a document as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from presscli.markup import BlockKind
from presscli.render.inline import Marked, inline
from presscli.render.layout import Group, GroupKind, rows
from presscli.render.plain import markers, quoted

Member = TypeVar("Member")
_LINE_BREAK = "<br>"
"""A cell of a pipe table is on one line; GFM has no other way to break it."""


def laid_out(
    group: Group[Member],
    marked_of: Callable[[Member], Marked],
    alone: Callable[[Member, Marked], str],
) -> str:
    """A group as Markdown.

    Args:
        group: Of paragraphs that are blocks.
        marked_of: The text of a member with its markup.
        alone: How a paragraph that is no part of a list or table is written.
    """
    if group.kind is GroupKind.LIST:
        return "\n".join(_items(group, marked_of))
    if group.kind is GroupKind.TABLE:
        return "\n".join(_lines(group, marked_of))
    member, block = group.members[0], group.blocks[0]
    text = alone(member, marked_of(member))
    return quoted(text) if block and block.kind is BlockKind.QUOTE else text


def _items(group: Group[Member], marked_of: Callable[[Member], Marked]) -> Iterator[str]:
    """Items, each indented to where the text of the item that it lies within begins."""
    widths: list[int] = []
    for member, marker, depth in markers(group):
        del widths[depth:]
        indent = " " * sum(widths)
        widths += [0] * (depth - len(widths)) + [len(marker) + 1]
        below = "  \n" + indent + " " * (len(marker) + 1)
        yield f"{indent}{marker} {inline(marked_of(member)).replace(chr(10), below)}".rstrip()


def _lines(group: Group[Member], marked_of: Callable[[Member], Marked]) -> Iterator[str]:
    table = rows(group)
    count = max(len(row) for row in table)
    has_head = all(cell.header for cell in table[0] if cell.member is not None)
    if not has_head:
        yield _line([""] * count)
        yield _line(["---"] * count)
    for at, row in enumerate(table):
        cells = [inline(marked_of(c.member)) if c.member is not None else "" for c in row]
        yield _line(cells + [""] * (count - len(cells)))
        if at == 0 and has_head:
            yield _line(["---"] * count)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("\n", _LINE_BREAK) for cell in cells) + " |"
