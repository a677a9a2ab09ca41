"""What is said of a thing beside the verb may not be dropped."""

from __future__ import annotations

import pytest

from presscli.check import check_segment
from presscli.check.judged import check_judged


@pytest.mark.parametrize(
    ("source", "dropped", "kept", "said"),
    [
        (
            "La società non considera automatico il rinnovo del contratto.",
            "The company does not consider renewing the contract.",
            "The company does not regard the renewal of the contract as automatic.",
            "automatico",
        ),
        (
            "Il ministro ritiene necessaria una riforma del codice.",
            "The minister holds a reform of the code.",
            "The minister considers that a reform of the code is necessary.",
            "necessaria",
        ),
        (
            "Il decreto rende obbligatorio l'uso del casco.",
            "The decree makes use of the helmet.",
            "The decree makes the use of helmets compulsory.",
            "obbligatorio",
        ),
    ],
)
def test_a_dropped_judgment_is_found(source: str, dropped: str, kept: str, said: str) -> None:
    (finding,) = check_judged(source, dropped)
    assert (finding.code, finding.source_value) == ("W-OMITTED", said)
    start, end = finding.source_span or (0, 0)
    assert source[start:end] == said
    assert "W-OMITTED" in {f.code for f in check_segment(source, dropped)}
    assert not list(check_judged(source, kept))


def test_a_noun_behind_the_verb_is_no_judgment() -> None:
    source = "Il comitato considera la proposta e rende noto il calendario."
    assert not list(check_judged(source, "The committee looks at it and publishes the calendar."))


def test_a_clause_left_out_is_said_once() -> None:
    source = (
        "Il presidente ha incontrato i sindaci, che ritengono necessaria una lunga trattativa con "
        "i rappresentanti dei lavoratori portuali, e ha firmato l'accordo."
    )
    found = check_segment(source, "The president met the mayors and signed the agreement.")
    assert [f.code for f in found].count("W-OMITTED") == 1
