"""The words of a text, looked up before any pattern is tried: most patterns need one of a few."""

from __future__ import annotations

import functools
import re

WORD = re.compile(r"[^\W\d_]+")
"""A run of letters."""


@functools.lru_cache(maxsize=256)
def words_of(text: str) -> tuple[str, ...]:
    """Runs of letters in lower case, in order; kept, since many checks ask for them."""
    return tuple(WORD.findall(text.lower()))


@functools.lru_cache(maxsize=256)
def word_set(text: str) -> frozenset[str]:
    """The different ones of :func:`words_of`."""
    return frozenset(words_of(text))
