"""What an element makes of the text in it: a heading, an item, a cell, bold, nothing to see."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from presscli.markup import BlockKind
from presscli.readers.html_tree import Element, absolute, tag_of

_BREAKING = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html"
    " legend li main menu nav ol option p pre search section summary table tbody td tfoot th"
    " thead tr ul"
)
BREAKING = frozenset(_BREAKING.split())
"""Elements that stand on lines of their own (HTML, 15.3 Rendering)."""

_NEVER_SEEN = (
    "applet audio button canvas datalist embed frame head iframe input map meter noembed"
    " noframes noscript object optgroup option param picture progress rp rt script select"
    " source style svg template textarea title track video"
)
_UNSEEN = frozenset(_NEVER_SEEN.split())
"""Not text of the document: not shown, a control, or a picture; ``rt`` repeats its base."""

_RETRACTED = frozenset({"del", "s", "strike"})
"""What is struck out no longer holds; translated it would pass for text that does."""

LISTS = frozenset({"ul", "ol", "menu", "dir"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAPTIONS = {"figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where text stands: in what kind of block, and how it is marked.

    ``depth`` counts the open lists, ``numbered`` says whether the innermost is an ``ol``;
    ``linked`` is set for every link, ``href`` only where its address is known.
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    depth: int = 0
    numbered: bool = False
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    linked: bool = False
    preformatted: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all text here is one block, in which paragraphs are lines."""
        return self.kind in {BlockKind.CELL, BlockKind.ITEM}


def is_unseen(element: Element) -> bool:
    """Whether a reader of the page would not see the text of an element, or see it struck out."""
    tag = tag_of(element)
    if tag == "button":  # the heading of a section that opens
        return tag_of(element.getparent()) not in HEADINGS
    if tag in _UNSEEN or tag in _RETRACTED or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def within(element: Element, place: Place, base: str) -> Place:
    """The place of the text in an element that stands at ``place``.

    Tables are for the caller: here a cell is what it is in a table that only lays out.
    """
    tag = tag_of(element)
    place = _marked(element, tag, place, base)
    if tag == "pre":
        place = replace(place, preformatted=True)
    if place.kind is BlockKind.CELL:
        return place
    if tag in LISTS:
        return replace(place, depth=place.depth + 1, numbered=tag == "ol")
    if tag == "li":
        return replace(place, kind=BlockKind.ITEM, level=max(place.depth, 1))
    if tag in HEADINGS:
        return replace(place, kind=BlockKind.HEADING, level=int(tag[1]))
    if tag in _CAPTIONS or (tag == "blockquote" and place.kind is not BlockKind.ITEM):
        return replace(place, kind=_CAPTIONS.get(tag, BlockKind.QUOTE), level=0)
    return place


def _marked(element: Element, tag: str, place: Place, base: str) -> Place:
    style = element.get("style") or ""
    light = bool(_LIGHT.search(style)) or tag in HEADINGS
    if tag in {"b", "strong"} or _BOLD.search(style) or light:
        place = replace(place, strong=not light)
    if tag in {"i", "em"}:
        place = replace(place, emphasis=True)
    href = (element.get("href") or "").strip() if tag == "a" else ""
    if href:
        leads = "" if href.startswith("#") else absolute(href, base)
        place = replace(place, href=leads, linked=True)
    return place
