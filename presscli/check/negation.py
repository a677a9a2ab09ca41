"""Negation: a translation without the ``non`` of its source says the opposite.

Denials are counted on both sides, those that are said by a word of their own
(``incapace``, "unable") apart from plain ones (``non``, "not"): such a word of
the translation makes up for a plain denial of the source only where no word of
the source has it for a translation, and the other way round.

The words were collected on the even lines of the dev sets; what is found of them on
the odd ones stands in docs/quality.md.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import groupby

from presscli.check.coverage import content_words, lexicon
from presscli.check.denials import (
    DENIAL,
    DENIED,
    DENIED_WORD,
    DENYING,
    EMPTY,
    HARMLESS,
    IDLE,
    LEXICAL,
    NO_DENIAL,
    NON,
    NOT_SO,
    OPTIONAL,
    OTHER,
    PLAIN,
    PREFIXED,
    WITHOUT,
)
from presscli.document import Finding, Severity
from presscli.lexicon.words import word_set

_CLAUSE = re.compile(r"[^,.;:()?!–—]+")
_ONLY = re.compile(r"\b(?:solo|soltanto)\b", re.IGNORECASE)
_ENGLISH = re.compile(r"n['’]t\b|\b(?:not|never|nothing|nobody|none|cannot)\b", re.IGNORECASE)
_STEM_CHARS = 4
_LONG_STEM_CHARS = 5
_SURE_TRANSLATIONS = 4
"""The lexicon is learnt: ``vietato`` has "allowed" at its end."""
_GOES_ON = re.compile(r"\b(?:né|neanche|nemmeno|neppure)\b", re.IGNORECASE)
_NOR = re.compile(r"\bnor\b|\bnot\s+even\b|\band\s+no\b", re.IGNORECASE)
_DENYING_WORDS = frozenset((
    "non", "né", "nessun", "nessuno", "nessuna", "neanche", "nemmeno", "neppure", "niente",
    "nulla", "senza", "senz",
))  # fmt: skip
_PLAIN_WORDS = frozenset((
    "not", "no", "non", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor",
    "cannot", "without",
))  # fmt: skip
"""No denial is without one of these; most sentences deny nothing."""
_LIST = 3
"""So many denying clauses in a row are a list."""


def check_negation(source: str, target: str, *, index: int = -1) -> Iterator[Finding]:
    """The denial that an English translation lost, or that it put in.

    Args:
        source: The Italian segment.
        target: Its translation.
        index: The segment's number, for the findings.
    """
    denials = _denials(source)
    plain = find_plain(target)
    lacking = len(denials) - len(plain)
    # Idle denials may take from what is said: so look at them even where none seems lost.
    if denials:
        lacking -= _unexplained(source, target) + _spare(source, target)
    # Which of several was lost cannot be told from counting.
    for start, end in denials[: max(0, lacking)]:
        yield Finding(
            "W-NEGATION",
            Severity.ERROR,
            f"a negation of the source has no match in the translation ('{source[start:end]}')",
            index,
            source_value=source[start:end],
            source_span=(start, end),
        )
    for start, end in _added(source, target, plain)[:1]:
        yield Finding(
            "W-NEGATION",
            Severity.ERROR,
            f"a negation of the translation is not in the source ('{target[start:end]}')",
            index,
            target_value=target[start:end],
            target_span=(start, end),
        )


def _added(source: str, target: str, plain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """English denials of a segment with more of them than the Italian could be meant by."""
    plain = [span for span in plain if not OPTIONAL.match(target, span[0])]
    if not plain:
        return []
    signals = len(DENIAL.findall(NO_DENIAL.sub(" ", source))) - _prefixed(source, target)
    signals += sum(not _is_said_otherwise(word, target) for word in DENYING.findall(source))
    signals += len(_ENGLISH.findall(source))  # A quotation may be in English.
    if "until" in target.lower() and _ONLY.search(source):
        signals += 1
    return plain if len(plain) > signals else []


def _is_said_otherwise(word: str, target: str) -> bool:
    """Whether the English of a word that denies is there, not itself denied: "impossible"."""
    english = word_set(NOT_SO.sub(" ", target))
    stems = {w[:_LONG_STEM_CHARS] for w in english}
    return any(
        (t in english or (len(t) >= _LONG_STEM_CHARS and t[:_LONG_STEM_CHARS] in stems))
        and t not in _PLAIN_WORDS
        for t in lexicon().of(word.lower())[:_SURE_TRANSLATIONS]
    )


def _prefixed(source: str, target: str) -> int:
    """How many denials of an Italian text English has in the word that is denied: "unknown"."""
    rests = [m[1].lower() for m in PREFIXED.finditer(target)]
    if not rests:
        return 0
    words = lexicon()
    return sum(
        any(
            rest.startswith(t[:_STEM_CHARS])
            for word in content_words(" ".join(filter(None, match.groups())))
            for t in words.of(word)
            if len(t) >= _STEM_CHARS
            for rest in rests
        )
        for match in DENIED_WORD.finditer(source)
    )


def _spare(source: str, target: str) -> int:
    """Idle denials that may stand for one of the source, less those that go on with one."""
    idle = len(IDLE.findall(target)) - sum(1 for _ in HARMLESS.finditer(source))
    going_on = min(len(_GOES_ON.findall(source)), len(_NOR.findall(target)))
    return max(0, idle) - going_on


def find_negations(source: str) -> list[tuple[int, int]]:
    """Spans of the Italian words that deny something, one a clause's denial.

    ``non ... nessuno`` denies once. Turns of phrase that English says without a
    negation (``finché non``) are left out.
    """
    if _DENYING_WORDS.isdisjoint(word_set(source)):
        return []
    harmless = {
        denial.start()
        for match in HARMLESS.finditer(source)
        for denial in DENIAL.finditer(source, *match.span())
    }
    clauses = []
    for clause in _CLAUSE.finditer(source):
        denials = list(NON.finditer(source, *clause.span()))
        without = list(WITHOUT.finditer(source, *clause.span()))
        # "senza dire nulla" denies once, as "non dice nulla" does.
        end = without[0].start() if without else clause.end()
        denials = [*(denials or _others(source, (clause.start(), end))), *without]
        clauses.append([match.span() for match in denials if match.start() not in harmless])
    return [span for found in _without_lists(source, clauses) for span in found]


def _others(source: str, span: tuple[int, int]) -> list[re.Match[str]]:
    """Denials of a clause without ``non``: "nessuno ha detto niente" has one."""
    found = list(OTHER.finditer(source, *span))
    return [m for at, m in enumerate(found) if not at or m[0].lower().startswith("nessun")]


def _without_lists(
    source: str, clauses: list[list[tuple[int, int]]]
) -> Iterator[list[tuple[int, int]]]:
    """Denials without those that go on with one: English says "not" once for a list."""
    for denies, group in groupby(clauses, key=bool):
        run = list(group)
        if denies and len(run) >= _LIST:
            yield run[0]
        elif denies:
            yield run[0]
            yield from (found for found in run[1:] if not _GOES_ON.match(source, found[0][0]))


def find_plain(target: str) -> list[tuple[int, int]]:
    """Spans of the English words that do nothing but deny, idle ones ("not only") left out."""
    lower = target.lower()
    if not ("n't" in lower or "n’t" in lower) and _PLAIN_WORDS.isdisjoint(word_set(target)):
        return []
    plain = [match.span() for match in PLAIN.finditer(target)]
    idle = {
        denial.start()
        for pattern in (IDLE, EMPTY)
        for match in pattern.finditer(target)
        for denial in PLAIN.finditer(target, *match.span())
    }
    return [span for span in plain if span[0] not in idle]


def _unexplained(source: str, target: str) -> int:
    """How many words that deny by themselves translate no such word of the source.

    What follows a denial is no such word: "incorrect" translates both words of
    ``non corretto``, whatever the lexicon says of the second.
    """
    found = [match[0].lower() for match in LEXICAL.finditer(target)]
    offered = _affirmed(source) if found else frozenset()
    return sum(word.split()[0][:_STEM_CHARS] not in offered for word in found)


@functools.lru_cache(maxsize=64)
def _affirmed(source: str) -> frozenset[str]:
    """Stems of the English for what an Italian text says outside its denials."""
    words = lexicon()
    affirmed = content_words(DENIED.sub(" ", source))
    return frozenset(t[:_STEM_CHARS] for word in affirmed for t in words.of(word))


@functools.lru_cache(maxsize=64)
def _denials(source: str) -> tuple[tuple[int, int], ...]:
    return tuple(find_negations(source))
