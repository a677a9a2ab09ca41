from __future__ import annotations

import pytest

from presscli.lexicon.date_lines import render_date_line, translate_dates
from presscli.lexicon.dates import DateKind


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Dal 3 al 5 marzo 2024", "From 3 to 5 March 2024"),
        ("Giovedì 3 ottobre 2024, ore 18.30", "Thursday 3 October 2024, 18:30"),
        ("ore 18.30", "18:30"),
        ("dal 28 febbraio al 3 marzo", "From 28 February to 3 March"),
        ("3 marzo, dalle 9 alle 18", "3 March, from 09:00 to 18:00"),
        ("3 marzo, festa del paese", None),
        ("senza data", None),
    ],
)
def test_line_of_dates_and_times(text: str, english: str | None) -> None:
    assert render_date_line(text) == english


def test_dates_within_text_are_put_in_english() -> None:
    text = "aperto il 3 marzo 2024, 8.30-18.00, chiuso lunedì, dal 2019"
    assert translate_dates(text) == ("aperto il 3 March 2024, 08:30-18:00, chiuso Monday, dal 2019")


def test_a_kind_can_be_left_alone() -> None:
    assert translate_dates("lunedì, 3 marzo 2024; martedì", but=DateKind.WEEKDAY) == (
        "Monday 3 March 2024; martedì"
    )
