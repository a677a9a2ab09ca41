"""What acronyms stand for, in both languages: a translator may write the words instead."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from presscli.lexicon.tables import load_rows
from presscli.lexicon.terms import ACRONYMS

_SMALL = frozenset((
    "of", "the", "and", "for", "on", "in", "to", "a", "di", "del", "della", "dello", "dell",
    "dei", "delle", "e", "per", "la", "il", "i", "gli", "le",
))  # fmt: skip
_SPELLING = re.compile(r"[^\W\d_]+(?:['’]s\b)?")


def has(text: str, word: str) -> bool:
    """Whether a text has a word, or the beginning of one that has four letters at least."""
    close = r"(?![^\W\d_])" if len(word) < 4 else ""
    flags = re.IGNORECASE if len(word) > 2 else re.NOFLAG
    pattern = rf"(?<![^\W_]){re.escape(word if len(word) > 2 else word.upper())}{close}"
    return re.search(pattern, text, flags) is not None


def spells(text: str, letters: str, kept_in: str = "") -> bool:
    """Whether words in a row begin with the letters: ``Partito Democratico``.

    Italian and English order them differently, so any order will do but for words
    that are in ``kept_in`` as they are. Acronyms whose words are known are not guessed at.
    """
    if letters in meanings():
        return False
    text = _named().sub(" ", text)
    words = [w for w in _SPELLING.findall(text) if w.lower() not in _SMALL and not w.isupper()]
    initials = "".join(word[0].upper() for word in words)
    size, wanted = len(letters), sorted(letters)
    for at in range(len(initials) - size + 1):
        phrase, found = words[at : at + size], initials[at : at + size]
        if sorted(found) != wanted or not any(word[0].isupper() for word in phrase):
            continue
        if found == letters or not all(has(kept_in, word) for word in phrase):
            return True
    return False


def is_known(letters: str) -> bool:
    """Whether an English acronym, in capitals, is one of our table."""
    return letters in _known()


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(e.removesuffix("s").upper() for e in (*ACRONYMS.values(), "US"))


@functools.cache
def italian_forms(letters: str) -> tuple[str, ...]:
    """The Italian acronyms that an English one translates."""
    return tuple(it for it, en in ACRONYMS.items() if en.removesuffix("s").upper() == letters)


@functools.cache
def meanings() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """English and Italian words for acronyms in capitals; they may be beginnings of words."""
    return {
        row[0].removesuffix("s").upper(): (tuple(row[1].split("|")), tuple(row[2].split("|")))
        for row in load_rows("acronym_words.tsv")
    }


@functools.cache
def _named() -> re.Pattern[str]:
    """What has an acronym of its own in words, and so spells no other: ``Stati Uniti``."""
    phrases = {p for pair in meanings().values() for side in pair for p in side if " " in p}
    listed = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return re.compile(rf"\b(?:{listed})\w*", re.IGNORECASE)


def in_words(letters: str, *, italian: bool = False) -> tuple[str, ...]:
    """The words for an acronym in one language; maybe none."""
    pair = meanings().get(letters.removesuffix("s").upper(), ((), ()))
    return pair[1 if italian else 0]
