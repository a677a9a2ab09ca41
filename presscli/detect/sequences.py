"""How likely a word's letters are in each language, by the profiles of langdetect.

langdetect draws letter sequences from a text at random until it is sure of one
language, seven times. Short texts get answers by chance that way, each with a
probability near 1. Here every sequence counts once, which is the same model
without the draw: one answer for one text, and a tenth of the time.
"""

from __future__ import annotations

import json
import math
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from presscli.detect.scripts import PROFILES

_SMOOTHING = 0.5 / 10_000
"""langdetect's ``ALPHA_DEFAULT / BASE_FREQ``: what a sequence unseen in a language is worth."""
_UNSEEN = math.log(_SMOOTHING)
_LONGEST = 3
"""Letters of langdetect's longest sequences."""


class _Profile(NamedTuple):
    """Counts of letter sequences, and their sums by length of the sequence."""

    counts: dict[str, int]
    totals: list[int]


def letter_scores(word: str, script: str) -> tuple[float, ...]:
    """Log-likelihood of a word in each language of its script, in the order of ``PROFILES``.

    Args:
        word: In lower case, without spaces.
        script: A key of ``PROFILES``.
    """
    letters = "".join(map(_normal, word)).strip()
    text = f" {letters} "
    rows = [
        _row(text[start : start + length], script)
        for length in range(1, _LONGEST + 1)
        for start in range(len(text) - length + 1)
        if length > 1 or text[start] != " "
    ]
    return tuple(map(sum, zip(*rows, strict=True)))


@lru_cache(maxsize=65_536)
def _row(sequence: str, script: str) -> tuple[float, ...]:
    """Log-probability of one sequence in each language of a script."""
    kind = len(sequence) - 1
    return tuple(
        math.log(count / profile.totals[kind] + _SMOOTHING) if count else _UNSEEN
        for profile in _profiles(script)
        for count in (profile.counts.get(sequence, 0),)
    )


@lru_cache(maxsize=4096)
def _normal(letter: str) -> str:
    """A letter as the profiles have it: variants joined, as for Romanian ``ș`` and ``ş``."""
    from langdetect.utils.ngram import NGram

    return str(NGram.normalize(letter))


@cache
def _profiles(script: str) -> tuple[_Profile, ...]:
    from langdetect.detector_factory import PROFILES_DIRECTORY

    folder = Path(PROFILES_DIRECTORY)
    loaded = (json.loads((folder / name).read_text("utf-8")) for name in PROFILES[script])
    return tuple(_Profile(one["freq"], one["n_words"]) for one in loaded)
