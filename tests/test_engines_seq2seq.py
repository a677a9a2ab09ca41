"""BART and PEGASUS through both engines: the same output from random weights."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from presscli.engines import DecodingOptions, EngineSettings, Summarizer
from presscli.engines.convert import convert
from presscli.engines.ct2 import open_summarization
from presscli.engines.seq2seq import Seq2SeqEngine, until_end
from presscli.errors import SegmentTooLongError
from tests.models.random_models import write_summarizer

SETTINGS = EngineSettings(threads=1, device="cpu")
TEXTS = ["The board met on Monday.", "Yes", "Revenue rose to 12.5 million euros, it said."]
GREEDY = DecodingOptions(beam_size=1, max_target_tokens=12)
BEAM = DecodingOptions(beam_size=4, num_hypotheses=3, max_target_tokens=12, min_target_tokens=4)

Pair = tuple[Summarizer, Summarizer]


@pytest.fixture(scope="module", params=["bart", "pegasus"])
def engines(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The CTranslate2 engine and the transformers engine of one model.

    In float32: random weights leave so little between two tokens that int8 would tip them.
    """
    folder = write_summarizer(tmp_path_factory.mktemp(request.param), request.param)
    converted = convert(folder, request.param, quantization="float32")
    return (
        open_summarization(converted, 60, SETTINGS),
        Seq2SeqEngine(folder, max_source_tokens=60, settings=SETTINGS),
    )


@pytest.mark.parametrize("options", [GREEDY, BEAM], ids=["greedy", "beam"])
def test_engines_agree(engines: Pair, options: DecodingOptions) -> None:
    ct2, reference = (engine.summarize_batch(TEXTS, options) for engine in engines)
    for found, expected in zip(ct2, reference, strict=True):
        assert [h.text for h in found] == [h.text for h in expected]
        assert [h.score for h in found] == pytest.approx([h.score for h in expected], abs=0.01)


def test_n_best_is_sorted(engines: Pair) -> None:
    for engine in engines:
        for n_best in engine.summarize_batch(TEXTS, BEAM):
            scores = [hypothesis.score for hypothesis in n_best]
            assert len(n_best) == 3
            assert scores == sorted(scores, reverse=True)


def test_least_length_is_kept(engines: Pair) -> None:
    for engine in engines:
        for n_best in engine.summarize_batch(TEXTS, BEAM):
            assert all(hypothesis.text for hypothesis in n_best)


def test_engines_count_alike(engines: Pair) -> None:
    ct2, reference = engines
    for text in [*TEXTS, "", "a</s>b", "è"]:
        assert ct2.count_tokens(text) == reference.count_tokens(text)


def test_too_long_text_is_refused(engines: Pair) -> None:
    for engine in engines:
        with pytest.raises(SegmentTooLongError, match="segment 1: too long for the model"):
            engine.summarize_batch(["Yes", "word " * 20], GREEDY)


@pytest.mark.parametrize(
    ("ids", "expected"),
    [([5, 2, 1, 1], [5, 2]), ([5, 6], [5, 6]), ([2], [2]), ([], [])],
    ids=["padded", "no end", "only end", "empty"],
)
def test_until_end(ids: list[int], expected: list[int]) -> None:
    assert until_end(ids, 2) == expected


def test_threads_use_transformers_one_at_a_time(
    engines: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, reference = engines
    real = Seq2SeqEngine._run_batch
    at_once: list[int] = []
    inside: list[None] = []

    def watched(self: Seq2SeqEngine, *args: Any) -> Any:
        inside.append(None)
        at_once.append(len(inside))
        time.sleep(0.05)
        try:
            return real(self, *args)
        finally:
            inside.pop()

    expected = [reference.summarize_batch([text], GREEDY) for text in TEXTS]
    monkeypatch.setattr(Seq2SeqEngine, "_run_batch", watched)
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda text: reference.summarize_batch([text], GREEDY), TEXTS))
    assert found == expected
    assert at_once == [1, 1, 1]
