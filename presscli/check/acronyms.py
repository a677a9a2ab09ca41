"""Acronyms must come through: as they are, as their English, or in words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presscli.check.acronym_words import has, in_words, is_known, italian_forms, meanings, spells
from presscli.check.coverage import lexicon
from presscli.check.links import blank, find_links
from presscli.check.roman import read_roman
from presscli.document import Finding, Severity
from presscli.lexicon.places import exonyms, is_known_place
from presscli.lexicon.terms import ACRONYMS, acronym

_ACRONYM = re.compile(
    # ONU, SMEs, U.S., and Onu; not CO2, B-52, AC/DC nor a letter alone.
    r"(?<![\w@#./&-])(?:(?:[A-Z]\.){2,}(?:[A-Z](?!\w))?|[A-Z]{2,6}s?(?![\w@&/]|[-–.]\d)|[A-Z][a-z]{2,5}(?![\w@]|[-–]\d)|Ue(?!\w))"
)
_WORDS_TOO = frozenset((
    "aie", "anp", "bei", "bri", "ceca", "cig", "dop", "esa", "gui", "ide", "irena", "mes", "oil",
    "oim", "pac", "pam", "pmi", "see", "sla", "sme", "tap", "tue",
))  # fmt: skip
"""Title case of these is a word, a name or the beginning of one: ``Bei``, ``Pam``."""
_NO_ACRONYM = frozenset((
    "AM", "PM", "OK", "NO", "AND", "OR", "THE", "OF", "TO", "IN", "IS", "IT", "MW", "GW", "KW",
    "KM", "KG", "CV", "EUR", "USD", "GBP", "CHF", "DKK", "SEK", "NOK", "CZK", "PLN", "HUF", "JPY",
    "CNY", "RUB", "CAD", "AUD", "DM",
))  # fmt: skip
_ITALIAN_WORDS = frozenset(("SI", "IL", "LA", "LE", "DI", "DA", "UN", "MA", "SE"))
_ITALIAN_ONLY = frozenset(("UE", "ONU", "BCE", "FMI", "OMS", "PIL", "IVA", "AIEA", "PMI"))
"""Never kept in English; others may be, such as the names of parties: ``PPE``."""
_NO_ENGLISH = _ITALIAN_ONLY - {"BCE", "IVA", "PMI"}
"""Those that English has for nothing else."""
_DOLLARS = frozenset(("US", "AU", "NZ", "HK", "CA", "CAD", "USD", "SG", "AUD"))
"""What stands before the sign of a dollar, ``US$30``, and belongs to the currency."""
_HEADING = re.compile(r"\b[A-ZÀ-Ý]{2,}(?:[\s'’,:-]+[A-ZÀ-Ý]{2,}){2,}\b")
_LIST = re.compile(r"[A-Z]{2,6}(?:, [A-Z]{2,6})+")
_BORN = re.compile(
    r"Nato\s(?:a|ad|in|nel|nell['’]\w+|nella|nello|nei|il|l['’]\w+|da|dal|dall['’]\w+|come|per)\b"
)


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym at ``span``; ``letters`` in capitals, without points and plural s."""

    text: str
    letters: str
    span: tuple[int, int]


def find_acronyms(text: str, *, language: str) -> list[Acronym]:
    """Acronyms in reading order; none in a line in capitals, where nothing can be told.

    ``Onu`` and ``Nato`` are found too, as newspapers write them, where the word is no other.
    """
    if text.isupper():
        return []
    free = blank(text, [link.span for link in find_links(text)])
    matches = list(_ACRONYM.finditer(free))
    shouted = _shouted(free) if matches else []
    found = []
    for match in matches:
        bare = match[0].replace(".", "")
        if match[0][1:].islower():
            if (
                acronym(match[0]) is None
                or match[0].lower() in _WORDS_TOO
                or _BORN.match(free, match.start())
            ):
                continue
        else:
            bare = bare.removesuffix("s")
            is_word = bare in _NO_ACRONYM or (
                _is_italian_word(bare) if language == "it" else _is_english_word(bare)
            )
            # "D.P.R." and "S.p.A." are abbreviations, and translated.
            is_abbreviation = "." in match[0] and bare not in ACRONYMS and not is_known(bare)
            in_heading = any(start <= match.start() < end for start, end in shouted)
            is_currency = free[match.end() : match.end() + 1] == "$" and bare in _DOLLARS
            if is_word or is_abbreviation or in_heading or is_currency or read_roman(bare):
                continue
        found.append(Acronym(match[0], bare.upper(), match.span()))
    return found


def _is_italian_word(bare: str) -> bool:
    """A word or a place that merely stands in capitals: ``ROMA, 3 maggio``."""
    if bare in _ITALIAN_WORDS:
        return True
    lower, words = bare.lower(), lexicon()
    common = bool(words.of(lower)) and not words.copies(lower)
    return len(bare) > 3 and bare not in ACRONYMS and (common or bare.capitalize() in exonyms())


def _is_english_word(bare: str) -> bool:
    """A word or a place that merely stands in capitals: "ROME, 3 May"."""
    lower = bare.lower()
    is_word = lower in lexicon().english or is_known_place(bare) or lower in _english_places()
    return len(bare) > 3 and not is_known(bare) and is_word


@functools.cache
def _english_places() -> frozenset[str]:
    return frozenset(english.lower() for english in exonyms().values())


