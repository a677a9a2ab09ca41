"""The encoding of a page or a feed: as stated, where that can be true; else as detected."""

from __future__ import annotations

import codecs
import re

from presscli.errors import InputError
from presscli.readers.extracted import Extracted
from presscli.readers.text import read_text

MAX_MARKUP_BYTES = 20_000_000
"""Largest page or feed; the largest page of a press office is a hundredth of it."""

_SNIFFED_BYTES = 4_096
"""Browsers look at 1,024; pages with long scripts on top state it later."""
_META = re.compile(
    rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_XML = re.compile(rb"<\?xml[^>]{1,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_AS_BROWSERS = {
    # WHATWG, Encoding, 4.2: the narrow label stands for the wide encoding.
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}


def codec_of(label: str) -> str:
    """The codec for a label as pages use it; empty where there is none for text."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
        b"a".decode(name)
    except (LookupError, ValueError):
        return ""
    # What can be read as ASCII is not in UTF-16, whatever it says.
    return "" if name.startswith(("utf-16", "utf-32")) else _AS_BROWSERS.get(name, name)


def stated_codec(data: bytes, label: str) -> str:
    """The codec for a label, where the bytes can be in it; empty where they cannot.

    Bytes that are valid UTF-8 are UTF-8, whatever a server or a template says.
    """
    if data.startswith(_BYTE_ORDER_MARKS):
        return ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        name = codec_of(label) if label else ""
        return name if name and name != "utf-8" and _fits(data, name) else ""
    return "utf-8"


def decode_markup(data: bytes, *, name: str, encoding: str) -> Extracted:
    """Decode a page: as the user says, as the page says, or as detected.

    Errors as :func:`presscli.readers.text.read_text`, and over :data:`MAX_MARKUP_BYTES`.
    """
    if len(data) > MAX_MARKUP_BYTES:
        what = f"too large ({len(data) / 1e6:.1f} MB)"
        hint = f"At most {MAX_MARKUP_BYTES // 1_000_000} MB of markup are read. Give a part of it"
        raise InputError(name, what, hint)
    if not encoding:
        head = data[:_SNIFFED_BYTES]
        label = _XML.search(head) or _META.search(head)
        encoding = stated_codec(data, label[1].decode("ascii") if label else "")
    found = read_text(data, name=name, encoding=encoding)
    return Extracted(found.text.removeprefix("\ufeff"), found.encoding)


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True
