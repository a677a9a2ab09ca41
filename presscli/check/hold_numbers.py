"""Numbers that a model can be spared, in English: figures, numerals in words, centuries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscli.check.ambiguous import in_english
from presscli.check.figures import Figure, find_figures, may_be_year, write_english
from presscli.check.numeral_words import EN_SMALL
from presscli.check.numerals import Strength, read_word
from presscli.check.roman import read_roman
from presscli.lexicon.words import WORD
from presscli.placeholders import Held

_SCALES = {"mila": "thousand", "mln": "million", "mld": "billion"}
"""What the press writes short or glued to the figure, and models seldom know."""
_SCALE = re.compile(
    r"\s?(?:(mila)|(mln|mld)\b(?:\.(?=\s[a-zà-ù€$]))?)(?![^\W\d_])(?:\s+di(?=\s)|\s+d['’])?"
)
_YEARS = re.compile(r"['’]anni\b")
_ORDINAL = re.compile(r"esim[oaie]\Z")
_ROMAN = re.compile(r"\b([IVXL]+) (secolo|legislatura|edizione)\b")
_NUMBERED = {"secolo": "century", "legislatura": "legislature", "edizione": "edition"}
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_IN_WORDS = {value: word for word, value in EN_SMALL.items() if 0 < value < 10}
"""Newspapers write one to nine in words and larger numbers in figures."""


def numbers_to_hold(source: str) -> Iterator[Held]:
    """Every number of an Italian text that has plain English: figures first, then words.

    A scale in full is left to the model, which has no trouble with ``X milioni``:
    of ``1,2 milioni`` the figure alone is given, of ``52 mld.`` both.
    """
    for match in _ROMAN.finditer(source):
        value = read_roman(match[1])
        if value:
            english = f"{_ordinal(value)} {_NUMBERED[match[2]]}"
            yield Held(*match.span(), english, needs_article=True)
    for figure in find_figures(source, language="it"):
        held = hold_figure(figure, source)
        if held:
            yield held
    for match in WORD.finditer(source):
        held = _word(match, source)
        if held:
            yield held


def hold_figure(figure: Figure, source: str) -> Held | None:
    """``7mila`` as "7,000", ``700 mld. di`` as "700 billion"; None for ``1.2.3`` and ``21anni``."""
    scale = _SCALE.match(source, figure.end)
    if figure.value is None or (not scale and source[figure.end : figure.end + 1].isalpha()):
        return None
    if not scale:
        return Held(figure.start, figure.end, in_english(figure, source))
    is_whole = figure.value == figure.value.to_integral_value()
    if scale[1] and is_whole:
        return Held(figure.start, scale.end(), f"{figure.value * 1000:,f}")
    return Held(
        figure.start, scale.end(), f"{write_english(figure)} {_SCALES[scale[1] or scale[2]]}"
    )


def _word(match: re.Match[str], source: str) -> Held | None:
    """``sessanta`` as "60", ``tre`` as "three", ``quarant'anni`` as "40 years"."""
    years = _YEARS.match(source, match.end())
    numeral = read_word(match[0] + ("'" if years else ""), "it")
    if numeral is None or numeral.scale or numeral.strength is Strength.OPTIONAL:
        return None
    value = int(numeral.value)
    english = _IN_WORDS.get(value) or (str(value) if may_be_year(value) else f"{value:,}")
    if years:
        return Held(match.start(), years.end(), f"{english} years")
    if _ORDINAL.search(match[0].lower()):
        return Held(*match.span(), _ordinal(value))
    # "trentenne" is a person or what is that old: no number by itself.
    return None if match[0].lower().endswith(("enne", "enni")) else Held(*match.span(), english)


def _ordinal(value: int) -> str:
    """``21st``, ``15th``."""
    ending = "th" if 10 < value % 100 < 20 else _ENDINGS.get(value % 10, "th")
    return f"{value:,}{ending}"
