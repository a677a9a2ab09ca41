"""Which pairs are worth training on: cheap tests, each with a name.

The alignment test, the only one that has to be learnt, is in ``alignment.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from training.corpora import Pair


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of one language that the other does not write: "a", "in", "no", "per",
# "come", "me", "so", "do", "due" and the like are left out on purpose.
ITALIAN_WORDS = _listed(
    "il lo la gli le di del dello della dei degli delle da dal dalla dai al alla agli alle "
    "nel nella nei nelle sul sulla sui sulle con che chi cui non un una uno è sono era erano "
    "ha hanno aveva questo questa questi queste quello quella più anche ma se si ci loro suo "
    "sua suoi noi voi essere stato stata stati fra tra dopo prima perché quando dove molto "
    "tutti tutte ogni ed"
)
ENGLISH_WORDS = _listed(
    "the of and to is are was were be been being has have had will would should could may "
    "might that this these those which who whom whose what with from for by on at an as it "
    "its they them their there we our us you your he his she her not but or if when where "
    "because about into than then must can all any"
)

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """Limits of the cheap filters.

    ``min_ratio`` and ``max_ratio`` bound (source chars + 3) / (target chars + 3):
    the 3 keeps short lines from failing on one word. On 80,000 pairs of Europarl
    its median is 1.08, and 98 % lie between 0.68 and 1.71.
    """

    max_words: int = 100
    min_ratio: float = 0.6
    max_ratio: float = 1.8
    min_letter_share: float = 0.5
    max_word_chars: int = 40
    copy_words: int = 3
    """From how many words on a target equal to its source is a copy, not a name."""


def words(text: str) -> list[str]:
    """Lower-case words, without digits and punctuation."""
    return _WORD.findall(text.lower())


def digits(text: str) -> list[str]:
    """All digits, sorted: the same on both sides whatever the separators and the order."""
    return sorted(_DIGIT.findall(text))


def language_votes(text: str) -> tuple[int, int]:
    """How many words are Italian function words, and how many English ones."""
    found = words(text)
    italian = sum(word in ITALIAN_WORDS for word in found)
    return italian, sum(word in ENGLISH_WORDS for word in found)


def _is_long(pair: Pair, options: FilterOptions) -> bool:
    sides = pair.source.split(), pair.target.split()
    return any(
        len(side) > options.max_words or max(map(len, side)) > options.max_word_chars
        for side in sides
    )


def _has_odd_ratio(pair: Pair, options: FilterOptions) -> bool:
    ratio = (len(pair.source) + 3) / (len(pair.target) + 3)
    return not options.min_ratio <= ratio <= options.max_ratio


def _has_few_letters(pair: Pair, options: FilterOptions) -> bool:
    return any(
        sum(c.isalpha() or c.isspace() for c in side) < options.min_letter_share * len(side)
        for side in (pair.source, pair.target)
    )


def _is_copy(pair: Pair, options: FilterOptions) -> bool:
    same = pair.source.casefold() == pair.target.casefold()
    return same and len(pair.source.split()) >= options.copy_words


def _digits_differ(pair: Pair, _: FilterOptions) -> bool:
    return digits(pair.source) != digits(pair.target)


def _is_wrong_language(pair: Pair, _: FilterOptions) -> bool:
    source_italian, source_english = language_votes(pair.source)
    target_italian, target_english = language_votes(pair.target)
    return (source_english >= 2 and source_english > source_italian) or (
        target_italian >= 2 and target_italian > target_english
    )


FILTERS: dict[str, Callable[[Pair, FilterOptions], bool]] = {
    "long": _is_long,
    "length ratio": _has_odd_ratio,
    "few letters": _has_few_letters,
    "copy": _is_copy,
    "digits differ": _digits_differ,
    "wrong language": _is_wrong_language,
}
"""Name -> test that is true for a pair to be dropped, cheapest first."""


def reject(pair: Pair, options: FilterOptions | None = None) -> str:
    """The name of the first filter that drops the (normalised, non-empty) pair, or ``""``."""
    limits = options or FilterOptions()
    return next((name for name, test in FILTERS.items() if test(pair, limits)), "")
