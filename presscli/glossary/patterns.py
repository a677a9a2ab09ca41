"""How a term looks in a text: its word boundaries, apostrophes, spaces and capitals."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

_OPAQUE = re.compile(r"(?<!\S)\S*(?:://|\bwww\.|@)\S*", re.IGNORECASE)
_VOWELS = "aeiouAEIOU"


@functools.lru_cache(maxsize=4096)
def source_pattern(term: str, *, ignore_case: bool) -> re.Pattern[str]:
    """A pattern for an Italian term as whole words.

    An apostrophe before the term is an elided article and no part of its word
    (``l'Agenzia``); one after it makes it a part of another (``all'``).
    """
    pattern = rf"(?<!\w)(?<!\w-){_spelling(term)}(?!\w)(?!-\w)(?!['’]\w)"
    return re.compile(pattern, re.IGNORECASE if ignore_case else 0)


@functools.lru_cache(maxsize=4096)
def target_pattern(english: str, *, ignore_case: bool = True) -> re.Pattern[str]:
    """A pattern for wanted English as whole words; ``'s`` may follow."""
    pattern = rf"(?<!\w)(?<!\w-){_spelling(english)}(?!\w)(?!-\w)"
    return re.compile(pattern, re.IGNORECASE if ignore_case else 0)


def opaque_spans(text: str) -> Iterator[tuple[int, int]]:
    """URLs, addresses and handles, in which nothing is a term."""
    return (match.span() for match in _OPAQUE.finditer(text))


def as_written(found: str, source: str, target: str, *, opens: bool) -> str:
    """A target in the capitals of the place where its source was found.

    Args:
        found: The source as the text has it.
        source: The source as the glossary has it.
        target: The target as the glossary has it.
        opens: Whether it opens the text, where a capital says nothing.
    """
    if found.isupper() and not source.isupper() and len(found) > 2:
        return target.upper()
    if found[:1].isupper() and source[:1].islower() and not opens:
        return target[:1].upper() + target[1:]
    return target


def put(text: str, start: int, end: int, english: str) -> str:
    """Put wanted English in the place of something, and mend the article before it.

    ``a`` and ``an`` follow the first letter of ``english``; an article that both
    have is there once; at the head of the text its first letter is a capital.
    """
    before, after = text[:start], text[end:]
    article = re.search(r"(?<![\w'’])(a|an|the) \Z", before, re.IGNORECASE)
    if article and re.match(r"(?:the|an?) ", english, re.IGNORECASE):
        before = before[: article.start()]
        first = english[0].upper() if article[1][0].isupper() else english[0].lower()
        return before + first + english[1:] + after
    if article and article[1].lower() != "the" and not english[:2].isupper():
        vowel = english[:1] in _VOWELS
        before = before[: article.start(1) + 1] + ("n " if vowel else " ")
    if not before.strip(" \"'“‘«(") and english[:1].islower() and text[start : start + 1].isupper():
        english = english[:1].upper() + english[1:]
    return before + english + after


def put_all(text: str, places: Iterable[tuple[int, int, str]]) -> str:
    """:func:`put` for each start, end and English; of places that overlap only the last."""
    last = len(text)
    for start, end, english in sorted(places, reverse=True):
        if end <= last:
            text, last = put(text, start, end, english), start
    return text


def _spelling(term: str) -> str:
    words = r"\s+".join(re.escape(word) for word in term.split())
    return re.sub(r"['’]", "['’]", words)
