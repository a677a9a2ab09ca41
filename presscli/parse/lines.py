"""From lines to parts: hard-wrapped lines joined, everything else kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from presscli.document import ParagraphKind
from presscli.lexicon.terms import is_end_mark
from presscli.parse.contacts import is_contact_line, opens_contacts
from presscli.parse.dateline import find_dateline

_LONGEST_WRAP_CHARS = 120
"""Nobody wraps wider: a text with longer lines has a paragraph on each line."""
_WRAP_SLACK_CHARS = 14
"""How much shorter than the widest a wrapped line may be: a long word did not fit."""
_SHORT_WRAP_CHARS = 40
"""Nobody wraps narrower: short lines are lines of their own (signatures, addresses)."""

_FEWEST_SENTENCES = 2
"""More lines than this that all end with a stop were not wrapped: each is a paragraph."""

_ITEM = re.compile(r"(?:[-*•·▪●◦–—]|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*$")
_STRONG = re.compile(r"(?<!\*)\*\*(?=[^\s*])([^*\n]+)(?<=[^\s*])\*\*(?!\*)")
_EMPHASIZED_LINE = re.compile(
    r"^[ \t]*([*_])(?=[^\s*_])([^*_\n]+)(?<=[^\s*_])\1[ \t]*$", re.MULTILINE
)
_INDENTED = re.compile(r"(?: {2,}|\t)\s*\S")
_LABEL_LINE = re.compile(r"[(\[]?(?:fonte|fonti|source|©|a cura d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together, or one block of a document.

    ``text`` has the lines joined, by single spaces or, in contacts, by line
    breaks. ``fixed`` is the kind of a part that its layout alone decides.
    """

    text: str
    heading: bool = False
    item: bool = False
    contacts: bool = False
    fixed: ParagraphKind | None = None


def split_parts(text: str) -> list[Part]:
    """Split a text into parts.

    Every non-space character of the text is in the parts, in order, but for
    Markdown heading markers and underlines, markers of emphasis, and a
    hyphen at the end of a line whose word is found whole elsewhere.
    """
    text = _EMPHASIZED_LINE.sub(r"\2", _STRONG.sub(r"\1", text))
    groups = [g for g in _groups(text.split("\n")) if g]
    width = _wrap_width(groups)
    words = frozenset(re.findall(r"\w+", text)) if width and "-\n" in text else frozenset()
    return [part for group in groups for part in _parts(group, width, words)]


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """Runs of lines without an empty line among them, outer spaces removed.

    An indented line below one that is not begins a run too, as agencies mark
    their paragraphs, unless the line above is a list item that goes on.
    """
    group: list[str] = []
    above = ""
    for line in lines:
        indents = _INDENTED.match(line) and above and not _INDENTED.match(above)
        if not line.strip() or (indents and not _ITEM.match(above)):
            yield group
            group = []
        if line.strip():
            group.append(" ".join(line.split()))
        above = line
    yield group


def _wrap_width(groups: Sequence[Sequence[str]]) -> int:
    """The width in characters at which the text was wrapped; 0 where it was not.

    The width is that of the longest line that others come near: a single
    longer one, such as a URL, does not count.
    """
    lengths = sorted((len(line) for group in groups for line in group[:-1]), reverse=True)
    if (
        not lengths
        or max(len(line) for group in groups for line in group) > 2 * _LONGEST_WRAP_CHARS
    ):
        return 0
    needed = 1 if len(lengths) == 1 else max(2, len(lengths) // 5)
    for at, length in enumerate(lengths):
        near = sum(1 for other in lengths[at : at + needed] if length - other <= _WRAP_SLACK_CHARS)
        if near >= needed:
            return length if _SHORT_WRAP_CHARS <= length <= _LONGEST_WRAP_CHARS else 0
    return 0


def _parts(group: Sequence[str], width: int, words: frozenset[str]) -> Iterator[Part]:
    units: list[list[str]] = [[group[0]]]
    each_ends = len(group) > _FEWEST_SENTENCES and all(line[-1] in ".!?" for line in group)
    for above, line in pairwise(group):
        if not each_ends and _continues(above, line, width, units[-1]):
            units[-1].append(line)
        else:
            units.append([line])
    merged = _merge_contacts([u for u in units if not _is_underline(u, units)])
    for unit, contacts in merged:
        heading = bool(_HEADING.match(unit[0]))
        lines = [_HEADING.sub("", unit[0], count=1), *unit[1:]]
        yield Part(
            text="\n".join(lines) if contacts else _join(lines, words),
            heading=heading,
            item=bool(_ITEM.match(unit[0])),
            contacts=contacts,
        )


def _is_underline(unit: list[str], units: list[list[str]]) -> bool:
    return unit is not units[0] and bool(_UNDERLINE.fullmatch(unit[0]))


def _continues(above: str, line: str, width: int, unit: Sequence[str]) -> bool:
    """Whether ``line`` goes on with the sentence or paragraph of the line above it."""
    if _stands_alone(above) or _stands_alone(line) or _begins_anew(above, line, unit):
        return False
    unfinished = above[-1] not in '.!?:;»”"' and line[:1].islower()
    if unfinished and not is_contact_line(line) and not is_contact_line(above):
        return True
    return bool(width) and len(above) + 1 + len(line.split(" ", 1)[0]) > width


def _begins_anew(above: str, line: str, unit: Sequence[str]) -> bool:
    """Whether a line is a list item, a label, a dateline, or the body below a headline."""
    if _ITEM.match(line) and (_ITEM.match(unit[0]) or above[-1] in ".;:!?"):
        return True
    if opens_contacts(line) or _LABEL_LINE.match(line):
        return True
    return (above.isupper() and not line.isupper()) or bool(find_dateline(line))


def _stands_alone(line: str) -> bool:
    return bool(_HEADING.match(line) or is_end_mark(line) or _UNDERLINE.match(line))


def _merge_contacts(units: Sequence[list[str]]) -> list[tuple[list[str], bool]]:
    """Units with a mark for contacts; units that follow each other in contacts are made one."""
    merged: list[tuple[list[str], bool]] = []
    for unit in units:
        inside = bool(merged) and merged[-1][1]
        contacts = opens_contacts(unit[0]) or is_contact_line(" ".join(unit))
        goes_on = inside and (contacts or _may_stand_in_contacts(unit))
        if goes_on:
            merged[-1][0].extend(unit)
        else:
            merged.append((list(unit), contacts))
    return merged


def _may_stand_in_contacts(unit: Sequence[str]) -> bool:
    """A name, an office or an address; no sentence, no attribution, no end mark."""
    text = " ".join(unit)
    if _stands_alone(text) or _LABEL_LINE.match(text):
        return False
    return len(text) <= 100 and not re.search(r"\w{3,}[.!?]$", text)


def _join(lines: Sequence[str], words: frozenset[str]) -> str:
    """Lines as one; a word cut at a hyphen is put together only if it is known to be whole."""
    pieces = [lines[0]]
    for line in lines[1:]:
        cut = re.search(r"(\w{1,50})-$", pieces[-1][-51:])
        rest = re.match(r"\w+", line)
        if not cut or not rest:
            pieces.append(" ")
        elif cut[1] + rest[0] in words:
            pieces[-1] = pieces[-1][:-1]
        pieces.append(line)
    return "".join(pieces)
