"""Releases as Word documents, by python-docx, and what it cannot do by XML of our own."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from scripts.documents.markup import Block, Part, Release

_STYLES = {"title": "Title", "text": "Normal", "number": "List Number"}
_TEXT_BOX = """
<w:r {ns}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:200pt;height:40pt">
<v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox>
</v:shape></w:pict></w:r>
"""


def write_docx(release: Release, target: Path, *, company: str = "", framed: bool = False) -> None:
    """Write a release; with ``framed``, its letterhead stands in a table without borders."""
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.title = release.author, release.title
    properties.created = properties.modified = datetime.datetime.fromisoformat(release.date)
    if framed:
        row = document.add_table(1, 2).rows[0].cells
        row[0].text = "Comunicato stampa"
        row[0].add_paragraph(release.date[:10])
        row[1].text = "Con preghiera di diffusione"
    for line in release.head:
        document.sections[0].header.add_paragraph(line)
    for line in release.foot:
        document.sections[0].footer.add_paragraph(line)
    for block in release.blocks:
        _add(document, block)
    document.save(str(target))
    if company:
        _set_company(target, company)


def _add(document: Any, block: Block) -> None:
    if block.kind == "table":
        _add_table(document, block)
        return
    if block.kind == "heading":
        paragraph = document.add_heading("", block.level)
    else:
        bullets = "List Bullet" if block.level == 1 else f"List Bullet {block.level}"
        paragraph = document.add_paragraph(style=_STYLES.get(block.kind, bullets))
    for part in block.parts:
        _add_part(paragraph, part)


def _add_part(paragraph: Any, part: Part) -> None:
    if not part.href:
        run = paragraph.add_run(part.text)
        run.bold = True if part.mark == "strong" else None
        run.italic = True if part.mark == "emphasis" else None
        return
    link = OxmlElement("w:hyperlink")
    identity = paragraph.part.relate_to(part.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), identity)
    run = paragraph.add_run(part.text)
    link.append(run._r)
    paragraph._p.append(link)


def _add_table(document: Any, block: Block) -> None:
    table = document.add_table(0, len(block.rows[0]))
    for at, row in enumerate(block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = True if at == 0 else None


def merge_cells(source: Path) -> None:
    """Merge the first table's last row, as a remark over all columns; its text is one cell's."""
    document = docx.Document(str(source))
    table = document.tables[0]
    cells = table.add_row().cells
    merged = cells[0].merge(cells[-1])
    merged.text = "Dati non certificati"
    document.save(str(source))


def revise(source: Path, text: str) -> None:
    """Track changes: words put in, words taken out, a paragraph taken out altogether."""
    document = docx.Document(str(source))
    names = f'w:id="90" w:author="Redazione" w:date="2026-04-20T10:00:00Z" {nsdecls("w")}'
    paragraph = next(p for p in document.paragraphs if "Sabato 25" in p.text)
    inserted = f'<w:ins {names}><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:ins>'
    deleted = f"<w:del {names}><w:r><w:delText>Tel. 055 555 0100</w:delText></w:r></w:del>"
    paragraph._p.insert(1, parse_xml(inserted))
    paragraph._p.append(parse_xml(deleted))
    last = document.add_paragraph()
    last._p.append(parse_xml(deleted))
    document.save(str(source))


def add_text_box(source: Path, text: str) -> None:
    """Anchor a text box to the last paragraph."""
    document = docx.Document(str(source))
    run = parse_xml(_TEXT_BOX.format(ns=nsdecls("w"), text=text))
    document.paragraphs[-1]._p.append(run)
    document.save(str(source))


def _set_company(target: Path, company: str) -> None:
    """Name the company in ``docProps/app.xml``, which python-docx leaves as it is."""
    import re
    import zipfile

    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    old = parts["docProps/app.xml"].decode()
    new = re.sub(r"<Company>[^<]*</Company>", f"<Company>{company}</Company>", old)
    if "<Company>" not in new:
        new = new.replace("</Properties>", f"<Company>{company}</Company></Properties>")
    parts["docProps/app.xml"] = new.encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
