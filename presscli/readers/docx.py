"""Word documents (.docx, .docm, .dotx): text, styles and properties; macros are never read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from presscli.errors import InputError
from presscli.markup import Metadata
from presscli.readers.damaged import refuse_damaged
from presscli.readers.docx_styles import Styles, read_styles, value
from presscli.readers.docx_text import Walker
from presscli.readers.extracted import Extracted
from presscli.readers.flow import Paragraph, list_lines, list_paragraphs, make_blocks
from presscli.readers.letterhead import find_domain, find_publisher
from presscli.readers.package import Package, list_members
from presscli.readers.properties import language_code, parse_iso_date, real_name, real_title

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",  # ISO 29500 strict
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
    "http://purl.oclc.org/ooxml/officeDocument/extendedProperties": "ep",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
}
_HINT = "Open it in a word processor and save it anew"
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = "word/document.xml"
_BESIDE = ("footnotes", "endnotes", "styles", "numbering", "header", "footer")


def is_docx(data: bytes) -> bool:
    """Whether a zip archive is a Word document, by its members.

    One that is cut short has no list of members; its first member's name then tells.
    """
    members = list_members(data)
    if members:
        return _CONTENT_TYPES in members and any(m.startswith("word/") for m in members)
    return data[30 : 30 + len(_CONTENT_TYPES)] == _CONTENT_TYPES.encode() and b"word/" in data


def read_docx(data: bytes, *, name: str, encoding: str) -> Extracted:
    """Read a Word document.

    Insertions that are tracked are in, deletions out. Heads and feet of pages are left
    out of the text; their letterhead gives the publisher.

    Raises:
        InputError: Damaged, protected, over the limits of :mod:`presscli.readers.package`,
            or without its main part.
    """
    with refuse_damaged(name, "Word document", _HINT):
        package = Package(data, name=name, prefixes=_PREFIXES)
        main = _main_part(package)
        root = package.xml(main)
        body = root.find("w.body") if root is not None else None
        if body is None:
            raise InputError(name, f"damaged Word document (no {main} in it)", _HINT)
        return _Document(package, main).read(body)


def _main_part(package: Package) -> str:
    """The part with the text, as the package's relations name it."""
    root = package.xml("_rels/.rels")
    for relation in root if root is not None else ():
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith("/officeDocument") and target in package.names:
            return target
    return _MAIN


class _Document:
    """A document being read: its parts, and where its links lead."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._folder = posixpath.dirname(main)
        self._beside: dict[str, list[str]] = {}
        self._links = self._relations(main)

    def read(self, body: Element) -> Extracted:
        styles_root = self._part("styles")
        styles = read_styles(styles_root, self._part("numbering"))
        walker = Walker(styles, self._links)
        flow = walker.flow(body)
        notes = list(self._notes(walker.notes, styles))
        language = value(styles_root, "w.docDefaults/w.rPrDefault/w.rPr/w.lang") or ""
        margins = self._margins(styles)
        metadata = _metadata(self._package, margins, language_code(language))
        return Extracted(blocks=make_blocks(flow, notes), metadata=metadata)

    def _relations(self, part: str) -> dict[str, str]:
        """Links of a part by their ids; the parts beside the main one are remembered."""
        folder, file = posixpath.split(part)
        root = self._package.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        links = {}
        for relation in root if root is not None else ():
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            if kind == "hyperlink":
                links[relation.get("Id", "")] = target
            elif kind in _BESIDE:
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                self._beside.setdefault(kind, []).append(path)
        return links

    def _part(self, kind: str) -> Element | None:
        paths = self._beside.get(kind, [])
        return self._package.xml(paths[0]) if paths else None

    def _notes(self, wanted: Iterable[tuple[str, str]], styles: Styles) -> Iterable[Paragraph]:
        """Footnotes and endnotes, in the order in which the text refers to them."""
        found: dict[tuple[str, str], Element] = {}
        links: dict[str, dict[str, str]] = {}
        for kind in ("footnotes", "endnotes"):
            root = self._part(kind)
            for note in root if root is not None else ():
                found[kind, note.get("w.id", "")] = note
            if root is not None:
                links[kind] = self._relations(self._beside[kind][0])
        for key in dict.fromkeys(wanted):
            if key in found:
                yield from list_paragraphs(Walker(styles, links[key[0]]).flow(found[key]))

    def _margins(self, styles: Styles) -> list[str]:
        """The lines of all heads of pages, then of all feet."""
        lines = []
        for path in [*self._beside.get("header", ()), *self._beside.get("footer", ())]:
            root = self._package.xml(path)
            if root is not None:
                lines += list_lines(Walker(styles, {}).flow(root))
        return lines


def _metadata(package: Package, margins: list[str], language: str) -> Metadata:
    core, extended = package.xml("docProps/core.xml"), package.xml("docProps/app.xml")

    def text(root: Element | None, path: str) -> str:
        return (root.findtext(path) or "") if root is not None else ""

    written = text(core, "dcterms.modified") or text(core, "dcterms.created")
    return Metadata(
        title=real_title(text(core, "dc.title")),
        author=real_name(text(core, "dc.creator")),
        publisher=find_publisher(margins) or real_name(text(extended, "ep.Company")),
        domain=find_domain(margins),
        published=parse_iso_date(written),
        language=language or language_code(text(core, "dc.language")),
    )
