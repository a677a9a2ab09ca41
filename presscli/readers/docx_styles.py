"""What the styles and the numbering of a Word document make of its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from presscli.markup import BlockKind
from presscli.readers.style_names import depth_of_list_style, kind_of_style

_LONGEST_CHAIN = 20
"""Styles based on styles; a longer chain is a loop."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style, or a paragraph's own properties, say; None where they say nothing."""

    kind: BlockKind | None = None
    outline: int | None = None
    """Level of a heading, from 1; 0 for body text."""
    number: str | None = None
    """Id of a list; "0" for none."""
    depth: int | None = None
    """Depth within the list, from 0."""
    strong: bool | None = None
    emphasis: bool | None = None

    def over(self, base: Style) -> Style:
        """This one, with what it leaves open from another."""
        return Style(
            *(
                getattr(base, name) if getattr(self, name) is None else getattr(self, name)
                for name in self.__slots__
            )
        )


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their ids, each with what it is based on; formats of lists by id and depth."""

    named: Mapping[str, Style] = field(default_factory=dict)
    bullets: Mapping[tuple[str, int], bool] = field(default_factory=dict)
    """Whether the list has bullets rather than numbers at the depth."""

    def of(self, style_id: str, own: Style) -> Style:
        """What holds for a paragraph or a run."""
        return own.over(self.named.get(style_id, Style()))

    def is_ordered(self, number: str, depth: int) -> bool:
        """Whether a list has numbers at a depth."""
        return not self.bullets.get((number, depth), True)


def value(element: Element | None, path: str, attribute: str = "w.val") -> str | None:
    """An attribute of a child; None where there is no such child, empty where none such."""
    found = element.find(path) if element is not None else None
    return None if found is None else found.get(attribute, "")


def switched_on(element: Element | None, path: str) -> bool | None:
    """A toggle property (ISO 29500-1, 17.17.4); None where it is not stated."""
    said = value(element, path)
    return None if said is None else said.lower() not in {"0", "false", "off", "none"}


def own_style(paragraph: Element | None, run: Element | None) -> Style:
    """What ``w.pPr`` and ``w.rPr`` state by themselves."""
    outline = value(paragraph, "w.outlineLvl")
    depth = value(paragraph, "w.numPr/w.ilvl")
    return Style(
        outline=None if outline is None else _outline(outline),
        number=value(paragraph, "w.numPr/w.numId"),
        depth=None if depth is None else _whole(depth),
        strong=switched_on(run, "w.b"),
        emphasis=switched_on(run, "w.i"),
    )


def read_styles(styles: Element | None, numbering: Element | None) -> Styles:
    """Read ``styles.xml`` and ``numbering.xml``; either may be missing."""
    plain: dict[str, tuple[Style, str]] = {}
    for element in styles.iterfind("w.style") if styles is not None else ():
        own = own_style(element.find("w.pPr"), element.find("w.rPr"))
        name = value(element, "w.name") or ""
        kind, level = kind_of_style(name)
        depth = depth_of_list_style(name)
        named = Style(kind=kind, outline=level or None, depth=depth).over(own)
        # A heading's bold type is its looks, and no emphasis of the writer.
        if element.get("w.type") == "paragraph":
            named = replace(named, strong=None, emphasis=None)
        plain[element.get("w.styleId", "")] = (named, value(element, "w.basedOn") or "")
    return Styles({key: _resolve(key, plain) for key in plain}, _bullets(numbering))


def _resolve(key: str, plain: Mapping[str, tuple[Style, str]]) -> Style:
    style = Style()
    for _ in range(_LONGEST_CHAIN):
        if key not in plain:
            break
        own, key = plain[key]
        style = style.over(own)
    return style


def _bullets(numbering: Element | None) -> dict[tuple[str, int], bool]:
    if numbering is None:
        return {}
    abstract = {
        (a.get("w.abstractNumId", ""), _whole(level.get("w.ilvl", ""))): value(level, "w.numFmt")
        in {"bullet", "none", None}
        for a in numbering.iterfind("w.abstractNum")
        for level in a.iterfind("w.lvl")
    }
    used = {n.get("w.numId", ""): value(n, "w.abstractNumId") for n in numbering.iterfind("w.num")}
    by_abstract: dict[str, list[tuple[int, bool]]] = {}
    for (key, depth), bullet in abstract.items():
        by_abstract.setdefault(key, []).append((depth, bullet))
    return {
        (number, depth): bullet
        for number, key in used.items()
        for depth, bullet in by_abstract.get(key or "", ())
    }


def _outline(text: str) -> int:
    level = _whole(text, 9) + 1
    return level if level <= 9 else 0


def _whole(text: str, default: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else default
