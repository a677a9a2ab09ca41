"""Names come through, or a warning does."""

from __future__ import annotations

import pytest

from presscli.check.names import check_names


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Ieri Vladimir Putin ha parlato", "Yesterday Vladimir Putin spoke"),
        ("colloqui a Mosca", "talks in Moscow"),
        ("sul Bosforo", "on the Bosphorus"),
        ("il presidente Zelenskij", "President Zelensky"),
        ("il leader Gheddafi", "the leader Gaddafi"),
        ("l'avanzata della Nato", "the advance of NATO"),
        ("il vertice dell'Onu", "the UN summit"),
        ("il Ministro degli Esteri", "the Foreign Minister"),
        ("IL MINISTRO QWERTZI", "THE MINISTER"),
        ("la partita di sabato", "the match on Saturday"),
        ("il governo egiziano", "the Egyptian government"),
        ("i soldati inglesi", "British soldiers"),
        ("le forze americane", "US forces"),
        ("l'iniziativa europea", "the EU initiative"),
        ("è nato in un paese natale", "he was born in a home town"),
        ("nel XXI secolo", "in the 21st century"),
    ],
)
def test_kept_names_are_no_finding(source: str, target: str) -> None:
    assert list(check_names(source, target)) == []


def test_a_lost_name_is_a_warning() -> None:
    (finding,) = check_names("ha detto Santosuosso ieri", "he said yesterday")
    assert (finding.code, finding.severity, finding.source_value, finding.source_span) == (
        "W-NAME",
        "warning",
        "Santosuosso",
        (9, 20),
    )


def test_an_invented_name_is_a_warning() -> None:
    (finding,) = check_names("in seno all'organizzazione", "within the Oscers")
    assert (finding.code, finding.target_value) == ("W-NAME", "Oscers")


def test_a_people_that_the_source_does_not_name_is_a_warning() -> None:
    (finding,) = check_names("la conversazione è stata franca", "the talk was French")
    assert finding.target_value == "French"


def test_a_changed_name_is_two_warnings() -> None:
    found = check_names("il presidente Macron", "President Merkel")
    assert [f.source_value or f.target_value for f in found] == ["Macron", "Merkel"]


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("un incontro in Germania ieri", "a meeting in Poland yesterday", "Germania"),
        ("la polizia francese ha detto", "the police said", "francese"),
        ("l'ambasciata tedesca", "the French embassy", "tedesca"),
    ],
)
def test_a_lost_country_or_people_is_a_warning(source: str, target: str, lost: str) -> None:
    first = next(iter(check_names(source, target)))
    assert (first.code, first.source_value) == ("W-NAME", lost)


@pytest.mark.parametrize(
    ("source", "target", "lost", "instead"),
    [
        ("a Gorizia e Nova Gorica", "in Gorica and Nova Gorica", "Gorizia", ""),
        ("nelle province di Rimini e Pavia", "in Remini and Pavia", "Rimini", "Remini"),
        ("il sindaco Vidali ha firmato", "Mayor Vidale signed", "Vidali", "Vidale"),
        ("il direttore Provenzano tace", "the director Provennce is silent", "Provenzano", ""),
        ("Oristano ospita la fiera", "The fair is held there", "Oristano", ""),
    ],
)
def test_a_name_with_letters_changed_is_a_warning(
    source: str, target: str, lost: str, instead: str
) -> None:
    first = next(iter(check_names(source, target)))
    assert (first.code, first.source_value, first.target_value) == ("W-NAME", lost, instead)


def test_a_changed_name_says_what_became_of_it_and_where() -> None:
    (finding,) = check_names("un convegno a Rimini", "a meeting in Remini")
    assert finding.message == "the name 'Rimini' became 'Remini' in the translation"
    assert (finding.source_span, finding.target_span) == ((14, 20), (13, 19))


@pytest.mark.parametrize(
    ("source", "target", "invented"),
    [
        ("il premio «Frontiera»", "the “Srontier” prize", "Srontier"),
        ("il Parlamento europeo", "the Europena Parliament", "Europena"),
    ],
)
def test_a_misspelt_name_of_the_translation_is_a_warning(
    source: str, target: str, invented: str
) -> None:
    assert invented in [f.target_value for f in check_names(source, target)]


def test_a_name_that_a_row_of_names_says_twice_is_a_warning() -> None:
    (finding,) = check_names("Comune di Borgo San Lazzaro", "Saint Lazzaro Borgo San Lazzaro")
    assert (finding.target_value, finding.target_span) == ("Lazzaro", (24, 31))
    assert list(check_names("il Borgo San Lazzaro", "the Borgo San Lazzaro")) == []
