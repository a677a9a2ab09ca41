"""Is each term of the glossary, and each name, in the translation as it must be?

:func:`agree` pairs the terms of an Italian segment with what stands for them in its
translation. Pairs that agree are hidden from the other checks, which would take
"Frecciarossa" for a lost word or "Thousand Extensions" for a number.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from presscli.check.coverage import lexicon
from presscli.check.kinship import is_spelling
from presscli.check.renderings import rendering_pattern
from presscli.document import Finding, Severity
from presscli.glossary import Case, Glossary, Kind, Term, Use, find_proper
from presscli.glossary.patterns import target_pattern
from presscli.glossary.terms import is_free
from presscli.lexicon.people import english_given_names
from presscli.lexicon.words import WORD

_FILLER = "·"
"""No letter, no end of a sentence: what hides a term without moving anything."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """What the user's glossary and the names of the release ask of a translation.

    Compared by identity: it is a key of caches, and hashing all terms at each look costs
    more than what is kept.
    """

    glossary: Glossary = field(default_factory=Glossary)
    surnames: Glossary = field(default_factory=Glossary)
    names: Glossary = field(default_factory=Glossary)
    """Those of the release's texts in capitals, which nothing else would know for names."""

    @classmethod
    def joined(cls, wordings: Iterable[Wording]) -> Wording:
        """One for releases that are translated together: the glossary, and all their people."""
        glossary, surnames, names = Glossary(), dict[str, Term](), dict[str, Term]()
        for wording in wordings:
            if wording.glossary.terms:
                glossary = wording.glossary
            surnames |= {term.source: term for term in wording.surnames.terms}
            names |= {term.source: term for term in wording.names.terms}
        people, others = (Glossary(tuple(found.values())) for found in (surnames, names))
        return cls(glossary, people, others)

    def find(self, source: str) -> tuple[Use, ...]:
        """Terms and names in an Italian segment, in order; the user's terms win."""
        return _find(self, source)


@functools.lru_cache(maxsize=512)
def _find(wording: Wording, source: str) -> tuple[Use, ...]:
    uses = list(wording.glossary.find(source))
    proper = find_proper(source, wording.surnames)
    # Those with an English form of their own, "Carlo Magno", win over their words.
    translated = [use for use in proper if not use.term.keep]
    for more in (translated, wording.names.find(source), proper):
        taken = [(use.start, use.end) for use in uses]
        uses += [use for use in more if is_free((use.start, use.end), taken)]
    return tuple(sorted(uses, key=lambda use: use.start))


PLAIN = Wording()
"""No glossary; names are found all the same."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Which terms a translation honours: spans in it, by pairs, and the uses that it lacks.

    ``lacking`` has, for each use, where another translation of it stands, if that is plain.
    """

    source: str
    target: str
    honoured: tuple[tuple[Use, tuple[Span, ...]], ...] = ()
    lacking: tuple[tuple[Use, Span | None], ...] = ()

    @property
    def hidden(self) -> tuple[str, str]:
        """Source and target with the honoured terms made unreadable; no offset moves."""
        if not self.honoured:
            return self.source, self.target
        starts = [(use.start, use.end) for use, _ in self.honoured]
        ends = [span for _, spans in self.honoured for span in spans]
        return hide(self.source, starts), hide(self.target, ends)

    @property
    def misses(self) -> int:
        """How many terms of the user's glossary are lacking."""
        return sum(use.term.kind is Kind.GLOSSARY for use, _ in self.lacking)

    def findings(self, index: int = -1) -> Iterator[Finding]:
        """A warning for each term that is lacking."""
        for use, instead in self.lacking:
            said = self.target[slice(*instead)] if instead else ""
            yield Finding(
                "W-GLOSSARY" if use.term.kind is Kind.GLOSSARY else "W-NAME",
                Severity.WARNING,
                _message(use, said),
                index,
                source_value=use.text,
                target_value=said,
                source_span=(use.start, use.end),
                target_span=instead,
            )


def _message(use: Use, said: str) -> str:
    became = f"became '{said}' in" if said else "has no match in"
    if use.term.kind is Kind.GLOSSARY:
        instead = f"'{said}' stands for" if said else "nothing recognisable stands for"
        return f"{instead} '{use.text}', which the glossary wants as '{use.english}'"
    return f"the name '{use.text}' {became} the translation"


