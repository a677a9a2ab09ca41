"""What every engine does around its model: limits, blank texts, batches, scores."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

from presscli.document import Hypothesis
from presscli.errors import SegmentTooLongError
from presscli.overlap import stop_if_unwanted

Encoded = TypeVar("Encoded", bound=Sequence[object])

BLANK = Hypothesis("", 0.0)
"""What an empty text becomes; no model is asked."""


def generate(
    texts: Sequence[str],
    limit_tokens: int,
    encode: Callable[[str], Encoded],
    run: Callable[[list[Encoded]], list[list[Hypothesis]]],
) -> list[list[Hypothesis]]:
    """Run a model on the texts that need one.

    Args:
        texts: Blank ones (empty or white space) do not reach the model.
        limit_tokens: The most tokens that ``encode`` may give for a text.
        encode: From a text to the model's input.
        run: From inputs to hypotheses, same order, same length.

    Returns:
        Hypotheses for each text, in the order given.

    Raises:
        SegmentTooLongError: A text is over the limit; then the model is not run at all.
    """
    inputs = encode_within(texts, limit_tokens, encode)
    stop_if_unwanted()
    outputs = dict(zip(inputs, run(list(inputs.values())), strict=True)) if inputs else {}
    return [outputs.get(place, [BLANK]) for place in range(len(texts))]


def encode_within(
    texts: Sequence[str], limit_tokens: int, encode: Callable[[str], Encoded]
) -> dict[int, Encoded]:
    """The model's input for each text that needs a model, by its place.

    Raises:
        SegmentTooLongError: A text is over the limit.
    """
    inputs = {place: encode(text) for place, text in enumerate(texts) if text.strip()}
    for place, tokens in inputs.items():
        if len(tokens) > limit_tokens:
            raise SegmentTooLongError(
                f"segment {place}",
                f"too long for the model ({len(tokens)} tokens)",
                f"Allowed: {limit_tokens}. Split it first, as presscli.segment.split_long does",
            )
    return inputs


def batches_by_length(lengths: Sequence[int], max_batch_tokens: int) -> list[list[int]]:
    """Group inputs of similar length, the longest first, so that little is padded.

    Args:
        lengths: Tokens of each input.
        max_batch_tokens: The most tokens in a batch, padding included; an input
            that is longer makes a batch by itself.

    Returns:
        Positions in ``lengths``, each exactly once.
    """
    batches: list[list[int]] = []
    for place in sorted(range(len(lengths)), key=lambda p: -lengths[p]):
        longest = lengths[batches[-1][0]] if batches else 0
        if batches and longest * (len(batches[-1]) + 1) <= max_batch_tokens:
            batches[-1].append(place)
        else:
            batches.append([place])
    return batches


def mean_log_probability(search_score: float, tokens: int, length_penalty: float) -> float:
    """Turn the score that a beam search ranks by into nats a token.

    Both CTranslate2 and transformers rank by ``sum / tokens ** length_penalty``,
    where ``tokens`` counts the end token too. What repetition penalties took off
    is part of the sum.

    Args:
        search_score: As reported by the search.
        tokens: Tokens generated, the end token included where there is one.
        length_penalty: The exponent that the search used.
    """
    return min(0.0, search_score * math.pow(max(tokens, 1), length_penalty - 1.0))
