"""Our own translations of the sample releases break no fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscli.check import check_segment, check_summary_sentence
from presscli.document import Finding, Severity

SAMPLES = Path(__file__).parent.parent / "samples"


def paragraphs(path: Path) -> list[str]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    return [" ".join(p.split()) for p in text.replace("\r", "").split("\n\n") if p.strip()]


def reference(sample: Path, kind: str) -> Path:
    return SAMPLES / "references" / sample.name.replace(".it.txt", f".{kind}.txt")


def errors(findings: tuple[Finding, ...]) -> list[str]:
    return [f.message for f in findings if f.severity is Severity.ERROR]


samples = pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.it.txt")), ids=lambda p: p.stem)


@samples
def test_reference_translations_have_no_error(sample: Path) -> None:
    pairs = zip(paragraphs(sample), paragraphs(reference(sample, "en")), strict=True)
    assert [
        errors(check_segment(it, en)) for it, en in pairs if errors(check_segment(it, en))
    ] == []


@samples
def test_reference_summaries_have_no_invented_number(sample: Path) -> None:
    (summary,) = paragraphs(reference(sample, "summary"))
    findings = check_summary_sentence(summary, paragraphs(reference(sample, "en")))
    assert [f.message for f in findings if f.code in ("W-NUMBER", "W-DATE")] == []
