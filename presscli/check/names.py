"""Names must come through: as they are, by their English name, or nearly as they are."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from presscli.check.coverage import lexicon
from presscli.check.kinship import is_english, is_miscopied, is_misspelt, is_near
from presscli.check.links import blank, find_links
from presscli.check.name_words import (
    CAPITALISED,
    all_words,
    meant_names,
    origins,
    written_names,
)
from presscli.check.spelling import is_alike, is_same_root
from presscli.document import Finding, Severity
from presscli.lexicon.places import exonyms
from presscli.lexicon.tables import load_names
from presscli.lexicon.terms import acronym
from presscli.lexicon.words import word_set

_SMALL = re.compile(r"(?<![\w@.])[a-zà-ÿ]{4,}(?![\w@])")
_ROMAN = re.compile(r"[IVXLC]+")
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
_RUN = re.compile(r"(?<![\w@.-])[A-ZÀ-Ý][^\W\d_]+(?: [A-ZÀ-Ý][^\W\d_]+){2,}(?![\w-])")
_LEAST_DOUBLED_CHARS = 4
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
    said = all_words(target) if wanted else frozenset()
    lost = [(name, span) for name, span in wanted if not _is_said(name, source, target, said)]
    strange = [found for found in find_names(target) if not is_explained(found[0], source)]
    for name, span in lost:
        copy = next((found for found in strange if is_near(name.lower(), found[0].lower())), None)
        if copy:
            strange.remove(copy)
        yield _finding(index, (name, span), copy)
    for found in strange:
        yield _finding(index, None, found)
    yield from _doubled(source, target, index)


_Named = tuple[str, tuple[int, int]]


def _finding(index: int, lost: _Named | None, strange: _Named | None) -> Finding:
    """A name that is lost, one that is made up, or one that became another."""
    name, span = lost or ("", None)
    other, other_span = strange or ("", None)
    if lost and strange:
        message = f"the name '{name}' became '{other}' in the translation"
    elif lost:
        message = f"the name '{name}' has no match in the translation"
    else:
        message = f"the name '{other}' of the translation is not in the source"
    return Finding(
        "W-NAME",
        Severity.WARNING,
        message,
        index,
        source_value=name,
        target_value=other,
        source_span=span,
        target_span=other_span,
    )


def _doubled(source: str, target: str, index: int) -> Iterator[Finding]:
    """Names that stand twice in a row of capitalised words: "Saint Lazzaro Borgo San Lazzaro"."""
    for run in _RUN.finditer(target):
        words = run[0].split(" ")
        for name in {w for w in words if len(w) >= _LEAST_DOUBLED_CHARS and words.count(w) > 1}:
            if source.count(name) == 1:
                start = run.start() + run[0].rindex(name)
                message = f"the name '{name}' stands twice in the translation"
                yield Finding(
                    "W-NAME",
                    Severity.WARNING,
                    message,
                    index,
                    target_value=name,
                    target_span=(start, start + len(name)),
                )


@functools.lru_cache(maxsize=64)
def _wanted(source: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Names of an Italian text that its translation must have, with their spans."""
    return tuple(
        (name, span)
        for name, span in (*_find_first_cities(source), *find_names(source), *_find_peoples(source))
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
    for match in CAPITALISED.finditer(free):
        if not opens_sentence(free, match.start()):
            yield match[0], match.span()


def _find_first_cities(text: str) -> Iterator[_Named]:
    """Cities that open a sentence, and are called the same in English."""
    for match in CAPITALISED.finditer(text):
        if match[0].lower() in load_names("cities.tsv") and opens_sentence(text, match.start()):
            yield match[0], match.span()


def opens_sentence(text: str, at: int) -> bool:
    """Whether the word that begins at ``at`` is the first of a sentence, or of a quotation's."""
    before = text[max(0, at - 20) : at].rstrip(_BEFORE_WORD)
    return not before or before[-1] in _ENDS


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


def _is_said(name: str, source: str, target: str, said: AbstractSet[str]) -> bool:
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
    if any(is_same_root(t, word) for t in proper for word in said):
        return True
    alike = [word for word in said if is_alike(lower, word)]
    if name == lower or not alike:
        return bool(alike)
    return any(not _is_other(lower, word, source) for word in alike)


def _is_other(name: str, word: str, source: str) -> bool:
    """Whether a word of the translation is a bad copy of a name, or another name of the source.

    "Gorica" stands for itself and not for Gorizia where the source has both.
    """
    if is_miscopied(name, word, widely=True):
        return True
    return word in word_set(source) and is_near(name, word) and not is_english(word)


def is_explained(name: str, source: str) -> bool:
    """Whether a capitalised word of a translation is no name, or one that the source has."""
    return _is_ordinary(name) or _is_known(name, source)


def _is_ordinary(name: str) -> bool:
    """Whether English has the word in small letters as well: no name, merely capitalised."""
    words = lexicon()
    lower = name.lower()
    return lower in _TITLES or (lower in words.english and lower not in words.proper)


def _is_known(name: str, source: str) -> bool:
    """Whether the source has the name; a people or a country must be meant, not just alike."""
    lower, known = name.lower(), origins(source)
    if lower in known:
        return True
    if lower in lexicon().proper:
        return any(is_same_root(lower, word) for word in known)
    if not any(is_alike(word, lower) for word in known):
        return False
    miscopied = any(is_miscopied(word, lower) for word in written_names(source))
    return not miscopied and not any(is_misspelt(word, lower) for word in meant_names(source))
