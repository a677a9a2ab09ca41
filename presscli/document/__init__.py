"""The values that flow from stage to stage: frozen, plain, and free of behaviour.

    SourceText -> PressRelease -> Detection -> Segment -> Hypothesis
               -> TranslatedSegment -> TranslatedParagraph -> Summary -> Result

They are imported from here: the modules below, each for some of the stages, are no part
of the Python interface.

Offsets are in characters (Unicode code points), half-open ``[start, end)``. Languages are
ISO 639-1 codes.
"""

from __future__ import annotations

from presscli.document.release import (
    STDIN_NAME,
    Attribution,
    Dateline,
    Detection,
    Embargo,
    Paragraph,
    ParagraphKind,
    PressRelease,
    SourceText,
)
from presscli.document.result import (
    ComparedUnit,
    Comparison,
    Result,
)
from presscli.document.summary import (
    SentenceOrigin,
    Summary,
    SummarySentence,
)
from presscli.document.translation import (
    Finding,
    Hypothesis,
    Origin,
    Segment,
    Severity,
    TranslatedParagraph,
    TranslatedSegment,
)

__all__ = [
    "STDIN_NAME",
    "Attribution",
    "ComparedUnit",
    "Comparison",
    "Dateline",
    "Detection",
    "Embargo",
    "Finding",
    "Hypothesis",
    "Origin",
    "Paragraph",
    "ParagraphKind",
    "PressRelease",
    "Result",
    "Segment",
    "SentenceOrigin",
    "Severity",
    "SourceText",
    "Summary",
    "SummarySentence",
    "TranslatedParagraph",
    "TranslatedSegment",
]
