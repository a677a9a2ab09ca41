"""A text with its markup as Markdown: bold, italic and links around escaped words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from presscli.document import TranslatedParagraph
from presscli.markup import Block, Span, SpanKind, nested, sound_spans
from presscli.render.common import DOUBT_MARK, is_doubtful
from presscli.render.views import ParagraphView

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
_MORE_SPECIAL = re.compile(r"([\\`*_\[\]<>#|&~])")
_LINE_START = re.compile(r"(?P<sign>[-+=])|(?P<number>\d{1,9})(?P<stop>[.)])(?=\s|$)")
_DELIMITERS = {SpanKind.STRONG: "**", SpanKind.EMPHASIS: "*"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, its markup, and where ``[?]`` stands in it; offsets are in characters."""

    text: str
    spans: tuple[Span, ...] = ()
    doubts: tuple[int, ...] = ()
    block: Block | None = None


def english(paragraph: TranslatedParagraph) -> Marked:
    """The English of a paragraph."""
    at, doubts = len(paragraph.prefix), []
    for segment in paragraph.segments:
        at += len(segment.target)
        if is_doubtful(segment):
            doubts.append(at)
        at += len(segment.separator)
    return Marked(paragraph.text, paragraph.spans, tuple(doubts), paragraph.source.block)


def original(paragraph: TranslatedParagraph) -> Marked:
    """The source of a paragraph."""
    block = paragraph.source.block
    return Marked(paragraph.source.text, block.spans if block else (), block=block)


def english_of(paragraph: ParagraphView) -> Marked:
    """The English of a paragraph on a page."""
    at, doubts = len(paragraph.prefix), []
    for segment in paragraph.segments:
        at += len(segment.text)
        if segment.doubtful:
            doubts.append(at)
        at += len(segment.separator)
    return Marked(paragraph.text, paragraph.spans, tuple(doubts), paragraph.block)


def original_of(paragraph: ParagraphView) -> Marked:
    """The source of a paragraph on a page."""
    text = "".join(p.text for p in paragraph.own)
    return Marked(text, paragraph.block.spans if paragraph.block else (), block=paragraph.block)


def escape(text: str) -> str:
    """Escape what CommonMark would take for markup; what opens a list stays."""
    return _SPECIAL.sub(r"\\\1", text)


def inline(marked: Marked, whole: SpanKind | None = None) -> str:
    """A text as Markdown in which nothing but its spans is markup.

    Args:
        marked: The text; its line ends become spaces where the caller needs one line.
        whole: Mark all of it besides.
    """
    text = marked.text
    spans = sound_spans(text, marked.spans)
    if whole and text.strip():
        start = len(text) - len(text.lstrip())
        spans = nested([Span(start, len(text.rstrip()), whole), *spans])
    drawn = _drawable(text, spans)
    cuts = sorted({0, len(text), *marked.doubts, *(at for s in drawn for at in (s.start, s.end))})
    parts: list[str] = []
    for at, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        parts += [_closing(s) for s in reversed(drawn) if s.end == at]
        parts += [escape(f" {DOUBT_MARK}")] * marked.doubts.count(at)
        parts += [_opening(s) for s in drawn if s.start == at]
        words = _escaped(text[at:end], opens_line=at == 0 or text[at - 1] == "\n")
        if words.endswith("!") and any(s.start == end for s in drawn):
            words = f"{words[:-1]}\\!"  # or the link after it would be an image
        parts.append(words)
    return "".join(parts)


def _escaped(text: str, *, opens_line: bool) -> str:
    lines = text.split("\n")
    made = [_MORE_SPECIAL.sub(r"\\\1", line) for line in lines]
    first = 0 if opens_line else 1
    return "\n".join([*made[:first], *(_no_block(line) for line in made[first:])])


def _no_block(line: str) -> str:
    """A line that opens no list, no rule and no heading: ``- ``, ``---``, ``===``, ``1. ``."""
    line = line.lstrip(" \t")  # four spaces would make it code
    match = _LINE_START.match(line)
    if not match:
        return line
    start = f"\\{match['sign']}" if match["sign"] else f"{match['number']}\\{match['stop']}"
    return start + line[match.end() :]


def _opening(span: Span) -> str:
    return _DELIMITERS.get(span.kind, "[")


def _closing(span: Span) -> str:
    return _DELIMITERS.get(span.kind, f"](<{span.href}>)")


def _drawable(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans whose delimiters CommonMark takes for such where they stand (section 6.2)."""
    return [s for s in spans if s.kind is SpanKind.LINK or _flanks(text, s, spans)]


def _flanks(text: str, span: Span, others: Iterable[Span]) -> bool:
    """Whether ``*`` at either end of a span opens and closes it.

    Beside a space or sign it does. Beside a letter, only if there is a letter within
    too, and no other delimiter at the same place.
    """
    rest = [s for s in others if s is not span]
    if any(s.end == span.start or s.start == span.end for s in rest if s.kind in _DELIMITERS):
        return False
    for outer, inner, at, is_start in (
        (text[span.start - 1 : span.start] or " ", text[span.start], span.start, True),
        (text[span.end : span.end + 1] or " ", text[span.end - 1], span.end, False),
    ):
        shared = any((s.start if is_start else s.end) == at for s in rest)
        if inner.isspace() or (not _is_sign(outer) and (shared or _is_sign(inner))):
            return False
    return True


def _is_sign(character: str) -> bool:
    """Whether it is a space or punctuation, as CommonMark has it."""
    return character.isspace() or unicodedata.category(character)[0] in "PSZ"
