"""English words that may be right for an Italian name, and bad copies of it."""

from __future__ import annotations

import pytest

from presscli.check.kinship import is_english, is_miscopied, is_misspelt, is_near, may_be_form
from presscli.lexicon.tables import load_rows


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("rimini", "remini"),
        ("ettore", "ector"),
        ("vidali", "vidale"),
        ("gorizia", "gorica"),
        ("brunico", "brunica"),
        ("tortona", "trtona"),
        ("abbiati", "abbiates"),
        ("colleoni", "colleonian"),
        ("caltagirone", "kaltagiron"),
        ("idroserena", "hydroserena"),
        ("benevento", "benevent"),
        ("matera", "mathera"),
        ("alimentor", "almentor"),
    ],
)
def test_names_with_letters_changed(name: str, english: str) -> None:
    assert is_near(name, english)
    assert is_miscopied(name, english)


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("rimini", "rimini"),
        ("nicolò", "nicolo"),
        ("mosca", "moscow"),
        ("torino", "turin"),
        ("ettore", "hector"),
        ("zelenskij", "zelensky"),
        ("gheddafi", "gaddafi"),
        ("aleksej", "alexei"),
        ("eltsin", "yeltsin"),
        ("europa", "european"),
        ("gorizia", "gorizian"),
        ("viminale", "viminal"),
        ("pitagora", "pythagoras"),
        ("saladino", "saladin"),
        ("normandia", "normandy"),
        ("ussari", "hussars"),
        ("transalpina", "transalpine"),
    ],
)
def test_forms_that_may_be_right(name: str, english: str) -> None:
    assert may_be_form(name, english)
    assert not is_miscopied(name, english, widely=True)


def test_other_names_are_no_copies() -> None:
    assert not any(
        is_near(*pair) for pair in (("macron", "merkel"), ("bari", "brno"), ("ue", "us"))
    )


def test_a_worse_copy_is_one_only_where_that_is_asked() -> None:
    assert is_miscopied("provenzano", "provennce", widely=True)
    assert not is_miscopied("provenzano", "provennce")


@pytest.mark.parametrize(("english", "word"), [("european", "europena"), ("germany", "gremany")])
def test_misspelt_english_names(english: str, word: str) -> None:
    assert is_misspelt(english, word)
    assert not is_misspelt(english, english)


def test_words_of_the_tables_are_english() -> None:
    assert all(map(is_english, ("moscow", "uighurs", "hector", "antarctica")))


def test_the_table_of_english_forms_says_something_in_each_row() -> None:
    rows = load_rows("english-forms.tsv")
    assert [row[0] for row in rows] == sorted({row[0] for row in rows})
    assert all(len(row) == 2 and row[1].split() != [row[0]] for row in rows)
