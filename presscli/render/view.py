"""A Result as pages show it: texts cut where something is marked, notes, links.

Templates get these values; all of them are plain text, and escaping is the
template engine's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from presscli.document import (
    Finding,
    Origin,
    ParagraphKind,
    Result,
    Severity,
    TranslatedParagraph,
    TranslatedSegment,
)
from presscli.names import printable
from presscli.render.common import LANGUAGE_NAMES, NAME_CODE, notice, signatures, source_name
from presscli.render.identity import source_url

TARGET = "en"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``level`` is ``error``, ``warning``, or empty where nothing is marked."""

    text: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding in words, and the name of the place that it is about."""

    code: str
    level: str
    message: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A segment in English and in its own language.

    ``language`` is that of ``pieces``: not English where the text was kept.
    ``level`` marks the segment as a whole, its pieces parts of it.
    """

    anchor: str
    number: int
    language: str
    pieces: tuple[Piece, ...]
    source_pieces: tuple[Piece, ...]
    separator: str
    level: str
    notes: tuple[Note, ...]

    @property
    def text(self) -> str:
        """The English, unmarked."""
        return "".join(p.text for p in self.pieces)

    @property
    def doubtful(self) -> bool:
        """Whether it is marked ``[?]`` in every format."""
        return any(note.level == "error" for note in self.notes)

    @property
    def source(self) -> str:
        """The original, unmarked."""
        return "".join(p.text for p in self.source_pieces)


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph beside its original; ``original`` is empty where both are the same."""

    kind: str
    language: str
    prefix: str
    segments: tuple[SegmentView, ...]
    original: tuple[Piece, ...]

    @property
    def kept(self) -> bool:
        """Whether a part of it is not in English, since no translation was possible."""
        return any(segment.language != TARGET for segment in self.segments)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be checked in this paragraph."""
        return tuple(n for s in self.segments for n in s.notes)


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A summary sentence with the segments that support it."""

    text: str
    own_words: bool
    support: tuple[SegmentView, ...]


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """One release as a page shows it."""

    anchor: str
    name: str
    title: str
    language: str
    language_name: str
    headline: ParagraphView | None
    paragraphs: tuple[ParagraphView, ...]
    summary: tuple[SentenceView, ...]
    summary_method: str
    dateline: str
    date: str
    embargo: str
    source: str
    source_url: str
    source_stated: bool
    notice: str
    signatures: tuple[str, ...]
    notes: tuple[Note, ...]
    """Findings about the whole release or its summary; those of segments are there."""
    flagged: int = field(default=0)
    """Findings that a reader must look at: errors, and names."""


def view(result: Result, *, anchor: str = "") -> ReleaseView:
    """Prepare a result for a template.

    Args:
        result: What the pipeline made of a release.
        anchor: Put before the name of each place in it, so that several
            releases can share a page.
    """
    paragraphs = [_paragraph(p, anchor) for p in result.paragraphs]
    headline = next((p for p in paragraphs if p.kind == ParagraphKind.HEADLINE), None)
    by_number = {s.number: s for p in paragraphs for s in p.segments}
    sentences = result.summary.sentences if result.summary else ()
    attribution, dateline = result.release.attribution, result.release.dateline
    general = result.findings + (result.summary.findings if result.summary else ())
    return ReleaseView(
        anchor=anchor,
        name=printable(result.source.name),
        title=title(result),
        language=result.detection.language,
        language_name=LANGUAGE_NAMES.get(result.detection.language, result.detection.language),
        headline=headline,
        paragraphs=tuple(p for p in paragraphs if p is not headline),
        summary=tuple(
            SentenceView(
                s.text,
                not s.abstractive,
                tuple(by_number[i + 1] for i in s.support if i + 1 in by_number),
            )
            for s in sentences
        ),
        summary_method=result.summary.method if result.summary else "",
        dateline=english_dateline(result),
        date=dateline.date.isoformat() if dateline and dateline.date else "",
        embargo=english_embargo(result),
        source=source_name(result),
        source_url=source_url(result),
        source_stated=attribution is not None and attribution.stated,
        notice=notice(result),
        signatures=tuple(signatures(result)),
        notes=tuple(_note(f, "") for f in general),
        flagged=sum(needs_a_look(f) for f in result.all_findings),
    )


def needs_a_look(finding: Finding) -> bool:
    """Whether a finding is marked ``[?]`` in every format."""
    return finding.severity is Severity.ERROR or finding.code == NAME_CODE


def title(result: Result) -> str:
    """The English headline, else the first English words, else the file's name."""
    kinds = (ParagraphKind.HEADLINE, ParagraphKind.BODY)
    for kind in kinds:
        for paragraph in result.paragraphs:
            if paragraph.kind is kind and paragraph.segments:
                return shortened("".join(s.target + s.separator for s in paragraph.segments), 160)
    return printable(result.source.name)


