"""Terms with one wanted English, and where they stand in an Italian text."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from presscli.glossary.patterns import as_written, opaque_spans, source_pattern

KEEP = "="
"""A target that says: as it is in the source."""

DIGEST_CHARS = 8

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Case(StrEnum):
    """Which capitals of a term count."""

    ANY = "any"
    """However it is capitalised, in a headline in capitals too."""
    EXACT = "exact"
    """Only as the glossary has it; so its English is wanted as well."""


class Kind(StrEnum):
    """Where a term comes from: the user's glossary, or a name found in the text."""

    GLOSSARY = "glossary"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    SURNAME = "surname"
    """A surname alone, of a person whom the release names in full elsewhere."""
    NAME = "name"
    """A word of a text in capitals that is taken for a name, to be kept letter for letter."""


@dataclass(frozen=True, slots=True)
class Term:
    """An Italian term and the English wanted for it.

    ``target`` is never ``=`` nor empty where ``keep`` is False. ``accepted`` are
    other English forms that will do. ``note`` is the part of speech, for people.
    """

    source: str
    target: str = ""
    case: Case = Case.ANY
    note: str = ""
    keep: bool = False
    kind: Kind = Kind.GLOSSARY
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """A term at ``text == source[start:end]`` of an Italian text."""

    start: int
    end: int
    text: str
    term: Term

    def __hash__(self) -> int:
        return hash((self.start, self.text))  # Tells uses apart; all of the term takes longer.

    @property
    def english(self) -> str:
        """What is wanted in the translation, in the capitals of this place."""
        term = self.term
        if term.keep:
            return self.text
        if term.case is Case.EXACT:
            return term.target
        return as_written(self.text, term.source, term.target, opens=self.start == 0)


@dataclass(frozen=True)
class Glossary:
    """A user's terms; the empty one changes nothing.

    Args:
        terms: No two with the same source in the same capitals.
        name: The file they come from, as the user gave it.
    """

    terms: tuple[Term, ...] = ()
    name: str = field(default="", compare=False)

    def __hash__(self) -> int:
        return hash(self.digest)

    @functools.cached_property
    def digest(self) -> str:
        """A short hash of what the glossary says, whatever its format, order and comments.

        Empty for an empty glossary.
        """
        if not self.terms:
            return ""
        lines = sorted("\t".join(row(term)) for term in self.terms)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:DIGEST_CHARS]

    def find(self, text: str) -> tuple[Use, ...]:
        """Uses of the terms in an Italian text, in order; the longest term wins, then the first.

        Terms are whole words: ``Agenzia`` is in ``l'Agenzia`` and not in
        ``Agenzie``; words joined by a hyphen are another word. Addresses are skipped.
        """
        taken = list(opaque_spans(text))
        found = []
        for use in sorted(self._candidates(text), key=_precedence):
            if is_free((use.start, use.end), taken):
                taken.append((use.start, use.end))
                found.append(use)
        return tuple(sorted(found, key=lambda use: use.start))

    def _candidates(self, text: str) -> Iterator[Use]:
        first = self._by_first_token
        if first.keys().isdisjoint([_as_key(token) for token in _TOKEN.findall(text)]):
            return
        for token in _TOKEN.finditer(text):
            for term in first.get(_as_key(token[0]), ()):
                ignore_case = term.case is Case.ANY
                match = source_pattern(term.source, ignore_case=ignore_case).match(
                    text, token.start()
                )
                if match:
                    yield Use(*match.span(), match[0], term)

    @functools.cached_property
    def _by_first_token(self) -> dict[str, list[Term]]:
        """Terms by the word they begin with: few of thousands are worth a look at each place."""
        index: dict[str, list[Term]] = {}
        for term in self.terms:
            first = _TOKEN.match(term.source)
            if first:
                index.setdefault(fold(first[0]), []).append(term)
        return index


def _as_key(token: str) -> str:
    return token.replace("’", "'").lower()


def _precedence(use: Use) -> tuple[int, bool, int]:
    """Longest first, then those whose capitals count, then in order."""
    return (use.start - use.end, use.term.case is not Case.EXACT, use.start)


def row(term: Term) -> tuple[str, str, str, str]:
    """A term as the columns of a glossary file."""
    return (term.source, KEEP if term.keep else term.target, term.case.value, term.note)


def fold(text: str, exact: bool = False) -> str:
    """The key by which a term is found: plain apostrophes, single spaces, case if it counts."""
    plain = " ".join(text.replace("’", "'").split())
    return plain if exact else plain.lower()


def is_free(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    """Whether a span touches none of those taken."""
    return all(span[1] <= start or end <= span[0] for start, end in taken)
