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
    pieces: dict[str, list[str]] = {}
    grams = [_grams(text, pieces) for text in texts]
    sizes = [len(bag) for bag in grams]
    # Hypotheses have most in common; that is counted once, and the rest by pairs.
    common = frozenset.intersection(*grams)
    rests = [bag - common for bag in grams]
    totals = [0.0] * len(texts)
    for i, first in enumerate(rests):
        for j in range(i):
            likeness = _dice(sizes[i], sizes[j], len(common) + len(first & rests[j]))
            totals[i] += likeness
            totals[j] += likeness
    return [total / (len(texts) - 1) for total in totals]


def _grams(text: str, pieces: dict[str, list[str]]) -> frozenset[str | tuple[str, int]]:
    """The n-grams of a text; one that comes again is another, by its number.

    Args:
        text: A hypothesis.
        pieces: The n-grams that begin in a word, by the word and what follows it: most
            hypotheses of a list have the same words, and what is there is not cut anew.
    """
    words = text.split()
    bare = " ".join(words)
    grams: list[str] = []
    at = 0
    for word in words:
        end = at + len(word) + 1
        piece = bare[at : end + _ORDERS[-1] - 1]
        if piece not in pieces:
            pieces[piece] = [
                piece[k : k + n] for n in _ORDERS for k in range(min(end - at, len(piece) - n + 1))
            ]
        grams += pieces[piece]
        at = end
    seen: set[str | tuple[str, int]] = set()
    again = [gram for gram in grams if gram in seen or seen.add(gram)]  # type: ignore[func-returns-value]
    numbers: Counter[str] = Counter()
    for gram in again:
        numbers[gram] += 1
        seen.add((gram, numbers[gram]))
    return frozenset(seen)


def _dice(first: int, second: int, both: int) -> float:
    """The Dice coefficient of two bags of so many n-grams, with so many in common."""
    return 2 * both / (first + second) if first + second else 1.0
