"""Paragraphs that belong together on a page: the items of a list, the cells of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Generic, TypeVar

from presscli.markup import Block, BlockKind

Member = TypeVar("Member")

DEEPEST = 6
"""Lists nest no deeper on a page, whatever a document says."""

_MOST_PADDING = 4
"""A grid may have so many times more places than cells; beyond that rows are not filled up."""


class GroupKind(StrEnum):
    """What paragraphs are together."""

    ALONE = "alone"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Group(Generic[Member]):
    """Neighbours that are one thing; ``ALONE`` has one member."""

    kind: GroupKind
    members: tuple[Member, ...]
    blocks: tuple[Block | None, ...]

    @property
    def pairs(self) -> list[tuple[Member, Block]]:
        """Members of a list or table with their blocks."""
        both = zip(self.members, self.blocks, strict=True)
        return [(member, block) for member, block in both if block is not None]


@dataclass(slots=True)
class ListNode(Generic[Member]):
    """A list, or a list within an item."""

    ordered: bool
    items: list[ItemNode[Member]] = field(default_factory=list)


@dataclass(slots=True)
class ItemNode(Generic[Member]):
    """An item with the lists within it."""

    member: Member
    lists: list[ListNode[Member]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cell(Generic[Member]):
    """A place in a table; ``member`` None where a row has nothing there."""

    member: Member | None
    header: bool = False
    scope: str = "col"


def groups(
    members: Sequence[Member], block_of: Callable[[Member], Block | None]
) -> list[Group[Member]]:
    """Put neighbours together, in order, none left out."""
    found: list[Group[Member]] = []
    numbered = enumerate((member, block_of(member)) for member in members)
    for (kind, _), run in groupby(numbered, key=lambda item: _key(item[0], item[1][1])):
        pairs = [pair for _, pair in run]
        found.append(Group(kind, tuple(m for m, _ in pairs), tuple(b for _, b in pairs)))
    return found


def _key(at: int, block: Block | None) -> tuple[GroupKind, int]:
    if block and block.kind is BlockKind.ITEM:
        return GroupKind.LIST, -1
    if block and block.kind is BlockKind.CELL:
        return GroupKind.TABLE, block.table
    return GroupKind.ALONE, at


def depths(group: Group[Member]) -> Iterator[tuple[Member, Block, int]]:
    """Each item of a list with its depth from 0: never more than one deeper than the last."""
    depth = -1
    for member, block in group.pairs:
        depth = max(0, min(block.level - 1, depth + 1, DEEPEST - 1))
        yield member, block, depth


def tree(group: Group[Member]) -> list[ListNode[Member]]:
    """The lists of a group, each item with those that lie within it."""
    top: list[ListNode[Member]] = []
    levels = [top]
    for member, block, depth in depths(group):
        del levels[depth + 1 :]
        lists = levels[depth]
        if not lists or lists[-1].ordered != block.ordered:
            lists.append(ListNode(block.ordered))
        item = ItemNode(member)
        lists[-1].items.append(item)
        levels.append(item.lists)
    return top


def rows(group: Group[Member]) -> list[list[Cell[Member]]]:
    """The rows of a table from the top, filled up where cells are missing."""
    cells = sorted(group.pairs, key=lambda pair: (pair[1].row, pair[1].column))
    columns = sorted({block.column for _, block in cells})
    lines = [list(run) for _, run in groupby(cells, key=lambda pair: pair[1].row)]
    sizes = [len({block.column for _, block in line}) for line in lines]
    doubled = any(size < len(line) for size, line in zip(sizes, lines, strict=True))
    if doubled or len(lines) * len(columns) > _MOST_PADDING * len(cells) + 100:
        return [[_cell(m, b, at, i) for i, (m, b) in enumerate(x)] for at, x in enumerate(lines)]
    made: list[list[Cell[Member]]] = []
    for at, line in enumerate(lines):
        known = {block.column: (member, block) for member, block in line}
        row: list[Cell[Member]] = []
        for i, column in enumerate(columns):
            row.append(_cell(*known[column], at, i) if column in known else Cell(None))
        made.append(row)
    return made


def _cell(member: Member, block: Block, row: int, column: int) -> Cell[Member]:
    return Cell(member, block.header, "row" if row > 0 and column == 0 else "col")
