"""Denials on both sides."""

from __future__ import annotations

import pytest

from presscli.check.facts import check_facts
from presscli.check.negation import count_english, find_negations


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
        ("he failed to come", 1),
        ("unable to come", 1),
        ("the United States", 0),
        ("a university union", 0),
        ("an international district", 0),
    ],
)
def test_english_denials_are_counted(text: str, count: int) -> None:
    assert count_english(text) == count


def test_a_lost_denial_is_an_error() -> None:
    (finding,) = check_facts("Non ha intenzione di partire", "It intends to leave")
    assert (finding.code, finding.source_span) == ("W-NEGATION", (0, 3))


def test_a_kept_denial_is_no_finding() -> None:
    assert list(check_facts("Non ha intenzione di partire", "It has no intention to leave")) == []
