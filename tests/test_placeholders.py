"""Signs for what a model must not touch, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.document import Hypothesis
from presscli.placeholders import SIGNS, Held, behind_signs, restored


def texts(*hypotheses: str) -> list[Hypothesis]:
    return [Hypothesis(text, -0.1) for text in hypotheses]


HELD = (Held(2, 8, "call", needs_article=False), Held(12, 16, "Act No. 4", needs_article=True))
SOURCE = "L'avviso la Nota vale"


def test_there_and_back() -> None:
    assert behind_signs(SOURCE, HELD, SIGNS[0]) == "L'X la Z vale"
    (found,) = restored(texts("The X and Z hold"), HELD, SIGNS[0])
    assert found.text == "The call and the Act No. 4 hold"


@pytest.mark.parametrize(
    "text", ["The X holds", "The X and Z and X", "The Xs and Z", "X-ray and Z", ""]
)
def test_a_sign_that_is_lost_or_doubled_is_no_answer(text: str) -> None:
    assert restored(texts(text), HELD, SIGNS[0]) == []


def test_an_article_that_is_there_is_enough() -> None:
    for text in ("an X on the Z", "an X on its Z", "an X on Italy's Z"):
        (found,) = restored(texts(text), HELD, SIGNS[0])
        assert "the Act" not in found.text.replace("on the Act", "")


def test_a_sign_that_the_source_has_is_not_used() -> None:
    assert behind_signs("la Malpensa X", HELD[:1], SIGNS[0]) is None


def test_more_spans_than_signs_are_not_tried() -> None:
    held = tuple(Held(k, k + 1, "a") for k in range(9))
    assert behind_signs("abcdefghij", held, SIGNS[0]) is None


@given(st.text(alphabet="abc ,.", max_size=20), st.text(alphabet="abc ,.", max_size=20))
def test_text_outside_is_untouched(before: str, after: str) -> None:
    source = f"{before} term {after}"
    held = (Held(len(before) + 1, len(before) + 5, "Word"),)
    masked = behind_signs(source, held, SIGNS[0])
    assert masked == f"{before} X {after}"
    (found,) = restored(texts(masked), held, SIGNS[0])
    assert found.text == f"{before} Word {after}"
