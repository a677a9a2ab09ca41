"""Bytes of a mail -> text, by the charset that is declared where that can be, else by what fits."""

from __future__ import annotations

import codecs

from presscli.errors import InputError
from presscli.readers.legacy import guess_legacy
from presscli.readers.text import read_text

_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What programs declare, and what they send (WHATWG Encoding Standard 4.2)."""


def decode(data: bytes, charset: str = "", *, forced: str = "") -> str:
    """Decode a part of a mail; what is damaged in it shows as U+FFFD, the rest is read.

    Args:
        data: Without its transfer encoding.
        charset: As the mail declares it; may be empty, unknown or wrong.
        forced: What the user says, for parts that declare nothing.

    Raises:
        UsageError: ``forced`` is no encoding.
    """
    if data.isascii() and not _is_stateful(charset) and b"\0" not in data:
        return data.decode("ascii")
    codec = _codec(charset)
    if not codec and forced:
        return _or_replaced(data, forced)
    for name in ("utf-8", codec):
        # Nothing but UTF-8 is valid UTF-8 by chance, whatever it was declared as.
        if name and (name != "utf-8" or not _is_stateful(charset)):
            try:
                return data.decode(name)
            except UnicodeError:
                continue
    return _or_replaced(data, "", codec)


def _or_replaced(data: bytes, forced: str, codec: str = "") -> str:
    try:
        return read_text(data, name="", encoding=forced).text
    except InputError:
        last = codec or guess_legacy(data) or ("utf-8" if _mostly_utf8(data) else "cp1252")
        return data.decode(last, "replace")


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    return 2 * text.count("\ufffd") <= sum(not c.isascii() for c in text)


def _codec(charset: str) -> str:
    """The name of Python's text codec for a charset; empty where it has none."""
    wanted = charset.strip(" \"'").lower()
    try:
        name = codecs.lookup(_ALIASES.get(wanted, wanted)).name
        b"a".decode(name, "replace")  # no text codec: base64, rot13
    except (LookupError, ValueError, UnicodeError):
        return ""
    return "" if name in {"idna", "punycode", "unicode_escape", "raw_unicode_escape"} else name


def _is_stateful(charset: str) -> bool:
    """Whether ASCII bytes may stand for something else: UTF-7, UTF-16, ISO 2022, HZ."""
    wanted = charset.lower().replace("_", "-")
    return wanted.startswith(("utf-7", "utf-16", "utf-32", "iso-2022", "hz"))
