"""The words of a text that a name of its translation may come from, or stand for."""

from __future__ import annotations

import functools
import re

from presscli.check.coverage import common_words, content_words, lexicon
from presscli.lexicon.dates import find_dates
from presscli.lexicon.places import exonyms
from presscli.lexicon.terms import acronym
from presscli.lexicon.words import words_of

CAPITALISED = re.compile(r"(?<![\w@.])[A-ZÀ-Ý][^\W\d_]+(?:-[A-ZÀ-Ý][^\W\d_]+)*")
"""A word, or words with hyphens, that a text writes with a capital."""
_POINT = re.compile(r"(?<=\b[A-Z])\.")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def all_words(text: str) -> set[str]:
    """Lower-case words, hyphenated ones whole and in parts, ``U.S.`` as ``us``."""
    joined = _POINT.sub("", text) if "." in text else text
    whole = {word.lower() for word in _HYPHENATED.findall(joined)}
    return whole.union(content_words(text))


@functools.lru_cache(maxsize=64)
def origins(source: str) -> frozenset[str]:
    """Lower-case words that a name of the translation may come from."""
    return frozenset(all_words(source) | _english_of(source))


def _english_of(source: str) -> set[str]:
    """English words for the places, acronyms, dates and words of an Italian text."""
    dates = {word for match in find_dates(source) for word in match.english.lower().split()}
    words = {english for word in content_words(source) for english in lexicon().of(word)}
    names = {match[0] for match in CAPITALISED.finditer(source)}
    english = {exonyms().get(name) or acronym(name) or "" for name in names}
    return dates | words | {word for name in english for word in content_words(name)}


@functools.lru_cache(maxsize=64)
def written_names(source: str) -> frozenset[str]:
    """Lower-case forms of the words that an Italian text writes with a capital alone."""
    return frozenset(m[0].lower() for m in CAPITALISED.finditer(source)) - common_words(source)


@functools.lru_cache(maxsize=64)
def meant_names(source: str) -> frozenset[str]:
    """English names and peoples, in lower case, that the words of an Italian text stand for."""
    words, written = lexicon(), written_names(source)
    pairs = ((word, e) for word in content_words(source) for e in words.of(word))
    english = {e for word, e in pairs if word in written or e in words.proper}
    places = (exonyms().get(match[0], "") for match in CAPITALISED.finditer(source))
    return frozenset(english.union(*map(words_of, places)))
