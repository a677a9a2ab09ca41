"""Paragraphs and tables as an office document has them -> the blocks of a release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from presscli.markup import Block, BlockKind, SpanKind
from presscli.readers.blocks import Run, make_block

_DEEPEST_HEADING = 6
_FRAME_PARAGRAPHS = 2
"""A cell of so many paragraphs, alone in its row, is a frame for text and no datum."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: marked runs, and what it is."""

    runs: tuple[Run, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; ``column`` counts from 0, over merged ones too."""

    column: int
    content: tuple[Paragraph | Table, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells; a merged cell stands once, where it begins."""

    rows: tuple[tuple[Cell, ...], ...] = field(default=())


Flow = Sequence[Paragraph | Table]
"""What stands in a document, in order."""


def make_blocks(flow: Flow, notes: Iterable[Paragraph] = ()) -> tuple[Block, ...]:
    """Make the blocks of a document.

    Tables that only frame text become that text. The first heading is the title where
    the document says so, or has no other of its rank; a title further down is a heading.

    Args:
        flow: The document.
        notes: Footnotes, in order; they come last.
    """
    blocks = list(_number(_blocks(flow)))
    blocks += [b for b in (make_block(n.runs, BlockKind.FOOTNOTE) for n in notes) if b]
    return tuple(_settle_title(blocks))


def list_paragraphs(flow: Flow) -> Iterator[Paragraph]:
    """All paragraphs, those in tables among them, in order."""
    for item in flow:
        if isinstance(item, Paragraph):
            yield item
        else:
            for row in item.rows:
                for cell in row:
                    yield from list_paragraphs(cell.content)


def list_lines(flow: Flow) -> list[str]:
    """The lines that paragraphs are made of, as far as line breaks part them; no empty ones."""
    texts = (_text(paragraph.runs) for paragraph in list_paragraphs(flow))
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def _blocks(flow: Flow) -> Iterator[list[Block]]:
    """Blocks of each paragraph and each table; a list is one table's, or one paragraph's."""
    for item in flow:
        if isinstance(item, Paragraph):
            made = make_block(_plain_heading(item), item.kind)
            if made:
                yield [_ranked(made, item)]
        elif _is_frame(item):
            for row in item.rows:
                for cell in row:
                    yield from _blocks(cell.content)
        else:
            cells = list(_cells(item))
            if any(cell.text for cell in cells):
                yield cells


def _plain_heading(paragraph: Paragraph) -> Iterable[Run]:
    """The runs; of a heading that is bold throughout, as plain ones: that is its looks."""
    heading = paragraph.kind in {BlockKind.HEADING, BlockKind.TITLE}
    if heading and all(run.strong for run in paragraph.runs if run.text.strip()):
        return [replace(run, strong=False) for run in paragraph.runs]
    return paragraph.runs


def _ranked(block: Block, paragraph: Paragraph) -> Block:
    if paragraph.kind is BlockKind.HEADING:
        return replace(block, level=min(max(paragraph.level, 1), _DEEPEST_HEADING))
    if paragraph.kind is BlockKind.ITEM:
        return replace(block, level=max(paragraph.level, 1), ordered=paragraph.ordered)
    return block


def _number(groups: Iterable[list[Block]]) -> Iterator[Block]:
    table = 0
    for group in groups:
        if group[0].kind is BlockKind.CELL:
            table += 1
            yield from (replace(cell, table=table) for cell in group)
        else:
            yield from group


def _is_frame(table: Table) -> bool:
    """Whether a table is there for the page's looks: one cell, or paragraphs side by side."""
    cells = [cell for row in table.rows for cell in row if cell.content]
    if len(cells) <= 1:
        return True
    if any(isinstance(item, Table) for cell in cells for item in cell.content):
        return True
    return len(table.rows) == 1 and any(
        sum(1 for p in cell.content if isinstance(p, Paragraph) and _text(p.runs).strip())
        >= _FRAME_PARAGRAPHS
        for cell in cells
    )


def _cells(table: Table) -> Iterator[Block]:
    for at, row in enumerate(table.rows):
        made = [(cell, make_block(_lines(cell), BlockKind.CELL)) for cell in row]
        bold = at == 0 and len(table.rows) > 1 and _all_strong(b for _, b in made if b)
        for cell, block in made:
            if block:
                header = cell.header or bold
                yield replace(block, row=at, column=cell.column, header=header)


def _lines(cell: Cell) -> list[Run]:
    """The runs of a cell, a line break between its paragraphs."""
    runs: list[Run] = []
    for item in cell.content:
        if isinstance(item, Paragraph):
            runs += [*item.runs, Run("\n")]
    return runs


def _all_strong(blocks: Iterable[Block]) -> bool:
    filled = [b for b in blocks if b.text]
    return bool(filled) and all(
        any(s.kind is SpanKind.STRONG and s.end - s.start == len(b.text) for s in b.spans)
        for b in filled
    )


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def _settle_title(blocks: Sequence[Block]) -> Iterator[Block]:
    """At most one title, and only in front."""
    headings = [b for b in blocks if b.kind is BlockKind.HEADING]
    titled = any(b.kind is BlockKind.TITLE for b in blocks)
    for at, block in enumerate(blocks):
        first = at == 0 and block.kind is BlockKind.HEADING and not titled
        if first and sum(1 for h in headings if h.level <= block.level) == 1:
            yield replace(block, kind=BlockKind.TITLE, level=0)
        elif at and block.kind is BlockKind.TITLE:
            yield replace(block, kind=BlockKind.HEADING, level=1)
        else:
            yield block
