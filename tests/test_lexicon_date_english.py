from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.lexicon.date_english import (
    format_date,
    format_partial_date,
    format_time,
    month_name,
)
from presscli.lexicon.dates import find_dates


@pytest.mark.parametrize(
    ("text", "weekday", "days", "month", "year", "english"),
    [
        ("12 marzo", -1, (12,), 3, 0, "12 March"),
        ("giovedì 12 marzo 2025", 3, (12,), 3, 2025, "Thursday 12 March 2025"),
        ("9-10 gennaio", -1, (9, 10), 1, 0, "9-10 January"),
        ("9, 10 ed 11 giugno", -1, (9, 10, 11), 6, 0, "9, 10 and 11 June"),
        ("3 o il 4 luglio", -1, (3, 4), 7, 0, "3 or 4 July"),
        ("1° fino al 5 maggio", -1, (1, 5), 5, 0, "1 to 5 May"),
        ("8 all’11 aprile", -1, (8, 11), 4, 0, "8 to 11 April"),
        ("marzo 2024", -1, (), 3, 2024, "March 2024"),
        ("2024", -1, (), 0, 2024, "2024"),
        ("lunedì", 0, (), 0, 0, "Monday"),
    ],
)
def test_what_is_stated_of_a_date_and_no_more(
    text: str, weekday: int, days: tuple[int, ...], month: int, year: int, english: str
) -> None:
    made = format_partial_date(text, weekday=weekday, days=days, month=month, year=year)
    assert made == english


def test_a_whole_date_is_written_the_same_both_ways() -> None:
    date = dt.date(2021, 12, 30)
    text = "30 dicembre 2021"
    partial = format_partial_date(text, weekday=-1, days=(30,), month=12, year=2021)
    assert partial == format_date(date) == "30 December 2021"


def test_months_count_from_one() -> None:
    assert (month_name(1), month_name(12)) == ("January", "December")


def test_format_time_pads() -> None:
    assert format_time(dt.time(9)) == "09:00"


@given(st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_english_date_reads_back(date: dt.date) -> None:
    (match,) = find_dates(format_date(date), language="en")
    assert match.date == date
