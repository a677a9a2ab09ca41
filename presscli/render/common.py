"""What every renderer says in the same words: the credit line, marks and notes."""

from __future__ import annotations

import datetime

from presscli import __version__
from presscli.document import (
    Finding,
    ParagraphKind,
    Result,
    Severity,
    TranslatedParagraph,
    TranslatedSegment,
)
from presscli.lexicon.date_english import format_date
from presscli.markup import Block
from presscli.render.moments import PRESS_ZONE

LANGUAGE_NAMES = {"it": "Italian", "en": "English"}

NO_SOURCE = "not stated in the release"
_BY = f"presscli {__version__}"
DOUBT_MARK = "[?]"
MARKED_CODES = frozenset(
    {"W-NUMBER", "W-NAME", "W-LIMIT", "W-SENSE", "W-WORD", "W-OMITTED", "W-ADDED"}
)
"""Only warnings, since names have many forms, but a reader wants to see where."""
MAX_DOUBTS = 8
"""Warnings shown; errors are always shown."""


def source_name(result: Result) -> str:
    """Who issued the release; never invented."""
    attribution = result.release.attribution
    return attribution.source if attribution else NO_SOURCE


def notice(result: Result) -> str:
    """Says that, and by what, the text was made by a machine."""
    language = LANGUAGE_NAMES.get(result.detection.language, result.detection.language)
    if not result.signature:
        return f"Original in {language}, not translated ({_BY})"
    if result.detection.language == "en":
        return f"Original in English; paragraphs in other languages translated by machine ({_BY})"
    return f"Machine translation from {language} by {_BY}; check before publishing"


def signatures(result: Result) -> list[str]:
    """One line for each model that took part."""
    return [s for s in (result.signature, result.summary.signature if result.summary else "") if s]


def marked(segment: TranslatedSegment) -> str:
    """A segment's English, with a mark if a fact or a name in it could not be confirmed."""
    return f"{segment.target} {DOUBT_MARK}" if is_doubtful(segment) else segment.target


def is_doubtful(segment: TranslatedSegment) -> bool:
    """Whether a fact or a name in a segment could not be confirmed."""
    return any(map(needs_a_look, segment.findings))


def needs_a_look(finding: Finding) -> bool:
    """Whether a finding is marked ``[?]`` in every format."""
    return finding.severity is Severity.ERROR or finding.code in MARKED_CODES


def block_of(paragraph: TranslatedParagraph) -> Block | None:
    """The block of a document that a paragraph was; None in a text."""
    return paragraph.source.block


def credited(result: Result) -> str:
    """The source with what its document states: the release's address, and its day."""
    attribution = result.release.attribution
    url = attribution.url if attribution else ""
    source = f"{source_name(result)} <{url}>" if url else source_name(result)
    return ", ".join(filter(None, (source, published_day(result))))


def published_day(result: Result) -> str:
    """The day on which a document says that it was published, where no dateline names one.

    A moment is told in Italian time, as datelines are.
    """
    if result.release.dateline and result.release.dateline.date:
        return ""
    day = result.source.metadata.published
    if isinstance(day, datetime.datetime):
        day = (day.astimezone(PRESS_ZONE) if day.tzinfo else day).date()
    return format_date(day) if day else ""


def summary_heading(result: Result) -> str:
    """``Summary``, and how it was made where that is not by abstraction alone."""
    if result.summary is None:
        return ""
    return {
        "abstractive": "Summary",
        "mixed": "Summary (in part the release's own sentences)",
        "extractive": "Summary (the release's own key sentences)",
    }[result.summary.method]


def doubts(result: Result) -> list[str]:
    """What a reader should look at before using the text: errors first, the rest counted."""
    findings = sorted(result.all_findings, key=lambda f: f.severity is not Severity.ERROR)
    shown = [f for f in findings if f.severity is Severity.ERROR]
    shown += findings[len(shown) : max(len(shown), MAX_DOUBTS)]
    lines = [_doubt(f) for f in shown]
    hidden = len(findings) - len(shown)
    if hidden:
        lines.append(f"{hidden} more: see --format json")
    return lines


def _doubt(finding: Finding) -> str:
    where = f" segment {finding.segment + 1}" if finding.segment >= 0 else ""
    return f"{finding.code}{where}: {finding.message}"


def headlines(result: Result) -> tuple[TranslatedParagraph, ...]:
    """The headline and the embargo: what a summary must never be shown without."""
    kinds = {ParagraphKind.HEADLINE, ParagraphKind.EMBARGO}
    return tuple(p for p in result.paragraphs if p.kind in kinds)
