"""How likely a word's letters are in each language, by the profiles of langdetect.

langdetect draws letter sequences from a text at random until it is sure of one
language, seven times. Short texts get answers by chance that way, each with a
probability near 1. Here every sequence counts once, which is the same model
without the draw: one answer for one text, and a tenth of the time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from presscli.detect.scripts import PROFILES

_SMOOTHING = 0.5 / 10_000
"""langdetect's ``ALPHA_DEFAULT / BASE_FREQ``: what a sequence unseen in a language is worth."""
_UNSEEN = math.log(_SMOOTHING)
_LONGEST = 3
"""Letters of langdetect's longest sequences."""


class _Profiles(NamedTuple):
    """Counts of letter sequences in each language, and their sums by length of the sequence."""

    counts: tuple[Mapping[str, int], ...]
    totals: tuple[tuple[int, ...], ...]


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


@lru_cache(maxsize=4096)
def _row(sequence: str, script: str) -> tuple[float, ...]:
    """Log-probability of one sequence in each language of a script.

    Kept: 98 of 100 are asked for again, with 65,536 no more. 0.8 KB each, 3.3 MB at most on news
    of two languages in turn, 5 MB if every sequence were in every profile.
    """
    profiles = _profiles(script)
    found = [counts.get(sequence) for counts in profiles.counts]
    totals = profiles.totals[len(sequence) - 1]
    return tuple(
        [
            math.log(count / total + _SMOOTHING) if count else _UNSEEN
            for count, total in zip(found, totals, strict=True)
        ]
    )


@lru_cache(maxsize=4096)
def _normal(letter: str) -> str:
    """A letter as the profiles have it: variants joined, as for Romanian ``ș`` and ``ş``."""
    from langdetect.utils.ngram import NGram

    return str(NGram.normalize(letter))


@cache
def _profiles(script: str) -> _Profiles:
    """The profiles of a script; those of the Latin one take 7 MB."""
    from langdetect.detector_factory import PROFILES_DIRECTORY

    folder = Path(PROFILES_DIRECTORY)
    texts = [(folder / name).read_text("utf-8") for name in PROFILES[script]]
    # Equal keys of one JSON text are one string: 4 MB less than profile by profile.
    loaded = json.loads(f"[{','.join(texts)}]")
    counts = tuple(one["freq"] for one in loaded)
    return _Profiles(counts, tuple(zip(*(one["n_words"] for one in loaded), strict=True)))
