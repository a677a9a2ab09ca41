"""Made-up words: told from rare ones, marked, and passed over where another hypothesis has none."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.check import check_segment, choose
from presscli.check.coverage import lexicon
from presscli.check.invented import find_invented, is_known, is_listed
from presscli.document import Hypothesis, Severity
from presscli.lexicon.packed import read_lines

DATA = resources.files("presscli.check") / "data"
LISTED = read_lines(DATA / "known-words.txt.gz")
SOURCE = "Gli scambi sono cresciuti nel 2022 del 35,2%."


@pytest.mark.parametrize(
    "word",
    [
        "readtures",
        "creducted",
        "anthentipo",
        "patologies",
        "prenotements",
        "sequestrators",
    ],
)
def test_words_that_models_made_up_are_unknown(word: str) -> None:
    assert not is_known(word)


@pytest.mark.parametrize(
    "word",
    [
        "conversation",
        "fertilisers",
        "reopening",
        "unloaded",
        "overspending",
        "stepped",
        "easily",
        "happier",
        "demonstrators",
        "interlocutors",
        "waterfront",
        "counterproposal",
        "biomass",
    ],
)
def test_words_made_of_known_ones_are_known(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param(
            SOURCE, "Trade, creducted in 2022, grew by 35.2%.", ["creducted"], id="within"
        ),
        pytest.param("Colloqui a Ginevra", "Collow in Geneva", ["Collow"], id="first"),
        pytest.param("Roma: il piano", "Rome: the plan", [], id="known-first"),
        pytest.param("Lombardia", "Lombardy", [], id="place-first"),
        pytest.param("Ginevra, 3 marzo", "Zenevy, 3 March", [], id="a-name-is-for-W-NAME"),
        pytest.param("La mozzarella", "The mozzarella", [], id="in-source"),
        pytest.param("Scrivi a info@zzyva.it", "Write to info@zzyva.it", [], id="address"),
        pytest.param("Il sig. Malachov", "Mr Malachov", [], id="name"),
        pytest.param("Rossi-Bianchi", "the ex-zzyvan plan", [], id="hyphen"),
    ],
)
def test_what_is_found(source: str, target: str, expected: list[str]) -> None:
    found = find_invented(source, target)
    assert [word for word, _ in found] == expected
    assert all(target[at : at + len(word)] == word for word, at in found)


def test_it_is_a_warning_with_its_place_and_said_once() -> None:
    target = "Trade, creducted and creducted in 2022, grew by 35.2%."
    [finding] = [f for f in check_segment(SOURCE, target) if f.code == "W-WORD"]
    assert finding.severity is Severity.WARNING
    assert finding.target_value == "creducted"
    assert finding.target_span == (7, 16)


def test_a_hypothesis_without_made_up_words_is_preferred() -> None:
    texts = ("Trade creducted in 2022 by 35.2%.", "Trade increased in 2022 by 35.2%.")
    hypotheses = [Hypothesis(text, -0.2 - 0.1 * k) for k, text in enumerate(texts)]
    assert choose(SOURCE, hypotheses).text == texts[1]


def test_listed_are_the_words_of_the_lists_and_no_others() -> None:
    english = [word.rstrip("^") for word in read_lines(DATA / "english-words.txt.gz")]
    listed = {*LISTED, *english, *lexicon().english_function}
    made = {word[:-1] for word in listed} | {f"{word}x" for word in listed}
    assert {word for word in listed | made if is_listed(word)} == listed


@given(st.sampled_from(LISTED))
def test_every_listed_word_is_known(word: str) -> None:
    assert is_known(word)
    assert find_invented("", f"the {word}") == ()
