"""A tree of HTML -> its blocks in order, with every word that is to be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from presscli.markup import Block, BlockKind
from presscli.readers.blocks import Run, make_block
from presscli.readers.extras import require
from presscli.readers.html_places import BREAKING, HEADINGS, LISTS, Place, is_unseen, within
from presscli.readers.html_tables import Grid, holds_data
from presscli.readers.html_tree import Element, tag_of

_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
_RAISED = str.maketrans("0123456789+-aoAO", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ªºªº")
_RAISABLE = re.compile(r"[0-9+-]{1,4}|[aoAO]")
"""What has a character of its own when it is raised: km², 1ª, nº."""

_ENDS_ITEM = LISTS | HEADINGS | {"li", "table"}
_BREAK = Run("\n")
_QUOTES = ("\u201c", "\u201d")
"""Browsers put them around ``q``."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, the element in which it begins, and how many of its letters are links'.

    ``number`` counts the blocks of a page from 0.
    """

    block: Block
    element: Element
    linked: int = 0
    number: int = 0


def walk(root: Element, *, base: str = "", name: str = "") -> list[Piece]:
    """Take a tree apart.

    Lines of a paragraph (``br``) stay lines, two breaks end it. An item of a list and a
    cell of a table are one block each, their paragraphs its lines.

    Args:
        root: Any element.
        base: What relative links are relative to; without it they are no links.
        name: The file as messages call it.
    """
    walker = _Walker(base)
    iterwalk = require("lxml.etree", extra="html", name=name).iterwalk
    steps = iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if event == "start":
            if not walker.open(element):
                steps.skip_subtree()
        else:
            walker.close(element, is_root=element is root)
    walker.flush()
    return walker.pieces


@dataclass(slots=True)
class _Cell:
    grid: Grid
    row: int
    column: int
    header: bool


class _Walker:
    """The text that waits to become a block, and the elements that are open."""

    def __init__(self, base: str) -> None:
        self.pieces: list[Piece] = []
        self._base = base
        self._places = [Place()]
        self._tables: list[Grid | None] = []
        self._table_count = 0
        self._cell: _Cell | None = None
        self._runs: list[tuple[Run, bool]] = []
        self._place = Place()
        self._element: Element = None

    def open(self, element: Element) -> bool:
        """Begin an element; False where nothing in it is to be seen."""
        place = self._places[-1]
        if is_unseen(element):
            self._places.append(place)
            return False
        tag = tag_of(element)
        if tag == "br":
            self._break()
        elif tag in BREAKING:
            self._bound(tag)
        inner = within(element, place, self._base)
        if tag == "table":
            self._open_table(element)
        elif tag == "tr" and self._grid:
            self._grid.begin_row()
        elif tag in {"td", "th"} and self._grid and self._cell is None:
            self._cell = _Cell(self._grid, *self._grid.place(element), tag == "th")
            inner = replace(inner, kind=BlockKind.CELL, level=0)
            self._place, self._element = inner, element
        self._places.append(inner)
        if tag == "q":
            self._add(element, _QUOTES[0])
        text = element.text or ""
        if tag == "sup" and not len(element) and _RAISABLE.fullmatch(text.strip()):
            text = text.translate(_RAISED)
        self._add(element, text)
        return True

    def close(self, element: Element, *, is_root: bool) -> None:
        """End an element, with the text that follows it."""
        tag = tag_of(element)
        unseen = is_unseen(element)
        if tag == "q" and not unseen:
            self._add(element, _QUOTES[1])
        if tag in BREAKING and not unseen:
            self._end(tag)
        self._places.pop()
        if not is_root and element.tail:
            self._add(element.getparent(), element.tail)

    def _end(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell and self._places[-2].kind is not BlockKind.CELL:
            self.flush()
            self._cell = None
        else:
            self._bound(tag)
        if tag == "table" and self._tables:
            self._tables.pop()

    @property
    def _grid(self) -> Grid | None:
        return self._tables[-1] if self._tables else None

    def _open_table(self, table: Element) -> None:
        if self._cell or not holds_data(table):
            self._tables.append(None)
            return
        self._table_count += 1
        self._tables.append(Grid(self._table_count))

    def _bound(self, tag: str) -> None:
        """The edge of an element that stands on lines of its own."""
        place = self._places[-1]
        if place.kind is BlockKind.CELL or (place.kind is BlockKind.ITEM and tag not in _ENDS_ITEM):
            self._break()
        else:
            self.flush()

    def _break(self) -> None:
        if self._runs:
            self._runs.append((_BREAK, False))

    def _add(self, element: Element, text: str) -> None:
        place = self._places[-1]
        if place.preformatted:
            for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
                if number:
                    self._break()
                self._add_line(element, line, place)
        else:
            self._add_line(element, _WHITE_SPACE.sub(" ", text), place)

    def _add_line(self, element: Element, text: str, place: Place) -> None:
        if not text or (text == " " and not self._runs):
            return
        if not self._runs:
            self._element = element
            self._place = place
        run = Run(text, strong=place.strong, emphasis=place.emphasis, href=place.href)
        self._runs.append((run, place.linked))

    def flush(self) -> None:
        """Make a block, or several, of the text that waits."""
        place, runs, element = self._place, self._runs, self._element
        self._runs = []
        cell = self._cell if place.kind is BlockKind.CELL else None
        if not runs and cell is None:
            return
        for part in [runs] if place.is_whole else _paragraphs(runs):
            block = make_block([run for run, _ in part], place.kind)
            if block is not None:
                block = _described(block, place, cell)
                linked = sum(letter_count(run.text) for run, linked in part if linked)
                self.pieces.append(Piece(block, element, linked, len(self.pieces)))


def _described(block: Block, place: Place, cell: _Cell | None) -> Block:
    if place.kind is BlockKind.HEADING:
        return replace(block, text=block.text.replace("\n", " "), level=place.level)
    if place.kind is BlockKind.ITEM:
        return replace(block, level=place.level, ordered=place.numbered)
    if cell is not None:
        table, row, column = cell.grid.number, cell.row, cell.column
        return replace(block, header=cell.header, table=table, row=row, column=column)
    return block


def _paragraphs(runs: list[tuple[Run, bool]]) -> Iterator[list[tuple[Run, bool]]]:
    """Divide at two breaks or more with nothing but white space between them."""
    part: list[tuple[Run, bool]] = []
    breaks = 0
    for run, linked in runs:
        if run is _BREAK:
            breaks += 1
        elif not run.text.isspace():
            if breaks > 1:
                yield part
                part = []
            breaks = 0
        part.append((run, linked))
    yield part


def letter_count(text: str) -> int:
    """Letters and digits in a text."""
    return sum(map(str.isalnum, text))
