"""Which sentences of a release a summary sentence rests on; none means: do not print it.

Two measures. The strict one is for small models, which fuse facts: the sentence
must follow from one source sentence (:mod:`presscli.summarize.derive`). The close
one is for sequence-to-sequence models trained on news summaries, which rephrase
more and invent less: nearly all words from one source sentence or two neighbours,
in compatible order, with the same figures beside the same words, the same names,
and the same negations. A sentence put together from distant parts of a release
passes neither.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from presscli.summarize.derive import follows
from presscli.summarize.passages import Passage, is_whole, repeats_itself
from presscli.summarize.words import FUNCTION_WORDS, Word, is_negation, stem, words

MIN_CONTAINED = 0.9
"""Share of a sentence's content words that its source must have. 1.0 would refuse every
rephrasing; at 0.8, one word in five may be the model's own, which is room for a new subject."""

MIN_ORDERED = 0.7
"""Share of the shared words that must come in the source's order: a clause may move, not all."""

COMPANY_DISTANCE = 2
"""A figure must have a neighbour that stands within so many content words of it in the source."""


def strict_support(sentence: str, passages: Sequence[Passage]) -> tuple[int, ...]:
    """The segments of the one passage that the sentence can be derived from; empty if none."""
    if not _is_sound(sentence):
        return ()
    return next((p.support for p in passages if follows(sentence, p.text)), ())


def close_support(sentence: str, passages: Sequence[Passage]) -> tuple[int, ...]:
    """The segments of the passage, or the two neighbours, that the sentence keeps close to."""
    if not _is_sound(sentence):
        return ()
    made = words(sentence)
    for passage in passages:
        if _keeps_close(made, words(passage.text)):
            return passage.support
    for first, second in itertools.pairwise(passages):
        if _keeps_close(made, [*words(first.text), *words(second.text)]):
            return (*first.support, *second.support)
    return ()


def _is_sound(sentence: str) -> bool:
    return is_whole(sentence) and not repeats_itself(sentence)


def _keeps_close(made: Sequence[Word], given: Sequence[Word]) -> bool:
    ours = [w for w in made if w.key not in FUNCTION_WORDS]
    theirs = [w for w in given if w.key not in FUNCTION_WORDS]
    known = {stem(w) for w in theirs}
    shared = [w for w in ours if stem(w) in known]
    if not ours or len(shared) < MIN_CONTAINED * len(ours):
        return False
    new = [w for w in ours if stem(w) not in known]
    if any(w.is_figure or (w.is_capitalized and w is not made[0]) for w in new):
        return False
    places = _places([stem(w) for w in ours], [stem(w) for w in theirs])
    return (
        len(places) >= MIN_ORDERED * len(shared)
        and _same_negations(made, given, places, theirs)
        and all(_keeps_company(ours, i, theirs) for i, w in enumerate(ours) if w.is_figure)
    )


def _places(ours: Sequence[str], theirs: Sequence[str]) -> list[int]:
    """Places in ``theirs`` of a longest common subsequence of the two."""
    best = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in reversed(range(len(ours))):
        for j in reversed(range(len(theirs))):
            same = ours[i] == theirs[j]
            best[i][j] = best[i + 1][j + 1] + 1 if same else max(best[i + 1][j], best[i][j + 1])
    places = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        if ours[i] == theirs[j]:
            places.append(j)
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return places


def _same_negations(
    made: Sequence[Word], given: Sequence[Word], places: Sequence[int], theirs: Sequence[Word]
) -> bool:
    """As many negations as the stretch of the source that the sentence was made from."""
    first, last = theirs[places[0]], theirs[places[-1]]
    begin = next(i for i, w in enumerate(given) if w is first)
    end = next(i for i, w in enumerate(given) if w is last)
    stretch = given[max(0, begin - 2) : end + 1]
    return sum(map(is_negation, made)) == sum(map(is_negation, stretch))


def _keeps_company(ours: Sequence[Word], i: int, theirs: Sequence[Word]) -> bool:
    """Whether the figure ``ours[i]`` still stands beside a word that it belongs to."""
    beside = {stem(w) for w in [*ours[max(0, i - 1) : i], *ours[i + 1 : i + 2]]}
    return any(
        beside
        & {stem(near) for near in theirs[max(0, j - COMPANY_DISTANCE) : j + COMPANY_DISTANCE + 1]}
        for j, w in enumerate(theirs)
        if w.key == ours[i].key
    )
