"""Italian words whose English looks alike and says something else: ``rapina`` is no rape.

The table ``data/false-friends.tsv`` has, for the forms of a word, the English that is
wrong, with what may be put in its place, and the English that is right.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from presscli.lexicon.tables import load_rows
from presscli.lexicon.words import WORD

_TABLE = "false-friends.tsv"
_NONE = "-"
_HEAD = "^"
"""Opens the word of a phrase whose translation the English of the row is."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look for in a text: whole ones, and beginnings."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def are_in(self, words: Iterable[str]) -> bool:
        """Whether any of some lower-case words is one of these."""
        return any(w in self.whole or w.startswith(self.beginnings) for w in words)


@dataclass(frozen=True, slots=True, eq=False)
class FalseFriend:
    """A row of the table.

    ``wrong`` maps English words or phrases to what may stand for them, or to nothing; ``opens``
    are the first words of these. ``right`` is the pattern of a text that has the meaning. One of
    the words ``needs`` must stand in the source (empty: always), none of ``unless``.
    """

    wrong: Mapping[str, str]
    opens: frozenset[str]
    right: str
    needs: Words
    unless: Words

    def fits(self, words: frozenset[str]) -> bool:
        """Whether the row is about an Italian text with these words."""
        is_bound = bool(self.needs.whole or self.needs.beginnings)
        return not (is_bound and not self.needs.are_in(words)) and not self.unless.are_in(words)


@functools.cache
def friends_by_word() -> Mapping[str, tuple[tuple[tuple[str, ...], FalseFriend], ...]]:
    """Each form of the table, as its words, with its row, by its first word."""
    found: dict[str, list[tuple[tuple[str, ...], FalseFriend]]] = {}
    for forms, column, right, needs, unless in load_rows(_TABLE):
        wrong = _wrong(column)
        friend = FalseFriend(
            wrong,
            frozenset(phrase.split()[0] for phrase in wrong),
            "|".join(map(_pattern, right.split())),
            _words(needs),
            _words(unless),
        )
        for form in _all_forms(forms):
            words = tuple(form.replace(_HEAD, "").split("_"))
            found.setdefault(words[0], []).append((words, friend))
    return {word: tuple(rows) for word, rows in found.items()}


def meanings(word: str) -> tuple[str, ...]:
    """The right English words that the table has for an Italian form in lower case; maybe none."""
    return _meanings().get(word, ())


@functools.cache
def _meanings() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for forms, wrong, *_ in load_rows(_TABLE):
        english = [word for good in _wrong(wrong).values() for word in WORD.findall(good)]
        for form in _all_forms(forms):
            words = form.split("_")
            for word in words:
                if len(words) == 1 or word.startswith(_HEAD):
                    found.setdefault(word.lstrip(_HEAD), {}).update(dict.fromkeys(english))
    return {word: tuple(english) for word, english in found.items() if english}


def _wrong(column: str) -> Mapping[str, str]:
    pairs = (item.partition("=") for item in column.split())
    return {bad.replace("_", " "): good.replace("_", " ") for bad, _, good in pairs}


def _all_forms(column: str) -> Iterable[str]:
    """The forms of a column, each once."""
    return dict.fromkeys(form for item in column.split() for form in _expanded(item))


def _expanded(item: str) -> list[str]:
    """``sentenz+a,e`` as its forms; each word of a phrase has endings of its own."""
    forms = [""]
    for part in item.split("_"):
        stem, _, endings = part.partition("+")
        words = [stem + ending for ending in endings.split(",")]
        forms = [f"{form}_{word}" if form else word for form in forms for word in words]
    return forms


def _pattern(item: str) -> str:
    return re.escape(item.replace("_", " ")).replace(r"\*", r"\w*").replace(r"\ ", r"\W+")


def _words(column: str) -> Words:
    items = [] if column == _NONE else column.split()
    whole = (form for item in items if "*" not in item for form in _expanded(item))
    beginnings = (item.rstrip("*") for item in items if "*" in item)
    return Words(frozenset(whole), tuple(beginnings))
