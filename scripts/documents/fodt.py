"""A release as flat OpenDocument, for LibreOffice to lay out and to convert."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from scripts.documents.markup import Block, Part, Release

_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_STYLES = """
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:language="it"
 fo:country="IT" fo:font-family="Liberation Serif" fo:font-size="11pt"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"
 style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.22cm"/>
</style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:margin-bottom="0.4cm"/><style:text-properties fo:font-size="18pt"
 fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="2"><style:paragraph-properties
 fo:margin-top="0.3cm" fo:margin-bottom="0.15cm"/><style:text-properties fo:font-size="13pt"
 fo:font-weight="bold"/></style:style>
<style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:margin-left="0.4cm" fo:text-indent="-0.4cm"/>
<style:text-properties fo:font-size="9pt"/></style:style>
<style:style style:name="Testatina" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="9pt"/></style:style>
<style:style style:name="Forte" style:family="text"><style:text-properties
 fo:font-weight="bold"/></style:style>
<style:style style:name="Corsivo" style:family="text"><style:text-properties
 fo:font-style="italic"/></style:style>
<text:list-style style:name="Punti">%s</text:list-style>
<text:list-style style:name="Numeri"><text:list-level-style-number text:level="1"
 style:num-format="1" style:num-suffix="."><style:list-level-properties text:space-before="0.6cm"
 text:min-label-width="0.6cm"/></text:list-level-style-number></text:list-style>
<style:style style:name="Richiamo" style:family="text"><style:text-properties
 style:text-position="super 58%%"/></style:style>
<text:notes-configuration text:note-class="footnote" style:num-format="1"
 text:citation-style-name="Richiamo" text:citation-body-style-name="Richiamo"/>
</office:styles>
<office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties
 fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style/>
<style:footer-style/>
</style:page-layout></office:automatic-styles>
"""
_BULLETS = "".join(
    f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•">'
    f'<style:list-level-properties text:space-before="{level * 0.6}cm"'
    ' text:min-label-width="0.6cm"/></text:list-level-style-bullet>'
    for level in (1, 2)
)
_SPANS = {"strong": "Forte", "emphasis": "Corsivo"}


def make_fodt(release: Release) -> str:
    """The flat XML."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    margins = "".join(
        f"<style:{side}>{''.join(_margin(line) for line in lines)}</style:{side}>"
        for side, lines in (("header", release.head), ("footer", release.foot))
        if lines
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {declared} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:meta>'
        f"<dc:title>{escape(release.title)}</dc:title><meta:initial-creator>"
        f"{escape(release.author)}</meta:initial-creator><dc:creator>{escape(release.author)}"
        f"</dc:creator><dc:date>{release.date}</dc:date></office:meta>{_STYLES % _BULLETS}"
        '<office:master-styles><style:master-page style:name="Standard"'
        f' style:page-layout-name="pm1">{margins}</style:master-page></office:master-styles>'
        f"<office:body><office:text>{_body(release)}</office:text></office:body></office:document>"
    )


def _margin(line: str) -> str:
    text = escape(line).replace("{page}", "<text:page-number>1</text:page-number>")
    return f'<text:p text:style-name="Testatina">{text}</text:p>'


def _body(release: Release) -> str:
    made = []
    for at, block in enumerate(release.blocks):
        if block.kind in {"item", "number"}:
            made.append(_item(block, release, goes_on=release.blocks[at - 1].kind == block.kind))
        elif block.kind == "table":
            made.append(_table(block))
        elif block.kind != "note":
            made.append(_paragraph(block, release))
    return "".join(made)


def _paragraph(block: Block, release: Release) -> str:
    inner = "".join(_part(part, release) for part in block.parts)
    if block.kind == "heading":
        return f'<text:h text:style-name="Heading_20_2" text:outline-level="2">{inner}</text:h>'
    style = "Title" if block.kind == "title" else "Text_20_body"
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def _part(part: Part, release: Release) -> str:
    if part.note:
        text = "".join(_part(p, release) for p in release.notes[part.note])
        return (
            f'<text:note text:note-class="footnote" text:id="ftn{part.note}"><text:note-citation>'
            f"{part.note}</text:note-citation><text:note-body><text:p"
            f' text:style-name="Footnote">{text}</text:p></text:note-body></text:note>'
        )
    text = escape(part.text)
    if part.mark:
        text = f'<text:span text:style-name="{_SPANS[part.mark]}">{text}</text:span>'
    if part.href:
        text = f'<text:a xlink:type="simple" xlink:href={quoteattr(part.href)}>{text}</text:a>'
    return text


def _item(block: Block, release: Release, *, goes_on: bool) -> str:
    style = "Numeri" if block.kind == "number" else "Punti"
    text = "".join(_part(part, release) for part in block.parts)
    inner = f'<text:p text:style-name="Text_20_body">{text}</text:p>'
    for _ in range(block.level - 1):
        inner = f"<text:list><text:list-item>{inner}</text:list-item></text:list>"
    more = ' text:continue-numbering="true"' if goes_on else ""
    return (
        f'<text:list text:style-name="{style}"{more}><text:list-item>{inner}'
        "</text:list-item></text:list>"
    )


def _table(block: Block) -> str:
    rows = [
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string"><text:p text:style-name="Standard">'
            + (
                f'<text:span text:style-name="Forte">{escape(c)}</text:span>'
                if not at
                else escape(c)
            )
            + "</text:p></table:table-cell>"
            for c in row
        )
        + "</table:table-row>"
        for at, row in enumerate(block.rows)
    ]
    columns = len(block.rows[0])
    return (
        f'<table:table table:name="Tabella1"><table:table-column'
        f' table:number-columns-repeated="{columns}"/>{"".join(rows)}</table:table>'
        '<text:p text:style-name="Text_20_body"/>'
    )


def convert(release: Release, target: Path) -> None:
    """Have LibreOffice write a release in the format of the target's suffix."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{target.stem}.fodt"
        source.write_text(make_fodt(release), encoding="utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        kind = target.suffix[1:]
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder]
        subprocess.run([*command, str(source)], check=True, capture_output=True)
        target.write_bytes((Path(folder) / target.name).read_bytes())
