"""``dell'8,3%`` is by how much, ``dall'8,3%`` is from where."""

from __future__ import annotations

import pytest

from presscli.check.repair import repair


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        (
            "L'utile netto è cresciuto dell'8,3% a 74,4 milioni.",
            "Net profit rose from 8.3% to 74.4 million.",
            "Net profit rose by 8.3% to 74.4 million.",
        ),
        (
            "I ricavi sono aumentati nel trimestre del 6 per cento.",
            "Revenue rose from 6 per cent in the quarter.",
            "Revenue rose by 6 per cent in the quarter.",
        ),
        (
            "Le esportazioni sono calate del 12,5% a 40 milioni.",
            "From 12.5% exports fell to 40 million.",
            "By 12.5% exports fell to 40 million.",
        ),
    ],
)
def test_the_size_of_a_change_is_no_origin(source: str, target: str, mended: str) -> None:
    assert repair(source, target) == mended


@pytest.mark.parametrize(
    ("source", "target"),
    [
        # From where it is.
        ("La quota è salita dall'8,3% al 9,1%.", "The share rose from 8.3% to 9.1%."),
        ("Il tasso scende dal 5% al 4%.", "The rate falls from 5% to 4%."),
        # Both: nobody knows which of the two is said.
        (
            "È cresciuto del 5%, dal 5% al 10%.",
            "It grew from 5% to 10%.",
        ),
        # No change: "of" would be right.
        ("Il contributo del 35% viene dallo Stato.", "The contribution from 35% is the State's."),
        # Another figure.
        ("I ricavi crescono del 7% a 10 milioni.", "Revenue grows from 9% to 10 million."),
    ],
)
def test_what_may_be_an_origin_is_left(source: str, target: str) -> None:
    assert repair(source, target) == target
