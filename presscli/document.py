"""The values that flow from stage to stage: frozen, plain, and free of behaviour.

    SourceText -> PressRelease -> Detection -> Segment -> Hypothesis
               -> TranslatedSegment -> TranslatedParagraph -> Summary -> Result

Offsets are in characters (Unicode code points), half-open ``[start, end)``.
Languages are ISO 639-1 codes.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from presscli.markup import Block, Metadata, Span, SpanKind

STDIN_NAME = "<stdin>"


class ParagraphKind(StrEnum):
    """What a paragraph is for in a release."""

    HEADLINE = "headline"
    SUBHEADLINE = "subheadline"
    BODY = "body"
    QUOTE = "quote"
    CONTACTS = "contacts"
    BOILERPLATE = "boilerplate"
    CAPTION = "caption"
    KEYWORDS = "keywords"
    ATTRIBUTION = "attribution"
    EMBARGO = "embargo"


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
class SourceText:
    """One release as it was read.

    ``text`` is NFC with LF line ends, without a byte-order mark, soft hyphens,
    zero-width or control characters; lines are still as they were in the file.
    ``name`` is the path as the user gave it, or ``<stdin>``; for a release out of a
    file that holds several (a mailbox, an archive, a feed), that path, a slash and the
    member's name. ``sha256`` is of the bytes read; of a member, of what it consists of.

    ``blocks`` are those of a document that has some, a text file has none; ``text``
    is then their texts with an empty line between them.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    sha256: str = ""
    blocks: tuple[Block, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place and date at the head of a release.

    ``raw`` is the exact prefix of the paragraph's text, the dash and the spaces
    after it included, so that ``paragraph.text == raw + rest``.
    """

    raw: str
    place: str = ""
    date: datetime.date | None = None
    date_text: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, its hard-wrapped lines joined by single spaces.

    Contacts keep their line breaks, since each line is an entry of its own. A
    paragraph of a document is one ``block`` of it, whose text it has, unchanged.
    """

    text: str
    kind: ParagraphKind = ParagraphKind.BODY
    dateline: Dateline | None = None
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who issued the release, as the release states it or the user gives it."""

    source: str
    raw: str = ""
    stated: bool = True
    """False when it was given with ``--source``."""
    from_metadata: bool = False
    """True when it is not in the text, but in what the document states about itself."""
    url: str = ""
    """Where the release itself is on the web, as its document states it."""


@dataclass(frozen=True, slots=True)
class Embargo:
    """Until when a release must not be published; ``until`` is None if not stated."""

    raw: str
    until: datetime.datetime | datetime.date | None = None


@dataclass(frozen=True, slots=True)
class PressRelease:
    """A parsed release: every paragraph of the input, in order, none dropped."""

    paragraphs: tuple[Paragraph, ...]
    attribution: Attribution | None = None
    embargo: Embargo | None = None

    def first(self, kind: ParagraphKind) -> Paragraph | None:
        """The first paragraph of that kind."""
        return next((p for p in self.paragraphs if p.kind is kind), None)

    @property
    def headline(self) -> str:
        paragraph = self.first(ParagraphKind.HEADLINE)
        return paragraph.text if paragraph else ""

    @property
    def dateline(self) -> Dateline | None:
        return next((p.dateline for p in self.paragraphs if p.dateline), None)


@dataclass(frozen=True, slots=True)
class Detection:
    """A language guess.

    ``confidence`` is the probability of ``language`` and ``margin`` its distance
    to the second guess, both 0 to 1. ``certain`` is False when the text is too
    short or too mixed to be acted upon.
    """

    language: str
    confidence: float
    margin: float
    certain: bool


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


class SentenceOrigin(StrEnum):
    """Where a summary sentence came from."""

    MODEL = "model"
    """A model wrote it, and the release supports it."""
    REWRITTEN = "rewritten"
    """A model wrote it and left out who says so; that was put back."""
    REPLACED = "replaced"
    """What a model wrote had no support; the translated sentence that it was nearest to
    stands in its place, unchanged."""
    RELEASE = "release"
    """One of the release's own sentences, unchanged; no sentence of a model was refused."""


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A summary sentence with the indices of the translated segments that support it.

    ``score`` says how close it keeps to them, 0 to 1: 1 is word by word
    (:func:`presscli.summarize.support.support_score`). Numbers, dates, names and
    claims are not a matter of the score: they have to be theirs.
    """

    text: str
    support: tuple[int, ...] = ()
    abstractive: bool = True
    """False when it is one of the release's own sentences, unchanged."""
    score: float = 1.0
    corrected: bool = False
    """What the model wrote did not hold: see ``origin``."""

    @property
    def origin(self) -> SentenceOrigin:
        if self.abstractive:
            return SentenceOrigin.REWRITTEN if self.corrected else SentenceOrigin.MODEL
        return SentenceOrigin.REPLACED if self.corrected else SentenceOrigin.RELEASE


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of a translated release."""

    sentences: tuple[SummarySentence, ...]
    signature: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(s.text for s in self.sentences)

    @property
    def method(self) -> str:
        """``abstractive``, ``extractive`` or ``mixed``."""
        kinds = {s.abstractive for s in self.sentences}
        if kinds == {True}:
            return "abstractive"
        return "mixed" if len(kinds) == 2 else "extractive"


@dataclass(frozen=True, slots=True)
class Result:
    """All that is known about one release: what renderers render."""

    source: SourceText
    release: PressRelease
    detection: Detection
    paragraphs: tuple[TranslatedParagraph, ...]
    summary: Summary | None
    signature: str
    findings: tuple[Finding, ...] = field(default=())
    """Findings about the whole release; those of segments are in the segments."""
    glossary: str = ""
    """A short hash of the glossary that the translation was held to; empty without one."""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding, in reading order, the summary's last."""
        of_segments = tuple(f for p in self.paragraphs for s in p.segments for f in s.findings)
        return self.findings + of_segments + (self.summary.findings if self.summary else ())


@dataclass(frozen=True, slots=True)
class ComparedUnit:
    """A paragraph or line of a source beside the one that translates it.

    ``source_number`` and ``target_number`` count the paragraphs (several put
    together: the first) or lines of each side from 1; 0 where that side has none.
    Spans in ``findings`` are offsets within ``source`` and ``target``.
    """

    index: int
    source_number: int
    target_number: int
    source: str
    target: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the checks say about a translation made elsewhere."""

    source: SourceText
    target: SourceText
    lines: bool
    """Whether units are lines, each the translation of the line with its number."""
    units: tuple[ComparedUnit, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in reading order."""
        return tuple(f for unit in self.units for f in unit.findings)
