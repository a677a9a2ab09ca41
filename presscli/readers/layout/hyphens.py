"""Words divided at the ends of lines: put together where that is safe, never glued wrongly."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

SOFT_HYPHEN = "\u00ad"
_HYPHENS = ("-", "\u2010", SOFT_HYPHEN)
_VOWELS = frozenset("aeiouàèéìòóùy")
_COMPOUND = frozenset(
    # First parts of Italian compounds that are written with a hyphen.
    """
    italo franco anglo austro russo sino nippo euro ispano greco turco israelo serbo croato
    afro latino ibero svizzero tedesco americano luso polacco socio politico economico tecnico
    scientifico storico artistico giuridico medico sanitario amministrativo culturale sociale
    turistico educativo logistico idrico chimico fisico agro silvo medio lungo nord sud
    est ovest centro ex vice audio video bianco rosso giallo nero verde azzurro
    part full start check follow stand work know
    """.split()  # noqa: SIM905
)
_WHOLE = ("europ", "extra", "medioc", "sinonim", "viceversa", "suddit", "francoboll")
"""Beginnings of words that only look like such compounds where they are divided."""
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def known_words(lines: Iterable[str]) -> frozenset[str]:
    """The words of lines, but for those that a line's end may have cut; in lower case."""
    words: set[str] = set()
    for line in lines:
        found = _WORD.findall(line.lower())
        if line.endswith(_HYPHENS) and found:
            found.pop()
        words.update(found)
    return frozenset(words)


def join_lines(above: str, below: str, words: Container[str]) -> str:
    """Put two lines of a paragraph together.

    Args:
        above: Text that ends with a line's end; not empty.
        below: The next line; not empty.
        words: As :func:`known_words` finds them.

    Returns:
        A word divided by hyphenation is whole; one that is written with a hyphen keeps it;
        else there is a space between the lines.
    """
    cut = re.search(r"([^\W_]{1,50})[-\u2010\u00ad]$", above[-52:])
    rest = re.match(r"[^\W_]{1,50}", below)
    if not cut or not rest:
        return f"{above} {below}"
    if above.endswith(SOFT_HYPHEN) or is_divided(cut[1], rest[0], words):
        return above[:-1] + below
    return above + below


def is_divided(stem: str, rest: str, words: Container[str]) -> bool:
    """Whether a hyphen between two parts is only there because the line ended.

    It is where the whole is a word of the document, and it is not where the document has
    the compound; else where a typesetter would divide an Italian word.
    """
    if not rest[0].islower() or not stem[-1].isalpha():
        return False
    stem, rest = stem.lower(), rest.lower()
    if f"{stem}{rest}" in words or f"{stem}{rest}".startswith(_WHOLE):
        return True
    if f"{stem}-{rest}" in words or stem in _COMPOUND:
        return False
    if len(stem) > 3 and len(rest) > 3 and stem in words and rest in words:
        return False
    return _ends_syllable(stem, rest)


def _ends_syllable(stem: str, rest: str) -> bool:
    """Whether a syllable ends between the parts (UNI 6461: before a consonant and a vowel)."""
    if len(stem) < 2 or len(rest) < 2 or rest[0] in _VOWELS or not _VOWELS & set(rest):
        return False
    last, before = stem[-1], stem[-2]
    if last in _VOWELS:
        return True
    closes = last in "lmnr" or last == rest[0] or (last == "c" and rest[0] == "q")
    return closes and before in _VOWELS
