"""Which words of a sentence stand for which of its source."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from presscli.summarize.words import FUNCTION_WORDS, Word, stem


@dataclass(frozen=True)
class Alignment:
    """Which words of a sentence stand for which of its source: pairs of places, in order."""

    made: Sequence[Word]
    given: Sequence[Word]
    pairs: Sequence[tuple[int, int]]

    @property
    def dropped(self) -> list[int]:
        """Places of the content words left out between the first and the last that are kept."""
        kept = {j for _, j in self.pairs}
        stretch = range(self.pairs[0][1], self.pairs[-1][1] + 1)
        return [j for j in stretch if j not in kept and is_content(self.given[j])]


def is_content(word: Word) -> bool:
    """Whether a word carries the topic."""
    return word.key not in FUNCTION_WORDS


def align(made: Sequence[Word], given: Sequence[Word]) -> Alignment:
    """Align two sentences by a longest common subsequence of their content words."""
    ours = [i for i, w in enumerate(made) if is_content(w)]
    theirs = [j for j, w in enumerate(given) if is_content(w)]
    a, b = [stem(made[i]) for i in ours], [stem(given[j]) for j in theirs]
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, j in itertools.product(reversed(range(len(a))), reversed(range(len(b)))):
        longest = max(best[i + 1][j], best[i][j + 1])
        best[i][j] = best[i + 1][j + 1] + 1 if a[i] == b[j] else longest
    pairs = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            pairs.append((ours[i], theirs[j]))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return Alignment(made, given, pairs)
