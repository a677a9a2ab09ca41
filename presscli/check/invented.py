"""Words of a translation that are no words: what a small model makes up.

A model that writes in pieces of words ("readtures" for `letture`) can put together what
nobody has ever written. A word is known where it is in the packaged list, or is made of
listed words by the affixes below, or stands in the source.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib import resources

from presscli.check.coverage import lexicon
from presscli.document import Finding, Severity
from presscli.lexicon.packed import PackedWords, read_lines
from presscli.lexicon.words import word_set, words_of

WORD = re.compile(r"(?<![\w'’.@/-])[a-z]{4,}(?![\w'’@/-]|\.\w)")
"""Words in lower case; names, addresses and parts of compounds are for other checks."""

_FIRST = re.compile(r"[^\w]*([A-Z][a-z]{3,})(?![\w'’@/-]|\.\w)")
"""The word that begins a text has a capital whether it is a name or not: Italian tells."""

_ENDINGS = (
    "s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness", "al", "ally", "ised", "ized", "ising",
    "izing", "ise", "ize", "able", "ation", "ations", "ism", "ist", "ists", "ity", "less", "ful",
    "like", "ic",
)  # fmt: skip
_BEGINNINGS = (
    "un", "re", "non", "over", "under", "inter", "pre", "sub", "anti", "co", "multi", "counter",
    "out", "micro", "bio", "tele", "self", "mis", "dis", "in", "photo", "eco", "super", "semi",
    "auto", "hydro", "neuro", "extra",
)  # fmt: skip
_LIST = "known-words.txt.gz"
_LEAST_STEM = 3
_LEAST_PART = 4
"""Letters of a stem below an ending, and of each half of a word put together of two."""


@functools.lru_cache(maxsize=4096)
def is_listed(word: str) -> bool:
    """Whether a lower-case word is in one of the packaged lists of English words.

    Kept for 4,096 words, 0.5 MB: 87 of 100 are among them.
    """
    words = lexicon()
    return word in _listed() or word in words.english or word in words.english_function


@functools.cache
def _listed() -> PackedWords:
    """The packaged list of known words, read at the first call."""
    return PackedWords(read_lines(resources.files("presscli.check") / "data" / _LIST))


@functools.lru_cache(maxsize=128)
def unlisted(text: str) -> frozenset[str]:
    """Lower-case words of an English text that no list has; kept, since two checks ask."""
    return frozenset(word for word in words_of(text) if not is_listed(word))


@functools.lru_cache(maxsize=8192)
def is_known(word: str) -> bool:
    """Whether a lower-case word is English, as far as the list and affixes tell."""
    if is_listed(word):
        return True
    if any(word.endswith(e) and _has_stem(word[: -len(e)]) for e in _ENDINGS):
        return True
    if any(word.startswith(b) and _is_made(word[len(b) :]) for b in _BEGINNINGS):
        return True
    return any(
        is_listed(word[:k]) and is_listed(word[k:])
        for k in range(_LEAST_PART, len(word) - _LEAST_PART + 1)
    )


@functools.lru_cache(maxsize=32)
def find_invented(source: str, target: str) -> tuple[tuple[str, int], ...]:
    """The unknown words of a translation that its source does not have, with their offsets.

    Kept, since choosing a hypothesis and checking it both ask.
    """
    if not unlisted(target):
        return ()
    found = [(m[0], m.start()) for m in WORD.finditer(target)]
    first = _FIRST.match(target)
    if first and _begins_with_ordinary_word(source):
        found.insert(0, (first[1], first.start(1)))
    unknown = [(word, at) for word, at in found if not is_known(word.lower())]
    if not unknown:
        return ()
    given = word_set(source)
    return tuple((word, at) for word, at in unknown if word.lower() not in given)


def _begins_with_ordinary_word(source: str) -> bool:
    """Whether an Italian text begins with a word that the lexicon knows, and for no name."""
    first, words = words_of(source)[:1], lexicon()
    meant = words.of(*first) if first else ()
    return bool(meant) and words.proper.isdisjoint(meant)


def check_invented(source: str, target: str) -> Iterator[Finding]:
    """A warning for each different unknown word."""
    seen: set[str] = set()
    for word, at in find_invented(source, target):
        if word not in seen:
            seen.add(word)
            yield Finding(
                "W-WORD",
                Severity.WARNING,
                f"'{word}' is no English word that is known",
                target_value=word,
                target_span=(at, at + len(word)),
            )


def _has_stem(stem: str) -> bool:
    """Whether what an ending was taken off is a word, with the changes that endings make."""
    if len(stem) < _LEAST_STEM:
        return False
    doubled = len(stem) > _LEAST_STEM and stem[-1] == stem[-2] and is_listed(stem[:-1])
    soft = stem[-1] == "i" and is_listed(f"{stem[:-1]}y")
    return doubled or soft or any(map(is_listed, (stem, f"{stem}e", f"{stem}y")))


def _is_made(rest: str) -> bool:
    """Whether what a beginning was taken off is a word, its ending apart."""
    if len(rest) < _LEAST_PART:
        return False
    return is_listed(rest) or any(rest.endswith(e) and _has_stem(rest[: -len(e)]) for e in _ENDINGS)
