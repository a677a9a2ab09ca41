"""What stands on pages beside the text: running heads, page numbers, the letterhead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from presscli.readers.layout.boxes import Page, Piece, common_size
from presscli.readers.layout.notes import is_marked
from presscli.readers.letterhead import is_address, is_organisation

_MARGIN = 0.15
"""Part of a page's height, at its top and at its bottom, where furniture stands."""
_LETTERHEAD = 0.3
"""A letterhead may reach further down, on the first page."""
_MOST_LINES = 6
"""Lines of a letterhead, or of the head of a page."""
_LARGER = 1.12
_LONGEST_LINE_CHARS = 60
_SAME_PLACE_POINTS = 4
_APART_EMS = 1.5
"""How far below the text, in ems, an address at the foot of the first page stands."""
_NAMED_PAGE_NUMBER = re.compile(
    r"^.{0,80}\bpag(?:ina|\.)?\s*\d{1,3}(?:\s*(?:di|su|/)\s*\d{1,3})?\s*$", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(
    r"(?:pag(?:ina|\.)?|page|p\.)?\s*[-–—|]?\s*(\d{1,3})\s*[-–—|]?(?:\s*(?:di|of|su|/)\s*\d{1,3})?",
    re.IGNORECASE,
)


def find_running(pages: Sequence[tuple[Page, Sequence[Piece]]]) -> list[set[int]]:
    """Heads and feet that return from page to page, and page numbers.

    Args:
        pages: Each page with its pieces, in order.

    Returns:
        For each page, which of its pieces they are.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page, pieces in pages:
        seen.update({_trace(p) for p in pieces if _in_margin(p, page)})
    # On every other page at least: left and right pages may differ, the first may have none.
    often = max(2, len(pages) // 2)
    found = []
    for number, (page, pieces) in enumerate(pages, 1):

        def runs(at: int, pieces: Sequence[Piece] = pieces, number: int = number) -> bool:
            piece = pieces[at]
            return _times(piece, seen) >= often or _is_page_number(piece.text, number, len(pages))

        order = sorted(range(len(pieces)), key=lambda at: pieces[at].base)
        head = takewhile(runs, (at for at in order if pieces[at].base <= _MARGIN * page.height))
        low = (1 - _MARGIN) * page.height
        foot = takewhile(runs, (at for at in reversed(order) if pieces[at].base >= low))
        found.append({*head, *foot})
    return found


def _trace(piece: Piece) -> tuple[str, int]:
    """What is the same of a running head on all pages: its words without figures, its place."""
    words = re.sub(r"\d+", "#", " ".join(piece.text.casefold().split()))
    return words, round(piece.base / _SAME_PLACE_POINTS)


def _times(piece: Piece, seen: Counter[tuple[str, int]]) -> int:
    words, place = _trace(piece)
    return sum(seen[words, place + step] for step in (-1, 0, 1))


def _in_margin(piece: Piece, page: Page) -> bool:
    return not _MARGIN * page.height < piece.base < (1 - _MARGIN) * page.height


def _is_page_number(text: str, number: int, count: int) -> bool:
    if _NAMED_PAGE_NUMBER.search(text):
        return True
    found = _PAGE_NUMBER.fullmatch(text.strip())
    return bool(found) and (count > 1 or int(found[1]) == number if found else False)


def find_letterhead(page: Page, pieces: Sequence[Piece]) -> set[int]:
    """The letterhead of a first page: who issues it, and where, above and below the text.

    Above, it is the lines in front of the headline that name a body or an address, and
    those between them. Below, addresses that stand apart from the text, in smaller type.
    """
    order = sorted(range(len(pieces)), key=lambda at: (pieces[at].base, pieces[at].x0))
    if not order:
        return set()
    body = common_size(pieces)
    return _letterhead_above(page, pieces, order) | _letterhead_below(page, pieces, order, body)


def _letterhead_above(page: Page, pieces: Sequence[Piece], order: Sequence[int]) -> set[int]:
    largest = max(piece.size for piece in pieces)
    above: list[int] = []
    last = 0
    for place, at in enumerate(order[:_MOST_LINES]):
        piece = pieces[at]
        if piece.base > _LETTERHEAD * page.height or _runs_on(piece, pieces):
            break
        above.append(at)
        below = pieces[order[place + 1]] if place + 1 < len(order) else None
        if is_address(piece.text) or _names_issuer(piece, below, largest):
            last = len(above)
        elif _is_headline(piece, pieces) or piece.text.rstrip().endswith((".", ":", ",")):
            break
    return set(above[:last]) if last < len(order) else set()


def _runs_on(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a sentence goes on in the line below: that is running text, whatever it names."""
    return any(
        abs(below.x0 - piece.x0) < 2 * piece.size
        and 0 < below.base - piece.base < 1.5 * piece.size
        and abs(below.size - piece.size) < 0.5
        and below.text[0].islower()
        for below in pieces
    )


def _is_headline(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a line is a headline, or running text already, by its type and its length."""
    largest = max(other.size for other in pieces)
    larger = largest > _LARGER * common_size(pieces)
    return len(piece.text) > _LONGEST_LINE_CHARS or (larger and piece.size >= 0.95 * largest)


def _names_issuer(piece: Piece, below: Piece | None, largest: float) -> bool:
    """Whether a line is the name of a body, and nothing of the headline.

    "Comune di Bari" in the largest type may be a headline's beginning: it is where the
    next line goes on with it, or where words of weight begin with a small letter.
    """
    if not is_organisation(piece.text):
        return False
    if piece.size < 0.95 * largest:
        return True
    if below and below.size >= 0.95 * piece.size and below.base - piece.base < 1.5 * piece.size:
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", piece.text) if len(word) > 3]
    return bool(sum(word[0].isupper() for word in words) >= len(words) - 1)


def _letterhead_below(
    page: Page, pieces: Sequence[Piece], order: Sequence[int], body: float
) -> set[int]:
    feet: list[int] = []
    for at in reversed(order):
        piece = pieces[at]
        low = piece.base > (1 - _MARGIN) * page.height and len(feet) < _MOST_LINES
        apart = bool(feet) and pieces[feet[-1]].base - piece.base > _APART_EMS * body
        if not low or apart or piece.size > body or is_marked(piece):
            break
        feet.append(at)
    while feet and not is_address(pieces[feet[-1]].text):
        feet.pop()
    if not feet or len(feet) == len(order):
        return set()
    above = [piece for at, piece in enumerate(pieces) if at not in feet]
    gap = pieces[feet[-1]].base - max(piece.base for piece in above)
    smaller = pieces[feet[-1]].size < body
    noted = any(is_marked(piece) for piece in above[-2:])
    needed = 0.0 if smaller and noted else _APART_EMS if smaller else 3 * _APART_EMS
    return set(feet) if gap > needed * body else set()
