"""Whether bytes are a page, a feed or other XML, told by how they begin."""

from __future__ import annotations

import codecs
import re

_SNIFFED_BYTES = 16_384
_PROLOG = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype\s+(?!html)[^>\[]*(?:\[.*?\]\s*)?>)+",
    re.DOTALL | re.IGNORECASE,
)
"""What may stand before the root of a document: declarations, comments, a doctype of XML's."""

_FEED_ROOT = re.compile(r"<(?:rss|feed|channel|rdf:rdf)[\s>]", re.IGNORECASE)
_PAGE_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|base|script|style)\b", re.IGNORECASE
)
_FRAGMENT_START = re.compile(
    r"<(?:p|div|h[1-6]|article|section|main|header|table|ul|ol|dl|blockquote|figure|center|font"
    r"|span|b|strong|i|em|a|br|img)\b",
    re.IGNORECASE,
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def is_feed(data: bytes) -> bool:
    """Whether a document is RSS or Atom."""
    return bool(_FEED_ROOT.match(_root(data)))


def is_page(data: bytes) -> bool:
    """Whether a document is an HTML page, with a doctype or without."""
    return bool(_PAGE_START.match(_root(data)))


def is_fragment(data: bytes) -> bool:
    """Whether a document is a part of a page, and HTML all through.

    Markdown may begin with an element, too; its other paragraphs do not.
    """
    return bool(_FRAGMENT_START.match(_root(data))) and _is_all_markup(data)


def is_xml(data: bytes) -> bool:
    """Whether a document says that it is XML."""
    return _beginning(data).lstrip().lower().startswith("<?xml")


def _beginning(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) : _SNIFFED_BYTES].decode(encoding, "replace")
    return data[:_SNIFFED_BYTES].decode("latin-1")


def _root(data: bytes) -> str:
    text = _beginning(data)
    prolog = _PROLOG.match(text)
    return text[prolog.end() :] if prolog else text


def _is_all_markup(data: bytes) -> bool:
    parts = re.split(rb"\n\s*\n", data.removeprefix(codecs.BOM_UTF8).strip())
    return data.rstrip().endswith(b">") and all(part.lstrip()[:1] == b"<" for part in parts)
