"""Limits, blank texts, batches and scores around a model."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.document import Hypothesis
from presscli.engines.batching import batches_by_length, generate, mean_log_probability
from presscli.engines.ct2 import (
    CACHED_BATCH_TOKENS,
    CACHED_BYTES,
    MAX_BATCH_TOKENS,
    batch_tokens,
    most_batch_tokens,
    share_threads,
    usable_cores,
)
from presscli.errors import SegmentTooLongError


def shout(inputs: list[list[str]]) -> list[list[Hypothesis]]:
    return [[Hypothesis(" ".join(words).upper(), -1.0)] for words in inputs]


def test_blank_texts_do_not_reach_the_model() -> None:
    seen: list[list[str]] = []

    def run(inputs: list[list[str]]) -> list[list[Hypothesis]]:
        seen.extend(inputs)
        return shout(inputs)

    outputs = generate(["", "a b", "\n"], 5, str.split, run)
    assert seen == [["a", "b"]]
    assert [h[0].text for h in outputs] == ["", "A B", ""]


def test_only_blank_texts_need_no_model() -> None:
    def run(inputs: list[list[str]]) -> list[list[Hypothesis]]:
        raise AssertionError(inputs)

    assert generate([" "], 5, str.split, run) == [[Hypothesis("", 0.0)]]


def test_one_text_over_the_limit_stops_all() -> None:
    def run(inputs: list[list[str]]) -> list[list[Hypothesis]]:
        raise AssertionError(inputs)

    with pytest.raises(SegmentTooLongError) as caught:
        generate(["a", "", "a b c"], 2, str.split, run)
    assert caught.value.where == "segment 2"
    assert caught.value.what == "too long for the model (3 tokens)"


def test_text_at_the_limit_passes() -> None:
    assert generate(["a b"], 2, str.split, shout)[0][0].text == "A B"


@given(st.lists(st.integers(1, 50)), st.integers(1, 100))
def test_every_input_is_in_one_batch_within_the_limit(lengths: list[int], limit: int) -> None:
    batches = batches_by_length(lengths, limit)
    assert sorted(place for batch in batches for place in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(lengths[p] for p in batch) <= limit


def test_batches_group_like_lengths() -> None:
    assert batches_by_length([3, 10, 4, 9], 20) == [[1, 3], [2, 0]]


@pytest.mark.parametrize("length_penalty", [0.0, 0.6, 1.0, 2.0])
def test_mean_log_probability_undoes_the_length_penalty(length_penalty: float) -> None:
    searched = -6.0 / 12**length_penalty
    assert math.isclose(mean_log_probability(searched, 12, length_penalty), -0.5)


def test_mean_log_probability_is_never_positive() -> None:
    assert mean_log_probability(1e-7, 5, 1.0) == 0.0


@pytest.mark.parametrize(
    ("threads", "shared"), [(1, (1, 1)), (2, (2, 1)), (3, (3, 1)), (4, (4, 1)), (16, (4, 4))]
)
def test_threads_get_a_batch_each_before_they_share_one(
    threads: int, shared: tuple[int, int]
) -> None:
    assert share_threads(threads) == shared


def test_threads_that_are_not_given_are_those_that_may_be_used() -> None:
    workers, threads = share_threads(0)
    assert 1 <= workers * threads <= usable_cores()


@pytest.mark.parametrize(
    ("tokens", "workers", "size"),
    [(100, 2, 128), (600, 2, 300), (601, 2, 301), (5000, 2, 1024), (600, 1, 600), (0, 1, 128)],
)
def test_every_worker_gets_a_batch_where_there_is_enough(
    tokens: int, workers: int, size: int
) -> None:
    assert batch_tokens(tokens, workers, 1024) == size


def test_a_model_that_a_cache_holds_gets_small_batches() -> None:
    small, large = (
        most_batch_tokens(CACHED_BYTES, "cpu"),
        most_batch_tokens(CACHED_BYTES + 1, "cpu"),
    )
    assert (small, large) == (CACHED_BATCH_TOKENS, MAX_BATCH_TOKENS)
    assert batch_tokens(5000, 2, small) == CACHED_BATCH_TOKENS
    # Launches, not caches, are what a GPU spends its time on.
    assert most_batch_tokens(CACHED_BYTES, "cuda") == MAX_BATCH_TOKENS
