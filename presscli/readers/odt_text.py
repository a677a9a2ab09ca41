"""The body of an OpenDocument text -> paragraphs and tables, tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from presscli.markup import BlockKind
from presscli.readers.blocks import Run
from presscli.readers.flow import Cell, Paragraph, Table
from presscli.readers.odt_styles import Style, Styles

_LEFT_OUT = frozenset(
    # Deleted text, comments, scripts, indexes made of the headings, and what is not shown.
    [
        "text.tracked-changes",
        "office.annotation",
        "office.annotation-end",
        "office.scripts",
        "office.forms",
        "office.event-listeners",
        "text.table-of-content",
        "text.alphabetical-index",
        "text.sequence-decls",
        "text.variable-decls",
        "text.user-field-decls",
        "text.note-citation",
        "text.ruby-text",
        "svg.title",
        "svg.desc",
        "draw.image",
        "draw.object",
        "office.binary-data",
        "text.hidden-text",
        "text.script",
        "text.bibliography",
        "text.illustration-index",
        "text.table-index",
        "text.object-index",
        "text.user-index",
    ]
)
_ROW_GROUPS = frozenset({"table.table-header-rows", "table.table-rows", "table.table-row-group"})
_MOST_SPACES = 1_000
_MOST_COLUMNS = 1_000


@dataclass(slots=True)
class Walker:
    """Reads a part of a document, in order.

    ``notes`` are the bodies of the notes, in the order of the text. Text boxes come
    after the paragraph that they are anchored to.
    """

    styles: Styles
    notes: list[Element] = field(default_factory=list)
    _boxes: list[Element] = field(default_factory=list)

    def flow(self, parent: Element) -> list[Paragraph | Table]:
        """What stands in a body, a section, a cell, a note or a text box."""
        found: list[Paragraph | Table] = []
        for element in parent:
            if element.tag in {"text.p", "text.h"}:
                found.append(self._paragraph(element))
                found += self._take_boxes()
            elif element.tag == "text.list":
                found += self._list(element, 1, "")
            elif element.tag == "table.table":
                found.append(self._table(element))
            elif element.tag == "draw.text-box" or element.tag not in _LEFT_OUT:
                found += self.flow(element)
        return found

    def _take_boxes(self) -> list[Paragraph | Table]:
        boxes, self._boxes = self._boxes, []
        return [item for box in boxes for item in self.flow(box)]

    def _paragraph(self, element: Element) -> Paragraph:
        style = self.styles.of("paragraph", element.get("text.style-name", ""))
        runs = tuple(self._runs(element, Run("", bool(style.strong), bool(style.emphasis)), style))
        if element.tag == "text.h":
            level = element.get("text.outline-level", "1")
            return Paragraph(runs, BlockKind.HEADING, int(level) if level.isdecimal() else 1)
        return Paragraph(runs, style.kind or BlockKind.PARAGRAPH, style.level)

    def _runs(self, parent: Element, mark: Run, style: Style) -> Iterator[Run]:
        """Text marked as its surroundings are; ``mark`` is a run without text."""
        if style.hidden:
            return
        yield replace(mark, text=_folded(parent.text))
        for element in parent:
            if element.tag == "text.note":
                self.notes += element.findall("text.note-body")
            elif element.tag in {"draw.frame", "draw.custom-shape", "draw.g"}:
                self._boxes += _text_boxes(element)
            elif element.tag not in _LEFT_OUT:
                yield from self._inline(element, mark)
            yield replace(mark, text=_folded(element.tail))

    def _inline(self, element: Element, mark: Run) -> Iterator[Run]:
        own = Style()
        if element.tag == "text.s":
            count = element.get("text.c", "1")
            spaces = min(int(count), _MOST_SPACES) if count.isdecimal() else 1
            yield replace(mark, text=" " * spaces)
        elif element.tag == "text.tab":
            yield replace(mark, text="\t")
        elif element.tag == "text.line-break":
            yield replace(mark, text="\n")
        elif element.tag == "text.span":
            own = self.styles.of("text", element.get("text.style-name", ""))
            strong = mark.strong if own.strong is None else own.strong
            emphasis = mark.emphasis if own.emphasis is None else own.emphasis
            mark = replace(mark, strong=strong, emphasis=emphasis)
        elif element.tag == "text.a":
            mark = replace(mark, href=element.get("xlink.href", ""))
        yield from self._runs(element, mark, own)

    def _list(self, element: Element, depth: int, inherited: str) -> Iterator[Paragraph | Table]:
        name = element.get("text.style-name", inherited)
        ordered = depth in self.styles.numbered.get(name, frozenset())
        for item in element:
            for child in item:
                if child.tag == "text.list":
                    yield from self._list(child, depth + 1, name)
                elif child.tag == "text.p":
                    paragraph = self._paragraph(child)
                    yield replace(paragraph, kind=BlockKind.ITEM, level=depth, ordered=ordered)
                    yield from self._take_boxes()
                elif child.tag == "text.h":  # numbered chapters are lists of headings
                    yield self._paragraph(child)

    def _table(self, element: Element) -> Table:
        return Table(tuple(self._row(row, header) for row, header in _rows(element, header=False)))

    def _row(self, row: Element, header: bool) -> tuple[Cell, ...]:
        column, cells = 0, []
        for cell in row:
            if cell.tag == "table.table-cell":
                cells.append(Cell(column, tuple(self.flow(cell)), header))
            repeated = cell.get("table.number-columns-repeated", "1")
            column += int(repeated) if repeated.isdecimal() and len(repeated) < 4 else 1
            if column > _MOST_COLUMNS:
                break
        return tuple(cells)


def _rows(table: Element, *, header: bool) -> Iterator[tuple[Element, bool]]:
    for element in table:
        if element.tag == "table.table-row":
            yield element, header
        elif element.tag in {
            "table.table-header-rows",
            "table.table-rows",
            "table.table-row-group",
        }:
            yield from _rows(element, header=element.tag == "table.table-header-rows")


def _text_boxes(parent: Element) -> Iterator[Element]:
    """The outermost text boxes in a frame or a group; a drawn shape is one itself."""
    if parent.tag == "draw.custom-shape":
        yield parent
        return
    for element in parent:
        if element.tag in {"draw.text-box", "draw.custom-shape"}:
            yield element
        elif element.tag not in _LEFT_OUT:
            yield from _text_boxes(element)


def _folded(text: str | None) -> str:
    """Text as ODF 1.3 (part 3, 6.1.2) has it: line ends in the XML are spaces."""
    return (text or "").replace("\n", " ").replace("\r", " ")
