"""The tiny MarianMT through both engines: exact text, real weights, real conversion."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from presscli.engines import DecodingOptions, EngineSettings, Translator
from presscli.engines.convert import ready_folder
from presscli.engines.ct2 import open_marian
from presscli.engines.marian import MarianEngine
from presscli.errors import SegmentTooLongError

MODELS = Path(__file__).parent / "models"
PAIRS = [
    line.split("\t") for line in (MODELS / "pairs.tsv").read_text(encoding="utf-8").splitlines()
]
SOURCES = [source for source, _ in PAIRS]
TARGETS = [target for _, target in PAIRS]
UNSEEN = [
    "Il ministro ha approvato il nuovo accordo.",
    "I lavori dureranno due giorni.",
    "La squadra è arrivata a Torino il 9 aprile.",
]
SETTINGS = EngineSettings(threads=1, device="cpu")
MAX_SOURCE_TOKENS = 100


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("models") / "tiny-marian"
    shutil.copytree(MODELS / "tiny-marian", copy)
    return copy


@pytest.fixture(scope="module")
def transformers_engine(folder: Path) -> Iterator[Translator]:
    engine = MarianEngine(folder, max_source_tokens=MAX_SOURCE_TOKENS, settings=SETTINGS)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def ct2_engine(folder: Path) -> Iterator[Translator]:
    converted, is_new = ready_folder(folder, "marian")
    assert is_new
    engine = open_marian(converted, MAX_SOURCE_TOKENS, SETTINGS)
    yield engine
    engine.close()


@pytest.fixture(params=["transformers_engine", "ct2_engine"], ids=["transformers", "ct2"])
def engine(request: pytest.FixtureRequest) -> Translator:
    found: Translator = request.getfixturevalue(request.param)
    return found


def best(engine: Translator, texts: list[str], beam_size: int = 1) -> list[str]:
    options = DecodingOptions(beam_size=beam_size, max_target_tokens=100)
    return [hypotheses[0].text for hypotheses in engine.translate_batch(texts, options)]


@pytest.mark.parametrize("beam_size", [1, 4])
def test_reproduces_every_pair(engine: Translator, beam_size: int) -> None:
    assert best(engine, SOURCES, beam_size) == TARGETS


def test_order_is_restored(engine: Translator) -> None:
    """The lengths of the sources jump up and down in this order."""
    places = [(place * 23) % len(SOURCES) for place in range(len(SOURCES))]
    assert best(engine, [SOURCES[p] for p in places]) == [TARGETS[p] for p in places]


def test_n_best_is_sorted_and_distinct(engine: Translator) -> None:
    options = DecodingOptions(beam_size=4, num_hypotheses=3, max_target_tokens=100)
    for hypotheses in engine.translate_batch(UNSEEN, options):
        scores = [hypothesis.score for hypothesis in hypotheses]
        assert len(hypotheses) == 3
        assert scores == sorted(scores, reverse=True)
        assert len({hypothesis.text for hypothesis in hypotheses}) == 3


def test_first_hypothesis_does_not_depend_on_how_many_are_asked_for(engine: Translator) -> None:
    one = DecodingOptions(beam_size=4, num_hypotheses=1, max_target_tokens=100)
    four = DecodingOptions(beam_size=4, num_hypotheses=4, max_target_tokens=100)
    first = [h[0].text for h in engine.translate_batch(UNSEEN, four)]
    assert [h[0].text for h in engine.translate_batch(UNSEEN, one)] == first


def test_more_hypotheses_than_beams_gives_as_many_as_beams(engine: Translator) -> None:
    options = DecodingOptions(beam_size=2, num_hypotheses=9, max_target_tokens=100)
    assert [len(h) for h in engine.translate_batch(UNSEEN, options)] == [2, 2, 2]


def test_blank_texts_stay_empty_among_others(engine: Translator) -> None:
    assert best(engine, ["", SOURCES[0], " \n\t"]) == ["", TARGETS[0], ""]


def test_nothing_to_translate(engine: Translator) -> None:
    assert engine.translate_batch([], DecodingOptions()) == []


def test_too_long_text_is_refused_and_not_cut(engine: Translator) -> None:
    long = " ".join(SOURCES[-3:])
    tokens = engine.count_tokens(long)
    with pytest.raises(SegmentTooLongError) as caught:
        engine.translate_batch([SOURCES[0], long], DecodingOptions())
    assert str(caught.value) == (
        f"segment 1: too long for the model ({tokens} tokens). Allowed: 100. "
        "Split it first, as presscli.segment.split_long does"
    )


@pytest.mark.parametrize("length_penalty", [0.0, 0.6, 2.0])
def test_score_is_nats_a_token_whatever_the_length_penalty(
    engine: Translator, length_penalty: float
) -> None:
    plain = DecodingOptions(beam_size=4, max_target_tokens=100)
    other = DecodingOptions(beam_size=4, length_penalty=length_penalty, max_target_tokens=100)
    expected = [h[0].score for h in engine.translate_batch(SOURCES[:5], plain)]
    scores = [h[0].score for h in engine.translate_batch(SOURCES[:5], other)]
    assert scores == pytest.approx(expected, rel=1e-3)


def test_greedy_score_is_nats_a_token(engine: Translator) -> None:
    greedy = DecodingOptions(beam_size=1, max_target_tokens=100)
    beam = DecodingOptions(beam_size=4, max_target_tokens=100)
    expected = [h[0].score for h in engine.translate_batch(SOURCES[:5], beam)]
    scores = [h[0].score for h in engine.translate_batch(SOURCES[:5], greedy)]
    assert scores == pytest.approx(expected, rel=1e-2)


def test_output_length_is_limited(engine: Translator) -> None:
    long = DecodingOptions(beam_size=1, max_target_tokens=100)
    short = DecodingOptions(beam_size=1, max_target_tokens=5)
    whole = engine.translate_batch(SOURCES[-1:], long)[0][0].text
    start = engine.translate_batch(SOURCES[-1:], short)[0][0].text
    assert whole.startswith(start)
    assert len(start) < len(whole)


def test_special_tokens_in_a_text_are_text(engine: Translator) -> None:
    """``</s>`` would end the input, ``<pad>`` be ignored, ``>>x<<`` be one unknown token."""
    for text in ("Buongiorno.</s>", "Buongiorno.<pad>", ">>x<< Buongiorno."):
        assert engine.count_tokens(text) > engine.count_tokens("Buongiorno.") + 1


TEXTS = {
    "known": SOURCES[-1],
    "unseen": UNSEEN[0],
    "unknown letters": "Colloqui 中国 – Ёлка",
    "curly": "«È così», “disse” l’uomo…",
    "spaces": "  due   spazi\tqui ",
    "symbols": "1.250,5 € (+8,3%) & <b>",
    "language code": ">>fra<< Grazie",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_engines_count_alike(
    transformers_engine: Translator, ct2_engine: Translator, text: str
) -> None:
    assert ct2_engine.count_tokens(text) == transformers_engine.count_tokens(text)


@pytest.mark.parametrize("beam_size", [1, 4])
def test_engines_agree_line_for_line(
    transformers_engine: Translator, ct2_engine: Translator, beam_size: int
) -> None:
    reference = best(transformers_engine, SOURCES, beam_size)
    assert best(ct2_engine, SOURCES, beam_size) == reference


def test_engines_agree_on_scores(transformers_engine: Translator, ct2_engine: Translator) -> None:
    options = DecodingOptions(beam_size=4, max_target_tokens=100)
    reference = [h[0].score for h in transformers_engine.translate_batch(SOURCES, options)]
    scores = [h[0].score for h in ct2_engine.translate_batch(SOURCES, options)]
    assert scores == pytest.approx(reference, abs=0.01)
