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
