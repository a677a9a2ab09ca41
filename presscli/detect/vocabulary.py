"""What a word says of a text's language: its letters, the tables it is in, and its spelling."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from presscli.detect.scripts import LATIN, PROFILES
from presscli.detect.sequences import letter_scores
from presscli.lexicon.tables import load_rows

_LETTERS_WEIGHT = 0.3
_LISTED = 4.0
_SPELT = 2.0
"""How much is to be believed of a word's letters, of its place in a table of words, and of an
ending or letter of the language, as factor of or addition to a log-likelihood. Sequences of one to
three letters overlap, so that each letter is counted about three times."""

_FOREIGN_WORD = 0.005
_FOREIGN_NAME = 0.2
"""Share of words, and of names, that a text takes from other languages. It bounds what one word
can say: "Milinković-Savić" does not make a sentence Croatian."""

_KINDRED: Mapping[str, tuple[str, ...]] = {
    "gl": ("pt", "es"),
    "la": ("it", "es", "pt", "ro", "fr", "ca", "en"),
}
"""Languages that langdetect has no profile of: the letters of a word are as likely as in these on
average, so that only their own words and endings can speak for them."""


@cache
def languages(script: str) -> tuple[str, ...]:
    """The languages that are told apart within a script; their order is that of the scores."""
    return PROFILES[script] + (tuple(_KINDRED) if script == LATIN else ())


@lru_cache(maxsize=4096)
def word_scores(word: str, script: str, *, name: bool) -> Sequence[float]:
    """Log-likelihood of a word in each language relative to the best one: 0 or less.

    Kept as bare numbers: 0.6 KB a word, 2.5 MB at most. Of 100 words of news 77 are found, and 81
    among twice as many.

    Args:
        word: In lower case.
        script: The writing system of the text, a key of ``PROFILES``.
        name: Whether it may be a name, which says little.
    """
    known = languages(script)
    scores = [_LETTERS_WEIGHT * score for score in letter_scores(word, script)]
    if script == LATIN:
        scores += _kindred_scores(dict(zip(known, scores, strict=False)))
    for weight, codes in ((_LISTED, _listed().get(word, ())), (_SPELT, _spelt(word))):
        for code in codes:
            if code in known:
                scores[known.index(code)] += weight
    return array("d", _bounded(scores, _FOREIGN_NAME if name else _FOREIGN_WORD))


def _kindred_scores(scores: Mapping[str, float]) -> list[float]:
    """The scores of the letters in the languages of ``_KINDRED``, in its order."""
    return [_mean([scores[one] for one in kin]) for kin in _KINDRED.values()]


def _mean(scores: Sequence[float]) -> float:
    """Logarithm of the mean of likelihoods given as logarithms."""
    best = max(scores)
    return best + math.log(sum(math.exp(score - best) for score in scores) / len(scores))


def _bounded(scores: Sequence[float], foreign: float) -> list[float]:
    """The scores below the best one, none further than a foreign word would be."""
    best, own = max(scores), 1 - foreign
    return [math.log(own * math.exp(score - best) + foreign) for score in scores]


def is_listed(word: str) -> bool:
    """Whether any language lists a word, in lower case, as one that is no name."""
    return word in _listed()


@cache
def _listed() -> Mapping[str, frozenset[str]]:
    """Word -> the languages that list it as a function word, or as frequent in news."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, words in load_rows("function_words.tsv") + load_rows("press_words.tsv"):
        for word in words.split():
            found[word].add(key.removesuffix("-inner"))
    sets: dict[frozenset[str], frozenset[str]] = {}  # Equal ones are kept once: there are 289.
    shared = (sets.setdefault(codes, codes) for codes in map(frozenset, found.values()))
    return dict(zip(found, shared, strict=True))


def _spelt(word: str) -> frozenset[str]:
    """The languages with a letter of the word, or with its ending, that neighbours lack."""
    return frozenset(
        code
        for code, letters, endings in _spelling()
        if word.endswith(endings) or not letters.isdisjoint(word)
    )


@cache
def _spelling() -> tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]:
    """Languages with their letters and endings."""
    return tuple(
        (code, frozenset(letters.split()) - {"-"}, tuple(endings.split()))
        for code, letters, endings in load_rows("spelling.tsv")
    )
