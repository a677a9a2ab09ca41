"""When two words are spellings or forms of one name."""

from __future__ import annotations

import functools
import re
import unicodedata
from difflib import SequenceMatcher

_ALIKE = 0.75
"""Likeness of two spellings of a name: Gheddafi and Gaddafi have 0.8."""
_LEAST_CHARS = 4
_LETTERS = str.maketrans({"k": "c", "q": "c", "y": "i", "j": "i", "w": "v", "x": "s"})


@functools.lru_cache(maxsize=4096)  # A megabyte; of 10,000 texts 8 of 10 calls are in it.
def is_alike(first: str, second: str) -> bool:
    """Whether two lower-case words may be one name spelled in two languages.

    ``zelenskij`` and ``zelensky`` are, ``macron`` and ``merkel`` are not.
    """
    first, second = _fold(first), _fold(second)
    if first == second:
        return True
    shorter = min(len(first), len(second))
    if shorter < _LEAST_CHARS:
        return False
    if common_prefix_chars(first, second) >= max(_LEAST_CHARS, shorter - 2):
        return True
    longest = 2 * shorter / (len(first) + len(second))  # The ratio if one held the other.
    if longest < _ALIKE or _letters_in_common(first, second) < _ALIKE:
        return False
    return SequenceMatcher(None, first, second).ratio() >= _ALIKE


def _letters_in_common(first: str, second: str) -> float:
    """What the ratio of a sequence matcher cannot surpass, found without looking at the order."""
    return 2 * sum(map(frozenset(second).__contains__, first)) / (len(first) + len(second))


def is_same_root(first: str, second: str) -> bool:
    """Whether two lower-case English words are equal or of one root: russia, russian."""
    if first[:1] != second[:1]:
        return False  # Nearly always, and the quickest to see.
    shorter = min(len(first), len(second))
    return first == second or common_prefix_chars(first, second) >= max(_LEAST_CHARS, shorter - 1)


def common_prefix_chars(first: str, second: str) -> int:
    """How many letters two words begin with alike."""
    pairs = zip(first, second, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


@functools.lru_cache(maxsize=8_192)
def bare(word: str) -> str:
    """A word without its accents."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def edits(first: str, second: str, most: int) -> int:
    """Letters to put in, leave out, change or swap with the next to make one word the other.

    Args:
        first: A word.
        second: Another.
        most: The most that matters; ``most + 1`` stands for any number above.
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    before, row = list[int](), list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(second, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
    return min(row[-1], most + 1)


@functools.lru_cache(maxsize=8_192)
def _fold(word: str) -> str:
    """A spelling between the languages: ``bosphorus`` as bosforus."""
    plain = bare(word).replace("ph", "f").replace("th", "t").replace("ch", "c")
    return re.sub(r"(.)\1", r"\1", plain.translate(_LETTERS))
