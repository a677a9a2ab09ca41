"""Small Word, OpenDocument and PDF files, made of the parts that a test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "table"))
ODF += f' xmlns:draw="{OASIS}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def archive(parts: Mapping[str, str]) -> bytes:
    """A zip archive of texts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return data.getvalue()


def docx(body: str, parts: Mapping[str, str] | None = None, *, front: str = "") -> bytes:
    """A Word document with such a body; ``front`` stands before it in its XML."""
    main = f"{front}<w:document {W} {R}><w:body>{body}</w:body></w:document>"
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": main, **(parts or {})})


def relations(*entries: tuple[str, str, str]) -> str:
    """Relations of ``word/document.xml``: id, kind, target."""
    made = "".join(
        f'<Relationship Id="{key}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for key, kind, target in entries
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{made}</Relationships>'


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of Word."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def odt(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument text with such a body."""
    content = (
        f"<office:document-content {ODF}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = {"META-INF/manifest.xml": "<manifest/>"}
    return archive({"mimetype": kind, "content.xml": content, **manifest, **(parts or {})})


def pdf(*, pages: str = "/Kids[3 0 R]/Count 1", content: bytes = b"", length: int = -1) -> bytes:
    """A PDF file of one page with a stream of drawing operators, by hand."""
    size = len(content) if length < 0 else length
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages" + pages.encode() + b">>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(size).encode() + b">>stream\n" + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    start = f"startxref\n{len(out)}\n%%EOF".encode()
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n".encode()
    return out + head + table + trailer + start
