"""Common words are told from names, by the list and by their endings."""

from __future__ import annotations

import pytest

from presscli.lexicon.italian import is_italian


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("sciopero", id="listed"),
        pytest.param("siccità", id="of-the-press"),
        pytest.param("macchinisti", id="ending"),
        pytest.param("rinegoziavano", id="form-of-a-verb"),
        pytest.param("segnalarlo", id="pronoun"),
        pytest.param("rapidissima", id="superlative"),
        pytest.param("lunedi", id="accent-left-out"),
        pytest.param("perche", id="other-accent-left-out"),
        pytest.param("polimetallici", id="beginning"),
        pytest.param("rossi", id="word-and-surname"),
    ],
)
def test_common_words(word: str) -> None:
    assert is_italian(word)


@pytest.mark.parametrize(
    "word",
    ["malpensa", "ticino", "saronno", "tarditi", "mazzaferro", "calolziocorte", "fert", "unat", ""],
)
def test_names_are_no_words(word: str) -> None:
    assert not is_italian(word)
