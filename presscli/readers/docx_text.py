"""The body of a Word document -> paragraphs and tables, tracked changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from presscli.markup import BlockKind
from presscli.readers.blocks import Run
from presscli.readers.docx_styles import Style, Styles, own_style, switched_on, value
from presscli.readers.flow import Cell, Paragraph, Table

_LEFT_OUT = frozenset(
    # Deleted and moved-away text, older drawings beside newer ones, imported files.
    [
        "w.del",
        "w.moveFrom",
        "mc.Fallback",
        "w.altChunk",
        "w.rt",
        "w.pPr",
        "w.rPr",
        "w.tblPr",
        "w.sdtPr",
        "w.instrText",
    ]
)
_CHARACTERS = {"w.tab": "\t", "w.cr": "\n", "w.noBreakHyphen": "-", "w.softHyphen": ""}
_FIELD_LINK = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_NOTES = {"w.footnoteReference": "footnotes", "w.endnoteReference": "endnotes"}


@dataclass(slots=True)
class Walker:
    """Reads one part of a document, in order.

    ``notes`` are the notes that the text refers to, in order: the part and the id. Text
    boxes come after the paragraph that they are anchored to.
    """

    styles: Styles
    links: Mapping[str, str]
    notes: list[tuple[str, str]] = field(default_factory=list)
    _boxes: list[Element] = field(default_factory=list)
    _fields: list[str] = field(default_factory=list)
    """Instructions of the fields that are open; a field's result is text."""
    _instructing: list[bool] = field(default_factory=list)

    def flow(self, parent: Element) -> list[Paragraph | Table]:
        """What stands in a body, a cell, a note or a text box."""
        found: list[Paragraph | Table] = []
        unended = False
        for element in parent:
            if element.tag == "w.p":
                paragraph = self._paragraph(element)
                above = found[-1] if unended and found else None
                if isinstance(above, Paragraph):
                    found[-1] = replace(above, runs=above.runs + paragraph.runs)
                else:
                    found.append(paragraph)
                # A paragraph whose mark is deleted goes on in the next one.
                unended = element.find("w.pPr/w.rPr/w.del") is not None
                boxes, self._boxes = self._boxes, []
                for box in boxes:
                    found += self.flow(box)
            elif element.tag == "w.tbl":
                found.append(self._table(element))
            elif element.tag not in _LEFT_OUT:  # content controls, custom XML
                found += self.flow(element)
        return found

    def _paragraph(self, element: Element) -> Paragraph:
        properties = element.find("w.pPr")
        style_id = value(properties, "w.pStyle") or ""
        style = self.styles.of(style_id, own_style(properties, None))
        runs = tuple(self._runs(element, ""))
        if style.kind is BlockKind.HEADING or (style.outline and not style.kind):
            return Paragraph(runs, BlockKind.HEADING, style.outline or 1)
        if style.number not in {None, "", "0"} and style.kind is not BlockKind.TITLE:
            depth = style.depth or 0
            ordered = self.styles.is_ordered(style.number or "", depth)
            return Paragraph(runs, BlockKind.ITEM, depth + 1, ordered)
        return Paragraph(runs, style.kind or BlockKind.PARAGRAPH)

    def _runs(self, parent: Element, href: str) -> Iterator[Run]:
        for element in parent:
            if element.tag == "w.r":
                yield from self._run(element, href)
            elif element.tag == "w.hyperlink":
                yield from self._runs(element, self.links.get(element.get("r.id", ""), ""))
            elif element.tag == "w.fldSimple":
                link = _FIELD_LINK.match(element.get("w.instr", ""))
                yield from self._runs(element, link[1] if link else href)
            elif element.tag == "m.t":
                yield Run(element.text or "")
            elif element.tag not in _LEFT_OUT:  # insertions, smart tags, content controls
                yield from self._runs(element, href)

    def _run(self, element: Element, href: str) -> Iterator[Run]:
        properties = element.find("w.rPr")
        if switched_on(properties, "w.vanish"):
            return
        style = self.styles.of(value(properties, "w.rStyle") or "", own_style(None, properties))
        for child in element:
            text = self._text(child)
            if text:
                yield self._marked(text, style, href)

    def _marked(self, text: str, style: Style, href: str) -> Run:
        links = (_FIELD_LINK.match(instruction) for instruction in self._fields)
        field_link = next((link[1] for link in links if link), "")
        return Run(text, bool(style.strong), bool(style.emphasis), href or field_link)

    def _text(self, element: Element) -> str:
        """The text of a child of a run; notes, fields and text boxes are remembered."""
        tag = element.tag
        if tag == "w.t":
            return "" if any(self._instructing) else element.text or ""
        if tag == "w.br":
            return "\n" if element.get("w.type", "textWrapping") == "textWrapping" else " "
        if tag in _CHARACTERS:
            return _CHARACTERS[tag]
        if tag in _NOTES:
            self.notes.append((_NOTES[tag], element.get("w.id", "")))
        elif tag == "w.fldChar":
            self._field(element.get("w.fldCharType", ""))
        elif tag == "w.instrText":
            if self._fields:
                self._fields[-1] += element.text or ""
        elif tag == "w.ruby":
            return "".join(t.text or "" for t in element.iterfind("w.rubyBase//w.t"))
        elif tag not in _LEFT_OUT:
            self._boxes += _text_boxes(element)
        return ""

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("")
            self._instructing.append(True)
        elif kind == "separate" and self._instructing:
            self._instructing[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()
            self._instructing.pop()

    def _table(self, element: Element) -> Table:
        return Table(tuple(self._row(row) for row in _rows(element)))

    def _row(self, row: Element) -> tuple[Cell, ...]:
        properties = row.find("w.trPr")
        if properties is not None and properties.find("w.del") is not None:
            return ()
        header = bool(switched_on(properties, "w.tblHeader"))
        column = _whole(value(properties, "w.gridBefore"))
        cells = []
        for cell in _children(row, "w.tc"):
            merge = value(cell, "w.tcPr/w.vMerge")
            if merge is None or merge == "restart":
                cells.append(Cell(column, tuple(self.flow(cell)), header))
            column += max(_whole(value(cell, "w.tcPr/w.gridSpan")), 1)
        return tuple(cells)


def _rows(table: Element) -> Iterator[Element]:
    yield from _children(table, "w.tr")


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Children with a tag, those in content controls and custom XML among them."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in {"w.sdt", "w.sdtContent", "w.customXml"}:
            yield from _children(element, tag)


def _text_boxes(parent: Element) -> Iterator[Element]:
    """The outermost text boxes in a drawing."""
    for element in parent:
        if element.tag == "w.txbxContent":
            yield element
        elif element.tag not in _LEFT_OUT:
            yield from _text_boxes(element)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else 0
