"""OpenDocument texts (.odt, .ott): text, styles and properties; scripts are never read."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from presscli.errors import InputError
from presscli.markup import Metadata
from presscli.readers.damaged import refuse_damaged
from presscli.readers.extracted import Extracted
from presscli.readers.flow import list_lines, list_paragraphs, make_blocks
from presscli.readers.letterhead import find_domain, find_publisher
from presscli.readers.odt_styles import Styles, read_styles
from presscli.readers.odt_text import Walker
from presscli.readers.package import Package, list_members
from presscli.readers.properties import language_code, parse_iso_date, real_name, real_title

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_PREFIXES = {
    f"{_OASIS}:{name}:1.0": prefix
    for name, prefix in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "meta": "meta",
        "drawing": "draw",
        "manifest": "manifest",
        "xsl-fo-compatible": "fo",
        "svg-compatible": "svg",
    }.items()
} | {"http://www.w3.org/1999/xlink": "xlink", "http://purl.org/dc/elements/1.1/": "dc"}
_HINT = "Open it in a word processor and save it anew"
_MIME = b"application/vnd.oasis.opendocument.text"
_OFFICE_TYPE = "META-INF/manifest.xml"
_MORE = frozenset({"word/document.xml", "xl/workbook.xml", "META-INF/container.xml"})
"""Members that tell of another format: those of Microsoft, EPUB."""
_MARGINS = tuple(
    f"style.{place}{side}" for place in ("header", "footer") for side in ("-first", "", "-left")
)


def is_odt(data: bytes) -> bool:
    """Whether a zip archive is an OpenDocument text.

    By the standard (ODF 1.3, part 2, 3.3) its type stands uncompressed in front; some
    programs pack it, or leave it out.
    """
    if data.startswith(b"mimetype", 30) and not data[8] | data[9]:  # stored as it is
        return data.startswith(_MIME, 38)
    members = list_members(data)
    return "content.xml" in members and _OFFICE_TYPE in members and not _MORE & members


def read_odt(data: bytes, *, name: str, encoding: str) -> Extracted:
    """Read an OpenDocument text.

    Insertions that are tracked are in, deletions out. Heads and feet of pages are left
    out of the text; their letterhead gives the publisher.

    Raises:
        InputError: Damaged, protected, over the limits of :mod:`presscli.readers.package`,
            or no text document.
    """
    with refuse_damaged(name, "OpenDocument text", _HINT):
        package = Package(data, name=name, prefixes=_PREFIXES)
        _refuse_encrypted(package, name)
        content = package.xml("content.xml")
        body = content.find("office.body/office.text") if content is not None else None
        if body is None:
            raise InputError(name, "damaged OpenDocument text (no text in content.xml)", _HINT)
        layout = package.xml("styles.xml")
        styles = read_styles((layout, content))
        walker = Walker(styles)
        flow = walker.flow(body)
        inner = Walker(styles)
        notes = [p for note in walker.notes for p in list_paragraphs(inner.flow(note))]
        metadata = _metadata(package, styles, _margins(layout, styles))
        return Extracted(blocks=make_blocks(flow, notes), metadata=metadata)


def _refuse_encrypted(package: Package, name: str) -> None:
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and manifest.find(".//manifest.encryption-data") is not None:
        raise InputError(name, "protected by a password", "Save it without one")


def _margins(layout: Element | None, styles: Styles) -> list[str]:
    """The lines of the heads of the pages, then of their feet."""
    if layout is None:
        return []
    found: Iterable[Element] = (part for tag in _MARGINS for part in layout.iter(tag))
    return [line for part in found for line in list_lines(Walker(styles).flow(part))]


def _metadata(package: Package, styles: Styles, margins: list[str]) -> Metadata:
    root = package.xml("meta.xml")

    def text(tag: str) -> str:
        found = next(root.iter(tag), None) if root is not None else None
        return (found.text or "") if found is not None else ""

    return Metadata(
        title=real_title(text("dc.title")),
        author=real_name(text("meta.initial-creator") or text("dc.creator")),
        publisher=find_publisher(margins),
        domain=find_domain(margins),
        published=parse_iso_date(text("dc.date") or text("meta.creation-date")),
        language=language_code(text("dc.language") or styles.language),
    )
