"""Tables: which hold data and which only lay a page out, and where each cell stands."""

from __future__ import annotations

from presscli.readers.html_tree import Element, tag_of, text_of

_MAX_SPAN = 50
"""Widest cell; pages claim 65,534 rows."""

_MOST_CELL_CHARS = 300
"""A cell of more is a column of a page."""


class Grid:
    """Counts the cells of one table, those that reach over several rows or columns included."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._row = -1
        self._column = 0
        self._taken: set[tuple[int, int]] = set()

    def begin_row(self) -> None:
        """Go to the next row."""
        self._row += 1
        self._column = 0

    def place(self, cell: Element) -> tuple[int, int]:
        """The row and column of the next cell."""
        if self._row < 0:
            self.begin_row()
        while (self._row, self._column) in self._taken:
            self._column += 1
        row, column = self._row, self._column
        width, height = _span(cell, "colspan"), _span(cell, "rowspan")
        if height > 1:
            self._taken |= {
                (row + down, column + right) for down in range(1, height) for right in range(width)
            }
        self._column += width
        return row, column


def holds_data(table: Element) -> bool:
    """Whether a table's cells are cells; in one that lays out a page they are just places."""
    if table.get("role") in {"presentation", "none"}:
        return False
    rows = columns = 0
    named = False
    for element in table.iter():
        tag = tag_of(element)
        if tag == "table" and element is not table:
            return False
        if tag in {"td", "th"} and len(text_of(element)) > _MOST_CELL_CHARS:
            return False
        named = named or tag in {"th", "thead", "caption"}
        if tag == "tr":
            rows += 1
            columns = max(columns, sum(tag_of(cell) in {"td", "th"} for cell in element))
    return columns > 1 and (named or rows > 1)


def _span(cell: Element, attribute: str) -> int:
    value = (cell.get(attribute) or "1").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isascii() and value.isdigit() else 1
