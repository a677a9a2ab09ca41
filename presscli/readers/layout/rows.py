"""Words -> pieces of lines: on one baseline, with no gap as wide as a gutter between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from presscli.readers.layout.boxes import Piece, Word, make_piece

_SAME_LINE_EMS = 0.3
"""Baselines nearer than this are one; lines are at least 0.9 em apart."""
_RAISED_EMS = 0.5
"""How far from the baseline the small type of an index or an exponent may stand."""
_SMALL = 0.8
"""Of what share of its neighbours' size type is small; indexes have some 0.6."""
_LONGEST_INDEX_CHARS = 3
_MARK_GAP_EMS = 2.0
"""How far before a footnote its mark may stand."""
_GUTTER_EMS = 1.2
"""The least gap between columns and cells; justified text rarely opens so far."""
_GUTTER_TIMES = 2.2
"""And how many times the row's common gap it must be, where that is wide itself."""
_FEWEST_SPACED = 5
_SPACED = 1.6
"""Letterspaced words: gaps between them are so many times those within them."""


def find_rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words by their baselines, from the top down; words of a row from left to right."""
    rows: list[list[Word]] = []
    small: list[Word] = []
    ordered = sorted(words, key=lambda word: (word.base, word.x0))
    for word in ordered:
        row = rows[-1] if rows else None
        if row and word.base - row[0].base <= _SAME_LINE_EMS * min(word.size, row[0].size):
            row.append(word)
        else:
            rows.append([word])
    kept = []
    for at, row in enumerate(rows):
        around = [
            word for other in (*rows[max(at - 2, 0) : at], *rows[at + 1 : at + 3]) for word in other
        ]
        if _is_index(row, around):
            small += row
        else:
            kept.append(row)
    for word in small:
        _nearest(word, kept or rows).append(word)
    return [sorted(row, key=lambda word: word.x0) for row in kept or rows]


def _is_index(row: Sequence[Word], around: Sequence[Word]) -> bool:
    """Whether a row is nothing but small type beside words of the rows around it."""
    return all(
        len(word.text) <= _LONGEST_INDEX_CHARS and any(_is_beside(word, other) for other in around)
        for word in row
    )


def _is_beside(word: Word, other: Word) -> bool:
    near = abs(word.base - other.base) <= _RAISED_EMS * other.size
    behind, before = word.x0 - other.x1, other.x0 - word.x1
    touches = -0.1 <= behind / other.size <= 0.3 or -0.1 <= before / other.size <= _MARK_GAP_EMS
    return near and touches and word.size < _SMALL * other.size


def _nearest(word: Word, rows: Sequence[list[Word]]) -> list[Word]:
    beside = [row for row in rows if any(_is_beside(word, other) for other in row)]
    return min(beside or rows, key=lambda row: abs(row[0].base - word.base))


def split_row(row: Sequence[Word]) -> list[Piece]:
    """Divide a row at its wide gaps."""
    row = _respace(row)
    gaps = [right.x0 - left.x1 for left, right in pairwise(row)]
    common = median(gaps) if gaps else 0.0
    parts: list[list[Word]] = [[row[0]]]
    for (left, right), gap in zip(pairwise(row), gaps, strict=True):
        em = max(left.size, right.size)
        wide = gap > _GUTTER_EMS * em and (
            gap > _GUTTER_TIMES * common or common > _GUTTER_EMS * em
        )
        parts[-1:] = [parts[-1], [right]] if wide else [[*parts[-1], right]]
    return [make_piece(part) for part in parts]


def _respace(row: Sequence[Word]) -> Sequence[Word]:
    """Put letterspaced words together: C O M U N I C A T O."""
    single = [word for word in row if len(word.text) == 1 and word.text.isalpha()]
    if len(single) < _FEWEST_SPACED or len(single) < 0.8 * len(row):
        return row
    gaps = [right.x0 - left.x1 for left, right in pairwise(row)]
    limit = _SPACED * max(median(gaps), 0.01)
    words = [row[0]]
    for (_, right), gap in zip(pairwise(row), gaps, strict=True):
        if gap <= limit:
            words[-1] = replace(words[-1], text=words[-1].text + right.text, x1=right.x1)
        else:
            words.append(right)
    return words


def find_pieces(words: Iterable[Word]) -> list[Piece]:
    """All pieces of a page's lines, from the top down and from left to right."""
    return [piece for row in find_rows(words) for piece in split_row(row)]
