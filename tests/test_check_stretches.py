"""Clauses that a translation leaves out, or makes up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.check import check_segment
from presscli.check.stretches import check_stretches

SOURCE = (
    "Il presidente ha incontrato i sindaci e, dopo una lunga trattativa con i rappresentanti "
    "dei lavoratori portuali, ha firmato l'accordo."
)
WHOLE = (
    "The president met the mayors and, after lengthy negotiations with the representatives "
    "of the port workers, signed the agreement."
)
CUT = "The president met the mayors and signed the agreement."
PADDED = (
    "The president met the mayors and, after lengthy negotiations with the representatives "
    "of the port workers, signed the agreement, while fishermen watched cheerful dolphins."
)


def codes(source: str, target: str) -> list[str]:
    return [f.code for f in check_stretches(source, target)]


def test_a_clause_left_out_is_found_with_its_place() -> None:
    (finding,) = check_stretches(SOURCE, CUT)
    assert finding.code == "W-OMITTED"
    start, end = finding.source_span or (0, 0)
    assert SOURCE[start:end] == finding.source_value
    assert finding.source_value.endswith("rappresentanti dei lavoratori portuali")
    assert "W-OMITTED" in {f.code for f in check_segment(SOURCE, CUT)}


def test_a_clause_made_up_is_found_with_its_place() -> None:
    (finding,) = check_stretches(SOURCE, PADDED)
    assert finding.code == "W-ADDED"
    start, end = finding.target_span or (0, 0)
    assert PADDED[start:end] == finding.target_value == "fishermen watched cheerful dolphins"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (SOURCE, WHOLE),
        ("", ""),
        # In other words: what is unexplained on one side may be what is on the other.
        (
            "Bisogna prendere il toro per le corna senza perdere altro tempo prezioso.",
            "We need to tackle the matter head on instead of dithering for ages.",
        ),
        # A name that is kept is said, though its words could be translated.
        (
            "Lo comunica l'associazione «Mani Tese al Fiume Grande» di Rovigo.",
            "This was announced by the association «Mani Tese al Fiume Grande» of Rovigo.",
        ),
    ],
    ids=["whole", "empty", "freely", "a name"],
)
def test_a_true_translation_is_not_doubted(source: str, target: str) -> None:
    assert codes(source, target) == []


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_read_and_spans_lie_within(source: str, target: str) -> None:
    for finding in check_stretches(source, target):
        for span, text in ((finding.source_span, source), (finding.target_span, target)):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
