"""JSON: everything that is known about a release, for programs.

The field names are part of the public interface (docs/json.md); a change to
them is a change of the major version.
"""

from __future__ import annotations

import json
from typing import Any

from presscli import __version__
from presscli.document import (
    Attribution,
    Finding,
    Result,
    Summary,
    TranslatedParagraph,
    TranslatedSegment,
)
from presscli.markup import Block, BlockKind, Metadata, Span
from presscli.names import printable
from presscli.render.common import notice
from presscli.render.evidence import Evidence, evidence
from presscli.render.identity import web_address
from presscli.render.moments import issued_text


def render_json(result: Result, *, bilingual: bool = False, body: bool = True) -> str:
    """Render one release as an indented JSON object.

    ``bilingual`` and ``body`` change nothing: everything is always there.
    """
    return json.dumps(as_dict(result), ensure_ascii=False, indent=2) + "\n"


def render_jsonl(result: Result, *, bilingual: bool = False, body: bool = True) -> str:
    """Render one release as a JSON object on one line."""
    return json.dumps(as_dict(result), ensure_ascii=False, separators=(",", ":")) + "\n"


def as_dict(result: Result) -> dict[str, Any]:
    """The JSON object of a release; dates are ISO 8601."""
    release, detection = result.release, result.detection
    dateline, attribution, embargo = release.dateline, release.attribution, release.embargo
    headline = next((p.text for p in result.paragraphs if p.kind == "headline"), None)
    return {
        "presscli": __version__,
        "input": {
            "name": printable(result.source.name),
            "encoding": result.source.encoding,
            "sha256": result.source.sha256,
        },
        "language": {
            "code": detection.language,
            "confidence": round(detection.confidence, 4),
            "margin": round(detection.margin, 4),
        },
        "headline": {"source": release.headline or None, "target": headline},
        "dateline": dateline
        and {
            "place": dateline.place or None,
            "date": dateline.date.isoformat() if dateline.date else None,
            "agency": dateline.agency or None,
        },
        "attribution": attribution and _attribution(attribution),
        "embargo": embargo
        and {
            "text": embargo.raw,
            "until": embargo.until.isoformat() if embargo.until else None,
        },
        "paragraphs": [_paragraph(p) for p in result.paragraphs],
        "summary": result.summary and _summary(result.summary, list(evidence(result))),
        "findings": [finding_as_dict(f) for f in result.all_findings],
        "machine_translated": bool(result.signature),
        "notice": notice(result),
        "signature": result.signature or None,
        "glossary": result.glossary or None,
        **_of_document(result),
    }


def _attribution(attribution: Attribution) -> dict[str, Any]:
    fields: dict[str, Any] = {"source": attribution.source, "stated": attribution.stated}
    if attribution.from_metadata or attribution.url:
        fields["from_metadata"] = attribution.from_metadata
        fields["url"] = attribution.url or None
    return fields


def _of_document(result: Result) -> dict[str, Any]:
    """What a document states about itself; nothing for a text, which has no head."""
    metadata = result.source.metadata
    if metadata == Metadata() and not result.source.blocks:
        return {}
    return {
        "title": metadata.title or None,
        "byline": metadata.author or None,
        "published": issued_text(result),
        "url": web_address(result) or None,
    }


def _paragraph(paragraph: TranslatedParagraph) -> dict[str, Any]:
    fields = {
        "kind": paragraph.kind.value,
        "language": paragraph.language,
        "source": paragraph.source.text,
        "target": paragraph.text,
        "segments": [_segment(s) for s in paragraph.segments],
    }
    block = paragraph.source.block
    if block is None:
        return fields
    return fields | {
        "block": _block(block),
        "spans": [_span(s) for s in paragraph.spans],
        "source_spans": [_span(s) for s in block.spans],
    }


def _block(block: Block) -> dict[str, Any]:
    is_cell = block.kind is BlockKind.CELL
    return {
        "kind": block.kind.value,
        "level": block.level or None,
        "ordered": block.ordered if block.kind is BlockKind.ITEM else None,
        "table": block.table if is_cell else None,
        "row": block.row if is_cell else None,
        "column": block.column if is_cell else None,
        "header": block.header if is_cell else None,
    }


def _span(span: Span) -> dict[str, Any]:
    return {
        "start": span.start,
        "end": span.end,
        "kind": span.kind.value,
        "href": span.href or None,
    }


def _segment(segment: TranslatedSegment) -> dict[str, Any]:
    return {
        "index": segment.index,
        "source": segment.source,
        "target": segment.target,
        "origin": segment.origin.value,
        "score": round(segment.score, 4),
    }


def _summary(summary: Summary, support: list[Evidence]) -> dict[str, Any]:
    return {
        "text": summary.text,
        "method": summary.method,
        "sentences": [_sentence(found) for found in support],
        "signature": summary.signature or None,
    }


def _sentence(found: Evidence) -> dict[str, Any]:
    return {
        "text": found.sentence.text,
        "support": list(found.segments),
        "abstractive": found.sentence.abstractive,
        "origin": found.sentence.origin.value,
        "score": round(found.score, 4),
        "quote": found.quote,
        "source_quote": found.source,
    }


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """The JSON object of a finding; absent things are None."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "segment": finding.segment if finding.segment >= 0 else None,
        "source_value": finding.source_value or None,
        "target_value": finding.target_value or None,
        "source_span": finding.source_span,
        "target_span": finding.target_span,
    }
