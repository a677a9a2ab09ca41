"""IBM model 1 in numpy: which words translate which, learnt from the pairs themselves.

A pair whose words explain each other badly is misaligned or loosely translated.
P. F. Brown et al., "The Mathematics of Statistical Machine Translation", 1993.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T", bound=Hashable)
Sentence = Sequence[T]


@dataclass(frozen=True, slots=True)
class Lexicon(Generic[T]):
    """Word translations in one direction.

    ``translations`` maps a source word to its likely target words with their
    probabilities, likeliest first; ``ignored`` are target words too frequent to
    tell anything (articles, full stops).
    """

    translations: Mapping[T, Mapping[T, float]]
    vocabulary: frozenset[T]
    """Every target word that was frequent enough to be learnt."""
    ignored: frozenset[T]

    def coverage(self, source: Sentence[T], target: Sentence[T]) -> float | None:
        """Share of the telling target words that some source word translates.

        A word that stands on both sides covers itself. None when the target has
        no telling word.
        """
        telling = [w for w in target if w in self.vocabulary and w not in self.ignored]
        if not telling:
            return None
        known: set[T] = set(source)
        for word in set(source):
            known.update(self.translations.get(word, ()))
        return sum(word in known for word in telling) / len(telling)


def _index(sentences: Iterable[Sentence[T]], min_count: int) -> tuple[list[T], dict[T, int]]:
    counts = Counter(word for sentence in sentences for word in sentence)
    kept = [word for word, count in counts.most_common() if count >= min_count]
    return kept, {word: i for i, word in enumerate(kept)}


def _links(
    pairs: Sequence[tuple[Sentence[T], Sentence[T]]],
    source_ids: Mapping[T, int],
    target_ids: Mapping[T, int],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every possible link: ``(word pair key, target position)``, one row a link.

    Source id 0 is the empty word, so source ids are moved up by one. The key is
    ``source id * number of target words + target id``.
    """
    import numpy as np

    keys, positions, start = [], [], 0
    for source, target in pairs:
        s = np.array([0, *(source_ids[w] + 1 for w in source if w in source_ids)], dtype=np.int64)
        t = np.array([target_ids[w] for w in target if w in target_ids], dtype=np.int64)
        keys.append((s[:, None] * len(target_ids) + t).ravel())
        positions.append(np.tile(np.arange(start, start + len(t)), len(s)))
        start += len(t)
    return np.concatenate(keys), np.concatenate(positions)


def _expectation_maximization(
    keys: NDArray[np.int64], positions: NDArray[np.int64], size: int, iterations: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Distinct keys, sorted, and their probabilities ``p(target | source)``."""
    import numpy as np

    distinct, link = np.unique(keys, return_inverse=True)
    source = distinct // size
    probability = np.ones(len(distinct))
    for _ in range(iterations):
        weight = probability[link]
        weight /= np.bincount(positions, weight)[positions]
        counts = np.bincount(link, weight, minlength=len(distinct))
        probability = counts / np.bincount(source, counts)[source]
    return distinct, probability


def train_lexicon(
    pairs: Sequence[tuple[Sentence[T], Sentence[T]]],
    *,
    iterations: int = 5,
    min_count: int = 3,
    min_probability: float = 0.02,
    ignore_most_frequent: int = 60,
) -> Lexicon[T]:
    """Learn ``p(target word | source word)``.

    Args:
        pairs: Word lists (or token ids) of both sides. Memory is about 40 bytes
            for each source word times target word of a pair: 100,000 pairs of
            25 words take 2.5 GB.
        iterations: Of expectation maximisation; the order of translations
            hardly changes after five.
        min_count: Rarer words are not learnt.
        min_probability: Weaker translations are dropped.
        ignore_most_frequent: How many of the most frequent target words tell
            nothing about an alignment.
    """
    import numpy as np

    source_words, source_ids = _index((s for s, _ in pairs), min_count)
    target_words, target_ids = _index((t for _, t in pairs), min_count)
    size = len(target_words)
    keys, positions = _links(pairs, source_ids, target_ids)
    distinct, probability = _expectation_maximization(keys, positions, size, iterations)
    likely = np.flatnonzero(probability >= min_probability)
    likely = likely[np.argsort(-probability[likely], kind="stable")]
    translations: dict[T, dict[T, float]] = {}
    for i in likely[distinct[likely] >= size]:  # the empty word's are left out
        source, target = divmod(int(distinct[i]), size)
        entry = translations.setdefault(source_words[source - 1], {})
        entry[target_words[target]] = float(probability[i])
    return Lexicon(
        translations, frozenset(target_words), frozenset(target_words[:ignore_most_frequent])
    )


def alignment_score(
    forward: Lexicon[T], backward: Lexicon[T], source: Sentence[T], target: Sentence[T]
) -> float:
    """Mean coverage of the two directions, 0 to 1; 1 where there is nothing to judge by."""
    scores = [forward.coverage(source, target), backward.coverage(target, source)]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else 1.0
