from __future__ import annotations

import pytest

from presscli.lexicon.places import exonym, exonyms, is_known_place, translate_places


@pytest.mark.parametrize(
    ("italian", "english"),
    [
        ("Mosca", "Moscow"),
        ("MOSCA", "MOSCOW"),
        ("L’Aia", "The Hague"),
        ("Città del Vaticano", "Vatican City"),
        ("Monaco di Baviera", "Munich"),
        ("Germania", "Germany"),
        ("Turchia", "Turkey"),
        ("Svizzera", "Switzerland"),
        ("Piemonte", "Piedmont"),
        ("Cesena", None),
        ("mosca cieca", None),
        ("", None),
    ],
)
def test_exonym(italian: str, english: str | None) -> None:
    assert exonym(italian) == english


@pytest.mark.parametrize(
    ("italian", "english"),
    [
        ("Roma/Bruxelles", "Rome/Brussels"),
        ("Mosca, Russia", "Moscow, Russia"),
        ("Roma - Milano", "Rome - Milan"),
        ("MILANO E ROMA", "MILAN AND ROME"),
        ("Ginevra e Zurigo", "Geneva and Zurich"),
        ("Emilia-Romagna", "Emilia-Romagna"),
        ("Trentino-Alto Adige", "Trentino-South Tyrol"),
        ("Rho", "Rho"),
    ],
)
def test_translate_places(italian: str, english: str) -> None:
    assert translate_places(italian) == english


@pytest.mark.parametrize("name", ["ROMA", "Vibo Valentia", "L'Aquila", "Ucraina"])
def test_known_places(name: str) -> None:
    assert is_known_place(name)


def test_a_person_is_no_place() -> None:
    assert not is_known_place("Mario Rossi")


def test_every_name_differs_from_its_english() -> None:
    assert [name for name, english in exonyms().items() if name == english] == []


@pytest.mark.parametrize("word", ["Riunione", "Soci", "Fiume", "Mondo", "Monaco"])
def test_common_words_and_ambiguous_names_are_left_alone(word: str) -> None:
    assert exonym(word) is None
