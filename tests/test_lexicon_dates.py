from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.lexicon.dates import DateKind, find_dates, parse_date

ITALIAN = [
    ("30 dicembre 2021", "30 dicembre 2021", "30 December 2021"),
    ("il 7 dicembre per", "7 dicembre", "7 December"),
    ("il 9-10 gennaio e poi", "9-10 gennaio", "9-10 January"),
    ("il 9 e 10 gennaio", "9 e 10 gennaio", "9 and 10 January"),
    ("nei giorni 9, 10 e 11 giugno", "9, 10 e 11 giugno", "9, 10 and 11 June"),
    ("dal 3 al 5 marzo 2024", "3 al 5 marzo 2024", "3 to 5 March 2024"),
    ("tra il 3 e il 5 marzo", "3 e il 5 marzo", "3 and 5 March"),
    ("dall'8 all'11 aprile", "8 all'11 aprile", "8 to 11 April"),
    ("l’8 marzo", "8 marzo", "8 March"),
    ("1° maggio", "1° maggio", "1 May"),
    ("1º maggio 2020", "1º maggio 2020", "1 May 2020"),
    ("il primo maggio", "primo maggio", "1 May"),
    ("MILANO, 3 GEN -", "3 GEN", "3 January"),
    ("ROMA, 12 mar. (x)", "12 mar.", "12 March"),
    ("4 sett. 2024", "4 sett. 2024", "4 September 2024"),
    ("20 SET 2024", "20 SET 2024", "20 September 2024"),
    ("6 magg. '24", "6 magg. '24", "6 May 2024"),
    ("giovedì 12 marzo 2025", "giovedì 12 marzo 2025", "Thursday 12 March 2025"),
    ("LUNEDI' 3 FEBBRAIO", "LUNEDI' 3 FEBBRAIO", "Monday 3 February"),
    ("mercoledì, 3 luglio", "mercoledì, 3 luglio", "Wednesday 3 July"),
    ("ven. 3 luglio", "ven. 3 luglio", "Friday 3 July"),
    ("3 marzo del 2024", "3 marzo del 2024", "3 March 2024"),
    ("il 9/10/2023 a", "9/10/2023", "9 October 2023"),
    ("22/04/24", "22/04/24", "22 April 2024"),
    ("12.03.25", "12.03.25", "12 March 2025"),
    ("3.12.1999", "3.12.1999", "3 December 1999"),
    ("03-12-99", "03-12-99", "3 December 1999"),
    ("2021-12-30", "2021-12-30", "30 December 2021"),
    ("ore 18.30", "18.30", "18:30"),
    ("alle ore 11", "11", "11:00"),
    ("alle 11, in piazza", "11", "11:00"),
    ("alle 9,30 di domani", "9,30", "09:30"),
    ("h. 21", "21", "21:00"),
    ("i lavori, 17:45", "17:45", "17:45"),
    ("nel marzo 2024", "marzo 2024", "March 2024"),
    ("a gennaio", "gennaio", "January"),
    ("nel 2021", "2021", "2021"),
    ("lunedì prossimo", "lunedì", "Monday"),
]


@pytest.mark.parametrize(
    ("text", "found", "english"), ITALIAN, ids=[f"{i:02d}-{c[1]}" for i, c in enumerate(ITALIAN)]
)
def test_italian_form_is_found_and_written_in_english(text: str, found: str, english: str) -> None:
    assert [(m.text, m.english) for m in find_dates(text)] == [(found, english)]


ENGLISH = [
    ("on December 30, 2021,", (30,), 12, 2021),
    ("30 December 2021", (30,), 12, 2021),
    ("the 7th of December", (7,), 12, 0),
    ("January 9-10", (9, 10), 1, 0),
    ("January 9 and 10, 2022", (9, 10), 1, 2022),
    ("from 3 to 5 March 2024", (3, 5), 3, 2024),
    ("Thursday, March 12", (12,), 3, 0),
    ("Dec. 30", (30,), 12, 0),
    ("in May", (), 5, 0),
    ("since 2021", (), 0, 2021),
]


@pytest.mark.parametrize(("text", "days", "month", "year"), ENGLISH, ids=[c[0] for c in ENGLISH])
def test_english_form_has_the_same_values(
    text: str, days: tuple[int, ...], month: int, year: int
) -> None:
    (match,) = find_dates(text, language="en")
    assert (match.days, match.month, match.year) == (days, month, year)


CLOCKS = [
    ("at 6.30 p.m. today", dt.time(18, 30)),
    ("at 11 a.m.", dt.time(11)),
    ("12 am", dt.time(0)),
    ("12 pm", dt.time(12)),
    ("at 18:30", dt.time(18, 30)),
    ("at 9 o'clock", dt.time(9)),
]


@pytest.mark.parametrize(("text", "time"), CLOCKS, ids=[c[0] for c in CLOCKS])
def test_english_clock_time(text: str, time: dt.time) -> None:
    assert [m.time for m in find_dates(text, language="en")] == [time]


@pytest.mark.parametrize(
    "text",
    [
        "Via 25 Aprile 12",
        "piazza XX Settembre",
        "il D.P.R. 238/1999",
        "alle 11 aziende premiate",
        "2000 persone",
        "1.250,5 milioni",
        "+39 0523 555 0142",
        "la S.P. 17",
        "un marzolino",
        "dopo 12 mariti",
    ],
)
def test_no_date_where_there_is_none(text: str) -> None:
    assert find_dates(text) == []


def test_may_and_march_are_verbs_too() -> None:
    assert find_dates("They may march to Rome. May I?", language="en") == []


def test_both_ends_of_a_clock_range_are_found() -> None:
    assert [m.english for m in find_dates("aperto 8.30-18.00")] == ["08:30", "18:00"]


def test_a_span_over_two_months_gives_two_matches() -> None:
    found = find_dates("dal 28 febbraio al 3 marzo 2024")
    assert [(m.days, m.month, m.year) for m in found] == [((28,), 2, 0), ((3,), 3, 2024)]


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no date patterns \\('de'\\)"):
        find_dates("3. März", language="de")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("30 dicembre 2021", dt.date(2021, 12, 30)),
        ("Lunedì 3 gen. 2022", dt.date(2022, 1, 3)),
        ("il 9/10/2023", dt.date(2023, 10, 9)),
        ("lì 3 marzo 2020", dt.date(2020, 3, 3)),
        ("L'8 marzo 2020", dt.date(2020, 3, 8)),
        ("2021-12-30", dt.date(2021, 12, 30)),
        ("31 febbraio 2021", None),
        ("3 marzo", None),
        ("dopo il 3 marzo 2021", None),
        ("9-10 gennaio 2022", None),
        ("", None),
    ],
)
def test_parse_date(text: str, date: dt.date | None) -> None:
    assert parse_date(text) == date


def test_impossible_day_is_found_but_is_no_date() -> None:
    (match,) = find_dates("il 31 febbraio 2021")
    assert (match.days, match.date) == ((31,), None)


@given(st.text(alphabet="0123456789-/., :°'eapril mgonzoMARZOGEN\n", max_size=60))
def test_matches_are_slices_in_order_without_overlap(text: str) -> None:
    found = find_dates(text)
    assert all(m.text == text[m.start : m.end] and m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(m.english for m in found)


def test_kinds() -> None:
    text = "Lunedì, alle ore 9, nel marzo 2024 e il 3 aprile; nel 2025"
    assert [m.kind for m in find_dates(text)] == [
        DateKind.WEEKDAY,
        DateKind.TIME,
        DateKind.MONTH,
        DateKind.DATE,
        DateKind.YEAR,
    ]
