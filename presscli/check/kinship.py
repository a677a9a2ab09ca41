"""Whether an English word may be right for an Italian name, or is a copy with letters changed.

Small models copy names piece by piece, and put a wrong piece in: ``Rimini`` as "Remini",
``Vidali`` as "Vidale". That looks much like what translators do on purpose: ``Zelenskij``
as "Zelensky", ``Saladino`` as "Saladin".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from presscli.check.coverage import lexicon
from presscli.check.invented import is_listed
from presscli.check.spelling import bare, edits, is_alike
from presscli.lexicon.people import english_forms, english_given_names
from presscli.lexicon.places import exonym, exonyms
from presscli.lexicon.tables import load_names, load_rows
from presscli.lexicon.words import words_of

_LEAST_CHARS = 4
"""Shorter names have too many neighbours."""
_CHARS_PER_EDIT = 3
_MOST_EDITS = 3
"""How many letters of a copy may be wrong: one of five, two of six to eight, three of more."""
_FOREIGN = re.compile(r"[jkwxyšžčćđ]|q(?!u)|[^aeiouàèéìòù]$|(?<![cg])h|h(?![ei])|^gh")
"""What no Italian name has, ``gh`` at its head apart (``Gheddafi``, but ``Ghirelli`` too)."""
_ENDINGS = frozenset((
    "s", "es", "n", "ns", "an", "ans", "ian", "ians", "in", "ins", "ese", "ine", "ines", "ite",
    "ites", "ic", "ics", "ish", "er", "ers", "ism", "ist", "ists", "id", "ids", "iac", "us", "um",
    "ius", "ium", "on", "esque",
))  # fmt: skip
"""What English puts behind the stem of a name: peoples, plurals, Latin and Greek nominatives."""
_BARE_ENDINGS = ("al", "an", "ic", "ant", "ent", "iv", "ist", "ar", "id", "or", "on")
"""Before the vowel that English leaves out: ``Viminale``, "Viminal"; ``Mercatore``, "Mercator"."""
_STEM_CHARS = 3
_GREEK = re.compile(r"[tpr]h")
_VOWELS = re.compile(r"[aeiouyj]")
_SYLLABLE = re.compile(r"[aeiouyj]+")


def is_miscopied(name: str, english: str, *, widely: bool = False) -> bool:
    """Whether an English word is a name with letters changed, and no form that may be right.

    Args:
        name: A word of the Italian text, in lower case.
        english: A word of the translation, in lower case.
        widely: Whether it need only be alike: "Provennce" for ``Provenzano``.
    """
    near = is_near(name, english) or (widely and "-" not in english and is_alike(name, english))
    return near and not may_be_form(name, english)


def is_misspelt(english: str, word: str) -> bool:
    """Whether a word is an English name, in lower case, with letters changed, and no other word."""
    return is_near(english, word) and not is_english(word) and not _is_derived(english, word)


@functools.lru_cache(maxsize=4096)
def is_near(name: str, english: str) -> bool:
    """Whether one lower-case word is the other with a letter or two changed; never if equal."""
    first, second = bare(name), bare(english)
    shorter = min(len(first), len(second))
    if first == second or shorter < _LEAST_CHARS or "-" in first + second:
        return False
    most = min(_MOST_EDITS, max(1, max(len(first), len(second)) // _CHARS_PER_EDIT))
    return edits(first, second, most) <= most


@functools.lru_cache(maxsize=4096)
def may_be_form(name: str, english: str) -> bool:
    """Whether an English word may be right for a name near to it: a form, or its own word."""
    first, second = bare(name), bare(english)
    if first == second or (is_spelling(name, english) and not _stays(name)):
        return True
    if name in load_names("given-names.tsv"):
        return english in english_given_names(name)
    if any(form == english or _is_derived(form, second) for form in _other_forms(name)):
        return True
    if _stays(name):
        return second != first[:-1] and _is_derived(first, second)
    return _is_derived(first, second) or _is_learned(first, second) or is_english(english)


def is_spelling(name: str, english: str) -> bool:
    """Whether two lower-case words are one name: accents apart, or put into our letters anew."""
    first, second = bare(name), bare(english)
    if first == second:
        return True
    if not _FOREIGN.search(name) or len(_SYLLABLE.findall(first)) != len(_SYLLABLE.findall(second)):
        return False
    return _consonants(first) == _consonants(second) and is_alike(name, english)


def _other_forms(name: str) -> Iterator[str]:
    """English words, in lower case, that a translator may put for a lower-case name."""
    yield from english_given_names(name)
    yield from english_forms(name)
    yield from lexicon().of(name)
    yield from words_of(exonym(name) or "")


@functools.lru_cache(maxsize=4096)
def is_english(word: str) -> bool:
    """Whether a lower-case word, or what it is the plural of, is listed as English."""
    if is_listed(word) or word in _english_names():
        return True
    return word.endswith("s") and (is_listed(word[:-1]) or word[:-1] in _english_names())


@functools.cache
def _english_names() -> frozenset[str]:
    """English words, in lower case, of the tables of places and people."""
    tables = (load_rows("given-names.tsv"), load_rows("english-forms.tsv"))
    people = (row[1] for rows in tables for row in rows)
    return frozenset(w for name in (*exonyms().values(), *people) for w in words_of(name))


def _stays(name: str) -> bool:
    """Whether English has a name as Italian has it, and in no other way."""
    return name in load_names("cities.tsv") or lexicon().of(name) == (name,)


def _is_derived(name: str, english: str) -> bool:
    """``gorizia`` and "gorizian", ``erostrato`` and "herostratus", ``normandia`` and "normandy"."""
    if english == name[:-1]:
        return english.endswith(_BARE_ENDINGS)
    english = english if name[0] == "h" else english.removeprefix("h")
    if name[-2:] == "ia" and english == f"{name[:-2]}y":
        return True
    if name[-1] == "i":  # "Colleonian" and "Abbiates" are made of surnames.
        return english == f"{name[:-1]}s" and name[-3:-1] in ("an", "ic")
    stem = name.rstrip("aeiou")
    for base in dict.fromkeys((name, name[:-1], stem)):
        rest = english[len(base) :]
        if len(base) >= _STEM_CHARS and english.startswith(base) and rest in _ENDINGS:
            return True
    return False


def _is_learned(name: str, english: str) -> bool:
    """Whether English only has the Greek letters that Italian lost: ``Pitagora``, "Pythagoras"."""
    if not _GREEK.search(english) or _GREEK.search(name):
        return False
    return _consonants(english).removesuffix("s") == _consonants(name).removesuffix("s")


def _consonants(word: str) -> str:
    """The consonants of a name, those alike that alphabets and languages write otherwise."""
    word = re.sub(r"sch|sc(?=[ei])", "s", word).replace("ph", "f").replace("x", "cs")
    word = word.replace("h", "").translate(str.maketrans("kqwz", "ccvs"))
    return _VOWELS.sub("", re.sub(r"(.)\1", r"\1", word))
