"""What renderers render: all about one release, or about a translation made elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from presscli.document.release import Detection, PressRelease, SourceText
from presscli.document.summary import Summary
from presscli.document.translation import Finding, TranslatedParagraph


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
