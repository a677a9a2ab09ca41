"""Releases as PDF, by ReportLab: columns, letterheads, running heads, hyphenation, scans."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
)

from scripts.documents.markup import Block, Release, plain

_BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12.5)
MARGIN = 57.0


def _inner(block: Block) -> str:
    marks = {"strong": ("<b>", "</b>"), "emphasis": ("<i>", "</i>"), "": ("", "")}
    return "".join(
        marks[part.mark][0] + escape(part.text) + marks[part.mark][1] for part in block.parts
    )


def _flow(release: Release, body: ParagraphStyle, *, title_size: float = 18) -> list[Any]:
    bold = "Times-Bold" if "Times" in body.fontName else "Helvetica-Bold"
    title = ParagraphStyle(
        "title",
        parent=body,
        fontName=bold,
        fontSize=title_size,
        leading=title_size * 1.2,
        spaceAfter=8,
        firstLineIndent=0,
        alignment=0,
        embeddedHyphenation=0,
        hyphenationLang="",
    )
    size = body.fontSize * 1.2
    heading = ParagraphStyle(
        "heading", parent=title, fontSize=size, leading=size * 1.2, spaceBefore=6, spaceAfter=3
    )
    item = ParagraphStyle("item", parent=body, leftIndent=14, bulletIndent=2, firstLineIndent=0)
    styles = {"title": title, "heading": heading}
    flow: list[Any] = []
    number = 0
    for block in release.blocks:
        number = number + 1 if block.kind == "number" else 0
        if block.kind in {"item", "number"}:
            bullet = f"{number}." if number else "•"
            flow.append(Paragraph(_inner(block), item, bulletText=bullet))
        elif block.kind != "note":
            flow.append(Paragraph(_inner(block), styles.get(block.kind, body)))
    return flow


def _document(target: Path, release: Release, size: tuple[float, float]) -> BaseDocTemplate:
    return BaseDocTemplate(
        str(target), pagesize=size, title=release.title, author=release.author, invariant=1
    )


def write_columns(release: Release, target: Path) -> None:
    """A headline over two justified columns with indented, unspaced, hyphenated paragraphs."""
    width, height = A4
    body = ParagraphStyle(
        "column", parent=_BODY, alignment=TA_JUSTIFY, firstLineIndent=10, hyphenationLang="it_IT"
    )
    flow = _flow(release, body, title_size=20)
    column = (width - 2 * MARGIN - 20) / 2
    top = Frame(MARGIN, height - 190, width - 2 * MARGIN, 110, id="top")
    frames = [
        Frame(MARGIN + at * (column + 20), 330, column, height - 540, id=f"c{at}") for at in (0, 1)
    ]
    document = _document(target, release, A4)

    def head(canvas: Canvas, _: Any) -> None:
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(MARGIN, height - 45, release.head[0])
        canvas.setFont("Helvetica", 8)
        canvas.drawString(MARGIN, height - 57, release.head[1])

    document.addPageTemplates([PageTemplate("page", [top, *frames], onPage=head)])
    document.build([flow[0], FrameBreak(), *flow[1:]])


def write_letterhead(release: Release, target: Path) -> None:
    """A letterhead on the first page, running heads and page numbers on all."""
    width, height = A4
    body = ParagraphStyle("plain", parent=_BODY, fontName="Helvetica", leading=14, spaceAfter=7)
    document = _document(target, release, A4)
    frame = Frame(MARGIN, 70, width - 2 * MARGIN, height - 210, id="first")
    short = Frame(MARGIN, 430, width - 2 * MARGIN, height - 520, id="later")

    def foot(canvas: Canvas, _: Any) -> None:
        canvas.setFont("Helvetica", 8)
        page = str(canvas.getPageNumber())
        canvas.drawCentredString(width / 2, 40, release.foot[0].replace("{page}", page))

    def first(canvas: Canvas, document: Any) -> None:
        foot(canvas, document)
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawCentredString(width / 2, height - 60, release.head[0].upper())
        canvas.setFont("Helvetica", 9)
        canvas.drawCentredString(width / 2, height - 76, "Ufficio stampa – tel. 010 555 0140")
        canvas.line(MARGIN, height - 86, width - MARGIN, height - 86)

    def later(canvas: Canvas, document: Any) -> None:
        foot(canvas, document)
        canvas.setFont("Helvetica-Oblique", 8)
        canvas.drawString(MARGIN, height - 40, f"{release.head[0]} – Comunicato stampa")

    pages = [
        PageTemplate("first", [frame], onPage=first),
        PageTemplate("later", [short], onPage=later),
    ]
    document.addPageTemplates(pages)
    document.build([NextPageTemplate("later"), *_flow(release, body)])


def write_narrow(release: Release, target: Path) -> None:
    """One narrow justified column, hyphenated, as in a bulletin; the headline is centred."""
    width, height = A5
    body = ParagraphStyle(
        "narrow", parent=_BODY, alignment=TA_JUSTIFY, spaceAfter=6, hyphenationLang="it_IT"
    )
    flow = _flow(release, body, title_size=15)
    flow[0].style = ParagraphStyle("centred", parent=flow[0].style, alignment=TA_CENTER)
    document = _document(target, release, A5)
    frame = Frame(90, 40, width - 180, height - 80, id="page")
    document.addPageTemplates([PageTemplate("page", [frame])])
    document.build(flow)


def write_newsletter(release: Release, target: Path) -> None:
    """A small sheet: a name over two ragged columns of sans serif type."""
    width, height = A5
    body = ParagraphStyle("small", parent=_BODY, fontName="Helvetica", fontSize=8, leading=10)
    flow = _flow(release, body, title_size=22)
    column = (width - 2 * 30 - 14) / 2
    top = Frame(30, height - 100, width - 60, 70, id="top")
    frames = [
        Frame(30 + at * (column + 14), 210, column, height - 320, id=f"c{at}") for at in (0, 1)
    ]
    document = _document(target, release, A5)
    document.addPageTemplates([PageTemplate("page", [top, *frames])])
    document.build([*flow[:2], FrameBreak(), Spacer(1, 2), *flow[2:]])


def write_scan(release: Release, target: Path) -> None:
    """A picture of a page, and no text: what a scanner makes."""
    from PIL import Image, ImageDraw, ImageFont
    from reportlab.lib.utils import ImageReader

    image = Image.new("1", (1240, 1754), 1)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=26)
    at = 120
    for block in release.blocks:
        words = plain(block.parts).split()
        while words and at < 1650:
            line = ""
            while words and len(line) + len(words[0]) < 75:
                line += f"{words.pop(0)} "
            draw.text((110, at), line, font=font, fill=0)
            at += 36
        at += 18
    data = io.BytesIO()
    image.save(data, "PNG")
    canvas = Canvas(str(target), pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(image), 0, 0, *A4)
    canvas.save()
