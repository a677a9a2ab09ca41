"""Packed tables against a set and a dict, which they stand for."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from presscli.lexicon.packed import PackedTexts, PackedWords

WORDS = st.text(st.sampled_from("abàš"), min_size=1, max_size=4)
TEXTS = st.text(st.sampled_from("abàš "), max_size=8)


@given(st.lists(WORDS, max_size=200), st.lists(WORDS))
def test_packed_words_are_a_set(words: list[str], others: list[str]) -> None:
    packed = PackedWords(words)
    assert all(word in packed for word in words)
    assert [word in packed for word in others] == [word in set(words) for word in others]


@given(st.dictionaries(WORDS, TEXTS, max_size=200), st.lists(WORDS))
def test_packed_texts_are_a_dict(texts: dict[str, str], others: list[str]) -> None:
    packed = PackedTexts([f"{word}\t{text}" for word, text in texts.items()])
    assert {word: packed.of(word) for word in texts} == texts
    assert [packed.of(word) for word in others] == [texts.get(word, "") for word in others]


def test_parts_of_words_and_of_texts_are_no_words() -> None:
    packed = PackedTexts(["accordo\tagreement deal", "cordone\tcordon"])
    assert [packed.of(word) for word in ("cord", "cordo", "agreement", "deal", "")] == [""] * 5


def test_a_word_takes_little_more_than_its_letters() -> None:
    words = [f"parola{number:05}" for number in range(20_000)]
    buckets = PackedWords(words)._buckets
    size = sys.getsizeof(buckets) + sum(map(sys.getsizeof, buckets))
    assert size < 18 * len(words)
    assert size * 5 < sys.getsizeof(frozenset(words)) + sum(map(sys.getsizeof, words))
