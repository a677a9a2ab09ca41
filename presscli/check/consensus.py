"""How far each hypothesis agrees with the others: what most of them say is likelier true.

Minimum Bayes risk decoding (Kumar and Byrne 2004) with character n-grams as the
measure of likeness, in the spirit of chrF (Popović 2015).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_ORDERS = (3, 5)
"""Character n-gram lengths: short ones see words, longer ones their order."""


def agreement(texts: Sequence[str]) -> list[float]:
    """For each text, its mean likeness to the others, 0 to 1; 1.0 for a single text."""
    if len(texts) < 2:
        return [1.0] * len(texts)
    grams = [_grams(text) for text in texts]
    totals = [0.0] * len(texts)
    for i, first in enumerate(grams):
        for j in range(i):
            likeness = _likeness(first, grams[j])
            totals[i] += likeness
            totals[j] += likeness
    return [total / (len(texts) - 1) for total in totals]


def _grams(text: str) -> Counter[str]:
    bare = " ".join(text.split())
    return Counter(bare[at : at + n] for n in _ORDERS for at in range(len(bare) - n + 1))


def _likeness(first: Counter[str], second: Counter[str]) -> float:
    """The Dice coefficient of two bags of n-grams."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0
