"""What has to be done for each paragraph, decided before any model runs.

A plan is lossless: the sources and separators of a paragraph's planned segments
give its text back (its dateline apart, which is rendered by rule). ``fill``
turns a plan and the attempts of a translator into translated paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from presscli.casing import is_all_caps, names_of, truecase
from presscli.cells import render_figures
from presscli.document import (
    Finding,
    Origin,
    Paragraph,
    ParagraphKind,
    PressRelease,
    Segment,
    Severity,
    TranslatedParagraph,
    TranslatedSegment,
)
from presscli.furniture import render_contact_line, render_dateline, render_furniture
from presscli.headlines import headline_case
from presscli.markup import BlockKind
from presscli.release_names import body_of, known_names
from presscli.segment import segment, split_long
from presscli.spans import phrases_of, place_spans
from presscli.translate import Attempt, is_verbatim, joinable

TARGET_LANGUAGE = "en"
NO_PHRASES: Mapping[str, str] = MappingProxyType({})

_HEADLINES = {ParagraphKind.HEADLINE, ParagraphKind.SUBHEADLINE}
_ENTRIES = {BlockKind.CELL, BlockKind.ITEM}
_BULLET = re.compile(r"(?:[-*•·▪●◦–—]|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class PlannedSegment:
    """One segment and how its English is made.

    ``model_input`` is empty where no model is needed; then ``target`` is the
    English and ``origin`` says why.
    """

    source: str
    separator: str
    model_input: str = ""
    target: str = ""
    origin: Origin = Origin.MODEL
    headline: bool = False
    """Whether the English is put in headline case, as the source was in capitals."""
    entry: bool = False
    """Of a table or list: no sentence, unless its source is one."""


@dataclass(frozen=True, slots=True)
class PlannedParagraph:
    """A paragraph, its language, its dateline in English, and its segments.

    ``phrases`` are what a model translates besides, to place the paragraph's markup.
    """

    paragraph: Paragraph
    language: str
    prefix: str
    segments: tuple[PlannedSegment, ...]
    phrases: tuple[str, ...] = ()

    @property
    def cased_text(self) -> str:
        """The paragraph's text; what is in capitals as it goes to the model."""
        pieces = [(s.model_input or s.source) + s.separator for s in self.segments]
        return "".join(pieces) if self._is_cased else self.paragraph.text

    @property
    def names(self) -> Iterator[str]:
        """Names of one word that a text in capitals was found to have."""
        for piece in self.segments if self._is_cased else ():
            yield from names_of(piece.model_input)

    @property
    def _is_cased(self) -> bool:
        return any(piece.model_input not in ("", piece.source) for piece in self.segments)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the model behind the plan can take."""

    count_tokens: Callable[[str], int]
    max_source_tokens: int


def plan_release(
    release: PressRelease, languages: Sequence[str], source_language: str, limits: Limits
) -> list[PlannedParagraph]:
    """Plan every paragraph of a release.

    Args:
        release: The parsed release.
        languages: One language code a paragraph.
        source_language: The language that the model translates from.
        limits: The model's limits; no planned input is longer.
    """
    names = known_names(release)
    planned = [
        _plan_paragraph(paragraph, language, source_language, names, limits)
        for paragraph, language in zip(release.paragraphs, languages, strict=True)
    ]
    return [_with_phrases(plan, limits) if plan.paragraph.block else plan for plan in planned]


def _with_phrases(plan: PlannedParagraph, limits: Limits) -> PlannedParagraph:
    pieces = ((s.source, s.separator, s.model_input == s.source) for s in plan.segments)
    phrases = phrases_of(plan.paragraph, pieces)
    fitting = tuple(p for p in phrases if limits.count_tokens(p) <= limits.max_source_tokens)
    return replace(plan, phrases=fitting)


def _plan_paragraph(
    paragraph: Paragraph,
    language: str,
    source_language: str,
    names: frozenset[str],
    limits: Limits,
) -> PlannedParagraph:
    raw = paragraph.dateline.raw if paragraph.dateline else ""
    text = body_of(paragraph)
    if language == TARGET_LANGUAGE:
        return PlannedParagraph(paragraph, language, raw, _copied(text, Origin.COPIED))
    is_entry = paragraph.block is not None and paragraph.block.kind in _ENTRIES
    rendered = _render(paragraph, is_entry=is_entry) if text else ""
    if rendered is not None:
        origin = Origin.COPIED if is_entry and rendered == text else Origin.RULE
        ruled = PlannedSegment(paragraph.text, "", target=rendered, origin=origin)
        return PlannedParagraph(paragraph, language, "", (ruled,) if text else ())
    if paragraph.kind is ParagraphKind.CONTACTS:
        lines = _plan_contacts(paragraph.text, limits)
        return PlannedParagraph(paragraph, language, "", lines)
    if language != source_language:
        return PlannedParagraph(paragraph, language, raw, _copied(text, Origin.KEPT))
    prefix = render_dateline(paragraph.dateline) if paragraph.dateline else ""
    bullet = _BULLET.match(text) if is_entry else None
    mark, text = (bullet[0], text[bullet.end() :]) if bullet else ("", text)
    planned = _plan_prose(text, paragraph.kind in _HEADLINES, names, limits)
    if is_entry:
        planned = tuple(replace(piece, entry=True) for piece in planned)
    if mark:
        sign, space = mark.rstrip(), mark[len(mark.rstrip()) :]
        planned = (PlannedSegment(sign, space, target=sign, origin=Origin.COPIED), *planned)
    return PlannedParagraph(paragraph, language, prefix, planned)


def _render(paragraph: Paragraph, *, is_entry: bool) -> str | None:
    """The English of a paragraph by rule; None where a model has to translate it."""
    rendered = render_furniture(paragraph)
    return render_figures(paragraph.text) if rendered is None and is_entry else rendered


def _copied(text: str, origin: Origin) -> tuple[PlannedSegment, ...]:
    return tuple(
        PlannedSegment(s.text, s.separator, target=s.text, origin=origin) for s in segment(text)
    )


def _plan_prose(
    text: str, headline: bool, names: frozenset[str], limits: Limits
) -> tuple[PlannedSegment, ...]:
    capitals = is_all_caps(text)
    planned = []
    for piece in _within_limit(segment(text), limits):
        if is_verbatim(piece.text):
            copied = PlannedSegment(
                piece.text, piece.separator, target=piece.text, origin=Origin.COPIED
            )
            planned.append(copied)
            continue
        model_input = truecase(piece.text, names) if capitals else piece.text
        planned.append(
            PlannedSegment(piece.text, piece.separator, model_input, headline=headline and capitals)
        )
    return tuple(planned)


def _within_limit(segments: Sequence[Segment], limits: Limits) -> Iterator[Segment]:
    """Split the segments that are over the limit; the last piece keeps the separator."""
    for whole in segments:
        if limits.count_tokens(whole.text) <= limits.max_source_tokens:
            yield whole
            continue
        *head, last = split_long(whole.text, limits.count_tokens, limits.max_source_tokens)
        yield from head
        yield Segment(last.text, last.separator + whole.separator)


def _plan_contacts(text: str, limits: Limits) -> tuple[PlannedSegment, ...]:
    planned: list[PlannedSegment] = []
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\n")
        end = line[len(body) :]
        rendered = render_contact_line(body)
        if rendered is not None:
            planned.append(PlannedSegment(body, end, target=rendered, origin=Origin.RULE))
            continue
        *head, last = _plan_prose(body, False, frozenset(), limits)
        planned += head
        planned.append(
            PlannedSegment(
                last.source, last.separator + end, last.model_input, last.target, last.origin
            )
        )
    return tuple(planned)


def fill(
    planned: Sequence[PlannedParagraph],
    attempts: Sequence[Attempt],
    check: Callable[[str, str, int], tuple[Finding, ...]],
    phrases: Mapping[str, str] = NO_PHRASES,
) -> tuple[TranslatedParagraph, ...]:
    """Put the attempts of a translator, in plan order, into the plan.

    Args:
        planned: The plan.
        attempts: One for each planned segment with a ``model_input``, in order.
        check: Finds what is wrong with (source, target, segment index).
        phrases: English by source of the plan's phrases; those that are missing cost
            the markup around them.
    """
    remaining = iter(attempts)
    index = 0
    paragraphs = []
    for plan in planned:
        segments = []
        for piece in plan.segments:
            segments.append(_fill_segment(piece, plan.language, index, remaining, check))
            index += 1
        made = TranslatedParagraph(plan.paragraph, plan.language, tuple(segments), plan.prefix)
        paragraphs.append(replace(made, spans=place_spans(made, phrases)))
    return tuple(paragraphs)


def _fill_segment(
    piece: PlannedSegment,
    language: str,
    index: int,
    attempts: Iterator[Attempt],
    check: Callable[[str, str, int], tuple[Finding, ...]],
) -> TranslatedSegment:
    if not piece.model_input:
        kept = (_kept(language, index),) if piece.origin is Origin.KEPT else ()
        return TranslatedSegment(
            index, piece.source, piece.target, piece.separator, 0.0, piece.origin, kept
        )
    attempt = next(attempts)
    made = joinable(attempt.text, piece.source) if piece.entry else attempt.text
    findings = check(piece.model_input, made, index)
    target = headline_case(made) if piece.headline else made
    origin = Origin.MEMORY if attempt.by_person else piece.origin
    return TranslatedSegment(
        index, piece.source, target, piece.separator, attempt.score, origin, findings
    )


def _kept(language: str, index: int) -> Finding:
    return Finding(
        "W-LANGUAGE", Severity.WARNING, f"left in its language ({language}): no model for it", index
    )
