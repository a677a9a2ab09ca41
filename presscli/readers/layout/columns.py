"""Pieces of lines -> regions in reading order: a headline over all columns, then each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from presscli.readers.layout.boxes import Piece, common_size

_FEWEST_LINES = 4
"""Lines that a column must have; less is a table, or an address beside another."""
_GUTTER_EMS = 0.6
"""The least gutter: narrower ones are gaps between words."""
_LEAST_WORDS = 2.5
"""Words to a line of running text, on average; cells of tables mostly have fewer."""
_FULL = 0.7
_LEAST_FULL = 0.4
"""Of a column of running text, at least such a share of its lines fills such a part of it."""
_DEEPEST = 4
"""Columns are divided in two; four times over is more than any page has."""


def order_regions(pieces: Sequence[Piece], depth: int = 0) -> list[list[Piece]]:
    """Divide a page into regions, each to be read from the top down, one after the other.

    Args:
        pieces: Of one page, in any order.
        depth: How often it was divided already.

    Returns:
        All the pieces; none of the regions is empty.
    """
    ordered = sorted(pieces, key=lambda piece: (piece.base, piece.x0))
    gutter = _find_gutter(ordered) if depth < _DEEPEST else None
    if gutter is None:
        return [ordered] if ordered else []
    regions: list[list[Piece]] = []
    for across, band in _bands(ordered, gutter):
        if across:
            regions.append(band)
            continue
        left = [piece for piece in band if piece.x1 <= gutter]
        right = [piece for piece in band if piece.x1 > gutter]
        # What stands above the right column, and goes on from a line over both.
        if regions and right:
            top = min(piece.base for piece in right) - 0.5 * right[0].size
            above = [piece for piece in left if piece.base < top]
            if above and _goes_on(regions[-1][-1], above[0]):
                regions[-1] += above
                left = left[len(above) :]
        for side in (left, right):
            regions += order_regions(side, depth + 1)
    return regions


def _goes_on(above: Piece, below: Piece) -> bool:
    close = below.base - above.base < 1.5 * above.size
    return close and abs(below.x0 - above.x0) < above.size


def _find_gutter(pieces: Sequence[Piece]) -> float | None:
    """The right side of the gutter that divides most text; None where nothing is in columns."""
    em = common_size(pieces)
    starts = Counter(round(piece.x0 / 2) for piece in pieces)
    best, best_score = None, 0
    for place, count in starts.items():
        if count < _FEWEST_LINES:
            continue
        gutter = place * 2 - max(_GUTTER_EMS * em / 2, 2)
        score = sum(
            len(band)
            for across, band in _bands(pieces, gutter)
            if not across and _is_in_columns(band, gutter)
        )
        if score > best_score:
            best, best_score = gutter, score
    return best


def _bands(pieces: Sequence[Piece], gutter: float) -> list[tuple[bool, list[Piece]]]:
    """Runs of pieces that cross the gutter, and of those that do not, from the top down."""

    def crosses(piece: Piece) -> bool:
        return piece.x0 < gutter - 1 and piece.x1 > gutter

    return [(across, list(band)) for across, band in groupby(pieces, key=crosses)]


def _is_in_columns(band: Sequence[Piece], gutter: float) -> bool:
    left = [piece for piece in band if piece.x1 <= gutter]
    right = [piece for piece in band if piece.x1 > gutter]
    if max(len(left), len(right)) < _FEWEST_LINES or not left or not right:
        return False
    return all(_is_text(side) for side in (left, right))


def _is_text(side: Sequence[Piece]) -> bool:
    """Whether a side of a gutter is running text rather than the cells of a table."""
    words = sum(len(piece.words) for piece in side)
    if words < _LEAST_WORDS * len(side):
        return False
    width = max(piece.x1 for piece in side) - min(piece.x0 for piece in side)
    filled = [
        sum(piece.x1 - piece.x0 for piece in row) >= _FULL * width
        for row in (list(group) for _, group in groupby(side, key=lambda p: round(p.base)))
    ]
    return sum(filled) >= _LEAST_FULL * len(filled)
