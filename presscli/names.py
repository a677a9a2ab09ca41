"""File names as they may be shown: on a terminal, in a message, in JSON."""

from __future__ import annotations


def printable(name: str) -> str:
    r"""The name with everything that must not reach a terminal escaped.

    Ordinary names come back unchanged. Control and invisible characters become
    ``\x1b`` or ``\u202e``; a byte of a file name that is not UTF-8 (a surrogate
    in Python) becomes ``\xe9``. So the answer can always be encoded and printed.
    """
    if name.isprintable():
        return name or "''"
    return "".join(c if c.isprintable() else _escape(c) for c in name)


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # surrogateescape (PEP 383): a byte that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")
