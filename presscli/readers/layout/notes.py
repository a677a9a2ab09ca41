"""Footnotes: small type at the foot of a page that begins with its number."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from presscli.readers.layout.boxes import Page, Piece, make_piece

_SMALLER = 0.93
"""Of what share of the text's size the type of footnotes is at most."""
_UPPER_HALF = 0.4
"""Footnotes stand below this part of a page's height."""
_MARK = re.compile(r"\(?(?:\d{1,2}|\*{1,3}|†)\)?")
_SMALL = 0.8


def take_notes(
    page: Page, pieces: Sequence[Piece], body: float
) -> tuple[list[Piece], list[list[Piece]]]:
    """Part a page's text from its footnotes.

    Args:
        page: Where they stand.
        pieces: Of the page.
        body: Size of the document's running text.

    Returns:
        The pieces of the text, and the lines of each note; its first word is its mark.
    """
    ordered = sorted(pieces, key=lambda piece: (piece.base, piece.x0))
    start = len(ordered)
    for at in range(len(ordered) - 1, -1, -1):
        piece = ordered[at]
        if piece.size > _SMALLER * body or piece.base < _UPPER_HALF * page.height:
            break
        if is_marked(piece):
            start = at
    notes: list[list[Piece]] = []
    for piece in ordered[start:]:
        if is_marked(piece):
            notes.append([piece])
        else:
            notes[-1].append(piece)
    return ordered[:start], notes


def is_marked(piece: Piece) -> bool:
    """Whether a line begins with what may be the mark of a footnote."""
    return len(piece.words) > 1 and bool(_MARK.fullmatch(piece.words[0].text))


def drop_marks(piece: Piece, marks: Container[str]) -> Piece:
    """A line without the raised marks of the footnotes on its page."""
    kept = [
        word for word in piece.words if not (word.size < _SMALL * piece.size and word.text in marks)
    ]
    return make_piece(kept) if kept and len(kept) < len(piece.words) else piece
