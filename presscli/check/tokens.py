"""The pieces of a text that may be numbers or parts of one: figures, words, codes, laws."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from presscli.check.ambiguous import is_ambiguous
from presscli.check.clock import figure_times, is_fixed_time, read_spoken
from presscli.check.figures import FIGURE, PHONE, Figure, read_figure
from presscli.check.numeral_words import CENTURY_NAMES
from presscli.check.numerals import Numeral, Strength, opens_number, read_word
from presscli.check.roman import ROMAN, read_roman
from presscli.lexicon.words import word_set

# G20, COVID-19, A1GP, 39C; but "km2" is a unit and "36x24" two numbers.
_CODE = (
    r"(?<!\w)(?!(?:k|c|m|d)?m[23]\b)[^\W\d_]+[-–]?\d+(?:[^\W\d_]+\d*)?"
    r"|(?<![\w.,])\d+(?:[A-Z]\w*|(?!x\d)[a-z]+\d\w*)"
)
_LAW = r"(?<![\w/])\d+(?:/\d+)+(?!\w|/\d)"
_LETTERS = (
    rf"(?P<roman>{ROMAN})"
    r"|(?P<word>[^\W\d_]+(?:(?<=[a-z]{3}[trz])['’](?=anni|or[ae]))?)"
)
_TOKEN = re.compile(
    rf"(?P<phone>{PHONE.pattern})|(?P<code>{_CODE})|(?P<law>{_LAW})|(?P<figure>{FIGURE.pattern})"
    rf"|{_LETTERS}"
)
_NO_FIGURES = re.compile(_LETTERS)
"""What is left of it for a text without figures: most texts."""
_DIGIT = re.compile(r"\d")
_LAST_IN_NAME = 12
_ROMAN_LETTERS = re.compile(r"\b[IVXL]+\b")
ARTICLES = frozenset({"un", "una", "a", "an"})
_ARTICLE_TIME = re.compile(
    r"\b(?:at|around|about|from|until|till|by|past|before|after|alle|dalle|delle|nelle|le|ore)"
    r"\s(?:un|una|a|an)\b",
    re.IGNORECASE,
)
"""Where a time of day is said an article may be one o'clock."""
_ELIDED = re.compile(r"[trz]['’](?:anni|or[ae])")
"""``trent'anni``: no word without its apostrophe."""

_WINDS = re.compile(
    r"\s(?:fino|forti|deboli|moderati|tesi|intensi|settentrionali|meridionali|occidentali|orientali"
    r"|da\s(?:nord|sud|est|ovest)|di\s(?:burrasca|maestrale|scirocco|tramontana|bora|guerra))\b"
)


