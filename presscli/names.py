"""Names of inputs: as they may be shown, and what files for addresses are called."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PAGE_SUFFIX = re.compile(r"\.(?:s?html?|xhtml|php|aspx?|jsp|do|page|xml|rss)$", re.IGNORECASE)
_SLUG_CHARS = 100


def printable(name: str) -> str:
    r"""The name with everything that must not reach a terminal escaped.

    Ordinary names come back unchanged. Control and invisible characters become
    ``\x1b`` or ``\u202e``; a byte of a file name that is not UTF-8 (a surrogate
    in Python) becomes ``\xe9``. So the answer can always be encoded and printed.
    """
    if name.isprintable():
        return name or "''"
    return "".join(c if c.isprintable() else _escape(c) for c in name)


def is_url(name: str) -> bool:
    """Whether an input is an address and not a file, whatever its scheme."""
    return bool(_URL.match(name))


def url_slug(url: str) -> str:
    """A file's name for an address: its host, path and query in ASCII letters, without dots.

    A long one ends in eight figures of its hash, so that two long ones stay two.
    """
    bare = url.partition("#")[0].partition("://")[2].removeprefix("www.")
    path, _, query = bare.partition("?")
    text = "-".join(filter(None, [_PAGE_SUFFIX.sub("", path.rstrip("/")), query]))
    name = slug(unquote(text))
    if len(name) > _SLUG_CHARS or not name:
        import hashlib

        tail = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:8]
        return f"{name[:_SLUG_CHARS]}-{tail}".strip("-")
    return name


def slug(text: str, *, most: int = 0) -> str:
    """A text in small ASCII letters, figures and hyphens, cut at a word after ``most`` of them."""
    plain = unicodedata.normalize("NFKD", text).lower().encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if most and len(name) > most:
        name = name[: most + 1].rpartition("-")[0] or name[:most]
    return name


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # surrogateescape (PEP 383): a byte that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")
