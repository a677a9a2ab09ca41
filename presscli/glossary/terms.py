"""Terms with one wanted English, and where they stand in an Italian text."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from presscli.glossary.patterns import as_written, opaque_spans, source_pattern

KEEP = "="
"""A target that says: as it is in the source."""

DIGEST_CHARS = 8


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
    SURNAME = "surname"
    """A surname alone, of a person whom the release names in full elsewhere."""


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
        for pattern, by_key in self._patterns:
            for match in pattern.finditer(text):
                span = match.span()
                # None: letters that are equal but for case only by a rare folding (ſ).
                term = by_key.get(fold(match[0], self._exact(pattern)))
                if term is not None and is_free(span, taken):
                    taken.append(span)
                    found.append(Use(*span, match[0], term))
        return tuple(sorted(found, key=lambda use: use.start))

    @functools.cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], dict[str, Term]]]:
        """A pattern for each length in characters and each case, longest first, exact first."""
        groups: dict[tuple[int, bool], dict[str, Term]] = {}
        for term in self.terms:
            exact = term.case is Case.EXACT
            key = fold(term.source, exact)
            groups.setdefault((-len(key), not exact), {})[key] = term
        return [
            (source_pattern(terms, ignore_case=any_case), terms)
            for (_, any_case), terms in sorted(groups.items(), key=lambda item: item[0])
        ]

    @staticmethod
    def _exact(pattern: re.Pattern[str]) -> bool:
        return not pattern.flags & re.IGNORECASE


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
