"""What the styles of an OpenDocument text make of its paragraphs, spans and lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from presscli.markup import BlockKind
from presscli.readers.style_names import kind_of_style

_LONGEST_CHAIN = 20
"""Styles based on styles; a longer chain is a loop."""
_BOLD_WEIGHT = 600


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it says nothing."""

    kind: BlockKind | None = None
    level: int = 0
    strong: bool | None = None
    emphasis: bool | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles, by family and name, and the depths at which a list has numbers."""

    named: Mapping[tuple[str, str], Style] = field(default_factory=dict)
    numbered: Mapping[str, frozenset[int]] = field(default_factory=dict)
    language: str = ""

    def of(self, family: str, name: str) -> Style:
        """The style; an empty one where there is none of the name."""
        return self.named.get((family, name), Style())


def read_styles(roots: Iterable[Element | None]) -> Styles:
    """Read the styles of ``styles.xml`` and ``content.xml``; either may be missing."""
    plain: dict[tuple[str, str], Element] = {}
    numbered: dict[str, frozenset[int]] = {}
    language = ""
    for root in roots:
        for element in root.iter() if root is not None else ():
            name = element.get("style.name", "")
            if element.tag == "style.style":
                plain[element.get("style.family", ""), name] = element
            elif element.tag == "text.list-style":
                numbered[name] = frozenset(_numbered_depths(element))
            elif element.tag == "style.default-style" and not language:
                text = element.find("style.text-properties")
                language = text.get("fo.language", "") if text is not None else ""
    return Styles({key: _resolve(key, plain) for key in plain}, numbered, language)


def _numbered_depths(list_style: Element) -> Iterable[int]:
    for level in list_style.iterfind("text.list-level-style-number"):
        depth = level.get("text.level", "")
        if level.get("style.num-format") and depth.isdecimal() and len(depth) < 3:
            yield int(depth)


def _resolve(key: tuple[str, str], plain: Mapping[tuple[str, str], Element]) -> Style:
    """A style with what it inherits; the nearest that says something counts."""
    family, name = key
    style = Style()
    for _ in range(_LONGEST_CHAIN):
        element = plain.get((family, name))
        if element is None:
            break
        style = _over(style, _own(element, name, family))
        name = element.get("style.parent-style-name", "")
    # A style that is not defined in the file may still be one of the program's own.
    kind, level = kind_of_style(name.replace("_20_", " "))
    return _over(style, Style(kind=kind, level=level))


def _own(element: Element, name: str, family: str) -> Style:
    shown = element.get("style.display-name") or name.replace("_20_", " ")
    kind, level = kind_of_style(shown) if family == "paragraph" else (None, 0)
    text = element.find("style.text-properties")
    said = text.attrib if text is not None else {}
    hidden = said.get("text.display")
    # A heading's bold type is its looks, and no emphasis of the writer.
    named = family == "paragraph" and not element.get("style.parent-style-name")
    strong = None if named or kind else _is_bold(said.get("fo.font-weight"))
    slant = said.get("fo.font-style")
    emphasis = None if named or kind or slant is None else slant in {"italic", "oblique"}
    return Style(kind, level, strong, emphasis, None if hidden is None else hidden == "none")


def _is_bold(weight: str | None) -> bool | None:
    if weight is None:
        return None
    return weight == "bold" or (weight.isdecimal() and int(weight) >= _BOLD_WEIGHT)


def _over(style: Style, base: Style) -> Style:
    kind, level = (style.kind, style.level) if style.kind else (base.kind, base.level)
    return Style(
        kind,
        level,
        base.strong if style.strong is None else style.strong,
        base.emphasis if style.emphasis is None else style.emphasis,
        base.hidden if style.hidden is None else style.hidden,
    )
