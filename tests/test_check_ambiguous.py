"""Figures that are two numbers are never decided: ``171,790`` of a text with English commas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.cells import render_figures
from presscli.check import check_segment
from presscli.check.hold_numbers import numbers_to_hold
from presscli.check.repair import repair
from presscli.document import Severity

FAIR = "La Fiera occupa 171,790 metri quadrati."


@pytest.mark.parametrize("written", ["171,790", "171.790", "171 790", "171790"])
def test_an_ambiguous_figure_comes_out_as_it_stands(written: str) -> None:
    """It came out as "171.790 square metres", whatever the model made of it."""
    target = f"The fair occupies {written} square metres."
    assert repair(FAIR, target) == "The fair occupies 171,790 square metres."
    assert [held.english for held in numbers_to_hold(FAIR)] == ["171,790"]
    assert render_figures("171,790 mq") == "171,790 sq m"


def test_it_is_said_to_be_doubtful() -> None:
    (finding,) = check_segment(FAIR, "The fair occupies 171,790 square metres.")
    assert (finding.code, finding.severity) == ("W-NUMBER", Severity.WARNING)
    assert "171.790 (Italian comma) or 171790 (English comma)" in finding.message


@pytest.mark.parametrize("written", ["171 790", "171.79", "171790"])
def test_one_who_decides_is_not_doubted(written: str) -> None:
    assert not check_segment(FAIR, f"The fair occupies {written} square metres.")


@pytest.mark.parametrize("written", ["171.9", "171,791", "1,717,900"])
def test_another_number_is_still_wrong(written: str) -> None:
    found = check_segment(FAIR, f"The fair occupies {written} square metres.")
    assert [f.severity for f in found] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("source", "target", "repaired"),
    [
        ("1,618 miliardi", "1,618 billion", "1.618 billion"),
        ("il 3,125%", "3,125%", "3.125%"),
        ("1,859 euro al litro", "1,859 euros per litre", "1.859 euros per litre"),
        ("42,195 km", "42,195 km", "42.195 km"),
        ("0,125 grammi", "0,125 grams", "0.125 grams"),
        ("1.250 soci, 3,125 voti", "1,250 members, 3,125 votes", "1,250 members, 3.125 votes"),
    ],
)
def test_where_the_text_tells_it_is_decimals(source: str, target: str, repaired: str) -> None:
    assert repair(source, target) == repaired


@given(whole=st.integers(1, 999), rest=st.integers(0, 999), noun=st.sampled_from(["persone", "mq"]))
def test_no_ambiguous_figure_changes_its_text(whole: int, rest: int, noun: str) -> None:
    figure = f"{whole},{rest:03d}"
    for written in (figure, figure.replace(",", "."), figure.replace(",", " ")):
        assert figure in repair(f"Sono {figure} {noun} in tutto.", f"They are {written} in all.")
