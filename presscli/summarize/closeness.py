"""Whether a sentence leaves out phrases of its source and changes nothing else.

There is no parser here: each rule is a fault that a small model really made on the
samples, told by the words around the gap. The rules err on the side of refusing.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from presscli.summarize.alignment import Alignment, align, is_content
from presscli.summarize.short_words import (
    PREPOSITIONS,
    RELATIVES,
    begins_within_a_phrase,
    cuts_a_comparison,
    drops_an_antecedent,
    keeps_commas,
    keeps_lists,
    keeps_short_words,
    keeps_verbs,
)
from presscli.summarize.words import (
    FUNCTION_WORDS,
    GOVERNING,
    LIMITING,
    Word,
    is_negation,
    stem,
    word_set,
)

MIN_ORDERED = 0.9
"""Share of a sentence's content words that must come in the source's order."""

_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_AUXILIARIES = word_set(
    "is are was were be been has have had do does did will would shall should can could may must"
)
_ADVERBS = word_set("first today yesterday tomorrow together again already")
_COMPLEMENTS = word_set("of for from on about with to against between")
_JOINTS = word_set("and or but nor yet while whereas although though because unless if so")
_RANKS = word_set(
    "deputy vice former acting assistant first second third last next half more less most least"
)
"""Words before a name or a thing that make it another one."""


def keeps_close(made: Sequence[Word], given: Sequence[Word]) -> bool:
    """Whether every content word of a sentence is its source's, in order, with what belongs to it.

    Args:
        made: The words of the sentence that a model wrote.
        given: The words of the source sentence, or of two neighbours.
    """
    ours = [i for i, w in enumerate(made) if is_content(w)]
    known = {stem(w) for w in given}
    if not ours or any(stem(made[i]) not in known for i in ours):
        return False
    alignment = align(made, given)
    if len(alignment.pairs) < MIN_ORDERED * len(ours):
        return False
    return (
        _keeps_limits(alignment)
        and _keeps_prepositions(alignment)
        and _keeps_figures(alignment)
        and not _drops_what_defines(alignment)
        and _keeps_the_verb(alignment)
        and _keeps_relatives(alignment)
        and not _moves_a_phrase(alignment)
        and not _joins_clauses(alignment)
        and keeps_short_words(alignment)
        and keeps_commas(alignment)
        and keeps_lists(alignment)
        and keeps_verbs(alignment)
        and not cuts_a_comparison(alignment)
        and not begins_within_a_phrase(alignment)
        and not drops_an_antecedent(alignment)
    )


def _keeps_limits(alignment: Alignment) -> bool:
    """The same negations and limiting words as the source.

    Those of the source count from its beginning to the end of the clause of the last
    word kept (``was approved by nobody``), and all that hold for a whole sentence
    (``..., said the mayor``).
    """
    given = alignment.given
    last = alignment.pairs[-1][1]
    end = next((j for j in range(last + 1, len(given)) if _ends_clause(given[j])), len(given))
    ours = Counter(w.key for w in alignment.made if _limits(w))
    within = Counter(w.key for w in given[:end] if _limits(w))
    return ours == within + Counter(w.key for w in given[end:] if w.key in GOVERNING)


def _ends_clause(word: Word) -> bool:
    return any(c in word.before for c in ",;:()–—")


def _limits(word: Word) -> bool:
    return word.key in LIMITING or is_negation(word)


def _keeps_prepositions(alignment: Alignment) -> bool:
    """Kept words stand behind the preposition that they have in the source, if they have one."""
    return all(
        _preposition(alignment.made, i) == _preposition(alignment.given, j)
        for i, j in alignment.pairs
    )


def _preposition(sequence: Sequence[Word], place: int) -> str:
    """The preposition that governs a word: before it, over articles and other short words."""
    while place and sequence[place - 1].key in FUNCTION_WORDS | _WEEKDAYS:
        place -= 1
        if sequence[place].key in PREPOSITIONS:
            return sequence[place].key
    return ""


def _keeps_figures(alignment: Alignment) -> bool:
    """A figure keeps the words next to it: what it counts, and what it is of."""
    kept = {j for _, j in alignment.pairs}
    aligned = {i for i, _ in alignment.pairs}
    if any(w.is_figure and i not in aligned for i, w in enumerate(alignment.made)):
        return False
    places = [
        j
        for j, w in enumerate(alignment.given)
        if is_content(w) and w.key not in _WEEKDAYS and (not w.is_figure or j in kept)
    ]
    for n, j in enumerate(places):
        beside = {*places[max(0, n - 1) : n], *places[n + 1 : n + 2]}
        if alignment.given[j].is_figure and j in kept:
            near = {k for k in beside if _same_clause(alignment.given, k, j)}
            if not near <= kept:
                return False
    return True


def _same_clause(given: Sequence[Word], k: int, j: int) -> bool:
    """Whether no comma, bracket or stop stands between two words."""
    between = given[min(k, j) + 1 : max(k, j) + 1]
    return not any(_ends_clause(w) or "." in w.before for w in between)


def _drops_what_defines(alignment: Alignment) -> bool:
    """Whether a word is gone that says what is meant.

    Such are ranks (``deputy``), what follows a kept word directly (``Lonate plant``,
    ``pushed by hand``), and the subject of a verb (``talks will resume``, ``atoms emitting``).
    """
    kept = {j for _, j in alignment.pairs}
    given = alignment.given
    around = (alignment.pairs[0][1] - 1, alignment.pairs[-1][1] + 1)
    beside = [j for j in around if 0 <= j < len(given) and is_content(given[j])]
    gone = [*alignment.dropped, *beside]
    ranks = any(given[j].key in _RANKS and j + 1 in kept for j in gone)
    heads = any(
        j - 1 in kept and not given[j].before.strip() and not _is_adverb(given[j]) for j in gone
    )
    subjects = any(
        j + 1 < len(given)
        and (
            given[j + 1].key in _AUXILIARIES or (given[j + 1].key.endswith("ing") and j + 1 in kept)
        )
        for j in gone
    )
    return ranks or heads or subjects


def _is_adverb(word: Word) -> bool:
    return word.key in _ADVERBS or word.key.endswith("ly")


def _keeps_the_verb(alignment: Alignment) -> bool:
    """Whether the main clause still has its verb, as far as can be told without a parser.

    A sentence may not lose all its auxiliaries, begin behind one or end before one,
    or end inside an insertion between commas.
    """
    made, given = alignment.made, alignment.given
    first, last = alignment.pairs[0][1], alignment.pairs[-1][1]
    auxiliaries = [j for j, w in enumerate(given) if w.key in _AUXILIARIES]
    if auxiliaries and not any(w.key in _AUXILIARIES for w in made):
        return False
    lead = {w.key for w in given[:first]}
    # "The truth is that ..." is a claim as well.
    if lead & _AUXILIARIES or (lead & {"that"} and made[0].key != "that"):
        return False
    rest = given[last + 1 :]
    if not rest:
        return True
    commas = sum("," in w.before for w in given[: last + 1])
    return rest[0].key not in _AUXILIARIES and not ("," in rest[0].before and commas % 2)


def _keeps_relatives(alignment: Alignment) -> bool:
    """``which`` and its like still follow the word that they are about."""
    return _antecedents(alignment.made) <= _antecedents(alignment.given)


def _antecedents(sequence: Sequence[Word]) -> set[tuple[str, str]]:
    return {
        (stem(before), word.key)
        for before, word in itertools.pairwise(sequence)
        if word.key in RELATIVES
    }


def _moves_a_phrase(alignment: Alignment) -> bool:
    """Whether a phrase is left hanging when what stood before it has gone.

    From ``medicines, enough for 18,000 people for a month`` one may not make
    ``medicines for a month``, from ``sales for the company in Spain`` not ``sales in
    Spain``.
    """
    given = alignment.given
    for (_, before), (_, after) in itertools.pairwise(alignment.pairs):
        between = [j for j in range(before + 1, after) if is_content(given[j])]
        is_complement = bool(between) and given[before + 1].key in _COMPLEMENTS
        if is_complement and any(
            given[j].key in PREPOSITIONS for j in range(between[-1] + 1, after)
        ):
            return True
        opened = [j for j in range(before + 1, after) if "," in given[j].before]
        gone = any(is_content(given[j]) for j in range(opened[-1], after)) if opened else False
        if gone and _preposition(given, after):
            return True
    return False


def _joins_clauses(alignment: Alignment) -> bool:
    """Whether the end of one clause is gone, and the beginning of the next with it.

    From ``27 villages cannot be reached by land and in four districts there is no
    water`` one may not make ``27 villages cannot be reached in four districts``.
    """
    given = alignment.given
    for (_, before), (_, after) in itertools.pairwise(alignment.pairs):
        joints = [j for j in range(before + 1, after) if given[j].key in _JOINTS]
        if joints and any(is_content(given[j]) for j in range(before + 1, joints[-1])):
            return True
    return False
