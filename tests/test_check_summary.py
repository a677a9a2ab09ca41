"""A summary sentence may say only what its sources say."""

from __future__ import annotations

import pytest

from presscli.check import check_summary_sentence

SOURCES = [
    "Moscow, 30 December 2021 - Vladimir Putin spoke with Joseph Biden.",
    "The talks will start in Geneva on 9-10 January with 1,250 delegates.",
]


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Putin and Biden spoke on December 30, 2021.", []),
        ("Talks start in Geneva on 9 January.", []),
        ("The talks have 1,250 delegates.", []),
        ("Talks start in Geneva on 11 January.", ["W-DATE"]),
        ("Talks start in Geneva in May.", ["W-DATE"]),
        ("The talks have 1,520 delegates.", ["W-NUMBER"]),
        ("Putin's talks with Macron start.", ["W-NAME"]),
        ("Leaders meet.", []),
    ],
)
def test_invented_facts_are_errors(sentence: str, codes: list[str]) -> None:
    assert [f.code for f in check_summary_sentence(sentence, SOURCES)] == codes
