"""Rows of pieces that stand below each other -> tables; the rest stays lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from presscli.readers.layout.boxes import Piece, Word, make_piece

_FEWEST_ROWS = 2
_FAR_APART_EMS = 4.0
"""Pieces of a row that is no table's: further apart they are lines of their own."""
_CELL_GAP_EMS = 0.35
"""Cells that almost touch: more than a space, less than a gutter."""
_LEADING_EMS = 1.45
"""Lines of one cell are no further apart."""
_NEXT_ROW_EMS = 4.0
"""Rows of one table are no further apart."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows, each with the lines of its cells by column."""

    rows: tuple[dict[int, list[Piece]], ...]


def find_tables(region: Sequence[Piece]) -> Iterator[Piece | Grid]:
    """Lines and tables of a region, from the top down."""
    rows = _rows(region)
    at = 0
    while at < len(rows):
        end = _end_of_table(rows, at)
        grid = _make_grid(rows[at:end]) if end - at >= _FEWEST_ROWS else None
        if grid:
            yield grid
            at = end
        else:
            yield from _lines(rows[at])
            at += 1


def _rows(region: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces by baseline, each row from left to right."""
    ordered = sorted(region, key=lambda piece: piece.base)
    rows: list[list[Piece]] = []
    for piece in ordered:
        if rows and piece.base - rows[-1][0].base < 0.3 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def _end_of_table(rows: Sequence[Sequence[Piece]], start: int) -> int:
    """Behind the last row of several pieces; single ones between them are cells' lines."""
    if len(rows[start]) < 2:
        return start
    end = start + 1
    for at in range(start + 1, len(rows)):
        if rows[at][0].base - rows[at - 1][0].base > _NEXT_ROW_EMS * rows[at][0].size:
            break
        if len(rows[at]) > 1:
            end = at + 1
        elif at - end >= 2:
            break
    while end < len(rows) and _is_rest_of_cell(rows[start:end], rows[end]):
        end += 1
    return end


def _is_rest_of_cell(table: Sequence[Sequence[Piece]], row: Sequence[Piece]) -> bool:
    """Whether a single piece below a table is the last line of its last row."""
    gap = row[0].base - table[-1][0].base
    steps = [below[0].base - above[0].base for above, below in pairwise(table)]
    close = _is_close(row, gap, max(steps, default=0))
    inside = any(p.x0 - 1 <= row[0].x0 and row[0].x1 <= p.x1 + 6 * p.size for p in table[-1])
    return len(row) == 1 and close and inside


def _make_grid(rows: Sequence[Sequence[Piece]]) -> Grid | None:
    # The fullest rows say where the columns are; a cell may run over in others.
    fullest = max(len(row) for row in rows)
    columns = _columns([piece for row in rows if len(row) == fullest for piece in row])
    if len(columns) < 2:
        return None
    made: list[dict[int, list[Piece]]] = []
    steps = [below[0].base - above[0].base for above, below in pairwise(rows)]
    for at, row in enumerate(rows):
        pieces = [part for piece in row for part in _divide(piece, columns, len(row))]
        places = [_column_of(piece.x0, piece.x1, columns) for piece in pieces]
        if len(set(places)) < len(places):
            return None
        cells = {place: [piece] for place, piece in zip(places, pieces, strict=True)}
        if made and len(pieces) < len(columns) and _is_close(row, steps[at - 1], max(steps)):
            for place, lines in cells.items():
                made[-1].setdefault(place, []).extend(lines)
        else:
            made.append(cells)
    full = sum(1 for row in made if len(row) > 1)
    return Grid(tuple(made)) if full >= _FEWEST_ROWS else None


def _divide(piece: Piece, columns: Sequence[tuple[float, float]], beside: int) -> list[Piece]:
    """A piece that runs on into the next column's, divided between two words.

    A piece that is alone in its row is a heading over all columns, and stays whole.
    """
    if beside < 2:
        return [piece]
    parts: list[list[Word]] = [[piece.words[0]]]
    place = _column_of(piece.words[0].x0, piece.words[0].x1, columns)
    for before, word in pairwise(piece.words):
        column = _column_of(word.x0, word.x1, columns)
        overlaps = word.x1 > columns[column][0]
        if column > place and overlaps and word.x0 - before.x1 > _CELL_GAP_EMS * word.size:
            parts.append([])
            place = column
        parts[-1].append(word)
    return [make_piece(part) for part in parts]


def _is_close(row: Sequence[Piece], step: float, widest: float) -> bool:
    """Whether a row is nearer to the one above than rows of the table are."""
    lower = len(row) == 1 and row[0].text[0].islower()
    return step <= _LEADING_EMS * row[0].size and (lower or step < 0.8 * widest)


def _columns(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """The stretches of the page's width that are covered, from left to right."""
    columns: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda p: p.x0):
        if columns and piece.x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.x1))
        else:
            columns.append((piece.x0, piece.x1))
    return columns


def _column_of(x0: float, x1: float, columns: Sequence[tuple[float, float]]) -> int:
    """The column that a stretch begins in; else the first that it reaches; else the last before."""
    begins = [at for at, (left, right) in enumerate(columns) if left - 1 <= x0 < right]
    reached = [at for at, (left, right) in enumerate(columns) if x0 < right and x1 > left]
    before = [at for at, (left, _) in enumerate(columns) if left <= x0]
    return (begins or reached or before[-1:] or [0])[0]


def _lines(row: Sequence[Piece]) -> Iterator[Piece]:
    """A row that is no table's: pieces close to each other are one line."""
    group: list[Piece] = []
    for piece in row:
        if group and piece.x0 - group[-1].x1 > _FAR_APART_EMS * piece.size:
            yield _merge(group)
            group = []
        group.append(piece)
    if group:
        yield _merge(group)


def _merge(pieces: Sequence[Piece]) -> Piece:
    return make_piece(word for piece in pieces for word in piece.words)
