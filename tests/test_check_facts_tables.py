"""Phrases of the Italian and the English press, and the facts that are read in them.

Each line of ``tests/facts/*.txt`` is a phrase, ``=>`` and its facts in the normal form of
:func:`presscli.check.list_facts`, parted by semicolons; ``∅`` stands for none.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from presscli.check import list_facts

TABLES = Path(__file__).parent / "facts"
LEAST_CASES = 400


def cases(language: str) -> list[tuple[str, list[str]]]:
    lines = [
        line.split(" => ")
        for path in sorted(TABLES.glob(f"{language}-*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [(phrase, [] if facts == "∅" else facts.split("; ")) for phrase, facts in lines]


@pytest.mark.parametrize(("phrase", "facts"), cases("it"), ids=[p for p, _ in cases("it")])
def test_facts_of_the_italian_press(phrase: str, facts: list[str]) -> None:
    assert list_facts(phrase, language="it") == facts


@pytest.mark.parametrize(("phrase", "facts"), cases("en"), ids=[p for p, _ in cases("en")])
def test_facts_of_the_english_press(phrase: str, facts: list[str]) -> None:
    assert list_facts(phrase, language="en") == facts


@pytest.mark.parametrize("language", ["it", "en"])
def test_no_phrase_stands_twice(language: str) -> None:
    phrases = [phrase for phrase, _ in cases(language)]
    assert len(set(phrases)) == len(phrases) >= LEAST_CASES
