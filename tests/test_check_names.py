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