@functools.lru_cache(maxsize=512)
def agree(wording: Wording, source: str, target: str) -> Agreement:
    """Pair the terms of a segment with what stands for them; see :func:`pair`."""
    return pair(wording.find(source), source, target)


@functools.lru_cache(maxsize=512)
def pair(uses: tuple[Use, ...], source: str, target: str) -> Agreement:
    """Pair terms of a segment with what stands for them in its translation.

    A term of the glossary must be there as often as in the source; a name once.

    Args:
        uses: The terms and names in the source, in order.
        source: The Italian segment.
        target: Its translation.
    """
    if not uses:
        return Agreement(source, target)
    taken: list[Span] = []
    honoured, lacking = [], []
    for use in sorted(uses, key=lambda use: use.start - use.end):
        spans = _spans_of(use, target, taken)
        if not spans and use.term.kind is not Kind.GLOSSARY:
            spans = _spans_of(use, target, [])  # the second mention of a name
        if spans:
            taken += spans
            honoured.append((use, spans))
        else:
            lacking.append(use)
    found = [(use, _find_instead(use, lacking, source, target, taken)) for use in lacking]
    found = [pair for pair in found if pair[1] or pair[0].term.kind is not Kind.SURNAME]
    return Agreement(source, target, tuple(honoured), tuple(found))


def hide(text: str, spans: list[Span]) -> str:
    """The text with spans filled by a sign that is neither word nor stop."""
    for start, end in spans:
        text = text[:start] + _FILLER * (end - start) + text[end:]
    return text


def _find_instead(
    use: Use, lacking: list[Use], source: str, target: str, taken: list[Span]
) -> Span | None:
    """Where a translation has a term in other words, or capitals; None if it is not plain.

    It is where the words stand as often as the term is lacking; then they are paired in order.
    """
    same = [u for u in sorted(lacking, key=lambda u: u.start) if u.term == use.term]
    others = source[: use.start] + " " + source[use.end :]
    for pattern in (target_pattern(use.english), rendering_pattern(use.text, others)):
        spans = [m.span() for m in pattern.finditer(target)]
        spans = [span for span in spans if is_free(span, taken)]
        if len(spans) == len(same):
            return _widened(spans[same.index(use)], use.english, target)
    return None


def _widened(span: Span, english: str, target: str) -> Span:
    """The span with the words beside it that the wanted English has as well."""
    start, end = span
    wanted = set(english.lower().split())
    while (word := re.search(r"([^\W_]+) \Z", target[:start])) and word[1].lower() in wanted:
        start = word.start()
    while (word := re.match(r" ([^\W_]+)", target[end:])) and word[1].lower() in wanted:
        end += word.end()
    return start, end


def _spans_of(use: Use, target: str, taken: list[Span]) -> tuple[Span, ...]:
    """Where the wanted English, or other English that will do, first stands free."""
    any_case = use.term.case is Case.ANY
    wanted = [use.english, *use.term.accepted]
    if use.term.kind is not Kind.GLOSSARY:
        any_case = True
    for english in wanted:
        for match in target_pattern(english, ignore_case=any_case).finditer(target):
            if is_free(match.span(), taken):
                return (match.span(),)
    if use.term.kind is Kind.GLOSSARY and not any_case and use.term.target[:1].islower():
        # At the head of a sentence even exact small letters begin with a capital.
        first = use.term.target[:1].upper() + use.term.target[1:]
        match_ = target_pattern(first, ignore_case=False).search(target)
        if match_ and is_free(match_.span(), taken):
            return (match_.span(),)
    if use.term.keep and use.term.kind in (Kind.PERSON, Kind.SURNAME):
        return _alike_spans(use, target)
    return ()


def _alike_spans(use: Use, target: str) -> tuple[Span, ...]:
    """Where each part of a person's name stands, spelled a little otherwise perhaps."""
    words = [m for m in WORD.finditer(target) if m[0][0].isupper()]
    spans = []
    for part in WORD.findall(use.text):
        if part[0].islower():
            continue
        found = next((m.span() for m in words if _is_same_name(part, m[0])), None)
        if found is None:
            return ()
        spans.append(found)
    return tuple(dict.fromkeys(spans))


def _is_same_name(italian: str, english: str) -> bool:
    first, second = italian.lower(), english.lower()
    if first == second:
        return True
    translated = second in english_given_names(first) or second in lexicon().of(first)
    return not translated and is_spelling(first, second)
