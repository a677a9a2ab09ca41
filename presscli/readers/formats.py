"""The formats a release may come in: how each is told, and the function that reads it.

To add one: write ``presscli/readers/NAME.py`` with a function of the type
:class:`presscli.readers.extracted.Reader` and put its name into the format's
``reader`` below.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from presscli.readers.envelopes import (
    is_mail,
    is_mailbox,
    is_outlook,
    ole_holds,
    zip_holds,
    zip_is,
)
from presscli.readers.sniff import is_feed, is_fragment, is_page, is_xml


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    ``evidence`` says how it was told, for messages. ``reader`` is
    ``module:function``, or empty for a format that cannot be read; ``remedy``
    then says what to do instead, ``{file}`` standing for the file.
    """

    label: str
    evidence: str
    signatures: tuple[bytes, ...] = ()
    suffixes: tuple[str, ...] = ()
    reader: str = ""
    remedy: str = ""
    guarded: bool = False
    """Whether it is read in a process of its own (:mod:`presscli.readers.guard`)."""
    beside: bool = False
    """Whether such files come along with releases and are none: within a file they are
    skipped without a word."""
    matches: Callable[[bytes], bool] | None = None
    """A further condition on the whole file, where the first bytes are shared."""
    searched: tuple[str, ...] = ()
    """Suffixes that a folder is searched for, of what is told by its bytes alone."""
    unless: tuple[str, ...] = ()
    """Suffixes of files that are something else, though they begin like this."""

    def has_signature(self, data: bytes) -> bool:
        """Whether the file begins as files of this format do."""
        return data.startswith(self.signatures) and (self.matches is None or self.matches(data))


def _ask(function: str) -> Callable[[bytes], bool]:
    """A condition that the reader's own module knows; imported when it is asked."""

    def matches(data: bytes) -> bool:
        module, name = function.split(":")
        return bool(getattr(importlib.import_module(module), name)(data))

    return matches


_PANDOC = "Take its text out first: pandoc -t plain --wrap=none {file} | presscli translate -"
_SAVE_AS_TEXT = "Open it and save it as plain text (UTF-8)"
_UNPACK = "Unpack it first, then give the files in it"
_NO_TEXT = "Give a text file"
_ZIP = (b"PK\x03\x04",)
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_ANY_START = (b"",)

TEXT_SUFFIXES = (".txt", ".md", ".markdown")
TEXT = Format("text", "", reader="presscli.readers.text:read_text")

