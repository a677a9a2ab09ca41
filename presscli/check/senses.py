"""Words in the sense of what they look like: ``la sentenza`` is a judgment and no sentence.

A small model takes the English that looks like the Italian, or another sense of the
Italian, and the reader cannot see it: "were recovered" for ``sono stati ricoverati``, who
were admitted to hospital.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from presscli.check.coverage import lexicon
from presscli.document import Finding, Severity
from presscli.lexicon.false_friends import FalseFriend, friends_by_word
from presscli.lexicon.terms import match_case
from presscli.lexicon.words import WORD, word_set

_STEM_CHARS = 5
"""Letters from which words that begin with the same stem are taken for forms of one word."""
_ENDING = re.compile(r"(?:ies|ed|ing|s)$")

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the forms of one row stand in an Italian text, and the words beside them."""

    friend: FalseFriend
    spans: tuple[_Span, ...]
    others: frozenset[str]


def check_senses(source: str, target: str) -> Iterator[Finding]:
    """A warning for each word of a translation that has another sense than its source.

    Nothing is said where the translation has a right word as well, or where another word of
    the source may mean the wrong one.

    Args:
        source: The Italian segment.
        target: Its translation.
    """
    for place, matches in _find(source, target):
        start, end = place.spans[0]
        for match in matches:
            yield Finding(
                "W-SENSE",
                Severity.WARNING,
                f"'{source[start:end]}' has another sense than '{match[0]}'",
                source_value=source[start:end],
                target_value=match[0],
                source_span=(start, end),
                target_span=match.span(),
            )


def sense_fixes(source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """Each wrong word for which the table has one that can stand in its place, with that one.

    Args:
        source: The Italian segment.
        target: Its translation by a model.

    Returns:
        Start and end of the wrong word, and the right one in its capitals.
    """
    for place, matches in _find(source, target):
        # More of them than of the source's: one may be something else.
        for match in matches if len(matches) <= len(place.spans) else ():
            english = place.friend.wrong[" ".join(match[0].lower().split())]
            if english:
                yield *match.span(), match_case(match[0], english)


def _find(source: str, target: str) -> Iterator[tuple[_Place, list[re.Match[str]]]]:
    """Rows of which a form is in the source and wrong English in the translation."""
    said: frozenset[str] = frozenset()
    taken: set[_Span] = set()
    for place in _places(source):
        said = said or word_set(target)
        if place.friend.opens.isdisjoint(said) or _right(place.friend).search(target):
            continue
        matches = [m for m in _wrong(place.friend).finditer(target) if m.span() not in taken]
        matches = [m for m in matches if not _is_explained(m[0].lower(), place.others)]
        if matches:
            taken.update(m.span() for m in matches)
            yield place, matches


@functools.lru_cache(maxsize=64)
def _places(source: str) -> tuple[_Place, ...]:
    rows = friends_by_word()
    words = word_set(source)
    if words.isdisjoint(rows):
        return ()
    matches = list(WORD.finditer(source))
    found: dict[FalseFriend, list[tuple[int, int]]] = {}
    spelled = [m[0].lower() for m in matches]
    for at, word in enumerate(spelled):
        for form, friend in rows.get(word, ()):
            if tuple(spelled[at : at + len(form)]) == form and friend.fits(words):
                found.setdefault(friend, []).append((at, at + len(form)))
    return tuple(_place(friend, ranges, matches) for friend, ranges in found.items())


def _place(
    friend: FalseFriend, ranges: Iterable[tuple[int, int]], words: list[re.Match[str]]
) -> _Place:
    spans = tuple((words[first].start(), words[last - 1].end()) for first, last in ranges)
    forms = {k for first, last in ranges for k in range(first, last)}
    others = frozenset(m[0].lower() for k, m in enumerate(words) if k not in forms)
    return _Place(friend, spans, others - {words[k][0].lower() for k in forms})


@functools.lru_cache(maxsize=256)
def _wrong(friend: FalseFriend) -> re.Pattern[str]:
    phrases = sorted(friend.wrong, key=len, reverse=True)
    patterns = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{patterns})(?![\w-])", re.IGNORECASE)


@functools.lru_cache(maxsize=256)
def _right(friend: FalseFriend) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{friend.right})(?!\w)", re.IGNORECASE)


def _is_explained(phrase: str, others: Iterable[str]) -> bool:
    """Whether another word of the source may mean a wrong word; a phrase is never explained."""
    if " " in phrase:
        return False
    meant = (english for word in others for english in (word, *lexicon().of(word)))
    stem = _stem(phrase)
    if len(stem) < _STEM_CHARS:
        return any(_stem(english) == stem for english in meant)
    return any(english.startswith(stem) for english in meant)


def _stem(word: str) -> str:
    """An English word without what its forms end in; the same for most forms of one word."""
    return _ENDING.sub("", word)
