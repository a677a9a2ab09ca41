"""Lines of a region -> paragraphs, by their gaps, indents and lengths."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from presscli.readers.layout.boxes import Piece, Word, join_words
from presscli.readers.layout.hyphens import join_lines

_WIDE_GAP = 1.25
"""Paragraphs with space between them: so many times the leading."""
_INDENT_EMS = 0.7
_SAME_SIZE = 0.08
"""Sizes of type that differ by no more than this share are the same."""
_LEAST_LEADING_EMS = 0.9
_USUAL_LEADING_EMS = 1.3
_SLACK_EMS = 0.4
"""A word that would have fitted with so much to spare was put on a new line on purpose."""
_CENTRED_EMS = 1.0
_BULLETS = frozenset(
    "•·▪●◦‣∙■□–—-*\u2023\u25aa\u25cf\u25e6\u2713\u2714\u27a2\uf0b7\uf0a7\uf076\uf0d8"
)
_PRIVATE_USE = range(0xE000, 0xF900)
_NUMBERED = re.compile(r"\(?(\d{1,2}|[a-z])[.)]")
_END = (".", "!", "?", ":", ";", "»", "”", '"', "…")
_LARGER = 1.12
"""Type larger than the text's by this factor is a heading's."""


@dataclass(frozen=True, slots=True)
class Region:
    """What the lines of a region have in common."""

    left: float
    right: float
    leading: float
    """Distance of the baselines of lines of one paragraph."""
    body: float
    """Size of the document's running text."""


def measure_region(lines: Sequence[Piece], body: float) -> Region:
    """Find the margins and the leading of lines; at least one."""
    steps = sorted(
        step
        for above, below in pairwise(lines)
        if same_size(above, below)
        and (step := below.base - above.base) >= _LEAST_LEADING_EMS * above.size
    )
    # The first quartile: where paragraphs are short, most gaps are between them.
    leading = steps[len(steps) // 4] if steps else _USUAL_LEADING_EMS * lines[0].size
    return Region(min(p.x0 for p in lines), max(p.x1 for p in lines), leading, body)


def same_size(one: Piece, other: Piece) -> bool:
    """Whether two lines are set in type of one size."""
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)


def split_paragraphs(lines: Sequence[Piece], region: Region) -> list[list[Piece]]:
    """Divide the lines of a region, from the top down, into paragraphs."""
    paragraphs: list[list[Piece]] = []
    for line in lines:
        if paragraphs and not _begins(line, paragraphs[-1], region):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _begins(line: Piece, paragraph: Sequence[Piece], region: Region) -> bool:
    """Whether a line begins a paragraph, rather than going on with the one above it."""
    above = paragraph[-1]
    step = line.base - above.base
    if not same_size(above, line) or step < 0:
        return True
    if step > _WIDE_GAP * region.leading * max(1.0, line.size / region.body):
        return True
    if line.size > _LARGER * region.body:  # headings break their lines where they like
        return False
    if is_item(line) and (is_item(paragraph[0]) or above.text.endswith(_END)):
        return True
    return _begins_by_shape(line, paragraph, region)


def _begins_by_shape(line: Piece, paragraph: Sequence[Piece], region: Region) -> bool:
    """Whether the ends of the lines and their type part a line from the one above it."""
    above = paragraph[-1]
    short = _is_short(above, line, region)
    if above.strong != line.strong and short:
        return True
    if is_item(paragraph[0]):
        return short and line.x0 < paragraph[0].x0 + _INDENT_EMS * line.size
    if _is_centred(above, region) and _is_centred(line, region):
        return above.text.endswith(_END)
    at_margin = above.x0 - region.left < line.size
    indented = at_margin and line.x0 - above.x0 > _INDENT_EMS * line.size
    unfinished = line.text[0].islower() and not above.text.endswith(_END)
    return indented or (short and not unfinished)


def _is_short(above: Piece, line: Piece, region: Region) -> bool:
    """Whether the first word of a line would have fitted on the line above."""
    first = line.words[0]
    needed = 0.25 * line.size + (first.x1 - first.x0) + _SLACK_EMS * line.size
    return above.x1 + needed < region.right


def _is_centred(line: Piece, region: Region) -> bool:
    before, after = line.x0 - region.left, region.right - line.x1
    return before > line.size and abs(before - after) < _CENTRED_EMS * line.size


def is_item(line: Piece) -> bool:
    """Whether a line begins with a bullet or a list's number."""
    first = line.words[0].text
    return len(line.words) > 1 and (_is_bullet(first) or bool(_NUMBERED.fullmatch(first)))


def _is_bullet(text: str) -> bool:
    return len(text) == 1 and (text in _BULLETS or ord(text) in _PRIVATE_USE)


def item_number(line: Piece) -> str:
    """The number or letter of a list's item; empty where it has a bullet, or is none."""
    found = _NUMBERED.fullmatch(line.words[0].text) if is_item(line) else None
    return found[1] if found else ""


def without_marker(lines: Sequence[Piece]) -> list[tuple[Word, ...]]:
    """The words of an item's lines, its bullet or number left out."""
    return [lines[0].words[1:], *(line.words for line in lines[1:])]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of a paragraph that is marked alike."""

    text: str
    strong: bool
    emphasis: bool


def join_paragraph(lines: Sequence[Sequence[Word]], known: Container[str]) -> list[Stretch]:
    """The text of a paragraph, divided words put together, as stretches marked alike."""
    stretches: list[Stretch] = []
    for words in lines:
        if stretches and words:
            above = stretches.pop()
            text = join_words(words)
            joined = join_lines(above.text, text, known).removesuffix(text)
            stretches.append(replace(above, text=joined))
        for at, word in enumerate(words):
            text = word.text if word.glued or at == 0 else f" {word.text}"
            last = stretches[-1] if stretches else None
            if last and (last.strong, last.emphasis) == (word.strong, word.emphasis):
                stretches[-1] = replace(last, text=last.text + text)
            else:
                stretches.append(Stretch(text, word.strong, word.emphasis))
    return stretches


def goes_on(above: Sequence[Piece], below: Sequence[Piece], full: bool) -> bool:
    """Whether a paragraph that ends a column or page goes on at the top of the next.

    Args:
        above: The last paragraph of a region.
        below: The first one of the next.
        full: Whether the last line above reaches to the margin.
    """
    last, first = above[-1], below[0]
    if not same_size(last, first) or last.strong != first.strong or is_item(first):
        return False
    text = last.text
    if text.endswith(("-", "\u2010", "\u00ad")) and first.text[0].islower():
        return True
    if text.endswith(_END):
        return False
    return first.text[0].islower() or (full and not text.isupper())
