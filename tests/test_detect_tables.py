"""The detector's tables: the same figures as from plain ones, and a bound on what is kept."""

from __future__ import annotations

import json
import math
import sys
from array import array
from pathlib import Path

import pytest

from presscli.detect import detect, vocabulary
from presscli.detect.scripts import LATIN, PROFILES
from presscli.detect.sequences import _profiles, _row, letter_scores
from presscli.detect.vocabulary import languages, word_scores
from presscli.detect.weighing import _guess

MOST_BYTES = 5_000_000
"""What a cache may take where it is full."""
_KEY_BYTES = 160
"""The tuple of a key and its place in a cache."""
LETTERS = "eaionlrtscdpumvgzfbhq"


def _plain_row(sequence: str, script: str) -> list[float]:
    """What :func:`_row` is, from langdetect's files as they are."""
    from langdetect.detector_factory import PROFILES_DIRECTORY

    row = []
    for name in PROFILES[script]:
        profile = json.loads((Path(PROFILES_DIRECTORY) / name).read_text("utf-8"))
        share = profile["freq"].get(sequence, 0) / profile["n_words"][len(sequence) - 1]
        row.append(math.log(share + 0.5 / 10_000))
    return row


@pytest.mark.parametrize(
    ("sequence", "script"),
    [
        ("e", LATIN),
        (" d", LATIN),
        ("zio", LATIN),
        ("qqq", LATIN),
        ("ств", "CYRILLIC"),
        ("の", "CJK"),
    ],
)
def test_a_row_is_that_of_the_profiles(sequence: str, script: str) -> None:
    assert list(_row(sequence, script)) == _plain_row(sequence, script)


def test_a_words_letters_count_one_sequence_after_the_other() -> None:
    rows = [_plain_row(part, LATIN) for part in ("s", "ì", " s", "sì", "ì ", " sì", "sì ")]
    assert list(letter_scores("sì", LATIN)) == [sum(column) for column in zip(*rows, strict=True)]


def test_profiles_of_a_script_share_their_sequences() -> None:
    kept: dict[str, int] = {}
    for counts in _profiles(LATIN).counts:
        assert all(kept.setdefault(sequence, id(sequence)) == id(sequence) for sequence in counts)


@pytest.mark.parametrize("name", [True, False])
@pytest.mark.parametrize("word", ["della", "perché", "xyzzy", "ação", "straße", "the"])
def test_a_words_scores_are_the_sum_of_what_speaks_for_a_language(word: str, name: bool) -> None:
    known, listed = languages(LATIN), vocabulary._listed().get(word, frozenset())
    letters = [0.3 * score for score in letter_scores(word, LATIN)]
    letters += vocabulary._kindred_scores(dict(zip(known, letters, strict=False)))
    spelt = vocabulary._spelt(word)
    sums = [
        score + 4.0 * (code in listed) + 2.0 * (code in spelt)
        for code, score in zip(known, letters, strict=True)
    ]
    foreign = 0.2 if name else 0.005
    expected = [math.log((1 - foreign) * math.exp(s - max(sums)) + foreign) for s in sums]
    assert list(word_scores(word, LATIN, name=name)) == expected


def test_equal_sets_of_languages_are_kept_once() -> None:
    sets = vocabulary._listed().values()
    assert len(set(map(id, sets))) == len(set(sets))


def test_what_is_kept_of_words_is_bounded() -> None:
    scores = word_scores("ministro", LATIN, name=False)
    assert isinstance(scores, array)
    entry = sys.getsizeof(scores) + sys.getsizeof("ministro") + _KEY_BYTES
    assert entry * word_scores.cache_parameters()["maxsize"] < MOST_BYTES


def test_what_is_kept_of_sequences_is_bounded() -> None:
    rows = [_row(first + second, LATIN) for first in LETTERS for second in LETTERS]
    floats = sum(sys.getsizeof(one) for row in rows for one in set(row)) / len(rows)
    entry = sys.getsizeof(rows[0]) + floats + sys.getsizeof("abc") + _KEY_BYTES
    assert entry * _row.cache_parameters()["maxsize"] < MOST_BYTES


def test_what_is_kept_of_passages_is_bounded() -> None:
    _guess.cache_clear()
    for number in range(400):
        detect(f"Il ministro ha ricevuto oggi a Roma la delegazione numero {'x' * number}.")
    info = _guess.cache_info()
    assert info.currsize == info.maxsize == 256


def test_a_forgotten_passage_has_the_same_language() -> None:
    text = "Il ministro degli Esteri ha incontrato oggi a Roma il suo omologo tedesco."
    first = detect(text)
    for cache in (_guess, word_scores, _row):
        cache.cache_clear()
    assert detect(text) == first
