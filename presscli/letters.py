"""Upper and lower case, character by character, so that no text becomes another."""

from __future__ import annotations

import functools


@functools.lru_cache(maxsize=2048)
def lower(text: str) -> str:
    """Lower case, character by character; one that would become another text stays."""
    return "".join(c.lower() if _same_letter(c, c.lower()) else c for c in text)


def capitalised(word: str) -> str:
    """``word`` with its first character in upper case, the rest as it is."""
    first = word[:1].upper()
    return first + word[1:] if _same_letter(word[:1], first) else word


def _same_letter(one: str, other: str) -> bool:
    return len(other) == 1 and one.casefold() == other.casefold()
