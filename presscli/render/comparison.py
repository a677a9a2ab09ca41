"""What the checks say about a translation made elsewhere: a finding a line, or JSON."""

from __future__ import annotations

import json
from typing import Any

from presscli import __version__
from presscli.document import ComparedUnit, Comparison, Finding, Severity, SourceText
from presscli.names import printable
from presscli.render.json import finding_as_dict


def render_findings(comparison: Comparison) -> str:
    """One finding a line, seven fields parted by tabs; empty where there is none.

    File, place (``line 3``, ``paragraph 3``, of the translation; of the source where
    only that has it), severity, code, source value, target value, message. No field
    has a tab or a line end.
    """
    return "".join(
        "\t".join(_flat(field) for field in _fields(comparison, unit, finding)) + "\n"
        for unit in comparison.units
        for finding in unit.findings
    )


def _fields(comparison: Comparison, unit: ComparedUnit, finding: Finding) -> list[str]:
    in_target = unit.target_number > 0
    file = comparison.target if in_target else comparison.source
    number = unit.target_number if in_target else unit.source_number
    place = f"{'line' if comparison.lines else 'paragraph'} {number}"
    values = [finding.source_value, finding.target_value]
    return [file.name, place, finding.severity.value, finding.code, *values, finding.message]


def _flat(text: str) -> str:
    flat = " ".join(text.split())
    return flat and printable(flat)


def render_comparison_json(comparison: Comparison) -> str:
    """Everything that is known, as one indented JSON object (docs/json.md)."""
    findings = comparison.findings
    fields = {
        "presscli": __version__,
        "source": _file(comparison.source),
        "target": _file(comparison.target),
        "lines": comparison.lines,
        "segments": [
            {
                "index": unit.index,
                "source_number": unit.source_number or None,
                "target_number": unit.target_number or None,
                "source": unit.source,
                "target": unit.target,
            }
            for unit in comparison.units
        ],
        "findings": [finding_as_dict(f) for f in findings],
        "errors": sum(f.severity is Severity.ERROR for f in findings),
        "warnings": sum(f.severity is Severity.WARNING for f in findings),
    }
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def _file(text: SourceText) -> dict[str, Any]:
    return {"name": printable(text.name), "encoding": text.encoding, "sha256": text.sha256}
