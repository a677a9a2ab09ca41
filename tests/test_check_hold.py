"""What goes behind placeholders, and the English that stands for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.check import check_segment, hold
from presscli.check.hold_numbers import numbers_to_hold


def held(source: str) -> list[tuple[str, str]]:
    return [(source[h.start : h.end], h.english) for h in numbers_to_hold(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("più di sessanta quesiti", [("sessanta", "60")]),
        ("cinquantadue milioni di persone", [("cinquantadue", "52")]),
        ("oltre trecento editori", [("trecento", "300")]),
        ("tre comuni", [("tre", "three")]),
        ("Sei anni", [("Sei", "six")]),
        ("circa quarant'anni fa", [("quarant'anni", "40 years")]),
        ("il ventesimo posto", [("ventesimo", "20th")]),
        ("la trentatreesima edizione", [("trentatreesima", "33rd")]),
        ("nel XV secolo", [("XV secolo", "15th century")]),
        ("la XI legislatura", [("XI legislatura", "11th legislature")]),
        ("1,2 milioni", [("1,2", "1.2")]),
        ("7mila espositori", [("7mila", "7,000")]),
        ("50 mila posti", [("50 mila", "50,000")]),
        ("1,5 mila posti", [("1,5 mila", "1.5 thousand")]),
        ("un pacco di 700 mld. di dollari", [("700 mld. di", "700 billion")]),
        ("3 mln d'euro", [("3 mln d'", "3 million")]),
        ("ne costa 700 mld. Il resto", [("700 mld", "700 billion")]),
        ("nel duemila", [("duemila", "2000")]),
        ("duemilacinquecento euro", [("duemilacinquecento", "2,500")]),
    ],
)
def test_a_number_and_its_english(source: str, expected: list[tuple[str, str]]) -> None:
    assert held(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "un amico",
        "una ventina",  # "about twenty" is no number to put in a sentence
        "il secondo ministro",
        "un trentenne",
        "milioni di persone",
        "21anni",  # a sign would be glued to the word
        "1.2.3",
    ],
)
def test_what_has_no_plain_english_is_left_to_the_model(source: str) -> None:
    assert held(source) == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("più di sessanta quesiti", "more than six questions", [("sessanta", "60")]),
        ("Nel XV secolo nacque a Lodi.", "He was born in Lodi.", [("XV secolo", "15th century")]),
        ("I 700 mld e i 4 treni", "The 700 and the 4 trains", [("700 mld", "700 billion")]),
        ("Le navi Ue sono partite.", "The ships have left.", [("Ue", "EU")]),
        ("Lo dice l'FBI.", "The IBI says so.", [("FBI", "FBI")]),
    ],
)
def test_only_what_is_wrong_is_held(
    source: str, target: str, expected: list[tuple[str, str]]
) -> None:
    found = hold(source, check_segment(source, target))
    assert [(source[h.start : h.end], h.english) for h in found] == expected


@given(st.integers(min_value=2, max_value=999))
def test_a_figure_put_in_for_itself_is_right(number: int) -> None:
    source = f"Sono {number} mila i lavoratori"
    (found,) = numbers_to_hold(source)
    assert found.english == f"{number},000"
    assert not [
        f
        for f in check_segment(source, f"There are {found.english} workers")
        if f.code == "W-NUMBER"
    ]
