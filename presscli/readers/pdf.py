"""PDF files, through PDFium: the text that somebody wrote, out of characters on pages."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import Any

from presscli.errors import InputError
from presscli.markup import Metadata
from presscli.readers.blocks import Run
from presscli.readers.damaged import refuse_damaged
from presscli.readers.extracted import Extracted
from presscli.readers.extras import require
from presscli.readers.flow import Paragraph, make_blocks
from presscli.readers.layout.document import lay_out
from presscli.readers.letterhead import find_domain, find_publisher
from presscli.readers.pdf_pages import MAX_CHARACTERS, PageText, TooManyCharactersError, read_page
from presscli.readers.properties import parse_pdf_date, real_name, real_title

MAX_PAGES = 500
"""Most pages of a document; more is a book."""

_FEWEST_LETTERS = 16
"""A page with less text than this is a picture with a stamp on it."""
_MOST_UNKNOWN = 0.2
"""Share of characters that cannot be told above which a text is of no use."""
_HINT = "Open it in a PDF viewer and print it to a new file"


def read_pdf(data: bytes, *, name: str, encoding: str) -> Extracted:
    """Read a PDF file.

    Raises:
        InputError: ``pypdfium2`` is not installed; the file is damaged, has a password, too
            many pages or characters, or no text in it (it needs character recognition).
    """
    pdfium = require("pypdfium2", extra="pdf", name=name)
    with refuse_damaged(name, "PDF file", _HINT):
        document = _open(pdfium, data, name)
        try:
            if len(document) == 0:
                raise InputError(name, "damaged PDF file (no pages)", _HINT)
            if len(document) > MAX_PAGES:
                what = f"too many pages ({len(document)})"
                raise InputError(name, what, f"At most {MAX_PAGES} are read. Divide it")
            texts = list(_read_pages(document, pdfium.raw, name))
            stated = document.get_metadata_dict()
        finally:
            document.close()
        _refuse_scanned(texts, name)
        found = lay_out([text.page for text in texts])
        turned = [Paragraph((Run(t.turned),)) for t in texts if t.turned]
        blocks = make_blocks([*found.flow, *turned], found.notes)
        return Extracted(blocks=blocks, metadata=_metadata(stated, found.letterhead))


def _open(pdfium: Any, data: bytes, name: str) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            quoted = shlex.quote(name)
            hint = f"Take it off: qpdf --password=... --decrypt {quoted} open.pdf"
            raise InputError(name, "protected by a password", hint) from error
        raise


def _read_pages(document: Any, raw: Any, name: str) -> Iterator[PageText]:
    left = MAX_CHARACTERS
    for number in range(len(document)):
        page = document[number]
        try:
            text = read_page(page, raw, left)
        except TooManyCharactersError as error:
            limit = f"At most {MAX_CHARACTERS:,} are read. Divide it"
            raise InputError(name, "too many characters", limit) from error
        finally:
            page.close()
        left -= text.characters
        yield text


def _refuse_scanned(texts: Sequence[PageText], name: str) -> None:
    """Refuse a file whose words are in pictures, or in a font that hides them."""
    written = (text.turned + "".join(word.text for word in text.page.words) for text in texts)
    letters = sum(sum(character.isalnum() for character in page) for page in written)
    quoted = shlex.quote(name)
    searchable = f"Make it searchable: ocrmypdf -l ita {{}}{quoted} searchable.pdf"
    if letters < _FEWEST_LETTERS * max(len(texts), 1):
        pages = "1 page" if len(texts) == 1 else f"{len(texts)} pages"
        what = f"needs OCR ({pages} without text)"
        raise InputError(name, what, searchable.format(""))
    unknown = sum(text.unknown for text in texts)
    if unknown > _MOST_UNKNOWN * sum(text.characters for text in texts):
        what = f"needs OCR (its fonts hide which letters they show, {unknown} of them)"
        raise InputError(name, what, searchable.format("--force-ocr "))


def _metadata(stated: dict[str, str], letterhead: Sequence[str]) -> Metadata:
    written = stated.get("CreationDate", "") or stated.get("ModDate", "")
    return Metadata(
        title=real_title(stated.get("Title", "")),
        author=real_name(stated.get("Author", "")),
        publisher=find_publisher(letterhead),
        domain=find_domain(letterhead),
        published=parse_pdf_date(written),
    )
