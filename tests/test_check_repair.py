"""Repairs change the form only."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.check.repair import repair


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("1.250,5 milioni", "1.250.5 million", "1,250.5 million"),
        ("1.274 casi", "1.274 cases", "1,274 cases"),
        ("12,5%", "12,5%", "12.5%"),
        ("75 000 km", "75 000 km", "75,000 km"),
        ("nel 2021", "in 2,021", "in 2021"),
        ("1200 casi", "1,200 cases", "1,200 cases"),
        ("1,25 e 12,5", "125 and 12.5", "125 and 12.5"),
        ("tel. 06 1234567", "phone 06 1234567", "phone 06 1234567"),
        ("vedi a.it/1.274 e 1.274", "see a.it/1.274 and 1.274", "see a.it/1.274 and 1,274"),
        ("il 12.03.2024", "on 12.03.2024", "on 12.03.2024"),
        ("13 casi", "12 cases", "12 cases"),
    ],
)
def test_figures_take_the_english_form(source: str, target: str, expected: str) -> None:
    assert repair(source, target) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("in seno all'Osce", "within the Osce", "within the OSCE"),
        ("l'avanzata della Nato", "the Nato's advance", "the NATO's advance"),
        ("l'Onu", "the Onu", "the UN"),
        ("il Pil", "the Pil", "the GDP"),
        ("la relazione", "the Osce", "the Osce"),
        ("Ai lavori", "Ai work", "Ai work"),
    ],
)
def test_acronyms_take_the_english_form(source: str, target: str, expected: str) -> None:
    assert repair(source, target) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("colloqui a Mosca", "talks in Mosca", "talks in Moscow"),
        ("da Ginevra", "From Ginevra", "From Geneva"),
        ("ieri Gaetano Mosca", "yesterday Gaetano Mosca", "yesterday Gaetano Mosca"),
        ("i colloqui", "talks in Mosca", "talks in Mosca"),
        ("a Roma", "in Rome", "in Rome"),
    ],
)
def test_places_take_the_english_form(source: str, target: str, expected: str) -> None:
    assert repair(source, target) == expected


@given(st.decimals(min_value=1000, max_value=10**8, places=1))
def test_a_copied_italian_number_becomes_english(value: Decimal) -> None:
    italian = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    assert repair(f"Sono {italian} euro", f"They are {italian} euros") == (
        f"They are {value:,f} euros"
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_repairing_twice_changes_nothing_more(source: str, target: str) -> None:
    once = repair(source, target)
    assert repair(source, once) == once


@pytest.mark.parametrize(
    ("source", "target", "repaired"),
    [
        (
            "Colloqui tra Rossi e Bianchi",
            "Colloqui between Rossi and Bianchi",
            "Talks between Rossi and Bianchi",
        ),
        ("Sabato 5 ottobre si apre", "Sabato 5 October it opens", "Saturday 5 October it opens"),
        ("Colloqui Colloqui tra Rossi e Bianchi.", "Colloqui Colloqui.", "Talks talks."),
        ("durante la videoconferenza", "at the Videoconferenza", "at the video conference"),
        ("ha detto Marco Colloqui", "said Marco Colloqui", "said Marco Colloqui"),
        ("la gomma naturale", "the natural gomma", "the natural gomma"),
    ],
    ids=["headline", "weekday", "caption", "long word", "a name", "several meanings"],
)
def test_words_left_in_italian(source: str, target: str, repaired: str) -> None:
    assert repair(source, target) == repaired


@pytest.mark.parametrize(
    ("source", "target", "repaired"),
    [
        (
            "numero verde 800 555 012, dalle 8",
            "number 800555012, from 8",
            "number 800 555 012, from 8",
        ),
        ("tel. +39 0481 555 019", "tel. +390481555019", "tel. +39 0481 555 019"),
        ("sono 800.555 euro", "they are 800,555 euros", "they are 800,555 euros"),
    ],
    ids=["spaces", "prefix", "no phone"],
)
def test_a_phone_number_passes_exactly(source: str, target: str, repaired: str) -> None:
    assert repair(source, target) == repaired


@pytest.mark.issue(7)
@pytest.mark.parametrize(
    ("source", "target", "repaired"),
    [
        ("con 186 mila euro di aiuti", "with 186 million euros", "with 186,000 euros"),
        ("540 mila visitatori", "540 mila visitors", "540,000 visitors"),
        ("540 mila visitatori", "540 visitors", "540,000 visitors"),
        ("7mila espositori", "7mila exhibitors", "7,000 exhibitors"),
        ("700 mld. di dollari", "700 mld. of dollars", "700 billion dollars"),
        ("50 mila persone", "50 millions of people", "50,000 people"),
        ("50 mila, di cui", "50 million of which", "50,000 of which"),
        ("1,5 mila posti", "1.5 million places", "1.5 thousand places"),
        ("3,5 miliardi di euro", "EUR 3.5 million", "EUR 3.5 billion"),
        ("3,5 milioni di euro", "EUR 3.5", "EUR 3.5 million"),
        ("50 mila persone", "50 thousand people", "50 thousand people"),
        ("50 mila e 50 milioni", "50 million and 50 million", "50 million and 50 million"),
        ("7 mila in sette sale", "seven thousand in 7 halls", "seven thousand in 7 halls"),
        ("7 mila in sette sale", "thousands in 7 halls", "thousands in 7 halls"),
        ("186 mila euro", "187 million euros", "187 million euros"),
        ("2 mila uomini, 3 milioni", "3 million, 2 and 2 men", "3 million, 2 and 2 men"),
    ],
)
def test_a_figure_that_was_kept_gets_its_scale(source: str, target: str, repaired: str) -> None:
    assert repair(source, target) == repaired


@pytest.mark.issue(7)
@pytest.mark.parametrize(
    ("source", "target", "repaired"),
    [
        ("«Non possiamo»", "“Non we can accept it”", "“We cannot accept it”"),
        ("loro non sono", "and non they are here", "and they are not here"),
        ("non possiamo", "Non can accept it", "Non can accept it"),
        ("possiamo", "Non we can", "Non we can"),
    ],
    ids=["head", "within", "no subject", "no denial"],
)
def test_a_denial_that_was_left_standing(source: str, target: str, repaired: str) -> None:
    assert repair(source, target) == repaired


@pytest.mark.parametrize(
    ("target", "repaired"),
    [
        ("An area of about 2.2 million km2 million.", "An area of about 2.2 million km2."),
        ("It cost 3 billion euros billion.", "It cost 3 billion euros."),
        (
            "An area of 2.2 million km2, a million more.",
            "An area of 2.2 million km2, a million more.",
        ),
        ("From 2 million tonnes million 3 on.", "From 2 million tonnes million 3 on."),
    ],
)
def test_a_scale_is_not_said_twice(target: str, repaired: str) -> None:
    """Weights of November 2026 made "2.2 million km2 million" of it, and no check minded."""
    source = "Una superficie di 2,2 milioni di km², per 3 miliardi, 2 milioni, 3."
    assert repair(source, target) == repaired
