"""The bytes of an RTF file -> its tokens, and the encodings that it names."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

MAX_TOKENS = 1_000_000
"""Most control words and groups: some two thousand pages. Their number, and not the file's
size, is what time goes with; a picture is one token a line."""

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})?\ ?"  # a control word, its number, one space
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\([^a-zA-Z])"
    rb"|([{}])"
    rb"|[\r\n]+"
    rb"|([^\\{}\r\n]+)",
    re.DOTALL,
)

CODE_PAGES = {
    # fcharset and the code page that it stands for (RTF 1.9.1, "Font Table").
    77: "mac-roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
LANGUAGES = {
    # Primary languages, the low ten bits of Windows' language identifiers (MS-LCID).
    0x04: "zh",
    0x05: "cs",
    0x07: "de",
    0x08: "el",
    0x09: "en",
    0x0A: "es",
    0x0C: "fr",
    0x0E: "hu",
    0x10: "it",
    0x11: "ja",
    0x13: "nl",
    0x15: "pl",
    0x16: "pt",
    0x18: "ro",
    0x19: "ru",
    0x1F: "tr",
    0x24: "sl",
}


class Kind(Enum):
    """What a token is."""

    WORD = 1
    """A control word; or a control symbol, whose ``word`` is the one character."""
    OPEN = 2
    CLOSE = 3
    TEXT = 4
    """Characters in the encoding of the font."""
    BYTE = 5
    """One byte, written as two hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token: the control word with its number (None where it has none), or its bytes."""

    kind: Kind
    word: str = ""
    number: int | None = None
    data: bytes = b""


def read_tokens(data: bytes) -> Iterator[Token]:
    r"""Take an RTF file apart; binary data (``\bin``) is passed over.

    Raises:
        ValueError: Over :data:`MAX_TOKENS`.
    """
    at = 0
    for _ in range(MAX_TOKENS):
        found = _TOKEN.match(data, at)
        if found is None:  # a backslash at the very end, or the end
            return
        at = found.end()
        token = _token(found)
        if token is not None and token.word == "bin":
            at += max(token.number or 0, 0)
        elif token is not None:
            yield token
    raise ValueError(f"over {MAX_TOKENS:,} control words")


def _token(found: re.Match[bytes]) -> Token | None:
    word, number, pair, symbol, brace, text = found.groups()
    if word:
        return Token(Kind.WORD, word.decode("ascii"), int(number) if number else None)
    if pair:
        return Token(Kind.BYTE, data=bytes.fromhex(pair.decode("ascii")))
    if symbol:
        return Token(Kind.WORD, symbol.decode("latin-1"))
    if brace:
        return Token(Kind.OPEN if brace == b"{" else Kind.CLOSE)
    return Token(Kind.TEXT, data=text) if text else None


def codec_of(code_page: int) -> str:
    """Python's name of a Windows code page; empty where it knows none."""
    name = {10000: "mac-roman", 65001: "utf-8"}.get(code_page, f"cp{code_page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
