"""What a text's function words alone prove about its language, before any letter is counted.

Letter sequences (langdetect) cost a hundred times as much to look at, and loading its
profiles takes as long as translating a page. They can shift the balance between two
languages by a known amount at most, so often the words have decided already. Nothing
here guesses: what is settled would come out the same with the letters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from functools import cache

from presscli.lexicon.tables import load_rows

LEAST_PROBABILITY = 0.005
"""What langdetect's "impossible" is worth: its own error on short text, not its 0.00001."""
PRIOR = {"it": 4.0, "en": 4.0}
TABLE_PRIOR = 2.0
"""How much likelier a release is in Italian or English, and in a language that we know the
function words of, than in one of langdetect's forty others (Somali, Tagalog ...)."""

OTHER = "other"
"""Stands for all languages that no table has; only their letters speak for them."""

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+")
"""A word, or one character of a script that writes none apart."""

_LISTED_IN_OWN = 0.40
_LISTED_IN_OTHER = 0.08
"""Share of a text's words that its own language's table lists, and another's lists by chance."""
_HIT = math.log(_LISTED_IN_OWN / _LISTED_IN_OTHER)
_MISS = math.log((1 - _LISTED_IN_OWN) / (1 - _LISTED_IN_OTHER))
_OPENS_SENTENCE = frozenset('\n.!?:"“«')


def weigh_words(text: str) -> dict[str, float]:
    """Language -> log-likelihood ratio of the text's words being in it rather than not.

    A capitalised word within a sentence is a name and says nothing; one that
    opens a sentence only counts when it is listed.
    """
    listed = _languages_of_words()
    hits = dict.fromkeys(_languages(), 0)
    plain_hits = dict.fromkeys(_languages(), 0)
    plain = 0
    for match in WORD.finditer(text):
        word = match.group()
        capital = word[0].isupper()
        if capital and not _opens_sentence(text, match.start()):
            continue
        plain += not capital
        for language in listed.get(word.lower(), ()):
            hits[language] += 1
            plain_hits[language] += not capital
    return {
        language: count * _HIT + (plain - plain_hits[language]) * _MISS
        for language, count in hits.items()
    }


def prior(language: str, tabled: Collection[str]) -> float:
    """How likely a language is before the text is seen, as a weight."""
    return PRIOR.get(language, TABLE_PRIOR if language in tabled else 1.0)


def settle(words: Mapping[str, float], at_least: float) -> str:
    """The language that the words prove, whatever the letters say; empty where they do not.

    Args:
        words: From :func:`weigh_words`.
        at_least: The probability that it must have in the worst case.
    """
    weights = _weights(words)
    best = max(weights, key=lambda language: weights[language])
    against = sum(weights.values()) - weights[best]
    worst = weights[best] * LEAST_PROBABILITY
    return best if best != OTHER and worst >= at_least * (worst + against) else ""


def possible(words: Mapping[str, float], at_least: float) -> set[str]:
    """The languages that may still reach a probability once the letters are known.

    Args:
        words: From :func:`weigh_words`.
        at_least: The probability.
    """
    weights = _weights(words)
    # A language without a table is not there at all where its letters are not.
    least = {k: w * LEAST_PROBABILITY for k, w in weights.items() if k != OTHER}
    total = sum(least.values())
    return {
        language
        for language, weight in weights.items()
        if weight >= at_least * (weight + total - least.get(language, 0.0))
    }


def _weights(words: Mapping[str, float]) -> dict[str, float]:
    """Language -> its weight if the letters are all for it, relative to the heaviest."""
    scores = {language: math.log(prior(language, words)) + w for language, w in words.items()}
    scores[OTHER] = 0.0
    best = max(scores.values())
    return {language: math.exp(score - best) for language, score in scores.items()}


def _opens_sentence(text: str, at: int) -> bool:
    """Whether the word at ``at`` stands at the head of a sentence, line or quotation."""
    before = text[max(0, at - 3) : at].strip(" ")
    return before[-1:] in _OPENS_SENTENCE if before else at <= 3


@cache
def _languages() -> tuple[str, ...]:
    """The languages that have a table."""
    return tuple(dict.fromkeys(key.removesuffix("-inner") for key, _ in _rows()))


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    """Function word -> the languages whose tables list it."""
    found: dict[str, tuple[str, ...]] = {}
    for key, words in _rows():
        language = key.removesuffix("-inner")
        for word in words.split():
            if language not in found.get(word, ()):
                found[word] = (*found.get(word, ()), language)
    return found


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    return tuple((key, words) for key, words in load_rows("function_words.tsv"))
