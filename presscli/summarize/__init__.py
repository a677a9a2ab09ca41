"""A translated release -> a summary whose every sentence is true to the release.

A sentence that a model writes is printed only when the release supports it
(:mod:`presscli.summarize.support`); the indices of the segments that it rests on
go with it. Where the model has nothing that holds, the release's own key sentences
(:mod:`presscli.summarize.rank`) stand in, marked as such. What was measured to
choose between models and ways is in ``docs/summaries.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum

from presscli.document import Finding, Summary
from presscli.engines.base import DecodingOptions, Summarizer
from presscli.summarize.generate import Writer
from presscli.summarize.passages import join_pieces
from presscli.summarize.rank import scores, select

__all__ = ["KEY_SENTENCES", "Approach", "summarize"]

KEY_SENTENCES = "key sentences of the translation, unchanged"
"""The signature of a summary in which no sentence is a model's."""


class Approach(StrEnum):
    """What a summarising model is given to read."""

    SHORTEN = "shorten"
    """It is given one key sentence at a time, to say it shorter (small models)."""
    ABSTRACT = "abstract"
    """It is given the whole release, in chunks (BART, PEGASUS)."""


def summarize(
    sentences: Sequence[str],
    summarizer: Summarizer | None,
    *,
    check: Callable[[str, Sequence[str]], Sequence[Finding]],
    indices: Sequence[int] | None = None,
    sentence_count: int = 3,
    headline: str = "",
    doubtful: Collection[int] = (),
    approach: Approach = Approach.SHORTEN,
    options: DecodingOptions | None = None,
    signature: str = "",
) -> Summary:
    """Summarise the English running text of a release.

    Args:
        sentences: Translated segments of the body, in order.
        summarizer: The model; None means the release's own key sentences.
        check: Finds what is wrong with a summary sentence, given the sentences that
            support it; a sentence with any finding is not used.
        indices: For each sentence, its index among the release's segments; by
            default its position.
        sentence_count: The most sentences that the summary may have. A release
            gets at most half as many as it has itself, so that no summary is the
            release again.
        headline: The release's headline in English; helps to find the key sentences.
        doubtful: Indices of segments whose translation has findings; avoided.
        approach: What the model is given to read.
        options: How the model searches the first time.
        signature: What identifies the model in the output.

    Returns:
        Whole sentences in the release's order, each with the indices of the segments
        that support it. No sentences if the release has no whole sentence.

    Raises:
        EngineError: The model failed.
    """
    passages = join_pieces(sentences, range(len(sentences)) if indices is None else indices)
    count = min(sentence_count, -(-sum(p.is_whole for p in passages) // 2))
    marks = scores(passages, headline, doubtful)
    keys = [passages[i] for i in select(passages, marks, count)]
    writer = Writer(summarizer, options or DecodingOptions(num_hypotheses=4), check)
    if approach is Approach.ABSTRACT:
        written = writer.abstract(passages, marks, keys)
    else:
        written = writer.shorten(keys)
    by_model = any(s.abstractive for s in written)
    return Summary(tuple(written), signature if by_model else KEY_SENTENCES)
