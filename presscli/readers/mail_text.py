"""The plain text of a mail -> blocks: paragraphs, list items, what is quoted, the signature."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from presscli.markup import Block, BlockKind
from presscli.readers.blocks import Run, make_block
from presscli.readers.clean import clean

_LONGEST_WRAP_CHARS = 100
"""Mail is wrapped at 72 to 78 (RFC 5322 2.1.1); texts with longer lines are not wrapped."""
_SHORT_WRAP_CHARS = 40

_ITEM = re.compile(r"(?:[-*•·▪●◦]|(\d{1,2})[.)])\s+(?=\S)")
_QUOTED = re.compile(r"((?:>[ ]?)+)(.*)")
SIGNATURE_MARK = re.compile(r"--[ ]?\s*|_{10,}\s*")
"""RFC 3676 4.3; of the line of underscores too, where nothing but a few lines follow."""
_LONGEST_SIGNATURE_LINES = 15

_DIVIDER = re.compile(
    r"[-_\s>]*-{2,}\s*(?:messaggio originale|messaggio inoltrato|original message|"
    r"forwarded message|inizio messaggio inoltrato|messaggio da inoltrare)\s*-*\s*"
    r"|(?:inizio del? messaggio inoltrato|inizio messaggio inoltrato|"
    r"begin forwarded message)\s*:\s*",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:il giorno\b|il\b|on\b|in data\b|le\b|am\b|da\b|\d{1,2}[/ .-]).{0,250}"
    r"\b(?:ha scritto|scrive|wrote|a écrit|schrieb)\s*:\s*",
    re.IGNORECASE | re.DOTALL,
)
_MOMENT = re.compile(r"\d{1,2}[:.]\d\d|@")
_LETTERHEAD = re.compile(
    r"\*?(da|from|de|von|inviato|data|date|sent|a|to|cc|oggetto|subject)\s*:\*?\s*(.*)",
    re.IGNORECASE,
)
"""The header of an earlier mail as programs put it above its text."""


FROM_FIELDS = frozenset({"da", "from", "de", "von"})
DATE_FIELDS = frozenset({"inviato", "data", "date", "sent"})


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    depth: int = 0
    """How often it was quoted."""
    soft: bool = False
    """Whether the next line goes on with it (format=flowed)."""


def text_blocks(text: str, *, flowed: bool = False, delsp: bool = False) -> tuple[Block, ...]:
    """Divide the text of a mail into blocks.

    Args:
        text: Decoded.
        flowed: Whether lines that end with a space go on in the next (RFC 3676).
        delsp: Whether that space is no part of the text.
    """
    lines = [_line(line, flowed, delsp) for line in clean(text).split("\n")]
    kinds = _kinds(lines)
    width = _wrap_width(lines)
    blocks: list[Block] = []
    for kind, group in groupby(zip(kinds, lines, strict=True), key=lambda pair: pair[0]):
        blocks += _blocks([line for _, line in group], kind, width)
    return tuple(blocks)


def mark_tail(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks of an HTML mail, with what is quoted below and the signature as what they are."""
    kind = BlockKind.PARAGRAPH
    marked: list[Block] = []
    for block in blocks:
        if _begins_quote(block.text, own=kind is BlockKind.PARAGRAPH):
            kind = BlockKind.QUOTE
        elif kind is BlockKind.PARAGRAPH and marked and SIGNATURE_MARK.fullmatch(block.text):
            kind = BlockKind.SIGNATURE
            continue
        plain = block.kind in {BlockKind.PARAGRAPH, BlockKind.TITLE, BlockKind.HEADING}
        if kind is not BlockKind.PARAGRAPH and plain:
            block = replace(block, kind=kind, level=0)  # noqa: PLW2901
        marked.append(block)
    return tuple(marked)