def shortened(text: str, most_chars: int) -> str:
    """A text on one line, cut after a word with an ellipsis if it is too long."""
    line = " ".join(text.split())
    if len(line) <= most_chars:
        return line
    return line[: most_chars - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def english_dateline(result: Result) -> str:
    """The dateline as the translation has it, without its dash."""
    prefix = next((p.prefix for p in result.paragraphs if p.prefix), "")
    return prefix.strip().rstrip("–—-").strip()


def english_embargo(result: Result) -> str:
    """The embargo as the translation has it."""
    if result.release.embargo is None:
        return ""
    lines = [p.text for p in result.paragraphs if p.kind is ParagraphKind.EMBARGO]
    return lines[0] if lines else result.release.embargo.raw


def _paragraph(paragraph: TranslatedParagraph, anchor: str) -> ParagraphView:
    segments = tuple(_segment(s, paragraph.language, anchor) for s in paragraph.segments)
    return ParagraphView(
        kind=paragraph.kind.value,
        language=paragraph.language,
        prefix=paragraph.prefix,
        segments=segments,
        original=_original(paragraph, segments),
    )


def _original(paragraph: TranslatedParagraph, segments: Sequence[SegmentView]) -> tuple[Piece, ...]:
    """The original in pieces; nothing where it is what the English is."""
    text = paragraph.source.text
    if text == paragraph.text:
        return ()
    dateline = paragraph.source.dateline
    pieces = [Piece(dateline.raw)] if dateline else []
    for segment in segments:
        pieces += [*segment.source_pieces, Piece(segment.separator)]
    # Furniture that a rule has put together anew is not cut along its segments.
    joined = "".join(p.text for p in pieces) == text
    return tuple(p for p in pieces if p.text) if joined else (Piece(text),)


def _segment(segment: TranslatedSegment, language: str, anchor: str) -> SegmentView:
    number = segment.index + 1
    name = f"{anchor}-s{number}" if anchor else f"s{number}"
    whole = [f for f in segment.findings if f.target_span is None]
    return SegmentView(
        anchor=name,
        number=number,
        language=language if segment.origin is Origin.KEPT else TARGET,
        pieces=cut(segment.target, [(f.target_span, f) for f in segment.findings]),
        source_pieces=cut(segment.source, [(f.source_span, f) for f in segment.findings]),
        separator=segment.separator,
        level=_level(whole),
        notes=tuple(_note(f, name) for f in segment.findings),
    )


def cut(text: str, marks: Iterable[tuple[tuple[int, int] | None, Finding]]) -> tuple[Piece, ...]:
    """A text in pieces, those that a finding is about with its level.

    Args:
        text: Given back whole by the pieces together.
        marks: Spans within the text and their findings; one that overlaps an
            earlier one, is empty or lies outside is left out.
    """
    pieces: list[Piece] = []
    at = 0
    spans = sorted(((s, f) for s, f in marks if s is not None), key=lambda pair: pair[0])
    for (start, end), finding in spans:
        if not at <= start < end <= len(text):
            continue
        pieces += [Piece(text[at:start]), Piece(text[start:end], _level([finding]))]
        at = end
    pieces.append(Piece(text[at:]))
    return tuple(p for p in pieces if p.text)


def _level(findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    return "error" if any(needs_a_look(f) for f in findings) else "warning"


def _note(finding: Finding, anchor: str) -> Note:
    return Note(finding.code, _level([finding]), finding.message, anchor)
