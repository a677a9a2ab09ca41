"""PDFium's characters -> the words of a page, with their places and type."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from presscli.readers.layout.boxes import Page, Word

MAX_CHARACTERS = 1_000_000
"""Most characters of a document: 300 pages of 3,000."""

_HYPHEN = 0x02
"""What PDFium gives for a hyphen at the end of a line."""
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_LIGATURES |= {0xFB05: "st", 0xFB06: "st"}
_WHITE = frozenset({0x09, 0x0A, 0x0D, 0x20, 0x3000})
_BREAK_EMS = 0.22
"""A gap that parts words where the file has no space there."""
_SAME_WORD_EMS = 0.1
_SAME_LINE_EMS = 0.15
_UPRIGHT_RADIANS = 0.1
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli", re.IGNORECASE)
_BOLD_WEIGHT = 600
_FONT_NAME_BYTES = 256
_NO_CHARACTER = frozenset({0xFFFD, 0xFFFE, 0xFFFF})


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character; ``x0`` to ``base`` in points, ``base`` growing downwards."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    strong: bool
    emphasis: bool


@dataclass(frozen=True, slots=True)
class PageText:
    """What is on a page: upright words, other text as it is drawn, characters nobody can tell."""

    page: Page
    turned: str = ""
    unknown: int = 0
    characters: int = 0


class TooManyCharactersError(Exception):
    """A page has more characters than were allowed."""


def read_page(page: Any, raw: Any, most: int) -> PageText:
    """Read a page of PDFium.

    Args:
        page: A ``pypdfium2.PdfPage``.
        raw: The module ``pypdfium2.raw``.
        most: Characters that it may have.

    Raises:
        TooManyCharactersError: It has more.
    """
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation() % 360
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > most:
            raise TooManyCharactersError
        glyphs: list[Glyph | None] = []
        turned: list[str] = []
        unknown = count = 0
        for code, glyph, upright in _characters(textpage.raw, raw, turn):
            count += 1
            unknown += code in _NO_CHARACTER
            if glyph is None:
                glyphs.append(None)
                turned.append(" ")
            elif upright:
                glyphs.append(glyph)
            else:
                turned.append(glyph.text)
        sides = (left, right, -top, -bottom)
        width, height = right - left, top - bottom
        if turn in {90, 270}:
            width, height = height, width
            sides = (bottom, top, left, right) if turn == 90 else (-top, -bottom, -right, -left)
        elif turn == 180:
            sides = (-right, -left, bottom, top)
        words = tuple(_shift(word, sides) for word in make_words(glyphs) if _is_inside(word, sides))
        return PageText(Page(words, height, width), "".join(turned).strip(), unknown, count)
    finally:
        textpage.close()


def _characters(textpage: Any, raw: Any, turn: int) -> Iterator[tuple[int, Glyph | None, bool]]:
    """Each character with its code, None for white space, and whether it is upright."""
    fonts: dict[int, tuple[float, bool, bool, bool]] = {}
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    for at in range(max(raw.FPDFText_CountChars(textpage), 0)):
        code = raw.FPDFText_GetUnicode(textpage, at)
        # PDFium puts nothing in but white space and the hyphens at the ends of lines.
        if code in _WHITE:
            yield code, None, True
            continue
        raw.FPDFText_GetLooseCharBox(textpage, at, box_at)
        raw.FPDFText_GetCharOrigin(textpage, at, x_at, y_at)
        pointer = raw.FPDFText_GetTextObject(textpage, at)
        key = ctypes.addressof(pointer.contents) if pointer else 0
        if key not in fonts:
            fonts[key] = _font(textpage, raw, at, turn)
        size, strong, emphasis, upright = fonts[key]
        x0, x1, base = _turned(turn, box, x.value, y.value)
        yield code, Glyph(_text(code), x0, x1, base, size, strong, emphasis), upright


def _turned(turn: int, box: Any, x: float, y: float) -> tuple[float, float, float]:
    """Left, right and baseline on the page as it is shown, turned clockwise."""
    if turn == 90:
        return box.bottom, box.top, x
    if turn == 180:
        return -box.right, -box.left, y
    if turn == 270:
        return -box.top, -box.bottom, -x
    return box.left, box.right, -y


def _font(textpage: Any, raw: Any, at: int, turn: int) -> tuple[float, bool, bool, bool]:
    """Size in points as it is shown; whether it is bold, slanted, and upright."""
    matrix = raw.FS_MATRIX()
    scale = 1.0
    if raw.FPDFText_GetMatrix(textpage, at, ctypes.byref(matrix)):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = raw.FPDFText_GetFontSize(textpage, at) * scale
    buffer = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, at, buffer, _FONT_NAME_BYTES, ctypes.byref(flags))
    name = buffer.value.decode("utf-8", "replace")
    heavy = raw.FPDFText_GetFontWeight(textpage, at) >= _BOLD_WEIGHT
    angle = raw.FPDFText_GetCharAngle(textpage, at) + math.radians(turn)  # both clockwise
    upright = abs(math.remainder(angle, math.tau)) < _UPRIGHT_RADIANS
    bold, slanted = heavy or bool(_BOLD.search(name)), bool(_ITALIC.search(name))
    return max(size, 0.1), bold, slanted, upright


def _text(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    return _LIGATURES.get(code) or (chr(code) if 0 < code < 0x110000 else "\ufffd")


def make_words(glyphs: list[Glyph | None]) -> Iterator[Word]:
    """Put characters together as words; None is white space."""
    current: list[Glyph] = []
    glued = False
    for glyph in glyphs:
        if glyph is None:
            if current:
                yield _word(current, glued)
            current, glued = [], False
        elif current and not _is_same_word(current[-1], glyph):
            yield _word(current, glued)
            glued = _touches(current[-1], glyph)
            current = [glyph]
        else:
            current.append(glyph)
    if current:
        yield _word(current, glued)


def _is_same_word(before: Glyph, glyph: Glyph) -> bool:
    alike = (before.size, before.strong, before.emphasis) == (
        glyph.size,
        glyph.strong,
        glyph.emphasis,
    )
    level = abs(glyph.base - before.base) < _SAME_LINE_EMS * before.size
    gap = glyph.x0 - before.x1
    return alike and level and -before.size < gap < _BREAK_EMS * before.size


def _touches(before: Glyph, glyph: Glyph) -> bool:
    em = max(before.size, glyph.size)
    near = abs(glyph.base - before.base) < 0.6 * em
    return near and -0.3 * em < glyph.x0 - before.x1 < _SAME_WORD_EMS * em


def _word(glyphs: list[Glyph], glued: bool) -> Word:
    text = "".join(glyph.text for glyph in glyphs)
    first = glyphs[0]
    return Word(
        text,
        min(g.x0 for g in glyphs),
        max(g.x1 for g in glyphs),
        first.base,
        first.size,
        first.strong,
        first.emphasis,
        glued,
    )


def _is_inside(word: Word, sides: tuple[float, float, float, float]) -> bool:
    left, right, top, bottom = sides
    return left <= word.x1 and word.x0 <= right and top <= word.base <= bottom + word.size


def _shift(word: Word, sides: tuple[float, float, float, float]) -> Word:
    """A word with its place counted from the page's left upper corner."""
    left, _, top, _ = sides
    return Word(
        word.text,
        word.x0 - left,
        word.x1 - left,
        word.base - top,
        word.size,
        word.strong,
        word.emphasis,
        word.glued,
    )
