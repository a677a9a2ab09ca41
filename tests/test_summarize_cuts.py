"""A model that can say what it would leave out is asked to write only where it can help."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from presscli.check import check_summary_sentence
from presscli.document import Hypothesis, SentenceOrigin
from presscli.engines.base import CutFinder, DecodingOptions
from presscli.summarize import outline, summarize, write_summaries
from tests.test_summarize import QueueSummarizer, no_findings

DOGS = "Mine dogs, which are extremely important in clearing the fields, are also needed."
SAFE = "Mine dogs are also needed."
STRIKE = "The 24-hour strike has been lifted for tomorrow's railway staff, 4 January."
HOLDS = "The 24-hour strike has been lifted for tomorrow's railway staff."
FIRST = DecodingOptions(beam_size=4, num_hypotheses=4)


class CuttingSummarizer(QueueSummarizer):
    """Has a likely cut for each text, and counts what it was asked."""

    def __init__(self, cuts: dict[str, list[Hypothesis]], *replies: Sequence[str]) -> None:
        super().__init__(*replies)
        self.cuts = cuts
        self.looked_at: list[list[str]] = []

    def likely_cuts(self, texts: Sequence[str]) -> list[list[Hypothesis]]:
        self.looked_at.append(list(texts))
        return [self.cuts.get(text, []) for text in texts]


def test_protocol() -> None:
    assert isinstance(CuttingSummarizer({}), CutFinder)
    assert not isinstance(QueueSummarizer(), CutFinder)


def test_a_safe_cut_is_used_and_nothing_is_searched() -> None:
    model = CuttingSummarizer({DOGS: [Hypothesis(SAFE, -1.0)]})
    (sentence,) = summarize([DOGS], model, check=check_summary_sentence, indices=[4]).sentences
    assert (sentence.text, sentence.support, sentence.origin) == (
        SAFE,
        (4,),
        SentenceOrigin.MODEL,
    )
    assert model.asked == []


@pytest.mark.parametrize(
    "cut",
    [
        Hypothesis(SAFE, -6.0),
        Hypothesis("Mine dogs, which are also needed.", -0.1),
        Hypothesis(DOGS.replace("also ", ""), -0.1),
    ],
    ids=["improbable", "not true", "hardly shorter"],
)
def test_a_sentence_without_a_likely_true_cut_is_not_searched(cut: Hypothesis) -> None:
    model = CuttingSummarizer({DOGS: [cut]})
    (sentence,) = summarize([DOGS], model, check=check_summary_sentence).sentences
    assert (sentence.text, sentence.origin) == (DOGS, SentenceOrigin.RELEASE)
    assert model.asked == []


def test_a_true_cut_that_is_not_proved_safe_leads_to_one_wide_search() -> None:
    model = CuttingSummarizer({STRIKE: [Hypothesis(HOLDS, -1.0)]}, ["The strike is on.", HOLDS])
    (sentence,) = summarize([STRIKE], model, check=check_summary_sentence, options=FIRST).sentences
    assert (sentence.text, sentence.origin) == (HOLDS, SentenceOrigin.MODEL)
    ((texts, options),) = model.asked
    assert texts == [STRIKE]
    assert (options.beam_size, options.num_hypotheses, options.no_repeat_ngram_size) == (8, 8, 3)


def test_what_the_search_writes_is_refused_as_ever() -> None:
    model = CuttingSummarizer({STRIKE: [Hypothesis(HOLDS, -1.0)]}, ["The strike is on again now."])
    (sentence,) = summarize([STRIKE], model, check=check_summary_sentence, options=FIRST).sentences
    assert (sentence.text, sentence.origin) == (STRIKE, SentenceOrigin.REPLACED)


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
