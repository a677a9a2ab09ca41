"""A Result as pages show it: texts cut where something is marked, notes, links."""

from __future__ import annotations

from collections.abc import Sequence

from presscli.document import (
    Origin,
    ParagraphKind,
    Result,
    TranslatedParagraph,
    TranslatedSegment,
)
from presscli.markup import BlockKind, Span
from presscli.names import printable
from presscli.render.common import (
    LANGUAGE_NAMES,
    needs_a_look,
    notice,
    published_day,
    signatures,
    source_name,
)
from presscli.render.identity import source_url
from presscli.render.pieces import Piece, cut, level_of, note_of, styled
from presscli.render.views import (
    TARGET,
    ParagraphView,
    ReleaseView,
    SegmentView,
    SentenceView,
)


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
        notes=tuple(note_of(f, "") for f in general),
        flagged=sum(needs_a_look(f) for f in result.all_findings),
        published=published_day(result),
        byline=printable(result.source.metadata.author) if result.source.metadata.author else "",
    )


def title(result: Result) -> str:
    """The English headline, else the first English words, else the file's name."""
    kinds = (ParagraphKind.HEADLINE, ParagraphKind.BODY)
    for kind in kinds:
        for paragraph in result.paragraphs:
            block = paragraph.source.block
            is_cell = block is not None and block.kind is BlockKind.CELL
            if paragraph.kind is kind and paragraph.segments and not is_cell:
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
    at, made = len(paragraph.prefix), []
    for segment in paragraph.segments:
        made.append(_segment(segment, paragraph.language, anchor, paragraph.spans, at))
        at += len(segment.target) + len(segment.separator)
    segments = tuple(made)
    return ParagraphView(
        kind=paragraph.kind.value,
        language=paragraph.language,
        prefix=paragraph.prefix,
        segments=segments,
        original=_original(paragraph, segments),
        block=paragraph.source.block,
        spans=paragraph.spans,
        links=paragraph.unplaced,
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
    whole = tuple(p for p in pieces if p.text) if joined else (Piece(text),)
    return styled(whole, paragraph.source.block.spans if paragraph.source.block else ())


def _segment(
    segment: TranslatedSegment, language: str, anchor: str, spans: Sequence[Span], at: int
) -> SegmentView:
    number = segment.index + 1
    name = f"{anchor}-s{number}" if anchor else f"s{number}"
    whole = [f for f in segment.findings if f.target_span is None]
    return SegmentView(
        anchor=name,
        number=number,
        language=language if segment.origin is Origin.KEPT else TARGET,
        pieces=styled(
            cut(segment.target, [(f.target_span, f) for f in segment.findings]), spans, at
        ),
        source_pieces=cut(segment.source, [(f.source_span, f) for f in segment.findings]),
        separator=segment.separator,
        level=level_of(whole),
        notes=tuple(note_of(f, name) for f in segment.findings),
    )