_HUNDREDTHS = {"centesimo": "it", "centesimi": "it", "hundredth": "en", "hundredths": "en"}
"""How each counts parts of a dollar or a second, and the language of what is before it."""
_OF_UNIT = re.compile(r"\s(?:di|of\s(?:a|an|one))\s\w")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text that may be a number or part of one.

    ``opaque`` tokens are compared as they are and never joined; tokens that
    ``ends`` have a value but are not joined either (``XXI``).
    """

    start: int
    end: int
    value: Decimal | None = None
    strength: Strength = Strength.HARD
    keys: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    scale: bool = False
    word: bool = False
    opaque: bool = False
    ends: bool = False


def key_of(value: Decimal) -> str:
    """A value as a key, without trailing zeros: ``1250.50`` and ``1250.5`` are the same."""
    whole = value.to_integral_value()
    return f"{whole:f}" if whole == value else f"{value.normalize():f}"


def find_tokens(text: str, language: str) -> Iterator[Token]:
    """The pieces that may be numbers, or parts of one, in reading order."""
    in_words = _counts_in_words(text, language)
    has_digit = _DIGIT.search(text) is not None
    if not (has_digit or in_words or _ROMAN_LETTERS.search(text)):
        return
    taken = 0
    for match in (_TOKEN if has_digit else _NO_FIGURES).finditer(text):
        form = match.lastgroup
        if form == "word" and not (in_words and _may_count(match[0], language)):
            continue
        start, end = match.span()
        if form == "phone":
            keys = frozenset({"phone:" + re.sub(r"\D", "", match[0])})
            yield Token(start, end, keys=keys, opaque=True)
        elif form == "code":
            yield Token(start, end, keys=_code_keys(match[0]), opaque=True)
        elif form == "law":
            parts = tuple(key_of(Decimal(p)) for p in match[0].split("/"))
            yield Token(start, end, keys=frozenset({match[0]}), parts=parts, opaque=True)
        elif form == "figure":
            figure = _figure_token(match[0], start, end, text, language)
            taken = figure.end
            yield figure
        elif form == "roman":
            value = read_roman(match[0])
            if value:
                sure = Strength.OPTIONAL if match[0] == "I" else Strength.HARD
                yield Token(start, end, Decimal(value), sure, word=True, ends=True)
        elif start >= taken and (token := _word_token(match[0], start, end, text, language)):
            taken = token.end
            yield token


def _counts_in_words(text: str, language: str) -> bool:
    """Whether a text has a number in words, articles apart, which count nothing alone."""
    return bool(
        any(_opens_count(word, language) for word in word_set(text))
        or _ARTICLE_TIME.search(text)
        or _ELIDED.search(text)
    )


@functools.lru_cache(maxsize=16_384)
def _opens_count(word: str, language: str) -> bool:
    """Whether a lower-case word may begin a number in words, articles apart."""
    if word in ARTICLES or not (opens_number(word) or is_fixed_time(word, language)):
        return False
    return _may_count(word, language) or _in_english(word.title(), language) is not None


@functools.lru_cache(maxsize=16_384)
def _may_count(word: str, language: str) -> bool:
    """Whether a word may be a number or a time of day at all; most words are neither."""
    lower = word.lower()
    return (
        is_fixed_time(word, language)
        or read_word(lower, language) is not None
        or read_word(lower.replace("’", "'"), language) is not None
        or _in_english(word, language) is not None
    )


def _word_token(word: str, start: int, end: int, text: str, language: str) -> Token | None:
    lower = word.lower()
    if lower in ("cento", "mille") and text[max(0, start - 4) : start].lower() == "per ":
        return None
    if spoken := read_spoken(word, start, end, text, language):
        numeral = None if spoken.exact else read_word(lower, language)
        value = numeral.value if numeral else None
        soft = Strength.SOFT
        return Token(
            start, spoken.end, value, soft, spoken.keys, word=True, opaque=spoken.exact, ends=True
        )
    numeral = read_word(lower.replace("’", "'"), language) or _in_english(word, language)
    if not numeral or _means_else(word, start, end, text):
        return None
    token = Token(start, end, numeral.value, numeral.strength, scale=numeral.scale, word=True)
    if language == "it":
        if word[0].isupper() and lower in CENTURY_NAMES:
            hundreds = key_of(numeral.value)
            keys = frozenset({hundreds, f"1{hundreds}"})
            century = Decimal(CENTURY_NAMES[lower])
            return replace(token, value=century, strength=Strength.SOFT, keys=keys)
    elif lower == "quarter":
        # Of a year it has the three months of "trimestre".
        return replace(token, keys=frozenset({"months:3"}))
    return token


def _in_english(word: str, language: str) -> Numeral | None:
    """``Six Flags``, ``BBC Two``: a name in English has its number in Italian text as well."""
    if language == "it" and word.istitle() and (numeral := read_word(word, "en")):
        small = not numeral.scale and numeral.strength is Strength.SOFT
        return numeral if small and numeral.value <= _LAST_IN_NAME else None
    return None


def _means_else(word: str, start: int, end: int, text: str) -> bool:
    """``58 secondi``, ``venti forti`` (winds), "half past two"."""
    if word == "Otto":
        return bool(re.match(r" [A-Z]", text[end : end + 2]))  # A German.
    if word in {"secondi", "seconds", "second"}:
        return bool(re.search(r"\d\s$", text[max(0, start - 2) : start]))
    if word == "venti":
        return bool(_WINDS.match(text, end))
    if word in _HUNDREDTHS:
        # Of "1 centesimo" the number is 1: a model that writes "1 hundred" has no excuse.
        before = text[:start].rstrip().rpartition(" ")[2]
        counted = before[-1:].isdigit() or read_word(before, _HUNDREDTHS[word]) is not None
        return counted or bool(_OF_UNIT.match(text, end))
    return word in {"half", "quarter"} and text.startswith(" past", end)


def _figure_token(figure: str, start: int, end: int, text: str, language: str) -> Token:
    value = read_figure(figure, language)
    if value is None:
        return Token(start, end, keys=frozenset({figure}), opaque=True)
    more = figure_times(figure, text[end : end + 8]) or _year_keys(figure, start, end, text)
    if language == "it" and is_ambiguous(found := Figure(figure, start, end, value), text):
        more = {*more, found.digits}
    scale = re.match(r"\s?(?:(bn)|(m)|(k))\b", text[end : end + 8])
    if language == "en" and not more:
        if scale and scale.lastindex and re.search(r"[€$£]\s?$", text[max(0, start - 2) : start]):
            value = value.scaleb((9, 6, 3)[scale.lastindex - 1])
            return Token(start, end + scale.end(), value, ends=True)
        if scale and scale.lastindex:
            more = {key_of(value.scaleb((9, 6, 3)[scale.lastindex - 1]))}
        elif re.match(r"['’]?s\b", text[end : end + 3]) and re.fullmatch(
            r"(?:1[89]|20)?\d0", figure
        ):
            more = {figure[-2:], f"19{figure[-2:]}"}
    return Token(start, end, value, Strength.HARD, keys=frozenset(more))


def _year_keys(figure: str, start: int, end: int, text: str) -> set[str]:
    """Other readings of a year: ``anni '90`` is 1990, ``1995-96`` ends in 1996."""
    before = text[max(0, start - 6) : start]
    if re.fullmatch(r"\d\d", figure) and re.search(r"(?:\d{4}[-–/]|anni\s|\W['’]|^['’])$", before):
        return {f"19{figure}", f"20{figure}"}
    if len(figure) == 4 and re.search(r"anni\s+['’]?$", before):
        return {figure[-2:]}
    return set()


def _code_keys(code: str) -> frozenset[str]:
    """A code as it is, and its number alone: ``GSG9`` is also written ``GSG 9``."""
    squashed = re.sub(r"[\W_]", "", code).lower()
    runs = re.findall(r"\d+", code)
    return frozenset(
        {f"code:{squashed}"} | ({key_of(Decimal(runs[0]))} if len(runs) == 1 else set())
    )
