"""Acronyms must come through: as they are, as their English, or in words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from presscli.check.coverage import lexicon
from presscli.check.links import blank, find_links
from presscli.check.roman import read_roman
from presscli.document import Finding, Severity
from presscli.lexicon.places import exonyms
from presscli.lexicon.tables import load_rows
from presscli.lexicon.terms import ACRONYMS, acronym

_ACRONYM = re.compile(
    # ONU, SMEs, U.S., and Onu; not CO2, B-52, AC/DC nor a letter alone.
    r"(?<![\w@#./&-])(?:(?:[A-Z]\.){2,}(?:[A-Z](?!\w))?|[A-Z]{2,6}s?(?![\w@&/$]|[-–.]\d)|[A-Z][a-z]{2,5}(?![\w@]|[-–]\d)|Ue(?!\w))"
)
_WORDS_TOO = frozenset((
    "aie", "anp", "bei", "bri", "ceca", "cig", "dop", "esa", "ide", "irena", "mes", "oil",
    "oim", "pac", "pam", "pmi", "see", "sla", "sme", "tap", "tue",
))  # fmt: skip
"""Title case of these is a word, a name or the beginning of one: ``Bei``, ``Pam``."""
_NO_ACRONYM = frozenset((
    "AM", "PM", "OK", "NO", "AND", "OR", "THE", "OF", "TO", "IN", "IS", "IT", "MW", "GW", "KW",
    "KM", "KG", "CV", "EUR", "USD", "GBP", "CHF",
))  # fmt: skip
_ITALIAN_WORDS = frozenset(("SI", "IL", "LA", "LE", "DI", "DA", "UN", "MA", "SE"))
_ITALIAN_ONLY = frozenset(("UE", "ONU", "BCE", "FMI", "OMS", "PIL", "IVA", "AIEA", "PMI"))
"""Never kept in English; others may be, such as the names of parties: ``PPE``."""
_SMALL = frozenset((
    "of", "the", "and", "for", "on", "in", "to", "a", "di", "del", "della", "dello", "dell",
    "dei", "delle", "e", "per", "la", "il", "i", "gli", "le",
))  # fmt: skip


_HEADING = re.compile(r"\b[A-ZÀ-Ý]{2,}(?:[\s'’,:-]+[A-ZÀ-Ý]{2,}){2,}\b")
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
            is_word = bare in _NO_ACRONYM or (language == "it" and _is_italian_word(bare))
            # "D.P.R." and "S.p.A." are abbreviations, and translated.
            is_abbreviation = "." in match[0] and bare not in ACRONYMS and not _is_known(bare)
            in_heading = any(start <= match.start() < end for start, end in shouted)
            if is_word or is_abbreviation or in_heading or read_roman(bare):
                continue
        found.append(Acronym(match[0], bare.upper(), match.span()))
    return found


def _is_italian_word(bare: str) -> bool:
    """A word or a place that merely stands in capitals: ``ROMA, 3 maggio``."""
    if bare in _ITALIAN_WORDS:
        return True
    lower, words = bare.lower(), lexicon()
    common = lower in words.translations and not words.copies(lower)
    return len(bare) > 3 and bare not in ACRONYMS and (common or bare.capitalize() in exonyms())


def _shouted(text: str) -> list[tuple[int, int]]:
    """Runs of words in capitals, which are headings and not acronyms."""
    return [m.span() for m in _HEADING.finditer(text)]


def check_acronyms(source: str, target: str, *, index: int = -1) -> Iterator[Finding]:
    """An error for each acronym lost or changed, or a known one that was added.

    Translators write "EU institutions" where the source has institutions, so
    that one is a warning where it does not stand for another.
    """
    if source.isupper() or target.isupper() or not target.strip():
        return
    wanted = _wanted(source)
    found = _first_of_each(find_acronyms(target, language="en"))
    lost = [a for a in wanted if not _is_said(a, found, target)]
    added = [a for a in found if _is_known(a.letters) and not _is_meant(a, wanted, source)]
    for first, other in zip(lost, [*added, *[None] * len(lost)], strict=False):
        yield _finding(first, other, index, Severity.ERROR)
    for other in added[len(lost) :]:
        is_usual = other.letters == "EU" and not _lost_words(source, target, found)
        yield _finding(None, other, index, Severity.WARNING if is_usual else Severity.ERROR)


@functools.lru_cache(maxsize=64)
def _wanted(source: str) -> tuple[Acronym, ...]:
    return tuple(_first_of_each(find_acronyms(source, language="it")))


def _first_of_each(acronyms: list[Acronym]) -> list[Acronym]:
    """One of those with the same letters, the first."""
    return list({a.letters: a for a in reversed(acronyms)}.values())[::-1]


def _lost_words(source: str, target: str, found: list[Acronym]) -> bool:
    """Whether the source names in words what the translation does not: ``Nazioni Unite``."""
    lower = source.lower()
    for letters, (_, italian) in _meanings().items():
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
    words = {*_words(english), *_words(acronym_.letters), *(form.lower() for form in forms)}
    if any(_has(target, word) for word in words):
        return True
    return any(_spells(target, form) for form in forms)


def _is_meant(acronym_: Acronym, wanted: Sequence[Acronym], source: str) -> bool:
    """Whether the source has an acronym of the translation, or says it in words."""
    letters = acronym_.letters
    english = {ACRONYMS.get(a.letters, a.letters).removesuffix("s").upper() for a in wanted}
    if letters in english or any(a.letters == letters for a in wanted):
        return True
    words = {
        letters.lower(),
        *_words(letters, italian=True),
        *(i.lower() for i in _italian(letters)),
    }
    return any(_has(source, word) for word in words) or _spells(source, letters)


def _has(text: str, word: str) -> bool:
    """Whether a text has a word, or the beginning of one that has four letters at least."""
    close = r"(?!\w)" if len(word) < 4 else ""
    flags = re.IGNORECASE if len(word) > 2 else re.NOFLAG
    pattern = rf"(?<![^\W_]){re.escape(word if len(word) > 2 else word.upper())}{close}"
    return re.search(pattern, text, flags) is not None


def _spells(text: str, letters: str) -> bool:
    """Whether words in a row begin with the letters, in any order: ``Partito Democratico``.

    Acronyms whose words are known are not guessed at.
    """
    if letters in _meanings():
        return False
    words = [w for w in re.findall(r"[^\W\d_]+(?:['’]s\b)?", text) if w.lower() not in _SMALL]
    initials = "".join(word[0].upper() for word in words)
    size, wanted = len(letters), sorted(letters)
    return any(
        sorted(initials[at : at + size]) == wanted
        and any(word[0].isupper() for word in words[at : at + size])
        for at in range(len(initials) - size + 1)
    )


def _is_known(letters: str) -> bool:
    return letters in _known()


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(e.removesuffix("s").upper() for e in (*ACRONYMS.values(), "US"))


@functools.cache
def _italian(letters: str) -> tuple[str, ...]:
    return tuple(it for it, en in ACRONYMS.items() if en.removesuffix("s").upper() == letters)


@functools.cache
def _meanings() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {
        row[0].removesuffix("s").upper(): (tuple(row[1].split("|")), tuple(row[2].split("|")))
        for row in load_rows("acronym_words.tsv")
    }


def _words(letters: str, *, italian: bool = False) -> tuple[str, ...]:
    pair = _meanings().get(letters.removesuffix("s").upper(), ((), ()))
    return pair[1 if italian else 0]


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
