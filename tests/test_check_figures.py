"""Figures in both conventions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from presscli.check.figures import PHONE, Figure, find_figures, read_figure, write_english


@pytest.mark.parametrize(
    ("text", "italian", "english"),
    [
        ("1.250,50", "1250.50", None),
        ("1,250.50", None, "1250.50"),
        ("1.274", "1274", "1.274"),
        ("1,274", "1.274", "1274"),
        ("1.000.000", "1000000", "1000000"),
        ("1,000,000", "1000000", "1000000"),
        ("12,5", "12.5", "12.5"),
        ("2.0", "2.0", "2.0"),
        ("75 000", "75000", "75000"),
        ("1'000", "1000", "1000"),
        ("2021", "2021", "2021"),
        ("1.2.3", None, None),
        ("1.250.5", None, None),
    ],
)
def test_figures_are_read(text: str, italian: str | None, english: str | None) -> None:
    assert read_figure(text, "it") == (Decimal(italian) if italian else read_other(text, "it"))
    assert read_figure(text, "en") == (Decimal(english) if english else read_other(text, "en"))


@pytest.mark.issue(4)
def test_a_group_too_many_is_not_read_as_decimals() -> None:
    assert read_figure("5,000,000.000", "en") is None
    assert read_figure("5.000.000,000", "it") is None
    assert read_figure("5,000,000.00", "en") == Decimal(5_000_000)
    assert read_figure("12,000", "en") == Decimal(12_000)


def read_other(text: str, language: str) -> Decimal | None:
    """Grouping and a decimal sign together can only be the other convention."""
    values = {("1.250,50", "en"): Decimal("1250.50"), ("1,250.50", "it"): Decimal("1250.50")}
    return values.get((text, language))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("da 9-10 a 12", ["9", "10", "12"]),
        ("l'11%", ["11"]),
        ("A320", []),
        ("36x24", ["36", "24"]),
        ("n.12", ["12"]),
        ("nel 2007, 100 persone", ["2007", "100"]),
        ("1.250.", ["1.250"]),
        ("12, 13", ["12", "13"]),
    ],
)
def test_figures_are_found(text: str, expected: list[str]) -> None:
    assert [f.text for f in find_figures(text, language="it")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.250,50", "1,250.50"),
        ("1.274", "1,274"),
        ("12,5", "12.5"),
        ("75 000", "75,000"),
        ("2021", "2021"),
        ("1200", "1200"),
    ],
)
def test_figures_are_written_in_english(text: str, expected: str) -> None:
    assert write_english(find_figures(text, language="it")[0]) == expected


def test_figures_without_a_value_stay_as_they_are() -> None:
    assert write_english(Figure("1.2.3", 0, 5, None)) == "1.2.3"


@pytest.mark.parametrize("text", ["+39 02 1234 5678", "06 1234567", "0612345678", "02/1234567"])
def test_phone_numbers_are_found_whole(text: str) -> None:
    match = PHONE.search(f"tel. {text}, fax")
    assert match is not None
    assert match[0] == text


@pytest.mark.parametrize("text", ["2.000 euro", "nel 2021", "12 345 678 euro", "0,5"])
def test_other_figures_are_no_phone_numbers(text: str) -> None:
    assert PHONE.search(text) is None
