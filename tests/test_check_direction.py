"""What rose did not fall."""

from __future__ import annotations

import pytest

from presscli.check import check_segment
from presscli.check.direction import check_direction


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("le vendite sono in aumento", "sales are increasing"),
        ("i prezzi sono saliti e i consumi scesi", "prices rose while consumption fell"),
        ("una temperatura superiore alla media", "a temperature above average"),
        ("il fatturato è in calo del 3%", "turnover is down 3%"),
        ("più costoso", "costlier"),
        ("oltre 600 lettere", "more than 600 letters"),
        ("meno di 600 lettere", "fewer than 600 letters"),
        ("le vendite crescono", "sales are good"),
        ("almeno venti persone", "at least twenty people"),
        ("non diminuisce la crescita", "growth does not decrease"),
        ("prelievi superiori a dieci, meno di tre", "uses of more than ten, less than three"),
        ("la migliore pratica è scriverlo", "writing it down is the most important thing"),
        ("aumenta il consumo, scende la resa", "more consumption, falling yields"),
    ],
)
def test_kept_directions_are_no_finding(source: str, target: str) -> None:
    assert list(check_direction(source, target)) == []


@pytest.mark.parametrize(
    ("source", "target", "values"),
    [
        ("le vendite sono in aumento", "sales are decreasing", ("aumento", "decreasing")),
        ("la Borsa chiude in ribasso", "the exchange closes higher", ("ribasso", "higher")),
        ("l'occupazione scende", "employment rises", ("scende", "rises")),
        ("il deficit cresce", "the deficit shrinks", ("cresce", "shrinks")),
        ("inferiore alla media", "above average", ("inferiore", "above")),
        ("i prezzi salgono e calano", "prices fall and decline", ("salgono", "decline")),
        ("oltre 600 lettere", "less than 600 letters", ("oltre 6", "less than 6")),
        ("meno di venti", "more than twenty", ("meno di vent", "more than twen")),
        ("potrà aumentare le vendite", "will decrease even more", ("aumentare", "decrease")),
        ("un miglior supporto", "a worse support", ("miglior", "worse")),
    ],
)
def test_a_turned_direction_is_an_error(source: str, target: str, values: tuple[str, str]) -> None:
    (finding,) = check_direction(source, target)
    assert (finding.code, finding.severity) == ("W-DIRECTION", "error")
    assert (finding.source_value, finding.target_value) == values
    assert source[slice(*(finding.source_span or ()))] == values[0]
    assert target[slice(*(finding.target_span or ()))] == values[1]


def test_directions_are_checked_in_every_segment() -> None:
    found = check_segment("Le vendite sono in aumento", "Sales are decreasing", index=3)
    assert ("W-DIRECTION", 3) in [(f.code, f.segment) for f in found]
