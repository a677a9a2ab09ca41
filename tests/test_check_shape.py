"""The shape of a translation."""

from __future__ import annotations

import pytest

from presscli.check.shape import check_shape, find_repetition, length_ratio, repeated_share

SOURCE = "Il ministro ha incontrato ieri la stampa a Roma."


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        (SOURCE, "The minister met the press in Rome yesterday.", []),
        (SOURCE, "", ["W-EMPTY"]),
        (SOURCE, "  ", ["W-EMPTY"]),
        ("", "", []),
        (SOURCE, "The minister.", ["W-LENGTH"]),
        (SOURCE, "The minister met the press in Rome yesterday. " * 3, ["W-LENGTH", "W-REPEAT"]),
        (
            "Sì",
            "Yes, that is exactly what was said by the minister to the press, twice at least",
            ["W-LENGTH"],
        ),
        ("no no no grazie", "no no no thanks", []),
    ],
    ids=lambda value: str(value)[:30],
)
def test_shape_findings(source: str, target: str, codes: list[str]) -> None:
    assert [f.code for f in check_shape(source, target)] == codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the the the end", "the"),
        ("he had had enough", ""),
        ("on the on the table", "on the"),
        ("in Europe. In Europe there", ""),
        ("a b c d, then a b c d, so a b c d", "a b c d"),
        ("", ""),
    ],
)
def test_repetition_is_found(text: str, expected: str) -> None:
    assert find_repetition(text) == expected


def test_length_ratio_counts_characters() -> None:
    assert length_ratio("x" * 40, "y" * 30) == 0.75


def test_repeated_share_is_of_three_word_runs() -> None:
    assert repeated_share("a b c a b c") == 0.25
    assert repeated_share("a b") == 0.0
