"""A translated release -> a summary whose every sentence is true to the release.

A sentence that a model writes is printed only when the release supports it
(:mod:`presscli.summarize.support`); the indices of the segments that it rests on
go with it. Where the model has nothing that holds, the release's own key sentences
(:mod:`presscli.summarize.rank`) stand in, marked as such. What was measured to
choose between models and ways is in ``docs/summaries.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from presscli.document import Summary
from presscli.engines.base import DecodingOptions, Summarizer
from presscli.summarize.generate import Check, Writer
from presscli.summarize.passages import Passage, join_pieces
from presscli.summarize.rank import scores, select

__all__ = ["KEY_SENTENCES", "Approach", "Outline", "outline", "summarize", "write_summaries"]

KEY_SENTENCES = "key sentences of the translation, unchanged"
"""The signature of a summary in which no sentence is a model's."""


class Approach(StrEnum):
    """What a summarising model is given to read."""

    SHORTEN = "shorten"
    """It is given one key sentence at a time, to say it shorter (small models)."""
    ABSTRACT = "abstract"
    """It is given the whole release, in chunks (BART, PEGASUS)."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A release as its summary is written from it.

    ``marks`` says how much each passage tells of what the release is about; ``keys`` are
    the passages that the summary would have without a model, in the release's order.
    """

    passages: Sequence[Passage]
    marks: Sequence[float]
    keys: Sequence[Passage]


def outline(
    sentences: Sequence[str],
    *,
    indices: Sequence[int] | None = None,
    sentence_count: int = 3,
    headline: str = "",
    doubtful: Collection[int] = (),
) -> Outline:
    """Find the key sentences of a release.

    Args:
        sentences: Translated segments of the body, in order.
        indices: For each sentence, its index among the release's segments; by
            default its position.
        sentence_count: The most sentences that the summary may have. A release
            gets at most half as many as it has itself, so that no summary is the
            release again.
        headline: The release's headline in English; helps to find the key sentences.
        doubtful: Indices of segments whose translation has findings; avoided.
    """
    passages = join_pieces(sentences, range(len(sentences)) if indices is None else indices)
    count = min(sentence_count, -(-sum(p.is_whole for p in passages) // 2))
    marks = scores(passages, headline, doubtful)
    return Outline(passages, marks, [passages[i] for i in select(passages, marks, count)])


def write_summaries(
    outlines: Sequence[Outline],
    summarizer: Summarizer | None,
    *,
    check: Check,
    approach: Approach = Approach.SHORTEN,
    options: DecodingOptions | None = None,
    signature: str = "",
) -> list[Summary]:
    """Summarise releases; sentences to be shortened share batches.

    Args:
        outlines: The releases.
        summarizer: The model; None means the releases' own key sentences.
        check: Finds what is wrong with a summary sentence, given the sentences that
            support it; a sentence with any finding is not used.
        approach: What the model is given to read.
        options: How the model searches the first time.
        signature: What identifies the model in the output.

    Returns:
        For each release, whole sentences in its order, each with the indices of the
        segments that support it. No sentences if the release has no whole sentence.

    Raises:
        EngineError: The model failed.
    """
    writer = Writer(summarizer, options or DecodingOptions(num_hypotheses=4), check)
    if approach is Approach.ABSTRACT:
        written = [writer.abstract(o.passages, o.marks, o.keys) for o in outlines]
    else:
        shortened = iter(writer.shorten([key for o in outlines for key in o.keys]))
        written = [[next(shortened) for _ in o.keys] for o in outlines]
    return [
        Summary(tuple(s), signature if any(x.abstractive for x in s) else KEY_SENTENCES)
        for s in written
    ]


def summarize(
    sentences: Sequence[str],
    summarizer: Summarizer | None,
    *,
    check: Check,
    indices: Sequence[int] | None = None,
    sentence_count: int = 3,
    headline: str = "",
    doubtful: Collection[int] = (),
    approach: Approach = Approach.SHORTEN,
    options: DecodingOptions | None = None,
    signature: str = "",
) -> Summary:
    """Summarise the English running text of one release.

    The arguments and errors are those of :func:`outline` and :func:`write_summaries`.
    """
    one = outline(
        sentences,
        indices=indices,
        sentence_count=sentence_count,
        headline=headline,
        doubtful=doubtful,
    )
    (summary,) = write_summaries(
        [one], summarizer, check=check, approach=approach, options=options, signature=signature
    )
    return summary
