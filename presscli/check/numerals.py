"""Numbers written as words, in Italian and English: ``ventidue``, ``trentenne``, ``ninth``.

One word at a time; phrases of several words, such as ``due milioni e mezzo`` and
``twenty-two``, are put together in :mod:`presscli.check.phrases`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from presscli.check.numeral_words import (
    EN_CARDINALS,
    EN_GROUPS,
    EN_ORDINALS,
    EN_SCALES,
    IT_GROUPS,
    IT_ORDINALS,
    IT_SCALES,
    IT_SMALL,
    IT_TENS,
)


class Strength(IntEnum):
    """How sure a number in a text is to be found in its translation as well."""

    OPTIONAL = 0
    """May be lost in an idiom or mean something else: ``uno``, ``secondo``."""
    SOFT = 1
    """Counts when the other side has another number in its place: ``due``/``three``."""
    HARD = 2
    """Must be found: figures, and words for large numbers."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a word means. A ``scale`` multiplies what stands before it (``mila``, ``million``)."""

    value: Decimal
    strength: Strength
    scale: bool = False


# "secondo" (according to), "terzi" (third parties), "second" are rarely numbers.
_FROM_ORDINALS_ON = 4
_IT_DOUBTFUL = frozenset({"uno", "zero"})
_EN_DOUBTFUL = frozenset({"one", "zero"})


_OPENING_CHARS = 3
_OPENINGS = frozenset(
    word[:_OPENING_CHARS]
    for table in (
        *(IT_SMALL, IT_TENS, IT_SCALES, IT_GROUPS, IT_ORDINALS),
        *(EN_CARDINALS, EN_ORDINALS, EN_GROUPS, EN_SCALES),
    )
    for word in table
)
"""How every number word begins, those that are put together of several too."""


def opens_number(word: str) -> bool:
    """Whether a lower-case word begins as a number word of either language does; few do."""
    return word[:_OPENING_CHARS] in _OPENINGS


@functools.lru_cache(maxsize=16_384)
def read_word(word: str, language: str) -> Numeral | None:
    """The number that one word stands for.

    Args:
        word: Letters only: ``ventidue``, ``twenty``; ``trent'`` of ``trent'anni`` too.
        language: ``it`` or ``en``.

    Returns:
        None where the word is no number.
    """
    return _italian(word.lower()) if language == "it" else _english(word.lower())


def _italian(word: str) -> Numeral | None:
    if word in IT_SCALES:
        return Numeral(Decimal(IT_SCALES[word]), Strength.SOFT, scale=True)
    if word in IT_GROUPS:
        return Numeral(Decimal(IT_GROUPS[word]), Strength.OPTIONAL)
    value = _italian_cardinal(word.replace("é", "e"))
    if value is not None:
        return Numeral(Decimal(value), _strength(value, word in _IT_DOUBTFUL))
    masculine = word[:-1] + "o"
    if masculine in IT_ORDINALS and word[-1] in "oaie":
        return Numeral(Decimal(IT_ORDINALS[masculine]), Strength.OPTIONAL)
    return _italian_derived(word)


def _italian_derived(word: str) -> Numeral | None:
    """``trentesimo``, ``trentenne`` and the ``trent'`` of ``trent'anni``."""
    derived = re.fullmatch(r"(\w{3,}?)(esim[oaie]|enn[ei]|')", word)
    value = _italian_stem(derived[1]) if derived else None
    if derived is None or value is None:
        return None
    if derived[2] == "'":
        return Numeral(Decimal(value), _strength(value))
    doubtful = value < _FROM_ORDINALS_ON or word.startswith("centesim")
    return Numeral(Decimal(value), Strength.OPTIONAL if doubtful else Strength.SOFT)


def _italian_stem(stem: str) -> int | None:
    """The cardinal whose last vowel ``-esimo`` or ``-enne`` took: ``ventott``, ``trentatre``."""
    endings = ("", "e", "o", "i", "a")
    return next((v for e in endings if (v := _italian_cardinal(stem + e)) is not None), None)


def _italian_cardinal(word: str) -> int | None:
    """``milleduecentotrentuno`` from its largest part downwards; None if a part is no number."""
    if word in IT_SMALL:
        return IT_SMALL[word]
    before, mila, after = word.partition("mila")
    if mila:
        thousands = _italian_cardinal(before)
        return _added(thousands * 1000 if thousands else None, after)
    if word.startswith("mille"):
        return _added(1000, word[5:])
    before, cento, after = word.partition("cent")
    if cento and (hundreds := IT_SMALL.get(before, 0) if before else 1):
        # "cento" lost its last vowel in "centotto" and "centottanta".
        return _added(100 * hundreds, after if after.startswith("ott") else after.removeprefix("o"))
    return _italian_tens(word)


def _italian_tens(word: str) -> int | None:
    for name, value in IT_TENS.items():
        if word.startswith(name):
            rest = word[len(name) :]
            return value if not rest else _added(value, rest, below=10)
        if word.startswith(name[:-1]) and word[len(name) - 1 :] in ("uno", "un", "otto"):
            return value + (8 if word.endswith("otto") else 1)
    return None


def _added(base: int | None, rest: str, *, below: int = 1000) -> int | None:
    if base is None or not rest:
        return base
    more = _italian_cardinal(rest)
    return base + more if more is not None and more < below else None


def _english(word: str) -> Numeral | None:
    if word in EN_SCALES:
        return Numeral(Decimal(EN_SCALES[word]), Strength.SOFT, scale=True)
    if word in EN_GROUPS:
        return Numeral(Decimal(EN_GROUPS[word]), Strength.OPTIONAL)
    if word in EN_CARDINALS:
        value = EN_CARDINALS[word]
        return Numeral(Decimal(value), _strength(value, word in _EN_DOUBTFUL))
    if word in EN_ORDINALS:
        value = EN_ORDINALS[word]
        doubtful = value < _FROM_ORDINALS_ON
        return Numeral(Decimal(value), Strength.OPTIONAL if doubtful else Strength.SOFT)
    return None


def _strength(value: int, doubtful: bool = False) -> Strength:
    if doubtful:
        return Strength.OPTIONAL
    # Larger ones are rarely turned into another expression, but for "mille".
    return Strength.HARD if value > 20 and value != 1000 else Strength.SOFT