def _shouted(text: str) -> list[tuple[int, int]]:
    """Runs of words in capitals, which are headings and not acronyms; but no plain list."""
    return [m.span() for m in _HEADING.finditer(text) if not _LIST.fullmatch(m[0])]


def check_acronyms(source: str, target: str, *, index: int = -1) -> Iterator[Finding]:
    """An error for each acronym lost or changed, left in Italian, or a known one that was added.

    Translators write "EU institutions" where the source has institutions, so
    that one is a warning where it does not stand for another; so is one that is
    not known, and that nothing in the source explains, unless it is another of
    the source with its letters in another order.
    """
    if source.isupper() or target.isupper() or not target.strip():
        return
    wanted = _wanted(source)
    found = _first_of_each(find_acronyms(target, language="en"))
    left = [a for a in found if a.letters in _NO_ENGLISH]
    lost = [a for a in wanted if not _is_said(a, found, target)]
    strange = [a for a in found if a not in left and not _is_meant(a, wanted, source, target)]
    added = sorted(strange, key=lambda a: not is_known(a.letters))
    for kept in left:
        source_form = next((a for a in wanted if a.letters == kept.letters), None)
        lost = [a for a in lost if a is not source_form]
        yield _finding(source_form, kept, index, Severity.ERROR)
    for first, other in zip(lost, [*added, *[None] * len(lost)], strict=False):
        yield _finding(first, other, index, Severity.ERROR)
    for other in added[len(lost) :]:
        is_error = _is_false(other, wanted, found, source, target)
        yield _finding(None, other, index, Severity.ERROR if is_error else Severity.WARNING)


def _is_false(
    other: Acronym, wanted: Sequence[Acronym], found: list[Acronym], source: str, target: str
) -> bool:
    """Whether an acronym that the source lacks is wrong, and not merely a translator's."""
    if other.letters == "EU":
        return _lost_words(source, target, found)
    return _turns(other, wanted) or is_known(other.letters)


@functools.lru_cache(maxsize=64)
def _wanted(source: str) -> tuple[Acronym, ...]:
    return tuple(_first_of_each(find_acronyms(source, language="it")))


def _first_of_each(acronyms: list[Acronym]) -> list[Acronym]:
    """One of those with the same letters, the first."""
    return list({a.letters: a for a in reversed(acronyms)}.values())[::-1]


def _lost_words(source: str, target: str, found: list[Acronym]) -> bool:
    """Whether the source names in words what the translation does not: ``Nazioni Unite``."""
    lower = source.lower()
    for letters, (_, italian) in meanings().items():
        named = [words for words in italian if " " in words and words in lower]
        if named and not _is_said(Acronym(letters, letters, (0, 0)), found, target):
            return True
    return False


def _is_said(acronym_: Acronym, found: list[Acronym], target: str) -> bool:
    """Whether the translation has an acronym of the source, in whatever form."""
    english = ACRONYMS.get(acronym_.letters, acronym_.letters)
    forms = {english.removesuffix("s").upper()}
    if acronym_.letters not in _ITALIAN_ONLY:
        forms.add(acronym_.letters)
    if any(a.letters in forms for a in found):
        return True
    words = {*in_words(english), *in_words(acronym_.letters)}
    if any(has(target, word) for word in words) or any(_is_spelt(form, target) for form in forms):
        return True
    return any(spells(target, form) for form in forms)


def _is_spelt(form: str, target: str) -> bool:
    """Whether a text has an acronym as a word: with a capital, unless English has it in small."""
    small = form.lower()
    if not has(target, small):
        return False
    written = re.findall(rf"(?<![^\W_]){re.escape(form)}\w*", target, re.IGNORECASE)
    return small in lexicon().english or any(not word.islower() for word in written)


def _is_meant(acronym_: Acronym, wanted: Sequence[Acronym], source: str, target: str) -> bool:
    """Whether the source has an acronym of the translation, or says it in words."""
    letters = acronym_.letters
    english = {ACRONYMS.get(a.letters, a.letters).removesuffix("s").upper() for a in wanted}
    if letters in english or any(a.letters == letters for a in wanted):
        return True
    words = {
        letters.lower(),
        *in_words(letters, italian=True),
        *(i.lower() for i in italian_forms(letters)),
    }
    if any(has(source, word) for word in words):
        return True
    return not _turns(acronym_, wanted) and spells(source, letters, target)


def _turns(acronym_: Acronym, wanted: Sequence[Acronym]) -> bool:
    """Whether it has the letters of one of the source in another order: "SRPCA" for ``RSPCA``."""
    letters = sorted(acronym_.letters)
    return any(sorted(a.letters) == letters for a in wanted)


def _finding(
    first: Acronym | None, other: Acronym | None, index: int, severity: Severity
) -> Finding:
    if first and other:
        message = f"the acronym '{first.text}' became '{other.text}' in the translation"
    elif first:
        message = f"the acronym '{first.text}' has no match in the translation"
    else:
        message = (
            f"the acronym '{other.text if other else ''}' of the translation is not in the source"
        )
    return Finding(
        "W-ACRONYM",
        severity,
        message,
        index,
        source_value=first.text if first else "",
        target_value=other.text if other else "",
        source_span=first.span if first else None,
        target_span=other.span if other else None,
    )
