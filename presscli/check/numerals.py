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


_IT_SMALL: dict[str, int] = {
    "zero": 0, "uno": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7,
    "otto": 8, "nove": 9, "dieci": 10, "undici": 11, "dodici": 12, "tredici": 13,
    "quattordici": 14, "quindici": 15, "sedici": 16, "diciassette": 17, "diciotto": 18,
    "diciannove": 19,
}  # fmt: skip
_IT_TENS: dict[str, int] = {
    "venti": 20, "trenta": 30, "quaranta": 40, "cinquanta": 50, "sessanta": 60, "settanta": 70,
    "ottanta": 80, "novanta": 90,
}  # fmt: skip
_IT_ORDINALS: dict[str, int] = {
    "primo": 1, "secondo": 2, "terzo": 3, "quarto": 4, "quinto": 5, "sesto": 6, "settimo": 7,
    "ottavo": 8, "nono": 9, "decimo": 10,
}  # fmt: skip
_IT_GROUPS: dict[str, int | Decimal] = {
    "decina": 10, "decine": 10, "dozzina": 12, "dozzine": 12, "quindicina": 15, "ventina": 20,
    "trentina": 30, "quarantina": 40, "cinquantina": 50, "sessantina": 60, "settantina": 70,
    "ottantina": 80, "novantina": 90, "centinaio": 100, "centinaia": 100, "migliaio": 1000,
    "migliaia": 1000, "mezzo": Decimal("0.5"), "mezza": Decimal("0.5"), "metà": Decimal("0.5"),
    "paio": 2, "coppia": 2, "entrambi": 2, "entrambe": 2, "ambedue": 2, "doppio": 2, "doppia": 2,
    "triplo": 3, "tripla": 3, "un": 1, "una": 1, "biennio": 2,
    "triennio": 3, "quadriennio": 4, "quinquennio": 5, "decennio": 10, "bimestre": 2,
    "trimestre": 3, "quadrimestre": 4, "semestre": 6,
}  # fmt: skip
_IT_SCALES: dict[str, int] = {
    "mila": 1000, "milione": 10**6, "milioni": 10**6, "mln": 10**6, "miliardo": 10**9,
    "miliardi": 10**9, "mld": 10**9, "bilione": 10**12, "bilioni": 10**12, "trilioni": 10**12,
    "centinaia": 100, "migliaia": 1000, "dozzine": 12, "decine": 10,
}  # fmt: skip
_EN_SMALL: dict[str, int] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_EN_TENS: dict[str, int] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_EN_ORDINALS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20,
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_EN_GROUPS: dict[str, int | Decimal] = {
    "dozen": 12, "dozens": 12, "tens": 10, "hundreds": 100, "thousands": 1000,
    "millions": 10**6, "billions": 10**9, "half": Decimal("0.5"), "pair": 2, "couple": 2,
    "both": 2, "twice": 2, "double": 2, "doubled": 2, "triple": 3, "once": 1, "a": 1, "an": 1,
    "decade": 10,
    "quarter": 4, "quarters": 4, "thirds": 3, "fifths": 5,
}  # fmt: skip
_EN_SCALES: dict[str, int] = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "mln": 10**6, "billion": 10**9,
    "bln": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12, "dozen": 12,
}  # fmt: skip
_EN_CARDINALS: dict[str, int] = {
    **_EN_SMALL,
    **_EN_TENS,
    **{f"{word[:-1]}ies": value for word, value in _EN_TENS.items()},
}
"""``zero`` to ``ninety``, and decades (``nineties``)."""
_EN_ORDINALS |= {
    **{f"{word}th": value for word, value in _EN_SMALL.items() if word.endswith("teen")},
}

# "secondo" (according to), "terzi" (third parties), "second" are rarely numbers.
_FROM_ORDINALS_ON = 4
_IT_DOUBTFUL = frozenset({"uno", "zero"})
_EN_DOUBTFUL = frozenset({"one", "zero"})


@functools.cache
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
    if word in _IT_SCALES:
        return Numeral(Decimal(_IT_SCALES[word]), Strength.SOFT, scale=True)
    if word in _IT_GROUPS:
        return Numeral(Decimal(_IT_GROUPS[word]), Strength.OPTIONAL)
    value = _italian_cardinal(word.replace("é", "e"))
    if value is not None:
        return Numeral(Decimal(value), _strength(value, word in _IT_DOUBTFUL))
    masculine = word[:-1] + "o"
    if masculine in _IT_ORDINALS and word[-1] in "oaie":
        return Numeral(Decimal(_IT_ORDINALS[masculine]), Strength.OPTIONAL)
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
    if word in _IT_SMALL:
        return _IT_SMALL[word]
    before, mila, after = word.partition("mila")
    if mila:
        thousands = _italian_cardinal(before)
        return _added(thousands * 1000 if thousands else None, after)
    if word.startswith("mille"):
        return _added(1000, word[5:])
    before, cento, after = word.partition("cent")
    if cento and (hundreds := _IT_SMALL.get(before, 0) if before else 1):
        # "cento" lost its last vowel in "centotto" and "centottanta".
        return _added(100 * hundreds, after if after.startswith("ott") else after.removeprefix("o"))
    return _italian_tens(word)


def _italian_tens(word: str) -> int | None:
    for name, value in _IT_TENS.items():
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
    if word in _EN_SCALES:
        return Numeral(Decimal(_EN_SCALES[word]), Strength.SOFT, scale=True)
    if word in _EN_GROUPS:
        return Numeral(Decimal(_EN_GROUPS[word]), Strength.OPTIONAL)
    if word in _EN_CARDINALS:
        value = _EN_CARDINALS[word]
        return Numeral(Decimal(value), _strength(value, word in _EN_DOUBTFUL))
    if word in _EN_ORDINALS:
        value = _EN_ORDINALS[word]
        doubtful = value < _FROM_ORDINALS_ON
        return Numeral(Decimal(value), Strength.OPTIONAL if doubtful else Strength.SOFT)
    return None


def _strength(value: int, doubtful: bool = False) -> Strength:
    if doubtful:
        return Strength.OPTIONAL
    # Larger ones are rarely turned into another expression, but for "mille".
    return Strength.HARD if value > 20 and value != 1000 else Strength.SOFT
