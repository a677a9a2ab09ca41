"""Names must come through: as they are, by their English name, or nearly as they are."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from presscli.check.coverage import content_words, lexicon
from presscli.check.links import blank, find_links
from presscli.check.spelling import is_alike, is_same_root
from presscli.document import Finding, Severity
from presscli.lexicon.dates import find_dates
from presscli.lexicon.places import exonyms
from presscli.lexicon.terms import acronym

_CAPITALISED = re.compile(r"(?<![\w@.])[A-ZÀ-Ý][^\W\d_]+(?:-[A-ZÀ-Ý][^\W\d_]+)*")
_SMALL = re.compile(r"(?<![\w@.])[a-zà-ÿ]{4,}(?![\w@])")
_ROMAN = re.compile(r"[IVXLC]+")
_POINT = re.compile(r"(?<=\b[A-Z])\.")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PEOPLE = re.compile(
    r"(?:es[ei]|[aei]n[oaie]|(?:ic|sc|ec|rc)h?[oaei]|ol[oaie]|ss[oaie]|er[oaie]|pe[oaie]|lg(?:a|h?[ei]))$"
)
"""How Italian words for peoples end: ``francese``, ``tedeschi``, ``belga``."""
_NO_PEOPLE = frozenset({"mosca", "mosche", "bassi", "basse"})
_BEFORE_WORD = " \"“”«»'‘’([–—-"
_ENDS = ".!?:;…\n"
_ABBREVIATION_CHARS = 4
_TITLES = frozenset(
    ("mr", "mrs", "ms", "madam", "president", "commissioner", "parliament", "union", "european")
)
"""Always in capitals in parliament, and added or left out with every courtesy."""
_SHORT = {
    "usa": ("us",), "ameri": ("us", "usa"), "statu": ("us", "usa"), "europ": ("eu", "euro"),
    "unito": ("uk",), "ingle": ("uk", "britain"), "brita": ("uk",),
}  # fmt: skip
"""Acronyms for countries, by the first five letters of their Italian names."""
_OFFICIAL = _TITLES - {"european"} | {"council", "united", "prize", "god", "ocean", "kingdom"}
_LONGEST_CHARS = 5_000
"""A longer text is no sentence; comparing all its names with all its words takes too long."""


def check_names(source: str, target: str, *, index: int = -1) -> Iterator[Finding]:
    """Names of an Italian segment that its translation lacks, and names that it invents.

    Only words that the lexicon does not know as common words are looked at; in a
    text in capitals nothing can be told.
    """
    if source.isupper() or target.isupper() or len(source) > _LONGEST_CHARS:
        return
    wanted = _wanted(source)
    said = _words(target) if wanted else frozenset()
    for name, span in wanted:
        if _is_said(name, target, said):
            continue
        yield Finding(
            "W-NAME",
            Severity.WARNING,
            f"the name '{name}' has no match in the translation",
            index,
            source_value=name,
            source_span=span,
        )
    for name, span in find_names(target):
        if _is_ordinary(name) or _is_known(name, _known(source)):
            continue
        yield Finding(
            "W-NAME",
            Severity.WARNING,
            f"the name '{name}' of the translation is not in the source",
            index,
            target_value=name,
            target_span=span,
        )


@functools.lru_cache(maxsize=64)
def _wanted(source: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Names of an Italian text that its translation must have, with their spans."""
    return tuple(
        (name, span)
        for name, span in (*find_names(source), *_find_peoples(source))
        if (not is_common(name) or proper_names(name.lower()))
        # A title, "Avv."
        and not (source[span[1] : span[1] + 1] == "." and len(name) <= _ABBREVIATION_CHARS)
        and not _ROMAN.fullmatch(name)  # A number.
    )


def _find_peoples(source: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Words in small letters that English writes with a capital: ``tedesco``, ``inglesi``."""
    for match in _SMALL.finditer(source):
        if _PEOPLE.search(match[0]) and match[0] not in _NO_PEOPLE and proper_names(match[0]):
            yield match[0], match.span()


def find_names(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Capitalised words within sentences, with their spans; the first word of one does not tell."""
    free = blank(text, [link.span for link in find_links(text)])
    for match in _CAPITALISED.finditer(free):
        if not opens_sentence(free, match.start()):
            yield match[0], match.span()


def opens_sentence(text: str, at: int) -> bool:
    """Whether the word that begins at ``at`` is the first of a sentence, or of a quotation's."""
    before = text[max(0, at - 20) : at].rstrip(_BEFORE_WORD)
    return not before or before[-1] in _ENDS


def _words(text: str) -> set[str]:
    """Lower-case words, hyphenated ones whole and in parts, ``U.S.`` as ``us``."""
    joined = _POINT.sub("", text) if "." in text else text
    whole = {word.lower() for word in _HYPHENATED.findall(joined)}
    return whole.union(content_words(text))


@functools.lru_cache(maxsize=64)
def _known(source: str) -> frozenset[str]:
    """Lower-case words that a name of the translation may come from."""
    return frozenset(_words(source) | _english_of(source))


def _english_of(source: str) -> set[str]:
    """English words for the places, acronyms, dates and words of an Italian text."""
    dates = {word for match in find_dates(source) for word in match.english.lower().split()}
    words = {english for word in content_words(source) for english in lexicon().of(word)}
    names = {match[0] for match in _CAPITALISED.finditer(source)}
    english = {exonyms().get(name) or acronym(name) or "" for name in names}
    return dates | words | {word for name in english for word in content_words(name)}


def is_common(name: str) -> bool:
    """Whether Italian has the word as a common noun that was merely capitalised."""
    words = lexicon()
    lower = name.lower()
    is_common = bool(words.of(lower)) or lower in words.italian_function
    return is_common and not words.copies(lower)


def proper_names(word: str) -> list[str]:
    """English names of a country or people, from its lower-case Italian one; maybe none.

    Words that a parliament capitalises (``Consiglio``, "Council") are no names.
    """
    words = lexicon()
    english = words.of(word)
    if not english or english[0] not in words.proper or english[0] in _OFFICIAL:
        return []
    return [t for t in english if t in words.proper]


def _is_said(name: str, target: str, said: AbstractSet[str]) -> bool:
    lower = name.lower()
    if lower in said:
        return True
    english = [acronym(name), *lexicon().of(lower), *_SHORT.get(lower[:5], ())]
    if any(word and word.lower() in said for word in english):
        return True
    place = exonyms().get(name)
    if place and place.lower() in target.lower():
        return True
    proper = proper_names(lower)
    return any(is_alike(lower, word) for word in said) or any(
        is_same_root(t, word) for t in proper for word in said
    )


def _is_ordinary(name: str) -> bool:
    """Whether English has the word in small letters as well: no name, merely capitalised."""
    words = lexicon()
    lower = name.lower()
    return lower in _TITLES or (lower in words.english and lower not in words.proper)


def _is_known(name: str, known: AbstractSet[str]) -> bool:
    """Whether the source has the name; a people or a country must be meant, not just alike."""
    lower = name.lower()
    if lower in known:
        return True
    same = is_same_root if lower in lexicon().proper else is_alike
    return any(same(lower, word) for word in known)
