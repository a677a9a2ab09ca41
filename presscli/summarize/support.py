"""Which sentences of a release a summary sentence rests on; none means: do not print it.

A sentence is supported when it follows from one source sentence by edits that cannot
make it false (:mod:`presscli.summarize.derive`), or when it keeps close to one source
sentence or two neighbours (:mod:`presscli.summarize.closeness`). The second leaves a
model room to drop phrases and turn a construction; it is not proof, and what it let
through was read and counted (``docs/summaries.md``). A sentence put together from
distant parts of a release passes neither.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from presscli.summarize.alignment import align, is_content
from presscli.summarize.closeness import keeps_close
from presscli.summarize.derive import follows
from presscli.summarize.passages import Passage, is_whole, repeats_itself
from presscli.summarize.words import words


def find_support(sentence: str, passages: Sequence[Passage]) -> tuple[int, ...]:
    """The indices of the segments that a sentence rests on.

    Args:
        sentence: What a model wrote.
        passages: Neighbouring sentences of the release, in order.

    Returns:
        The support of the one passage that it follows from or keeps close to, else of
        the first two neighbours that it keeps close to; empty if there are none.
    """
    if not is_whole(sentence) or repeats_itself(sentence):
        return ()
    made = words(sentence)
    for passage in passages:
        if follows(sentence, passage.text) or keeps_close(made, words(passage.text)):
            return passage.support
    for first, second in itertools.pairwise(passages):
        if keeps_close(made, [*words(first.text), *words(second.text)]):
            return (*first.support, *second.support)
    return ()


def support_score(sentence: str, text: str) -> float:
    """How close a sentence keeps to the text that it rests on.

    The mean of two shares: that of its content words which the text has, in the same
    order, and that of its neighbouring content words which are neighbours there too.
    A sentence taken over word by word has 1; what leaves out phrases loses a little,
    what is put together from several places more, what the text does not say nearly all.

    Args:
        sentence: A sentence of a summary.
        text: The sentences that support it, in order.
    """
    made, given = words(sentence), words(text)
    ours = [i for i, w in enumerate(made) if is_content(w)]
    if not ours:
        return 1.0 if sentence in text else 0.0
    theirs = [j for j, w in enumerate(given) if is_content(w)]
    rank = {j: n for n, j in enumerate(theirs)}
    stands_for = {i: rank[j] for i, j in align(made, given).pairs}
    found = len(stands_for) / len(ours)
    pairs = list(itertools.pairwise(ours))
    if not pairs:
        return found
    beside = sum(a in stands_for and stands_for.get(b, -1) == stands_for[a] + 1 for a, b in pairs)
    return (found + beside / len(pairs)) / 2


def nearest(sentence: str, passages: Sequence[Passage]) -> tuple[Passage | None, float]:
    """The whole sentence of the release that a sentence keeps closest to, and how close."""
    scored = [(support_score(sentence, p.text), p) for p in passages if p.is_whole]
    score, passage = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return passage, score
