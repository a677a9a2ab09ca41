"""A model that can say what it would leave out does not write; what it leaves out is checked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from presscli.check import check_summary_sentence
from presscli.document import Hypothesis, SentenceOrigin
from presscli.engines.base import CutFinder, Reading, Weight
from presscli.summarize import outline, summarize, write_summaries
from presscli.summarize.leave_out import MIN_AFTER_CUT, MIN_AGAINST_COPY, MIN_CUT_TO_WEIGH
from tests.test_summarize import QueueSummarizer, no_findings

DOGS = "Mine dogs, which are extremely important in clearing the fields, are also needed."
SAFE = "Mine dogs are also needed."
STRIKE = "The 24-hour strike has been lifted for tomorrow's railway staff, 4 January."
HOLDS = "The 24-hour strike has been lifted for tomorrow's railway staff."
COPY = -10.0
"""The log-probability of every sentence as it is."""


class CuttingSummarizer(QueueSummarizer):
    """Has likely cuts for each text and a weight for each version, and counts its questions."""

    def __init__(
        self, cuts: dict[str, list[Hypothesis]], weights: dict[str, Weight] | None = None
    ) -> None:
        super().__init__()
        self.cuts = cuts
        self.weights = weights or {}
        self.looked_at: list[list[str]] = []
        self.weighed: list[tuple[str, str]] = []

    def likely_cuts(self, texts: Sequence[str]) -> list[Reading]:
        self.looked_at.append(list(texts))
        return [Reading(COPY, tuple(self.cuts.get(text, []))) for text in texts]

    def weigh(self, texts: Sequence[str], versions: Sequence[str]) -> list[Weight]:
        self.weighed += zip(texts, versions, strict=True)
        return [self.weights[version] for version in versions]


def test_protocol() -> None:
    assert isinstance(CuttingSummarizer({}), CutFinder)
    assert not isinstance(QueueSummarizer(), CutFinder)


def test_a_safe_cut_is_used_without_a_second_look() -> None:
    model = CuttingSummarizer({DOGS: [Hypothesis(SAFE, -1.0)]})
    (sentence,) = summarize([DOGS], model, check=check_summary_sentence, indices=[4]).sentences
    assert (sentence.text, sentence.support, sentence.origin) == (
        SAFE,
        (4,),
        SentenceOrigin.MODEL,
    )
    assert (model.asked, model.weighed) == ([], [])


@pytest.mark.parametrize(
    "cut",
    [
        Hypothesis(SAFE, -6.0),
        Hypothesis("Mine dogs, which are also needed.", -0.1),
        Hypothesis(DOGS.replace("also ", ""), -0.1),
    ],
    ids=["improbable", "not true", "hardly shorter"],
)
def test_a_sentence_without_a_likely_true_cut_stays_as_it_is(cut: Hypothesis) -> None:
    model = CuttingSummarizer({DOGS: [cut]})
    (sentence,) = summarize([DOGS], model, check=check_summary_sentence).sentences
    assert (sentence.text, sentence.origin) == (DOGS, SentenceOrigin.RELEASE)
    assert model.asked == []


def test_a_true_cut_that_is_not_proved_safe_is_read_to_its_end() -> None:
    weight = Weight(total=COPY + MIN_AGAINST_COPY, weakest=MIN_AFTER_CUT)
    model = CuttingSummarizer({STRIKE: [Hypothesis(HOLDS, -1.0)]}, {HOLDS: weight})
    (sentence,) = summarize([STRIKE], model, check=check_summary_sentence).sentences
    assert (sentence.text, sentence.origin) == (HOLDS, SentenceOrigin.MODEL)
    assert model.weighed == [(STRIKE, HOLDS)]
    assert model.asked == []


@pytest.mark.parametrize(
    "weight",
    [
        Weight(total=COPY, weakest=MIN_AFTER_CUT - 0.01),
        Weight(total=COPY + MIN_AGAINST_COPY - 0.01, weakest=-0.1),
    ],
    ids=["an unexpected word", "improbable as a whole"],
)
def test_one_that_the_model_finds_odd_when_it_has_read_it_is_not_used(weight: Weight) -> None:
    model = CuttingSummarizer({STRIKE: [Hypothesis(HOLDS, -1.0)]}, {HOLDS: weight})
    (sentence,) = summarize([STRIKE], model, check=check_summary_sentence).sentences
    assert (sentence.text, sentence.origin) == (STRIKE, SentenceOrigin.RELEASE)


def test_an_improbable_cut_is_not_read_to_its_end() -> None:
    model = CuttingSummarizer({STRIKE: [Hypothesis(HOLDS, MIN_CUT_TO_WEIGH - 0.01)]})
    (sentence,) = summarize([STRIKE], model, check=check_summary_sentence).sentences
    assert (sentence.text, model.weighed) == (STRIKE, [])


def test_what_does_not_hold_is_not_even_weighed() -> None:
    """However probable: nothing reaches a summary that was not checked."""
    false = "The 24-hour strike has been called for tomorrow's railway staff."
    model = CuttingSummarizer({STRIKE: [Hypothesis(false, -0.1)]})
    (sentence,) = summarize([STRIKE], model, check=check_summary_sentence).sentences
    assert (sentence.text, model.weighed) == (STRIKE, [])


def test_of_several_the_most_probable_as_a_whole_is_used() -> None:
    other = "The 24-hour strike has been lifted for tomorrow's railway staff on Monday."
    longer = STRIKE.replace(", 4 January", " on Monday, 4 January")
    cuts = [Hypothesis(other, -0.5), Hypothesis(HOLDS, -1.0)]
    weights = {other: Weight(COPY - 1.5, -0.9), HOLDS: Weight(COPY - 0.5, -0.9)}
    model = CuttingSummarizer({longer: cuts}, weights)
    (sentence,) = summarize([longer], model, check=no_findings).sentences
    assert sentence.text == HOLDS


def test_a_likely_cut_with_a_finding_is_not_used() -> None:
    safe_but_for_the_claim = "Mine dogs are also needed."
    model = CuttingSummarizer({DOGS: [Hypothesis(safe_but_for_the_claim, -0.1)]})

    def refuse(text: str, sources: Sequence[str]) -> Sequence[object]:
        return check_summary_sentence("The Kremlin said so.", sources)

    (sentence,) = summarize([DOGS], model, check=refuse).sentences  # type: ignore[arg-type]
    assert sentence.text == DOGS


def test_releases_share_one_look_and_equal_sentences_are_looked_at_once() -> None:
    model = CuttingSummarizer({DOGS: [Hypothesis(SAFE, -1.0)]})
    outlines = [outline([DOGS]), outline([STRIKE]), outline([DOGS])]
    summaries = write_summaries(outlines, model, check=no_findings, signature="m")
    assert [s.text for s in summaries] == [SAFE, STRIKE, SAFE]
    assert model.looked_at == [[DOGS, STRIKE]]
    assert model.asked == []
