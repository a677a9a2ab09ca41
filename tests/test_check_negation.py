"""Denials on both sides."""

from __future__ import annotations

import pytest

from presscli.check.facts import check_facts
from presscli.check.negation import check_negation, find_negations, find_plain


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Washington non ha intenzione di schierare armi", 1),
        ("Non è venuto nessuno", 1),
        ("Nessuno è venuto", 1),
        ("né oggi né domani", 1),
        ("Non parte, non arriva", 2),
        ("finché non arriva", 0),
        ("non appena arriva", 0),
        ("Perché non partire?", 0),
        ("non resta che partire", 0),
        ("nonostante la pioggia", 0),
        ("non si può non notare", 0),
        ("non è solo un libro", 0),
        ("a meno che il governo non cambi idea", 0),
        ("Nessuno ha detto niente", 1),
        ("nessun progetto e nessuna unità", 2),
        ("non è possibile senza la pace", 2),
        ("senza nessun dubbio", 1),
        ("non è unica, né insolita, né nuova", 1),
        ("Non parte, e nemmeno arriva", 1),
        ("senz'altro", 0),
    ],
)
def test_italian_denials_are_counted(text: str, count: int) -> None:
    assert len(find_negations(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Washington does not intend", 1),
        ("It doesn't, it can’t", 2),
        ("nobody came", 1),
        ("neither here nor there", 2),
        ("not only here", 0),
        ("It is new, isn't it?", 0),
        ("Amendment No 4", 0),
        ("another note", 0),
    ],
)
def test_english_denials_are_found(text: str, count: int) -> None:
    assert len(find_plain(text)) == count


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Lo dicono le associazioni negli Stati Uniti", "The associations do not say so"),
        ("I negoziati sono ormai finiti", "The negotiations are not over by now"),
        ("Ha meno soldi di prima", "He does not have less money than before"),
        ("I fatti non correlati sono segnalati", "Unrelated facts are not reported"),
        ("Il nome non è noto: è un membro", "His name is unknown: he is not a member"),
        ("è impossibile da risolvere", "it is impossible and not to be solved"),
        ("Lo farà senza dubbio", "It will not do so"),
        ("Non a caso si chiama così", "In fact it is not called so"),
        ("Ha avuto perdite forti", "It did not suffer great losses"),
    ],
)
def test_a_denial_that_was_put_in_is_found(source: str, target: str) -> None:
    (finding,) = check_negation(source, target)
    assert finding.target_value


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("è impossibile farlo", "it is not possible to do so"),
        ("è difficile", "it is not easy"),
        ("Non ha intenzione di partire", "It has no intention to leave"),
        ("Non riesce a partire", "It fails to leave"),
        ("L'importo non è corretto", "The amount is incorrect"),
        ("un fatto senza precedenti", "an unprecedented fact"),
        ("è incapace di agire", "it is not able to act"),
        ("hanno smesso di giocare: è vietato", "they do not play: it is not allowed"),
        ("non solo oggi", "not only today"),
        ("La legge vale a meno che il governo non cambi", "The law holds unless they change it"),
        ("non è né nuovo né unico", "it is neither new nor unique"),
        ("Ha vinto nel 2010, ma l'ha saputo solo ieri", "It won, but did not know until yesterday"),
        ("Ha detto: “We do not know”", "He said: “We do not know”"),
    ],
)
def test_kept_denials_are_no_finding(source: str, target: str) -> None:
    assert list(check_negation(source, target)) == []


@pytest.mark.parametrize(
    ("source", "target", "value"),
    [
        ("Non ha intenzione di partire", "It intends to leave", "Non"),
        ("la legge che non vieta la pesca", "the law that prohibits fishing", "non"),
        ("Il timore non è infondato", "The fear is unfounded", "non"),
        ("costruire senza inutili sprechi", "building with unnecessary waste", "senza"),
        ("Nessuno lo ha visto", "Somebody saw it", "Nessuno"),
        ("non è possibile senza la pace", "it is not possible with peace", "non"),
    ],
)
def test_a_lost_denial_is_an_error(source: str, target: str, value: str) -> None:
    (finding,) = check_negation(source, target)
    assert (finding.code, finding.severity, finding.source_value) == ("W-NEGATION", "error", value)
    assert source[slice(*(finding.source_span or ()))] == value


def test_an_added_denial_is_an_error() -> None:
    target = "The ministry will not sign the agreement"
    (finding,) = check_negation("Il ministero firmerà l'accordo", target)
    assert (finding.code, finding.severity, finding.target_value) == ("W-NEGATION", "error", "not")
    assert target[slice(*(finding.target_span or ()))] == "not"


def test_negation_is_among_the_facts() -> None:
    (finding,) = check_facts("Non ha intenzione di partire", "It intends to leave")
    assert finding.code == "W-NEGATION"


@pytest.mark.issue(7)
@pytest.mark.parametrize(
    ("target", "is_lost"),
    [
        ("Non can accept other delays", True),
        ("Non we can accept other delays", True),
        ("We cannot accept other delays", False),
        ("A non acceptable delay", False),
    ],
)
def test_an_italian_non_is_no_english_denial(target: str, is_lost: bool) -> None:
    found = check_negation("Non possiamo accettare altri ritardi", target)
    assert bool(list(found)) == is_lost
