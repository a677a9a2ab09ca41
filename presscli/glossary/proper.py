"""Names of people, organisations and places in an Italian text: they are not translated freely.

A person is a known given name with a capitalised word after it (``Franco Bianchi``),
an organisation one of the table, or what stands before a legal form (``Acque
Veronesi S.p.A.``), a place one of the table, with the English of it (``Mar Nero``).
Institutions with a common noun for a name (``Ministero della
Salute``) are none of these: they are translated.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator

from presscli.glossary.patterns import opaque_spans
from presscli.glossary.terms import Case, Glossary, Kind, Term, Use, is_free
from presscli.lexicon.people import is_given_name, proper_names
from presscli.lexicon.places import exonym
from presscli.lexicon.tables import load_names

_WORD = r"[A-ZÀ-Ý](?:[a-z]{0,3}['’][A-ZÀ-Ý])?[^\W\d_]++(?:-[A-ZÀ-Ý][^\W\d_]++){0,3}"
_PARTICLE = r"(?:de|di|del|della|dei|degli|dal|dalla|lo|la|van|von|da|al|el)[ ]|(?:d|dell)['’]"
_NAME = re.compile(rf"(?<![\w@#.-]){_WORD}(?:[ ](?:{_PARTICLE})?{_WORD}){{1,9}}(?![\w-])")
_PART = re.compile(rf"(?:{_PARTICLE})?{_WORD}")
_COMPANY = re.compile(
    rf"(?<![\w@#.-])({_WORD}(?:[ ](?:(?:{_PARTICLE})|[&e][ ])?{_WORD}){{0,6}}),?[ ]"
    r"(?:[Ss]\.?[Pp]\.?[Aa]\b|[Ss]\.?[Rr]\.?[Ll]\b|Spa\b|Srl\b)"
)
_MOST_PARTS = 4
"""Given names and surnames of one person, at most."""
_NO_SURNAMES = "no-surnames.tsv"
"""Words after a given name that begin something else: ``Massimo Storico``."""
_COMPANY_OPENINGS = "company-openings.tsv"
_PLURAL_ARTICLE = re.compile(
    r"\b(?:i|gli|dei|degli|ai|agli|dai|dagli|coi|sui|nei|le)[ ]\Z", re.IGNORECASE
)


def find_proper(text: str, surnames: Glossary | None = None) -> tuple[Use, ...]:
    """Names of people, organisations and places in an Italian text, in order.

    Args:
        text: A segment; in a text all in capitals nothing is found.
        surnames: From :func:`find_surnames` of the release, if there is one.
    """
    if text.isupper():
        return ()
    named = _named(text)
    alone = list(_alone(text, surnames))
    if not alone:
        return named
    taken = [*opaque_spans(text), *((use.start, use.end) for use in named)]
    return tuple(sorted([*named, *_free(alone, taken)], key=lambda use: use.start))


@functools.lru_cache(maxsize=512)
def _named(text: str) -> tuple[Use, ...]:
    """The names that need no other text to be known, in order.

    Kept, since a segment's are found for its release and again for its window.
    """
    taken = list(opaque_spans(text))
    found = (
        use
        for uses in (_listed().find(text), _companies(text), _people(text))
        for use in _free(uses, taken)
    )
    return tuple(sorted(found, key=lambda use: use.start))


def _free(uses: Iterable[Use], taken: list[tuple[int, int]]) -> Iterator[Use]:
    """Those uses that touch nothing taken, nor each other; they are added to what is taken."""
    for use in uses:
        if is_free((use.start, use.end), taken):
            taken.append((use.start, use.end))
            yield use


def find_surnames(texts: Iterable[str]) -> Glossary:
    """Surnames of the people that texts name in full, to be known where they stand alone."""
    found: dict[str, Term] = {}
    for text in texts:
        for use in find_proper(text) if any(_people(text)) else ():
            if use.term.kind is Kind.PERSON and use.term.keep:
                surname = _surname(use.text)
                found[surname] = Term(surname, case=Case.EXACT, keep=True, kind=Kind.SURNAME)
    return Glossary(tuple(found.values()))


def as_names(words: Iterable[str]) -> Glossary:
    """Names that a text in capitals was found to have, one word each, as they are to be written.

    Places go by their English names, all others stay as they are.
    """
    terms: dict[str, Term] = {}
    for word in words:
        english = exonym(word)
        place = Term(word, english or "", Case.EXACT, kind=Kind.PLACE)
        terms[word] = place if english else Term(word, "", Case.EXACT, keep=True, kind=Kind.NAME)
    return Glossary(tuple(terms.values()))


@functools.cache
def _listed() -> Glossary:
    terms = []
    for kind, italian, english in proper_names():
        keeps_name = kind == Kind.ORGANISATION.value
        forms = [italian if form == "=" else form for form in english]
        accepted = tuple(dict.fromkeys([*forms[1:], italian]) if keeps_name else forms[1:])
        case = Case.EXACT if keeps_name else Case.ANY
        terms.append(Term(italian, forms[0], case, kind=Kind(kind), accepted=accepted))
    return Glossary(tuple(terms))


def _companies(text: str) -> Iterator[Use]:
    for match in _COMPANY.finditer(text):
        start, end = match.span(1)
        while (word := re.match(r"(\w+)[ '’]+", text[start:end])) and (
            word[1].lower() in load_names(_COMPANY_OPENINGS)
        ):
            start += word.end()
        if start < end:
            yield _kept(start, end, text, Kind.ORGANISATION)


def _people(text: str) -> Iterator[Use]:
    for match in _NAME.finditer(text):
        parts = list(_PART.finditer(text, *match.span()))
        first = next((k for k, part in enumerate(parts[:-1]) if is_given_name(part[0])), None)
        if first is None:
            continue
        end = first + 1
        while end < min(len(parts), first + _MOST_PARTS) and _may_be_surname(parts[end][0]):
            end += 1
        span = parts[first].start(), parts[end - 1].end()
        if end > first + 1 and exonym(text[slice(*span)]) is None:
            yield _kept(*span, text, Kind.PERSON)


def _may_be_surname(word: str) -> bool:
    return re.split(r"[ '’]", word)[-1].lower() not in load_names(_NO_SURNAMES)


def _alone(text: str, surnames: Glossary | None) -> Iterator[Use]:
    for use in surnames.find(text) if surnames else ():
        # "i Verdi" are a party, whoever else is called so.
        if not _PLURAL_ARTICLE.search(text[: use.start]):
            yield use


def _kept(start: int, end: int, text: str, kind: Kind) -> Use:
    name = text[start:end]
    return Use(start, end, name, Term(name, case=Case.EXACT, keep=True, kind=kind))


def _surname(person: str) -> str:
    """What comes after the given names, or the last word."""
    parts = [m[0] for m in _PART.finditer(person)]
    rest = list(itertools.dropwhile(is_given_name, parts))
    return " ".join(rest or parts[-1:])
