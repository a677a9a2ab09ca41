"""The words without a topic of their own: whose, when, who, and as much as whom."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from presscli.summarize.alignment import Alignment, is_content
from presscli.summarize.words import FUNCTION_WORDS, Word, word_set

_AUXILIARIES = word_set("is are was were be been has have had")
_PARTICIPLES = ("ed", "en", "wn", "ght", "id", "ld", "de", "ne")
_PRONOUNS = word_set("i you he she it we they")
_SUBORDINATORS = word_set("when while because although though whereas since once")
PREPOSITIONS = word_set(
    "of in on at to from by for with into over under about after before during between through"
)
RELATIVES = word_set("which who whom whose where when")


def keeps_short_words(alignment: Alignment) -> bool:
    """Subjects, ``when`` and its like, and possessives stay with the words that they stand by.

    From ``I am sure he was packing`` one may not make ``I sure was packing``, from
    ``When he arrived, it exploded`` not ``He arrived, it exploded``, from ``Io's gravity``
    not ``gravity``.
    """
    made, given = alignment.made, alignment.given
    kept = {j for _, j in alignment.pairs}
    if {w.key for w in made} & _PRONOUNS - {w.key for w in given}:
        return False
    for i, j in alignment.pairs:
        if _is_possessive(made[i]) != _is_possessive(given[j]):
            return False
        owner = _content_before(given, j)
        if owner is not None and _is_possessive(given[owner]) and owner not in kept:
            return False
        gap = given[_place_before(alignment, j) + 1 : j]
        if any(w.key == "that" for w in gap) and any(is_content(w) for w in gap):
            return False  # "Sadly, it is obvious that ..."
        lost = _short_words(given, j) - _short_words(made, i)
        if lost & (_PRONOUNS | _SUBORDINATORS):
            return False
    return True


def _place_before(alignment: Alignment, place: int) -> int:
    """The place of the word of the source that is kept before another, -1 for the first."""
    return max((j for _, j in alignment.pairs if j < place), default=-1)


def _is_possessive(word: Word) -> bool:
    return word.key.endswith(("'s", "s'"))


def _content_before(sequence: Sequence[Word], place: int) -> int | None:
    """The place of the content word directly before a word, with nothing between them."""
    beside = place and is_content(sequence[place - 1]) and not sequence[place].before.strip()
    return place - 1 if beside else None


def _short_words(sequence: Sequence[Word], place: int) -> set[str]:
    """The function words between a word and the content word before it."""
    found: set[str] = set()
    while place and not is_content(sequence[place - 1]):
        place -= 1
        found.add(sequence[place].key)
    return found


def keeps_commas(alignment: Alignment) -> bool:
    """Words that a comma parts in the source are not put side by side.

    From ``Tomorrow the board meets, on Tuesday the council`` one may not make ``The board
    meets on Tuesday, the council``. The comma before ``and`` may go.
    """
    made, given = alignment.made, alignment.given
    for (i, j), (following, after) in itertools.pairwise(alignment.pairs):
        between = given[j + 1 : after + 1]
        parted = any(c in w.before for w in between for c in ",;:")
        dropped = any(is_content(w) for w in between[:-1])
        joined = {w.key for w in between} & {"and", "or", "as"}
        kept = any(w.before.strip() for w in made[i + 1 : following + 1])
        if parted and not (dropped or joined or kept):
            return False
    return True


def keeps_lists(alignment: Alignment) -> bool:
    """Whether no member is gone from the middle of a list, nor one of two that belong together.

    ``Between Cox and Martin and three others`` are not ``between Cox and Martin``.
    """
    made, given = alignment.made, alignment.given
    joints = {"and", "or"}
    last = alignment.pairs[-1][1]
    for (i, before), (following, after) in itertools.pairwise(alignment.pairs):
        dropped = any(is_content(w) for w in given[before + 1 : after])
        joined = joints & {w.key for w in made[i + 1 : following]}
        if dropped and given[before + 1].key in joints and not joined:
            return False
    paired = any(w.key in {"between", "both"} for w in made)
    return not (paired and last + 1 < len(given) and given[last + 1].key in joints)


def keeps_verbs(alignment: Alignment) -> bool:
    """Whether no verb is gone whose auxiliary, subject or object is kept.

    ``was chosen as`` is not ``was``; in ``Its success, which was great, was noted abroad``
    the last verb is the sentence's; ``to freeze assets and to impose a ban`` is not ``to
    freeze assets and a ban``.
    """
    given = alignment.given
    kept = {j for _, j in alignment.pairs}
    made = Counter(w.key for w in alignment.made)
    counts = Counter(w.key for w in given)
    for j in filter(None, alignment.dropped):
        before = given[j - 1]
        following = next((k for k in range(j + 1, len(given)) if is_content(given[k])), -1)
        # "to Friday 28 June" has no verb.
        verb = before.key == "to" and not given[j].is_capitalized and not given[j].is_figure
        if verb and following in kept and _only_articles(given[j + 1 : following]):
            return False
        is_verb = before.key in _AUXILIARIES and given[j].key.endswith(_PARTICIPLES)
        if is_verb and ("," in before.before or made[before.key] == counts[before.key]):
            return False
    return True


def _only_articles(between: Sequence[Word]) -> bool:
    return all(w.key in {"a", "an", "the", "its", "their", "his", "her", "our"} for w in between)


def cuts_a_comparison(alignment: Alignment) -> bool:
    """Whether ``the same right as others`` has become ``the same right``."""
    rest = alignment.given[alignment.pairs[-1][1] + 1 :]
    following = next((w.key for w in rest if w.key not in FUNCTION_WORDS - {"as", "than"}), "")
    return following in {"as", "than"}


def begins_within_a_phrase(alignment: Alignment) -> bool:
    """Whether a sentence begins with a phrase that belongs to what stood before it.

    From ``Within a week of Italy's declaration of war on June 10 the Hussars had seized the
    fort`` one may not make ``On June 10 the Hussars had seized the fort``.
    """
    made, given = alignment.made, alignment.given
    i, j = alignment.pairs[0]
    start = j - i
    return (
        made[0].key in PREPOSITIONS
        and start > 0
        and given[start].key == made[0].key
        and not any(c in given[start].before for c in ",;:()–—")
    )


def drops_an_antecedent(alignment: Alignment) -> bool:
    """Whether a relative pronoun is gone with the noun that it is about, and its clause is not.

    ``to mark an event which is in principle, for the federalists, the greatest project`` is
    not ``to mark the greatest project``.
    """
    given = alignment.given
    return any(
        given[k].key in RELATIVES and is_content(given[k - 1])
        for (_, before), (_, after) in itertools.pairwise(alignment.pairs)
        for k in range(before + 2, after)
    )
