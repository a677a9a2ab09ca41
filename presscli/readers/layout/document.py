"""The pages of a document -> what somebody wrote on them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from presscli.markup import BlockKind
from presscli.readers.blocks import Run
from presscli.readers.flow import Cell, Paragraph, Table
from presscli.readers.layout.boxes import Page, Piece, Word, common_size
from presscli.readers.layout.columns import order_regions
from presscli.readers.layout.furniture import find_letterhead, find_running
from presscli.readers.layout.hyphens import known_words
from presscli.readers.layout.notes import drop_marks, take_notes
from presscli.readers.layout.paragraphs import (
    goes_on,
    is_item,
    item_number,
    join_paragraph,
    measure_region,
    split_paragraphs,
    without_marker,
)
from presscli.readers.layout.rows import find_pieces
from presscli.readers.layout.tables import Grid, find_tables

_LARGER = 1.12
_LONGEST_HEADING_CHARS = 300


@dataclass(slots=True)
class Document:
    """What was found: the text, footnotes, and the lines of the letterhead."""

    flow: list[Paragraph | Table] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)


_Group = list[Piece] | Grid
"""The lines of a paragraph, or a table."""


def lay_out(pages: Sequence[Page]) -> Document:
    """Find the text of a document.

    Running heads and page numbers are left out, the letterhead is put aside; paragraphs
    go on over columns and pages.
    """
    found = Document()
    pieced = [(page, find_pieces(page.words)) for page in pages]
    body = common_size(piece for _, pieces in pieced for piece in pieces)
    running = find_running(pieced)
    known = known_words(piece.text for _, pieces in pieced for piece in pieces)
    groups: list[_Group] = []
    for number, ((page, pieces), aside) in enumerate(zip(pieced, running, strict=True)):
        left = [piece for at, piece in enumerate(pieces) if at not in aside]
        if number == 0:
            head = find_letterhead(page, left)
            found.letterhead += [left[at].text for at in sorted(head)]
            left = [piece for at, piece in enumerate(left) if at not in head]
        found.letterhead += [] if number else [pieces[at].text for at in sorted(aside)]
        text, notes = take_notes(page, left, body)
        marks = {note[0].words[0].text for note in notes}
        found.notes += [_note(note, known) for note in notes]
        text = [drop_marks(piece, marks) for piece in text]
        for region in order_regions(text):
            _add_region(groups, region, body)
    found.flow = _make_flow(groups, body, known)
    return found


def _add_region(groups: list[_Group], region: Sequence[Piece], body: float) -> None:
    """Add the paragraphs and tables of a region; the first may go on with the last one."""
    lines: list[Piece] = []
    first = True

    def end_lines() -> None:
        nonlocal first
        if not lines:
            return
        margins = measure_region(lines, body)
        paragraphs = split_paragraphs(lines, margins)
        above = groups[-1] if groups else None
        if (
            first
            and isinstance(above, list)
            and goes_on(above, paragraphs[0], full=_is_full(above))
        ):
            above.extend(paragraphs.pop(0))
        groups.extend(paragraphs)
        first = False
        lines.clear()

    for item in find_tables(region):
        if isinstance(item, Grid):
            end_lines()
            groups.append(item)
            first = False
        else:
            lines.append(item)
    end_lines()


def _is_full(lines: Sequence[Piece]) -> bool:
    """Whether the last of several lines is as long as the longest."""
    return len(lines) > 1 and lines[-1].x1 >= max(p.x1 for p in lines) - lines[-1].size


def _make_flow(
    groups: Sequence[_Group], body: float, known: Container[str]
) -> list[Paragraph | Table]:
    sizes = sorted(
        {round(g[0].size) for g in groups if isinstance(g, list) and _is_heading(g, body)},
        reverse=True,
    )
    flow: list[Paragraph | Table] = []
    number = 0
    for group in groups:
        if isinstance(group, Grid):
            flow.append(_table(group, known))
            continue
        number = _next_number(group[0], number)
        if _is_heading(group, body):
            runs = _runs([line.words for line in group], known)
            flow.append(Paragraph(runs, BlockKind.HEADING, sizes.index(round(group[0].size)) + 1))
        elif is_item(group[0]) and (number or not item_number(group[0])):
            runs = _runs(without_marker(group), known)
            flow.append(Paragraph(runs, BlockKind.ITEM, 1, ordered=number > 0))
        else:
            flow.append(Paragraph(_runs([line.words for line in group], known)))
    return flow


def _next_number(line: Piece, number: int) -> int:
    """The place of an item in a list that counts from 1 (or a); 0 where it is not in one."""
    said = item_number(line)
    if not said:
        return 0
    place = int(said) if said.isdecimal() else ord(said) - ord("a") + 1
    return place if place == number + 1 else 0


def _is_heading(lines: Sequence[Piece], body: float) -> bool:
    chars = sum(len(line.text) for line in lines)
    return lines[0].size > _LARGER * body and chars <= _LONGEST_HEADING_CHARS


def _runs(lines: Sequence[Sequence[Word]], known: Container[str]) -> tuple[Run, ...]:
    return tuple(Run(s.text, s.strong, s.emphasis) for s in join_paragraph(lines, known))


def _table(grid: Grid, known: Container[str]) -> Table:
    return Table(
        tuple(
            tuple(
                Cell(column, (Paragraph(_runs([p.words for p in row[column]], known)),))
                for column in sorted(row)
            )
            for row in grid.rows
        )
    )


def _note(lines: Sequence[Piece], known: Container[str]) -> Paragraph:
    return Paragraph(_runs(without_marker(lines), known), BlockKind.FOOTNOTE)
