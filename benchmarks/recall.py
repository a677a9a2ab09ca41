"""How much of a text was got out of a document, in order: recall and precision of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[.,:/@'’+-][^\W_]+)*|[^\w\s]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of words; ``common`` are those of the longest common subsequence."""

    expected: int = 0
    found: int = 0
    common: int = 0
    paragraphs: int = 0
    kept: int = 0
    """Paragraphs that are there as they should be, neither joined nor divided."""

    def __add__(self, other: Score) -> Score:
        return Score(
            self.expected + other.expected,
            self.found + other.found,
            self.common + other.common,
            self.paragraphs + other.paragraphs,
            self.kept + other.kept,
        )

    @property
    def recall(self) -> float:
        """Share of the expected words that were found, in order."""
        return self.common / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """Share of the words found that were expected, in order."""
        return self.common / self.found if self.found else 1.0

    @property
    def whole(self) -> float:
        """Share of the expected paragraphs that are whole."""
        return self.kept / self.paragraphs if self.paragraphs else 1.0


def score(expected: str, found: str) -> Score:
    """Compare two texts, paragraphs parted by empty lines.

    Words are numbers, addresses and words with their inner signs, and single signs; each
    counts in its place: the score is of the longest common subsequence, so that a column
    read after the wrong one counts as lost and as added.
    """
    one, other = words_of(expected), words_of(found)
    wanted = paragraphs_of(expected)
    got = paragraphs_of(found)
    kept = sum(min(wanted.count(p), got.count(p)) for p in set(wanted))
    return Score(len(one), len(other), common_length(one, other), len(wanted), kept)


def words_of(text: str) -> list[str]:
    """The words of a text, as :func:`score` counts them."""
    return _WORD.findall(text)


def paragraphs_of(text: str) -> list[tuple[str, ...]]:
    """The paragraphs of a text, each as its words."""
    return [words for p in re.split(r"\n\s*\n", text) if (words := tuple(words_of(p)))]


def common_length(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence.

    A bit for each word of the first sequence, in one whole number (Hyyrö 2004, "Bit-parallel
    LCS-length computation revisited").
    """
    places: dict[str, int] = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << at
    everywhere = (1 << len(one)) - 1
    row = everywhere
    for word in other:
        found = row & places.get(word, 0)
        row = ((row + found) | (row - found)) & everywhere
    return len(one) - row.bit_count()
