"""A release's English: segments, what a model makes of them, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from presscli.document.release import Paragraph, ParagraphKind
from presscli.markup import Span, SpanKind


class Origin(StrEnum):
    """Where the English of a paragraph or segment came from."""

    MODEL = "model"
    MEMORY = "memory"
    """A person's translation of the same segment, imported into the translation memory."""
    RULE = "rule"
    """Press furniture, rendered by rule."""
    COPIED = "copied"
    """Already in the target language, or nothing to translate."""
    KEPT = "kept"
    """Left in the source language because no translation was possible; always has a finding."""


class Severity(StrEnum):
    """How much a finding matters; ``ERROR`` fails ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit sent to a model: a sentence, or a part of one that was too long.

    The texts and separators of a paragraph's segments, put together in order,
    give its text back exactly.
    """

    text: str
    separator: str = ""
    """What stood between this segment and the next."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One candidate output. ``score`` is the mean token log-probability (<= 0),
    comparable within one model only.
    """

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that differs between source and translation and was not repaired.

    ``code`` is stable (``W-NUMBER``, ``W-REPEAT``, ...). ``segment`` counts the
    release's segments from 0; -1 when the finding is about the whole. The spans
    are character offsets within the segment's source and target text.
    """

    code: str
    severity: Severity
    message: str
    segment: int = -1
    source_value: str = ""
    target_value: str = ""
    source_span: tuple[int, int] | None = None
    target_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TranslatedSegment:
    """A segment and the English chosen for it. ``index`` counts the release's segments from 0."""

    index: int
    source: str
    target: str
    separator: str
    score: float
    origin: Origin = Origin.MODEL
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslatedParagraph:
    """A paragraph in English beside its source; ``prefix`` is its dateline in English.

    ``spans`` are what of the source's markup could be placed, offsets in ``text``.
    """

    source: Paragraph
    language: str
    segments: tuple[TranslatedSegment, ...]
    prefix: str = ""
    spans: tuple[Span, ...] = ()

    @property
    def kind(self) -> ParagraphKind:
        return self.source.kind

    @property
    def text(self) -> str:
        """The whole English paragraph, dateline included."""
        return self.prefix + "".join(s.target + s.separator for s in self.segments)

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Addresses that the source links to and the English does not, each once."""
        placed = {s.href for s in self.spans}
        spans = self.source.block.spans if self.source.block else ()
        lost = (s.href for s in spans if s.kind is SpanKind.LINK and s.href not in placed)
        return tuple(dict.fromkeys(lost))
