"""Commas, brackets and dashes around a phrase that was left out of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.document import Hypothesis
from presscli.engines.base import Weight
from presscli.engines.cuts import find_cuts, without
from presscli.summarize.leave_out import MIN_AFTER_CUT, leave_out
from presscli.summarize.marks import joins_figures, mend_marks
from presscli.summarize.passages import Passage
from presscli.summarize.words import words
from tests.test_summarize_cuts import COPY, CuttingSummarizer

SENTENCES = [
    "Mine dogs, which are extremely important in clearing the fields, are also needed.",
    "In particular, at Laeken, we started to define that Europe, in which we firmly believe.",
    "The plan (approved on Monday) was presented by Rossi, the mayor of Rome, on 4 January.",
    "The company – founded in 1950 – sells bread, milk, cheese and wine.",
    "Sales rose, which surprised many, but profits, in the meantime, fell.",
    "However, the board, of five, met; therefore, the strike was called off.",
    "Turkey, Egypt, Jordan and Syria signed, today, the agreement (of 2019).",
    "“In 2020, as planned, the works began,” said the mayor, Anna Rossi, on Monday, 4 January.",
]
_ODD = re.compile(r"[,;:] ?[,;:.]|^[,;:. )–]|[( ][,;:.)]|\( |,$|  | $")
"""Marks that no sentence has, whatever it says; not shared with what is tested."""


def shapes(sentence: str) -> Iterator[str]:
    """A sentence without every phrase that an engine can leave out, as it leaves them out."""
    tokens = [
        token.replace(" ", "▁")
        for token in re.findall(r" ?[(“]?[\w'’]+| ?–|[^\w\s]", f" {sentence}")
    ]
    for cut in find_cuts(tokens, lambda _place, _token: 0.0):
        yield "".join(without(tokens, cut)).replace("▁", " ").strip()


def every_cut() -> list[tuple[str, str]]:
    return [(sentence, text) for sentence in SENTENCES for text in shapes(sentence)]


class Willing(CuttingSummarizer):
    """Takes every cut for probable."""

    def weigh(self, texts: Sequence[str], versions: Sequence[str]) -> list[Weight]:
        return [Weight(COPY, MIN_AFTER_CUT) for _ in zip(texts, versions, strict=True)]


def shortened(sentence: str, text: str) -> str:
    """What a summary has for a sentence of which a model would leave something out."""
    model = Willing({sentence: [Hypothesis(text, -0.1)]})
    key = Passage(sentence, (0,))
    return leave_out(model, [key], lambda _text, _key: True).get(key, "")


def test_the_cuts_are_many_and_some_leave_odd_marks() -> None:
    """Or the property below says nothing."""
    cuts = every_cut()
    assert len(cuts) > 500
    assert sum(bool(_ODD.search(text)) for _, text in cuts) > 20


def test_no_cut_leaves_a_mark_alone() -> None:
    used = 0
    for sentence, text in every_cut():
        result = shortened(sentence, text)
        used += bool(result)
        assert not _ODD.search(result), (sentence, text, result)
        assert result.count("(") == result.count(")"), (sentence, text, result)
        if result:
            assert [w.text for w in words(result)] == [w.text for w in words(text)]
            assert result[-1] in ".”"
    assert used > 300


_SUBJECTS = st.sampled_from(["The mayor", "Mine dogs", "Rossi", "The board of five"])
_INSERTIONS = st.sampled_from(
    ["which are important", "who was moved", "in the meantime", "a man of 40", "as planned"]
)
_ENDS = st.sampled_from(["are also needed here", "left for Rome on Monday", "said nothing new"])


@given(
    subject=_SUBJECTS,
    inserted=_INSERTIONS,
    end=_ENDS,
    left=st.sampled_from(["", ","]),
    right=st.sampled_from(["", ","]),
    marks=st.sampled_from([(", ", ", "), (" (", ") "), (" – ", " – ")]),
)
def test_an_insertion_goes_with_both_of_its_marks(
    subject: str, inserted: str, end: str, left: str, right: str, marks: tuple[str, str]
) -> None:
    """ "Mine dogs, are also needed." was printed: no rule looked at the comma."""
    sentence = f"{subject}{marks[0]}{inserted}{marks[1]}{end}."
    space = " " if right else ""
    text = f"{subject}{left}{space}{right} {end}."
    assert mend_marks(text, sentence) == f"{subject} {end}."


@given(subject=_SUBJECTS, end=_ENDS, phrase=st.sampled_from(["of Rome", "for ten years"]))
def test_the_other_end_of_an_insertion_stays(subject: str, end: str, phrase: str) -> None:
    sentence = f"{subject}, the best {phrase}, {end}."
    for written in (" ", ", "):
        text = f"{subject}, the best{written}{end}."
        assert mend_marks(text, sentence) == f"{subject}, the best, {end}."


@pytest.mark.parametrize(
    ("sentence", "text", "mended"),
    [
        ("It met, on 4 May.", "It met,.", "It met."),
        ("In fact, the board met.", ", the board met.", "the board met."),
        ("He sells bread, milk and wine.", "He sells milk and wine.", "He sells milk and wine."),
        (
            "Italy, France, Spain and Malta met.",
            "Italy Spain and Malta met.",
            "Italy, Spain and Malta met.",
        ),
        (
            "Sales rose, which helped, but costs fell.",
            "Sales rose but costs fell.",
            "Sales rose, but costs fell.",
        ),
        (
            "Discounts would help, among others, Laepple said.",
            "Discounts would help, Laepple said.",
            "Discounts would help, Laepple said.",
        ),
        (
            "In Rome, which is old, they met.",
            "In Rome, they met.",
            "In Rome, they met.",
        ),
        (
            "His boss, the director, Czech lawyer Mikulka, follows.",
            "His boss, Czech lawyer Mikulka, follows.",
            "His boss, Czech lawyer Mikulka, follows.",
        ),
        (
            "All want a State, which is theirs, and they have a right to it.",
            "All want a State, and they have a right to it.",
            "All want a State, and they have a right to it.",
        ),
        (
            "However, the board, of five, met.",
            "However, the board, met.",
            "However, the board met.",
        ),
        ('He said "we agree", yesterday.', "He said,.", "He said."),
        ('He said "yes, we agree" here.', 'He said "we agree" here.', 'He said "we agree" here.'),
        ("He said “yes, we agree” here.", "He said we agree” here.", "He said “we agree” here."),
        (
            "Faced with that, which is new, the board met.",
            "Faced with that, the board met.",
            "Faced with that, the board met.",
        ),
        ("It met; then, they left.", "It met they left.", "It met; they left."),
        (
            "The plan (of 2019, on water) is old.",
            "The plan (of 2019 is old.",
            "The plan (of 2019) is old.",
        ),
        ("The board met in Rome.", "The board of Rome met.", "The board of Rome met."),
        ("The board met.", "The board met.", "The board met."),
    ],
)
def test_marks_by_example(sentence: str, text: str, mended: str) -> None:
    assert mend_marks(text, sentence) == mended


def test_figures_that_stood_apart_are_not_put_side_by_side() -> None:
    source = "It is 187.6 million euros, equal to 15.0% of revenue, 169.7 million a year before."
    cut = "It is 187.6 million euros 169.7 million a year before."
    assert joins_figures(cut, source)
    assert not joins_figures("It is 187.6 million euros, 169.7 million a year before.", source)
    same = "It rose 6.1% to 12 million in 2024."
    assert not joins_figures(same, f"In Rome {same}")
    assert joins_figures("It met 12 March 2024 members.", "It met 12 March with 2024 members.")
