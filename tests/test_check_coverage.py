"""The word lexicon, and what was left in Italian."""

from __future__ import annotations

from importlib import resources

import pytest

from presscli.check.coverage import content_words, find_residue, lexicon
from presscli.lexicon.false_friends import meanings
from presscli.lexicon.packed import read_lines

SOURCE = "Il ministro ha annunciato nuove sanzioni contro la Russia."


@pytest.mark.parametrize(
    ("italian", "english"),
    [
        ("sanzioni", "sanctions"),
        ("colloqui", "talks"),
        ("mosca", "moscow"),
        ("governo", "government"),
        ("lavoratori", "workers"),
        ("salute", "health"),
        ("nuove", "new"),
        ("ricerca", "research"),
    ],
)
def test_the_first_translation_is_the_usual_one(italian: str, english: str) -> None:
    assert lexicon().of(italian)[0] == english


def test_unknown_words_have_no_translation() -> None:
    assert lexicon().of("qwertz") == ()


def test_the_lexicon_has_what_its_files_have() -> None:
    data, words = resources.files("presscli.check") / "data", lexicon()
    others, *lines = read_lines(data / "lexicon-it-en.tsv.gz")
    meant = dict(line.split("\t") for line in lines)
    english = read_lines(data / "english-words.txt.gz")
    only = {word[:-1] for word in meant if word[-1] == "!"} | set(others.split())
    known = {word.rstrip("^") for word in english}
    forms = {word.rstrip("!"): tuple(text.split()) for word, text in meant.items()}
    every = only | known | forms.keys()
    added = {word: meanings(word) for word in every if meanings(word)}
    wanted = {
        word: tuple(dict.fromkeys((*forms.get(word, ()), *added.get(word, ()))))
        for word in forms.keys() | added.keys()
    }
    assert {word: words.of(word) for word in every if words.of(word)} == wanted
    assert {word for word in every if word in words.italian_only} == only
    assert {word for word in every if word in words.english} == known
    assert words.proper == {word[:-1] for word in english if word[-1] == "^"}


def test_names_may_be_copied_and_words_may_not() -> None:
    assert lexicon().copies("berlusconi")
    assert not lexicon().copies("sanzioni")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("The minister announced new sanzioni.", ["sanzioni"]),
        ("The minister announced new “sanzioni”.", []),
        ("The ministro announced nuove sanctions.", ["ministro", "nuove"]),
        ("The minister announced new sanctions.", []),
        ("Sanzioni", ["Sanzioni"]),
        ("See https://example.org/sanzioni now", []),
    ],
)
def test_residue_is_found(target: str, expected: list[str]) -> None:
    assert find_residue(SOURCE, target) == expected


def test_words_are_split_at_apostrophes_and_lowered() -> None:
    assert content_words("L'Unione d'Europa è 1") == ("unione", "europa")


def test_a_first_noun_left_standing_is_found() -> None:
    source = "Colloqui tra Putin e Biden"
    assert find_residue(source, "Colloqui between Putin and Biden") == ["Colloqui"]


def test_names_that_are_words_too_may_stay() -> None:
    assert find_residue("Ieri Conte ha parlato", "Yesterday Conte spoke") == []


def test_italian_particles_of_names_may_stay() -> None:
    assert find_residue("in viale della Stazione", "in Viale della Stazione") == []
    assert find_residue("nella piazza di Piazza Dante", "in the square Piazza Dante") == []
