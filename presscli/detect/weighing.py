"""The evidence of a text's words taken together: language -> probability."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from presscli.detect.scripts import PROFILES, main_script, script_of
from presscli.detect.text import Word, words
from presscli.detect.vocabulary import is_listed, languages, word_scores

_NEIGHBOURS = "es fr pt ro de ca nl pl gl la"
_PRIORS: Mapping[str, float] = {
    "it": 40.0,
    "en": 40.0,
    **dict.fromkeys(_NEIGHBOURS.split(), 12.0),
}
"""How much likelier a release is in Italian or English, and in one of their neighbours, than in
one of langdetect's others (Somali, Tagalog ...)."""


def guess(text: str) -> Mapping[str, float]:
    """Language -> probability for a prepared text; empty without words in a known script.

    Words in another script than most (names, as a rule) say nothing.
    """
    # A passage of a release is one of its paragraph too; line breaks after it say nothing.
    return _guess(text.rstrip("\n"))


@lru_cache(maxsize=256)
def _guess(text: str) -> Mapping[str, float]:
    """Kept for the paragraphs of a release, whose passages were those of the whole.

    A release has at most 160 passages and itself; 2 KB each and its text, together 0.5 MB on news
    and 6 MB if each of the last 256 were a text of 10,000 characters.
    """
    script = main_script(text)
    found = [word for word in words(text) if script_of(word.text[0]) == script]
    return _weigh(found, script) if found and script in PROFILES else {}


def _weigh(found: Iterable[Word], script: str) -> Mapping[str, float]:
    rows = [_priors(script), *(word_scores(w.text, script, name=_may_be_name(w)) for w in found)]
    scores = list(map(sum, zip(*rows, strict=True)))
    best = max(scores)
    weights = [math.exp(score - best) for score in scores]
    total = sum(weights)
    probabilities: dict[str, float] = {}
    for code, weight in zip(_codes(script), weights, strict=True):
        probabilities[code] = probabilities.get(code, 0.0) + weight / total
    return probabilities


def _may_be_name(word: Word) -> bool:
    """A capital within a sentence, or at its head on a word of no table."""
    return word.capital and not (word.opening and is_listed(word.text))


@cache
def _codes(script: str) -> tuple[str, ...]:
    """The languages of a script in ISO 639-1, where zh-cn and zh-tw are one."""
    return tuple(language.split("-")[0] for language in languages(script))


@cache
def _priors(script: str) -> tuple[float, ...]:
    return tuple(math.log(_PRIORS.get(language, 1.0)) for language in languages(script))


def ranked(probabilities: Mapping[str, float]) -> tuple[str, float, float]:
    """The likeliest language, its probability, and the distance to the second."""
    order = sorted(probabilities.items(), key=lambda item: (-item[1], item[0]))
    second = order[1][1] if len(order) > 1 else 0.0
    return order[0][0], order[0][1], order[0][1] - second
