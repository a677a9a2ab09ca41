"""A page's blocks -> its headline and the blocks of its article.

trafilatura says which paragraphs are the article's. It leaves out leads, captions,
contacts and, on the pages that Italian municipalities have in common, every section but
the first; a release may not lose them. So what it found shows where the article stands:
the innermost element around its paragraphs and the headline. All of that is kept, other
than what is noise.
"""

from __future__ import annotations

import datetime
import logging
import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from presscli.lexicon.dates import parse_date
from presscli.markup import BlockKind
from presscli.readers.extras import require
from presscli.readers.html_noise import (
    Noise,
    around,
    held_by,
    in_landmark,
    is_cookie_notice,
    is_imprint,
    is_label,
    is_links,
    is_named_noise,
    is_pure_link,
    is_sentence,
    leads_on,
    other_reading,
    told_aside,
)
from presscli.readers.html_tree import Element, tag_of
from presscli.readers.html_walk import Piece

_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext")
_LINES = frozenset({"p", "head", "item", "cell", "quote", "list", "row", "ab", "div"})
_SUBSTRING_LETTERS = 20
"""A text of fewer letters counts as found only where it is a whole line."""
_SITE_SEPARATOR = re.compile(r"\s+[|\-\u2013\u2014\u2022\u00b7»:]+\s+|\s*\|\s*")
_GOOD_PART = 0.3
_BLOCKS_BELOW_HEADLINE = 4
"""Between a headline that only its place shows and the text: a lead, a day, a place."""

_FEWEST_LETTERS = 20
"""Of an article; below it there is nothing to translate on the page."""


@dataclass(frozen=True, slots=True)
class Article:
    """The headline, where there is one, the blocks below it, and the day shown between."""

    title: Piece | str
    pieces: list[Piece]
    day: datetime.date | None = None


def letters(text: str) -> str:
    """A text by its letters and digits alone, to tell the same words from others."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))


def find_article(
    root: Element, pieces: Sequence[Piece], titles: Sequence[str], *, name: str
) -> Article | None:
    """Find the article on a page.

    Args:
        root: The page.
        pieces: All its blocks.
        titles: What the page says its headline is, best first; the last is that of ``title``.
        name: The file as messages call it.

    Returns:
        The article; None where there is none.
    """
    found = _found_by_trafilatura(root, pieces, name)
    barred = other_reading(pieces)
    core = [p for p in found if is_sentence(p) and not in_landmark(p.element)]
    core = _without_noise(core, barred) or _longest(pieces)
    if not core:
        return None
    title = _headline(pieces, core, titles)
    anchors = [p.element for p in core]
    if isinstance(title, Piece) and not is_named_noise(title.element):
        anchors.append(title.element)
    container = around(anchors)
    kept = _kept(pieces, found, core, title=title, container=container, barred=barred)
    if sum(len(letters(p.block.text)) for p in kept) < _FEWEST_LETTERS:
        return None
    dates = [p for p in kept if p.number < core[0].number]
    days = {p.number: day for p in dates if (day := parse_date(p.block.text))}
    left = [p for p in kept if p.number not in days]
    return Article(title, left, next(iter(days.values()), None))


def _found_by_trafilatura(root: Element, pieces: Sequence[Piece], name: str) -> list[Piece]:
    trafilatura = require("trafilatura", extra="html", name=name)
    for logger in map(logging.getLogger, _LOGGERS):
        if not logger.handlers:  # or its complaints go to stderr
            logger.addHandler(logging.NullHandler())
    try:
        document = trafilatura.bare_extraction(
            root, include_comments=False, include_tables=True, favor_recall=True
        )
    except Exception:  # noqa: BLE001 - rules over any page at all; what they miss we find
        document = None
    if document is None or document.body is None:
        return []
    body = document.body
    lines = {letters("".join(e.itertext())) for e in body.iter() if tag_of(e) in _LINES}
    text = letters("".join(body.itertext()))
    return [p for p in pieces if _is_in(letters(p.block.text), lines, text)]


def _is_in(wanted: str, lines: set[str], text: str) -> bool:
    return wanted in lines or (len(wanted) >= _SUBSTRING_LETTERS and wanted in text)


def _without_noise(core: list[Piece], barred: set[Element]) -> list[Piece]:
    """Without the small print; what holds a good part of the text is none, whatever its name."""
    core = [p for p in core if not is_cookie_notice(p)]
    noise = Noise(held_by(core, least_share=_GOOD_PART), barred)
    return [p for p in core if p.element not in noise]


def _longest(pieces: Sequence[Piece]) -> list[Piece]:
    """Where trafilatura found nothing: what reads like text and stands like text."""
    known: dict[Element, bool] = {}
    quiet = [p for p in pieces if p.block.text and not _is_in_noise(p.element, known)]
    return [p for p in quiet if is_sentence(p)] or [
        p for p in quiet if not is_links(p) and " " in p.block.text.strip()
    ]


def _is_in_noise(element: Element, known: dict[Element, bool]) -> bool:
    """Whether an element or one around it is noise by its name.

    ``known`` keeps what was found, or a page nested deeply would be walked up again for
    each of its blocks.
    """
    path: list[Element] = []
    one: Element | None = element
    while one is not None and one not in known:
        path.append(one)
        one = one.getparent()
    verdict = one is not None and known[one]
    for below in reversed(path):
        verdict = verdict or is_named_noise(below)
        known[below] = verdict
    return verdict


def _headline(pieces: Sequence[Piece], core: Sequence[Piece], titles: Sequence[str]) -> Piece | str:
    """The heading that the page names as its title, its only ``h1``, or the one on top."""
    headings = [p for p in pieces if p.block.kind is BlockKind.HEADING]
    own = [p for p in headings if not in_landmark(p.element) and not _leads_home(p.element)]
    begins = core[0].number
    for title in titles:
        named = [p for p in own if _is_title(p.block.text, title)]
        if named:  # of the site's name and the headline, which make up a title, the nearer one
            return min(named, key=lambda p: (p.number > begins, abs(p.number - begins)))
    firsts = [p for p in own if p.block.level == 1]
    if len(firsts) == 1:
        return firsts[0]
    if titles[:-1]:
        return titles[0]
    inside = set(around([p.element for p in core]).iter())
    above = [p for p in own if p.number < begins]
    near = [p for p in above if p.element in inside] or [
        p for p in above[-1:] if begins - p.number <= _BLOCKS_BELOW_HEADLINE
    ]
    stated = [p for p in pieces[:begins] if titles and _is_title(p.block.text, titles[-1])]
    return next(iter(near or stated[::-1]), "")


def _leads_home(element: Element) -> bool:
    links = [element, *element.iter("a"), *element.iterancestors("a")]
    return any((link.get("href") or "").strip() == "/" for link in links if tag_of(link) == "a")


def _is_title(text: str, title: str) -> bool:
    """Whether a title is a text, alone or with the site's name before or after it."""
    wanted = letters(text)
    return bool(wanted) and wanted in {letters(title), *map(letters, _without_site(title))}


