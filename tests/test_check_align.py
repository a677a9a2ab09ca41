"""Which sentence or paragraph translates which."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from presscli.check import Bead, align

IT = [
    "Il ministro ha incontrato ieri a Roma i sindacati dei trasporti.",
    "L'accordo prevede 450 assunzioni entro il 31 dicembre.",
    "Le aziende hanno chiesto più tempo per esaminare il documento.",
    "La prossima riunione si terrà a Milano il 12 marzo.",
]
EN = [
    "The minister met the transport unions in Rome yesterday.",
    "The agreement provides for 450 hirings by 31 December.",
    "The companies asked for more time to examine the document.",
    "The next meeting will be held in Milan on 12 March.",
]


def ranges(beads: list[Bead]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [(bead.source, bead.target) for bead in beads]


def diagonal(count: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [((k, k + 1), (k, k + 1)) for k in range(count)]


def test_equal_counts_go_one_to_one() -> None:
    assert ranges(align(IT, EN)) == diagonal(4)


def test_what_was_left_out_stands_alone() -> None:
    assert ranges(align(IT, [EN[0], EN[1], EN[3]])) == [
        ((0, 1), (0, 1)),
        ((1, 2), (1, 2)),
        ((2, 3), (2, 2)),
        ((3, 4), (2, 3)),
    ]


def test_what_was_added_stands_alone() -> None:
    added = "Tickets for the concert can be bought online from Monday."
    assert ranges(align(IT[:2], [EN[0], added, EN[1]])) == [
        ((0, 1), (0, 1)),
        ((1, 1), (1, 2)),
        ((1, 2), (2, 3)),
    ]


def test_sentences_put_together_are_one_bead() -> None:
    joined = EN[0][:-1] + ", and the agreement provides for 450 hirings by 31 December."
    assert ranges(align(IT, [joined, *EN[2:]])) == [
        ((0, 2), (0, 1)),
        ((2, 3), (1, 2)),
        ((3, 4), (2, 3)),
    ]


def test_a_sentence_cut_in_two_is_one_bead() -> None:
    cut = ["The agreement provides for 450 hirings.", "They are to be made by 31 December."]
    assert ((1, 2), (1, 3)) in ranges(align(IT, [EN[0], *cut, *EN[2:]]))


def test_equal_counts_with_one_left_out_and_one_added() -> None:
    added = "Tickets for the concert can be bought online from Monday."
    assert ranges(align(IT, [*EN[1:], added])) == [
        ((0, 1), (0, 0)),
        ((1, 2), (0, 1)),
        ((2, 3), (1, 2)),
        ((3, 4), (2, 3)),
        ((4, 4), (3, 4)),
    ]


def test_short_sentences_are_paired_by_their_place() -> None:
    assert ranges(align([IT[0], "Ecco.", IT[1]], [EN[0], "There.", EN[1]])) == diagonal(3)


@given(
    st.lists(st.sampled_from([*IT, "Ecco.", "", "***"]), max_size=7),
    st.lists(st.sampled_from([*EN, "There.", "", "***"]), max_size=7),
)
def test_every_unit_is_in_one_bead_and_in_order(it: list[str], en: list[str]) -> None:
    beads = align(it, en)
    assert list(chain.from_iterable(range(*b.source) for b in beads)) == list(range(len(it)))
    assert list(chain.from_iterable(range(*b.target) for b in beads)) == list(range(len(en)))
