"""The markup of ``texts/*.txt``: blocks with empty lines between, marks within them.

@head LINE   letterhead           @foot LINE   foot of the page
@author NAME                      @date ISO
# title   ## heading   - item   -- item within an item   1. item   ^1 footnote
| cell | cell                     **bold** *slanted* [text](address) [^1]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
_INLINE = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|\[\^(\d)\]|\[(.+?)\]\((.+?)\)")


@dataclass(frozen=True)
class Part:
    """A stretch of text, marked alike. ``note`` refers to a footnote and has no text."""

    text: str
    mark: str = ""
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Block:
    """A block: ``title``, ``heading``, ``text``, ``item``, ``number``, ``table`` or ``note``."""

    kind: str
    parts: tuple[Part, ...] = ()
    level: int = 1
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Release:
    """A release: its blocks, and what stands around them."""

    blocks: tuple[Block, ...]
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    author: str = ""
    date: str = "2026-01-01T00:00:00"

    @property
    def notes(self) -> dict[str, tuple[Part, ...]]:
        """Footnotes by their marks."""
        notes = [b for b in self.blocks if b.kind == "note"]
        return {str(n): b.parts for n, b in enumerate(notes, 1)}

    @property
    def title(self) -> str:
        """Its headline."""
        return next((plain(b.parts) for b in self.blocks if b.kind == "title"), "")


@dataclass
class _Facts:
    head: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    author: str = ""
    date: str = "2026-01-01T00:00:00"


def load(name: str) -> Release:
    """Read a text by its name."""
    return parse((TEXTS / f"{name}.txt").read_text(encoding="utf-8"))


def parse(text: str) -> Release:
    """Read a text in the markup."""
    facts = _Facts()
    blocks = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = [line for line in chunk.split("\n") if not _is_fact(line, facts)]
        if lines:
            blocks.append(_block(lines))
    return Release(tuple(blocks), tuple(facts.head), tuple(facts.foot), facts.author, facts.date)


def _is_fact(line: str, facts: _Facts) -> bool:
    name, _, value = line.partition(" ")
    if name in {"@head", "@foot"}:
        getattr(facts, name[1:]).append(value)
    elif name in {"@author", "@date"}:
        setattr(facts, name[1:], value)
    else:
        return False
    return True


def _block(lines: list[str]) -> Block:
    if lines[0].startswith("|"):
        rows = (line[1:].split("|") for line in lines)
        return Block("table", rows=tuple(tuple(cell.strip() for cell in row) for row in rows))
    text = " ".join(lines)
    for mark, kind, level in (
        ("# ", "title", 1),
        ("## ", "heading", 2),
        ("- ", "item", 1),
        ("-- ", "item", 2),
    ):
        if text.startswith(mark):
            return Block(kind, parse_parts(text.removeprefix(mark)), level)
    if found := re.match(r"\d\. |\^\d ", text):
        kind = "note" if text[0] == "^" else "number"
        return Block(kind, parse_parts(text[found.end() :]))
    return Block("text", parse_parts(text))


def parse_parts(text: str) -> tuple[Part, ...]:
    """Marks within a block."""
    parts, at = [], 0
    for found in _INLINE.finditer(text):
        parts.append(Part(text[at : found.start()]))
        strong, slanted, note, link, href = found.groups()
        if note:
            parts.append(Part("", note=note))
        else:
            mark = "strong" if strong else "emphasis" if slanted else ""
            parts.append(Part(strong or slanted or link, mark, href or ""))
        at = found.end()
    return tuple(p for p in (*parts, Part(text[at:])) if p.text or p.note)


def plain(parts: tuple[Part, ...]) -> str:
    """The words of a block."""
    return "".join(part.text for part in parts)


def expected(release: Release) -> str:
    """What a reader must give: a paragraph or cell a line, an empty line between, notes last."""
    lines = []
    for block in release.blocks:
        if block.kind == "table":
            lines += [cell for row in block.rows for cell in row]
        elif block.kind != "note":
            lines.append(plain(block.parts))
    lines += [plain(parts) for parts in release.notes.values()]
    return "\n\n".join(lines) + "\n"