FORMATS = (
    # Signatures as registered in PRONOM (nationalarchives.gov.uk/PRONOM); the
    # more particular of two that share one comes first.
    Format(
        "PDF",
        "PDF header",
        (b"%PDF-",),
        searched=(".pdf",),
        reader="presscli.readers.pdf:read_pdf",
        guarded=True,
    ),
    Format(
        "Word",
        "Word document",
        _ZIP,
        searched=(".docx", ".docm"),
        reader="presscli.readers.docx:read_docx",
        guarded=True,
        matches=_ask("presscli.readers.docx:is_docx"),
    ),
    Format(
        "OpenDocument",
        "OpenDocument text",
        _ZIP,
        searched=(".odt",),
        reader="presscli.readers.odt:read_odt",
        guarded=True,
        matches=_ask("presscli.readers.odt:is_odt"),
    ),
    Format("EPUB", "EPUB book", _ZIP, remedy=_PANDOC, matches=zip_is(b"application/epub+zip")),
    Format(
        "Office",
        "Excel or PowerPoint file",
        _ZIP,
        remedy=_SAVE_AS_TEXT,
        beside=True,
        matches=zip_holds(b"[Content_Types].xml"),
    ),
    Format(
        "OpenDocument, other",
        "OpenDocument file that is no text",
        _ZIP,
        remedy=_SAVE_AS_TEXT,
        beside=True,
        matches=zip_is(b"application/vnd.oasis.opendocument."),
    ),
    Format(
        "ZIP",
        "ZIP archive",
        (*_ZIP, b"PK\x05\x06"),
        searched=(".zip",),
        reader="presscli.readers.archive:read_archive",
        guarded=True,
    ),
    Format(
        "Outlook",
        "Outlook message",
        _OLE,
        searched=(".msg",),
        reader="presscli.readers.outlook:read_outlook",
        guarded=True,
        matches=is_outlook,
    ),
    Format(
        "Old Word",
        "old Word document",
        _OLE,
        remedy=_SAVE_AS_TEXT,
        matches=ole_holds("WordDocument"),
    ),
    Format("Old Office", "old Office document", _OLE, remedy=_SAVE_AS_TEXT, beside=True),
    Format(
        "RTF",
        "RTF header",
        (b"{\\rtf",),
        searched=(".rtf",),
        reader="presscli.readers.rtf:read_rtf",
        guarded=True,
    ),
    Format(
        "gzip",
        "gzip header",
        (b"\x1f\x8b",),
        remedy="Unpack it first: gunzip -c {file} | presscli translate -",
    ),
    Format(
        "bzip2",
        "bzip2 header",
        (b"BZh",),
        remedy="Unpack it first: bunzip2 -c {file} | presscli translate -",
        matches=lambda data: data[4:10] == b"1AY&SY",
    ),
    Format(
        "xz",
        "xz header",
        (b"\xfd7zXZ\x00",),
        remedy="Unpack it first: xz -dc {file} | presscli translate -",
    ),
    Format("7-Zip", "7-Zip archive", (b"7z\xbc\xaf\x27\x1c",), remedy=_UNPACK),
    Format("RAR", "RAR archive", (b"Rar!\x1a\x07",), remedy=_UNPACK),
    Format("PNG", "PNG image", (b"\x89PNG\r\n\x1a\n",), remedy=_NO_TEXT, beside=True),
    Format("JPEG", "JPEG image", (b"\xff\xd8\xff",), remedy=_NO_TEXT, beside=True),
    Format("GIF", "GIF image", (b"GIF87a", b"GIF89a"), remedy=_NO_TEXT, beside=True),
    Format("TIFF", "TIFF image", (b"II*\x00", b"MM\x00*"), remedy=_NO_TEXT, beside=True),
    Format(
        "RIFF",
        "WebP image, sound or film",
        (b"RIFF",),
        remedy=_NO_TEXT,
        beside=True,
        matches=lambda data: data[8:12] in {b"WEBP", b"WAVE", b"AVI "},
    ),
    Format("MP3", "MP3 sound", (b"ID3\x02", b"ID3\x03", b"ID3\x04"), remedy=_NO_TEXT, beside=True),
    Format(
        "MP4",
        "MP4 film or HEIF image",
        _ANY_START,
        remedy=_NO_TEXT,
        beside=True,
        matches=lambda data: data[4:8] == b"ftyp" and data[:2] == b"\x00\x00",
    ),
    Format(
        "feed",
        "RSS or Atom feed",
        _ANY_START,
        suffixes=(".rss", ".atom", ".rdf"),
        reader="presscli.readers.feed:read_feed",
        guarded=True,
        matches=is_feed,
    ),
    Format(
        "HTML",
        "HTML page",
        _ANY_START,
        suffixes=(".html", ".htm", ".xhtml"),
        reader="presscli.readers.html:read_html",
        guarded=True,
        matches=is_page,
    ),
    Format(
        "HTML",
        "part of an HTML page",
        _ANY_START,
        reader="presscli.readers.html:read_html",
        guarded=True,
        matches=is_fragment,
        unless=TEXT_SUFFIXES,
    ),
    Format(
        "XML",
        "XML document",
        _ANY_START,
        suffixes=(".xml",),
        remedy=_SAVE_AS_TEXT,
        beside=True,
        matches=is_xml,
    ),
    Format(
        "mailbox",
        "mailbox",
        (b"From ",),
        suffixes=(".mbox",),
        reader="presscli.readers.mbox:read_mbox",
        guarded=True,
        matches=is_mailbox,
    ),
    Format(
        "mail",
        "mail message",
        _ANY_START,
        suffixes=(".eml",),
        reader="presscli.readers.mail:read_mail",
        guarded=True,
        matches=is_mail,
    ),
)