def promote(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A mail with nothing but what it quotes is a forwarded one: that is its text."""
    own = any(b.kind not in {BlockKind.QUOTE, BlockKind.SIGNATURE} for b in blocks)
    if own:
        return tuple(blocks)
    return tuple(
        replace(b, kind=BlockKind.PARAGRAPH)
        if b.kind is BlockKind.QUOTE and not _is_machinery(b.text)
        else b
        for b in blocks
    )


def quoted_header(blocks: Iterable[Block], fields: Container[str]) -> str:
    """What the header of an earlier mail says, as it stands in the text: ``Da: ...``."""
    for block in blocks:
        if not _is_letterhead(block.text.split("\n")):
            continue
        for line in block.text.split("\n"):
            match = _LETTERHEAD.fullmatch(line)
            if match and match[1].lower() in fields:
                return match[2].strip()
    return ""


def _line(raw: str, flowed: bool, delsp: bool) -> _Line:
    match = _QUOTED.fullmatch(raw)
    depth = match[1].count(">") if match else 0
    text = match[2] if match else raw
    if not flowed:
        return _Line(text.rstrip(), depth)
    text = text.removeprefix(" ") if not match else text  # space-stuffing, RFC 3676 4.4
    soft = text.endswith(" ") and text != "-- "
    return _Line(text[:-1] if soft and delsp else text, depth, soft)


def _kinds(lines: Sequence[_Line]) -> list[BlockKind]:
    """What each line is part of: below a divider all is quoted, above it line by line."""
    kinds: list[BlockKind] = []
    below = False
    for at, line in enumerate(lines):
        if not below and not line.depth:
            window = [other.text for other in lines[at : at + 4]]
            below = _is_divider(line.text) or _is_letterhead(window)
        quoted = below or line.depth or _introduces(lines, at)
        kinds.append(BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH)
    _mark_signature(lines, kinds)
    return kinds


def _mark_signature(lines: Sequence[_Line], kinds: list[BlockKind]) -> None:
    """Below the last mark of a signature, the sender's own lines are one."""
    own = [at for at, kind in enumerate(kinds) if kind is BlockKind.PARAGRAPH]
    full = [at for at in own if lines[at].text.strip()]
    for mark in reversed([at for at in full if SIGNATURE_MARK.fullmatch(lines[at].text)]):
        below = [at for at in full if at > mark]
        short = len(below) <= _LONGEST_SIGNATURE_LINES
        if below and full[0] < mark and (short or lines[mark].text.startswith("--")):
            for at in own:
                if at >= mark:
                    kinds[at] = BlockKind.SIGNATURE
            return


def _introduces(lines: Sequence[_Line], at: int) -> bool:
    """Whether a line is part of "Il giorno ... ha scritto:" above a quote, on up to three."""
    if not any(other.depth for other in lines[at + 1 : at + 6]):
        return False
    for begin in range(max(at - 2, 0), at + 1):
        for end in range(at + 1, min(begin + 3, len(lines)) + 1):
            part = lines[begin:end]
            if all(p.text.strip() and not p.depth for p in part) and _says_who_wrote(
                " ".join(p.text for p in part)
            ):
                return True
    return False


def _begins_quote(text: str, *, own: bool) -> bool:
    letterhead = own and _is_letterhead(text.split("\n"))
    return letterhead or _is_divider(text) or _says_who_wrote(text)


def _is_divider(text: str) -> bool:
    return len(text) <= 200 and bool(_DIVIDER.fullmatch(text))


def _says_who_wrote(text: str) -> bool:
    """Whether it says when somebody wrote, and not in a letter that a release quotes from."""
    return bool(_WROTE.fullmatch(text)) and bool(_MOMENT.search(text))


def _is_letterhead(lines: Sequence[str]) -> bool:
    """Whether at least three lines are fields of a mail, the first one the sender."""
    names = [match[1].lower() for line in lines if (match := _LETTERHEAD.fullmatch(line.strip()))]
    if len(names) < 3 or not _LETTERHEAD.fullmatch(lines[0].strip()):
        return False
    return names[0] in FROM_FIELDS and bool(set(names) & DATE_FIELDS)


def _is_machinery(text: str) -> bool:
    return _begins_quote(text, own=True)


def _blocks(lines: Sequence[_Line], kind: BlockKind, width: int) -> Iterator[Block]:
    for group in _paragraphs(lines):
        texts = [line.text.strip() for line in group]
        if kind is BlockKind.SIGNATURE:
            kept = [text for text in texts if not SIGNATURE_MARK.fullmatch(text)]
            units = ["\n".join(kept)]
        elif _is_letterhead(texts):
            units = ["\n".join(texts)]
        else:
            units = _units(group, width)
        for unit in units:
            yield from _block(unit, kind)


def _block(text: str, kind: BlockKind) -> Iterator[Block]:
    item = _ITEM.match(text)
    if item and kind is BlockKind.PARAGRAPH:
        block = make_block([Run(text[item.end() :])], BlockKind.ITEM)
        if block:
            yield replace(block, level=1, ordered=bool(item[1]))
        return
    block = make_block([Run(text)], kind)
    if block:
        yield block


def _paragraphs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Runs of lines without an empty one or a divider among them, quoted to one depth."""

    def key(line: _Line) -> tuple[bool, bool, int]:
        return not line.text.strip(), _is_divider(line.text), line.depth

    for (empty, _, _), group in groupby(lines, key=key):
        if not empty:
            yield list(group)


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The width at which lines were wrapped; 0 where they were not."""
    lengths = sorted(len(a.text) for a, b in pairwise(lines) if a.text and b.text and not a.soft)
    longest = max((len(line.text) for line in lines if "://" not in line.text), default=0)
    if not lengths or longest > _LONGEST_WRAP_CHARS:
        return 0
    width = lengths[-1] if len(lengths) < 5 else lengths[-1 - len(lengths) // 20]
    return width if width >= _SHORT_WRAP_CHARS else 0


def _units(group: Sequence[_Line], width: int) -> list[str]:
    """Lines as paragraphs: what was wrapped is joined, other breaks were meant."""
    texts = [line.text.strip() for line in group]
    sentences = len(texts) > 2 and all(t[-1] in ".!?" for t in texts)
    units = [texts[0]]
    for above, below in zip(group, texts[1:], strict=False):
        before = above.text.strip()
        if above.soft or _goes_on(before, below, width, sentences=sentences):
            units[-1] += f" {below}" if not (above.soft and not above.text.endswith(" ")) else below
        elif _ITEM.match(below) or _ITEM.match(units[-1]) or sentences:
            units.append(below)
        else:
            units[-1] += f"\n{below}"
    return units


def _goes_on(above: str, line: str, width: int, *, sentences: bool) -> bool:
    if sentences or _ITEM.match(line):
        return False
    if width and len(above) + 1 + len(line.split(" ", 1)[0]) > width:
        return True
    return bool(width) and above[-1] not in ".!?:;" and line[:1].islower()
