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


NAMES = [
    "Marta Maria Colleoni of Officine Valdarda met Mario Rossi in Niger.",
    "The talks with the turkey farmers, told to us on 30 December 2021, end on 2 January 2022.",
    "Revenue rose 8.3% to €1,250.5 million, in 2024, 2025 and 2026.",
]


@pytest.mark.issue(4)
@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        pytest.param("Marta Colleoni met Mario Rossi.", [], id="a middle name left out"),
        pytest.param("Mario Colleoni met Marta.", ["W-NAME"], id="two people made one"),
        pytest.param("Macron met Mario Rossi.", ["W-NAME"], id="first word"),
        pytest.param("Yesterday Mario Rossi left.", [], id="an ordinary first word"),
        pytest.param("They met in Nigeria.", ["W-NAME"], id="a country of the same root"),
        pytest.param("The talks were with Turkey.", ["W-NAME"], id="only the capital is another"),
        pytest.param("It was told to US farmers.", ["W-NAME"], id="no pronoun"),
        pytest.param("Rossi's talks end.", [], id="possessive"),
        pytest.param("The talks were with Mario Ross.", ["W-NAME"], id="a name cut short"),
        pytest.param("The farmers met Colleonis.", ["W-NAME"], id="a plural of a name"),
        pytest.param("Talks end on 30 January 2022.", ["W-DATE"], id="two dates made one"),
        pytest.param("Talks end on 2 January.", [], id="a date without its year"),
        pytest.param("Revenue rose from 2024 to 2026.", [], id="years of a list"),
        pytest.param("Revenue rose to $1,250.5 million.", ["W-NUMBER"], id="another currency"),
        pytest.param("Revenue rose €8.3 to €1,250.5 million.", ["W-NUMBER"], id="another unit"),
        pytest.param("Half of the talks end.", ["W-NUMBER"], id="a number in a word"),
    ],
)
def test_facts_are_not_put_together_from_parts(sentence: str, codes: list[str]) -> None:
    found = [f.code for f in check_summary_sentence(sentence, NAMES) if f.code in _FACTS]
    assert found == codes


_FACTS = {"W-NAME", "W-DATE", "W-NUMBER"}
