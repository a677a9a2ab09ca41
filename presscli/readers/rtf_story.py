"""The paragraphs, cells and rows of an RTF text, as its control words end them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from presscli.markup import BlockKind
from presscli.readers.blocks import Run
from presscli.readers.flow import Cell, Paragraph, Table


class Place(Enum):
    """Where a text stands."""

    BODY = 1
    NOTE = 2
    BOX = 3
    MARGIN = 4
    """The head or the foot of a page."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What holds for a paragraph when it ends."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    ordered: bool = False
    in_table: bool = False


@dataclass(slots=True)
class Story:
    """A text that is being read: the body, a footnote, or the head of a page.

    ``merged`` tells of each cell of the row whether it goes on with another, as the row
    states before its cells.
    """

    place: Place = Place.BODY
    flow: list[Paragraph | Table] = field(default_factory=list)
    boxes: list[Paragraph | Table] = field(default_factory=list)
    """What text boxes hold that are anchored to the paragraph; it comes after it."""
    merged: list[bool] = field(default_factory=list)
    header_row: bool = False
    goes_on: bool = False
    """Whether the cell that is being defined goes on with another."""
    _runs: list[Run] = field(default_factory=list)
    _cell: list[Paragraph | Table] = field(default_factory=list)
    _row: list[tuple[Paragraph | Table, ...]] = field(default_factory=list)
    _rows: list[tuple[Cell, ...]] = field(default_factory=list)

    def add(self, run: Run) -> None:
        """Add to the paragraph."""
        self._runs.append(run)

    def end_paragraph(self, layout: Layout) -> None:
        """End the paragraph, within a cell where it stands in a table."""
        paragraph = Paragraph(tuple(self._runs), layout.kind, layout.level, layout.ordered)
        self._runs = []
        if layout.in_table:
            self._cell.append(paragraph)
            return
        self._end_table()
        self.flow.append(paragraph)
        self.flow += self.boxes
        self.boxes = []

    def end_cell(self, layout: Layout) -> None:
        """End the cell, and its last paragraph."""
        self._cell.append(Paragraph(tuple(self._runs), layout.kind, layout.level, layout.ordered))
        self._row.append(tuple(self._cell))
        self._runs, self._cell = [], []

    def end_row(self) -> None:
        """End the row; cells that go on with another are left out."""
        merged = self.merged + [False] * len(self._row)
        self._rows.append(
            tuple(
                Cell(column, content, self.header_row)
                for column, content in enumerate(self._row)
                if not merged[column]
            )
        )
        self._row = []

    def finish(self, layout: Layout) -> list[Paragraph | Table]:
        """What was read, with what had not ended."""
        if self._row or self._cell:
            self.end_cell(layout)
            self.end_row()
        self._end_table()
        if self._runs:
            self.flow.append(Paragraph(tuple(self._runs), layout.kind, layout.level))
            self._runs = []
        self.flow += self.boxes
        return self.flow

    def _end_table(self) -> None:
        if self._rows:
            self.flow.append(Table(tuple(self._rows)))
            self._rows = []
