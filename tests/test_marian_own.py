"""Our own MarianMT as it ships: both engines, from the package, with nothing to convert."""

from __future__ import annotations

from pathlib import Path

import pytest
from sacrebleu.metrics import CHRF

import presscli
from presscli.models import ensure, status, verify
from presscli.registry import load_registry

SAMPLE = Path(__file__).parent.parent / "samples" / "01-grain-corridor-call.it.txt"
TEXTS = [
    "Il presidente ha ringraziato la Commissione per il lavoro svolto.",
    "La riunione si terrà a Bruxelles il 12 gennaio.",
    "Il Parlamento europeo ha approvato la relazione.",
    "Il governo ha stanziato 35 milioni di euro per le imprese.",
]


MODELS = pytest.mark.parametrize("model", ["marian-own", "marian-own-deep"])


@MODELS
def test_package_is_whole(model: str) -> None:
    spec = load_registry().models[model]
    assert verify(spec) == []
    assert status(spec).usable_offline
    folder = ensure(spec, offline=True)
    weights = sum(p.stat().st_size for p in (folder / "ct2").iterdir())
    assert weights <= 40_000_000


@MODELS
def test_engines_agree_and_translate(model: str) -> None:
    texts = {}
    for engine in ("ct2", "transformers"):
        with presscli.open(profile="embedded", model=model, engine=engine, offline=True) as session:
            texts[engine] = session.translate(TEXTS)
    # int8 against float32: near, not the same.
    assert CHRF().corpus_score(texts["ct2"], [texts["transformers"]]).score > 70
    english = " ".join(texts["ct2"])
    for word in (
        "Commission",
        "Brussels",
        "12 January",
        "European Parliament",
        "35 million",
    ):
        assert word in english


@MODELS
def test_release_is_translated_and_says_by_what(model: str) -> None:
    with presscli.open(profile="embedded", model=model, summary_sentences=0) as session:
        result = session.process(SAMPLE)
    assert f"model:{model}@" in result.signature
    assert all(p.text.strip() for p in result.paragraphs)


def test_a_language_model_without_marian_is_refused_by_transformers() -> None:
    with (
        presscli.open(profile="embedded", engine="transformers", model="embedded-v1") as session,
        pytest.raises(presscli.PresscliError, match="Allowed: ct2"),
    ):
        session.translate(["Ciao."])
