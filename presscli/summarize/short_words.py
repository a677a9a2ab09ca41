"""The words without a topic of their own: whose, when, who, and as much as whom."""

from __future__ import annotations

from collections.abc import Sequence

from presscli.summarize.alignment import Alignment, is_content
from presscli.summarize.words import FUNCTION_WORDS, Word, word_set

_PRONOUNS = word_set("i you he she it we they")
_SUBORDINATORS = word_set("when while because although though whereas since once")


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
        lost = _short_words(given, j) - _short_words(made, i)
        if lost & (_PRONOUNS | _SUBORDINATORS):
            return False
    return True


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


def cuts_a_comparison(alignment: Alignment) -> bool:
    """Whether ``the same right as others`` has become ``the same right``."""
    rest = alignment.given[alignment.pairs[-1][1] + 1 :]
    following = next((w.key for w in rest if w.key not in FUNCTION_WORDS - {"as", "than"}), "")
    return following in {"as", "than"}
