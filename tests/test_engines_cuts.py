"""What a model would leave out of a sentence, seen in one pass over it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from presscli.engines import EngineSettings, open_summarizer
from presscli.engines.base import Reading
from presscli.engines.cuts import Cut, find_cuts, without
from presscli.engines.prompted import PromptedEngine
from presscli.engines.read_over import MOST_CUTS
from presscli.errors import SegmentTooLongError
from presscli.models import ensure
from presscli.registry import load_registry

TOKENS = ["▁In", "▁fact", ",", "▁the", "▁board", ",", "▁of", "▁five", ",", "▁met", "."]
LAEKEN = (
    "In particular, at Laeken, we started to define that political and constitutional Europe in "
    "which we firmly believe."
)
TEXTS = [
    LAEKEN,
    "Mine dogs, which are extremely important here, are also needed.",
    "The board met.",
]


@pytest.fixture(scope="module")
def engine() -> Iterator[PromptedEngine]:
    spec = load_registry().models["embedded-v1"]
    settings = EngineSettings(threads=1, device="cpu")
    opened = open_summarizer(spec, ensure(spec, offline=True), settings=settings)
    assert isinstance(opened, PromptedEngine)
    yield opened
    opened.close()


def likely(*pairs: tuple[int, str]) -> list[Cut]:
    """The cuts of ``TOKENS`` for a model that knows only these tokens at these places."""
    scores = dict.fromkeys(pairs, -0.5)
    return find_cuts(TOKENS, lambda place, token: scores.get((place, token)))


@pytest.mark.parametrize(
    ("place", "token", "left"),
    [
        (0, "▁The", "▁The ▁board , ▁of ▁five , ▁met ."),
        (5, "▁met", "▁In ▁fact , ▁the ▁board ▁met ."),
        (8, ".", "▁In ▁fact , ▁the ▁board , ▁of ▁five ."),
    ],
    ids=["beginning, with a capital", "insertion with its comma", "end"],
)
def test_a_token_from_further_on_is_a_cut(place: int, token: str, left: str) -> None:
    (cut,) = likely((place, token))
    assert " ".join(without(TOKENS, cut)) == left


def test_the_most_probable_comes_first() -> None:
    scores = {(0, "▁The"): -2.0, (5, "▁met"): -1.0}
    cuts = find_cuts(TOKENS, lambda place, token: scores.get((place, token)))
    assert [cut.score for cut in cuts] == [-1.0, -2.0]


def test_copying_on_is_no_cut() -> None:
    """``the`` behind ``crossed`` is the copy's own next word, until ``board`` follows it."""
    tokens = ["▁He", "▁crossed", "▁the", "▁hall", "▁and", "▁the", "▁board", "."]
    sure = {(2, "▁the"): 0.0}
    assert find_cuts(tokens, lambda place, token: sure.get((place, token))) == []
    (cut,) = find_cuts(tokens, lambda place, token: {(3, "▁board"): -1.0}.get((place, token)))
    assert "".join(without(tokens, cut)) == "▁He▁crossed▁the▁board."


@pytest.mark.parametrize("tokens", [[], ["▁Met"], ["."], ["▁Met", "."], ["M", "e", "t"]])
def test_nothing_can_be_left_out_of_little(tokens: list[str]) -> None:
    assert all(without(tokens, cut) for cut in find_cuts(tokens, lambda _, __: -1.0))


def test_the_model_sees_what_can_go(engine: PromptedEngine) -> None:
    first, second, third = (reading.cuts for reading in engine.likely_cuts(TEXTS))
    assert "At Laeken, we started to define that political" in " ".join(c.text for c in first)
    assert "Mine dogs are also needed." in [c.text for c in second]
    assert all(len(cuts) <= MOST_CUTS for cuts in (first, second, third))
    for cuts in (first, second, third):
        assert all(a.score >= b.score for a, b in itertools.pairwise(cuts))
        assert all(c.score <= 0 for c in cuts)


def test_what_is_said_of_a_text_is_the_same_whatever_stands_beside_it(
    engine: PromptedEngine,
) -> None:
    """So that a release has the same summary in every window; int8 would round by the batch."""
    *together, empty = engine.likely_cuts([*TEXTS, ""])
    assert empty == Reading()
    assert together == [engine.likely_cuts([text])[0] for text in TEXTS]


def test_threads_do_not_disturb_each_other(engine: PromptedEngine) -> None:
    """Windows of releases may be summarised at once; they take turns at the model."""
    with ThreadPoolExecutor(3) as pool:
        at_once = list(pool.map(lambda text: engine.likely_cuts([text])[0], TEXTS * 2))
    assert at_once == engine.likely_cuts(TEXTS) * 2


def test_a_text_too_long_to_be_read_over_has_no_cuts(engine: PromptedEngine) -> None:
    long = "The board of the port met in the morning, " * 12 + "and went home."
    assert engine.count_tokens(long) < engine.max_source_tokens
    assert engine.likely_cuts([long]) == [Reading()]


def test_a_text_read_over_weighs_as_its_own_version(engine: PromptedEngine) -> None:
    readings = engine.likely_cuts(TEXTS)
    weights = engine.weigh(TEXTS, TEXTS)
    assert [w.total for w in weights] == [r.score for r in readings]
    assert all(w.weakest == 0.0 for w in weights)


def test_a_garbled_version_weighs_less_than_a_whole_one(engine: PromptedEngine) -> None:
    text = "Red tide is caused by a higher than normal concentration of a marine organism."
    whole = "Red tide is caused by a concentration of a marine organism."
    garbled = "Red tide is caused by a higher than a marine organism."
    good, bad = engine.weigh([text, text], [whole, garbled])
    assert good.total > bad.total
    assert good.weakest > bad.weakest
    assert good.total < engine.likely_cuts([text])[0].score < 0.0


def test_a_text_over_the_limit_is_refused(engine: PromptedEngine) -> None:
    texts = ["The board met.", "The board met. " * 400]
    with pytest.raises(SegmentTooLongError, match="segment 1"):
        engine.likely_cuts(texts)
    with pytest.raises(SegmentTooLongError, match="segment 1"):
        engine.weigh(texts, ["The board met."] * 2)


def test_tokens_have_the_places_that_the_weights_have(engine: PromptedEngine) -> None:
    spec = load_registry().models["embedded-v1"]
    folder = ensure(spec, offline=True)
    tokens = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
    vocabulary = engine._model.vocabulary
    assert [vocabulary.token_id(token) for token in tokens] == list(range(len(tokens)))