def _without_site(title: str) -> Iterable[str]:
    for match in _SITE_SEPARATOR.finditer(title):
        yield title[: match.start()]
        yield title[match.end() :]


def _kept(
    pieces: Sequence[Piece],
    found: Sequence[Piece],
    core: Sequence[Piece],
    *,
    title: Piece | str,
    container: Element,
    barred: set[Element],
) -> list[Piece]:
    """The article's blocks: those in its element, without its noise and its headline."""
    inside = set(container.iter())
    clean = {one for p in core for one in [p.element, *p.element.iterancestors()]}
    noise = Noise(clean | told_aside(pieces, inside), barred)
    chosen, sure = {p.number for p in found}, {p.number for p in core}
    begins = core[0].number
    top = min(begins, title.number) if isinstance(title, Piece) else begins
    headline = letters(title.block.text if isinstance(title, Piece) else title)
    loose = tag_of(container) in {"body", "html"}
    kept = []
    for piece in pieces:
        number = piece.number
        between = top < number < core[-1].number
        if headline and number <= begins and letters(piece.block.text) == headline:
            continue
        if piece.element in inside and (between or number in chosen or not loose):
            keep = _is_article(piece, noise, between=between, chosen=number in chosen)
        else:
            keep = number in chosen and _is_sure(piece, noise)
        if keep or number in sure:
            kept.append(piece)
    return _without_dangling(_whole_tables(kept, pieces), chosen)


def _is_sure(piece: Piece, noise: Noise) -> bool:
    """Whether a block that trafilatura has found away from the rest is believed."""
    return not (is_links(piece) or piece.element in noise or is_imprint(piece))


def _is_article(piece: Piece, noise: Noise, *, between: bool, chosen: bool) -> bool:
    if piece.block.kind is BlockKind.CELL:
        return piece.element not in noise
    if piece.element in noise:
        believed = chosen and is_sentence(piece) and not in_landmark(piece.element)
        if not believed or noise.bars(piece.element):
            return False
    if is_label(piece.block.text) or leads_on(piece):
        return False
    if not between and is_imprint(piece) and not is_sentence(piece):
        return False
    if chosen and between:
        return True
    return not (is_pure_link(piece) if chosen or between else is_links(piece))


def _whole_tables(kept: list[Piece], pieces: Sequence[Piece]) -> list[Piece]:
    """With any cell of a table all of it."""
    tables = {p.block.table for p in kept if p.block.table}
    there = {p.number for p in kept}
    return [p for p in pieces if p.number in there or p.block.table in tables]


def _without_dangling(kept: list[Piece], chosen: Container[int]) -> list[Piece]:
    """Without headings over nothing, such as that of a list of links which was left out."""
    answer: list[Piece] = []
    for piece in reversed(kept):
        heads = piece.block.kind is BlockKind.HEADING and piece.number not in chosen
        below = answer[-1].block if answer else None
        if heads and (
            below is None or (below.kind is BlockKind.HEADING and below.level <= piece.block.level)
        ):
            continue
        answer.append(piece)
    return answer[::-1]
