"""A prompted decoder through CTranslate2: mechanics, on tiny random weights."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscli.engines import DecodingOptions, EngineSettings
from presscli.engines.prompted import PromptedEngine
from presscli.engines.prompted_model import PromptedModel
from presscli.errors import EngineError, ModelError, SegmentTooLongError
from tests.models.random_models import write_prompted

SETTINGS = EngineSettings(threads=1, device="cpu")
TRANSLATE = "<bos>Italian: {text}\nEnglish:"
SUMMARIZE = "<bos>Press release: {text}\nSummary:"
TEXTS = ["uno due tre", "quattro", "", "cinque sei sette otto nove dieci"]
OPTIONS = DecodingOptions(beam_size=4, num_hypotheses=3, max_target_tokens=8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_prompted(tmp_path_factory.mktemp("decoder"))


@pytest.fixture
def model(folder: Path) -> PromptedModel:
    return PromptedModel(folder, SETTINGS)


def open_engine(model: PromptedModel, prompt: str = TRANSLATE, limit: int = 60) -> PromptedEngine:
    return PromptedEngine(model, prompt=prompt, end="<eos>", max_source_tokens=limit)


def test_n_best_in_order_of_the_texts(model: PromptedModel) -> None:
    engine = open_engine(model)
    together = engine.translate_batch(TEXTS, OPTIONS)
    alone = [engine.translate_batch([text], OPTIONS)[0] for text in TEXTS]
    assert [[h.text for h in n_best] for n_best in together] == [
        [h.text for h in n_best] for n_best in alone
    ]
    assert [len(n_best) for n_best in together] == [3, 3, 1, 3]


def test_n_best_is_sorted(model: PromptedModel) -> None:
    for n_best in open_engine(model).translate_batch(TEXTS, OPTIONS):
        scores = [hypothesis.score for hypothesis in n_best]
        assert scores == sorted(scores, reverse=True)
        assert max(scores) <= 0.0


def test_output_does_not_hold_the_prompt(model: PromptedModel) -> None:
    for n_best in open_engine(model).translate_batch(TEXTS, OPTIONS):
        assert all(len(hypothesis.text) <= 8 for hypothesis in n_best)


def test_output_is_one_line_without_special_tokens(model: PromptedModel) -> None:
    options = DecodingOptions(beam_size=8, num_hypotheses=8, max_target_tokens=40)
    for n_best in open_engine(model).translate_batch(TEXTS, options):
        for hypothesis in n_best:
            assert "\n" not in hypothesis.text
            assert "<eos>" not in hypothesis.text
            assert hypothesis.text == hypothesis.text.strip()


def test_tokens_of_the_prompt_are_counted(model: PromptedModel) -> None:
    assert open_engine(model).count_tokens("ciao") == len("*Italian: ciao\nEnglish:")


def test_line_breaks_in_a_text_become_spaces(model: PromptedModel) -> None:
    engine = open_engine(model)
    assert engine.count_tokens("a\n\nb") == engine.count_tokens("a b")
    assert engine.translate_batch(["a\n b"], OPTIONS) == engine.translate_batch(["a b"], OPTIONS)


def test_special_tokens_in_a_text_are_text(model: PromptedModel) -> None:
    engine = open_engine(model)
    assert engine.count_tokens("<eos>") == engine.count_tokens("") + len("<eos>")


def test_too_long_text_is_refused(model: PromptedModel) -> None:
    with pytest.raises(SegmentTooLongError) as caught:
        open_engine(model, limit=30).translate_batch(["uno", "parole molto lunghe"], OPTIONS)
    assert str(caught.value) == (
        "segment 1: too long for the model (38 tokens). Allowed: 30. "
        "Split it first, as presscli.segment.split_long does"
    )


def test_two_tasks_share_one_model_until_both_are_closed(model: PromptedModel) -> None:
    translator, summarizer = open_engine(model), open_engine(model, SUMMARIZE)
    translator.close()
    translator.close()
    assert not model.closed
    assert len(summarizer.summarize_batch(["uno due"], OPTIONS)[0]) == 3
    summarizer.close()
    assert model.closed


def test_closed_engine_says_so(model: PromptedModel) -> None:
    engine = open_engine(model)
    engine.close()
    with pytest.raises(EngineError, match="engine ct2: it was closed"):
        engine.translate_batch(["uno"], OPTIONS)


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json"])
def test_missing_file_is_named(tmp_path: Path, folder: Path, name: str) -> None:
    for path in folder.iterdir():
        if path.name != name:
            (tmp_path / path.name).write_bytes(path.read_bytes())
    with pytest.raises(ModelError) as caught:
        PromptedModel(tmp_path, SETTINGS)
    assert caught.value.what == f"model files missing ({name})"
