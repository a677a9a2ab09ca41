"""What a paragraph is, by the name of its style in Word and its kin."""

from __future__ import annotations

import re

from presscli.markup import BlockKind

_HEADING = re.compile(r"(?:heading|titolo|überschrift|titre|título)\s*(\d)", re.IGNORECASE)

_KINDS = {
    "title": BlockKind.TITLE,
    "titolo": BlockKind.TITLE,
    "quote": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
    "block text": BlockKind.QUOTE,
    "citazione": BlockKind.QUOTE,
    "citazione intensa": BlockKind.QUOTE,
    "quotations": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
    "didascalia": BlockKind.CAPTION,
}
_LIST = re.compile(r"(?:list (?:bullet|number)|(?:punto|numero) elenco)\s*([2-9])", re.IGNORECASE)
_SUBTITLES = frozenset({"subtitle", "sottotitolo"})
_SUBTITLE_LEVEL = 2


def kind_of_style(name: str) -> tuple[BlockKind | None, int]:
    """The kind of block and, of a heading, its level from 1; None where the name says nothing.

    Args:
        name: As Word, LibreOffice and others write it; English in files, whatever the
            language of the program, but for styles that a user made.
    """
    plain = " ".join(name.lower().split())
    heading = _HEADING.fullmatch(plain)
    if heading:
        return BlockKind.HEADING, max(int(heading[1]), 1)
    if plain in _SUBTITLES:
        return BlockKind.HEADING, _SUBTITLE_LEVEL
    return _KINDS.get(plain), 0


def depth_of_list_style(name: str) -> int | None:
    """How deep a list of Word's own styles is nested, from 0; None where the name is no such.

    "List Bullet 2" is a list of its own, of the first level, and only looks nested.
    """
    found = _LIST.fullmatch(" ".join(name.split()))
    return int(found[1]) - 1 if found else None
