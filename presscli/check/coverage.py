"""Is every word of the source said in the translation, and nothing else?

A bilingual word lexicon (see ``data/README.md``) answers cheaply what a model's
own score does not: a clause left out lowers the *coverage* of the source, an
invented or garbled word the *support* of the target.
"""

from __future__ import annotations

import functools
import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise

from presscli.check.links import blank, find_links
from presscli.lexicon.date_patterns import IT_WEEKDAYS
from presscli.lexicon.words import words_of

_WORD = re.compile(r"[^\W\d_]+")
_FIRST_NOUN = re.compile(
    r"(?:^|[.!?:–-] )([A-ZÀ-Ý][^\W\d_]+)(?: \1)?"
    r" (?=(?:tra|fra|con|su|sull?[ae]?|sui|per|di|dell?[aeo]?|dei|degli|nell?[aeo]?)\b)"
)
"""A capitalised noun before a preposition; captions from web pages say it twice."""
_FIRST_WORD = re.compile(r"(?:^|[.!?:–-] )[\"“«]?([A-ZÀ-Ý][^\W\d_]+)")
_WEEKDAYS = frozenset(forms[0] for forms in IT_WEEKDAYS)
_ITALIAN_ENDING = re.compile(
    r"\w{4,}(?:zion[ei]|ment[oi]|[ea]nz[ae]|ist[aie]|tor[ei]|tric[ei]|ità|evol[ei]|mente|ur[ae]|aggi)"
)
"""Endings that no loan word has: ``videoconferenza``, ``macchinisti``."""
_STEM_CHARS = 5
"""Words that begin with as many equal letters are taken for forms of one word."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word translations learnt from parallel text.

    ``translations`` maps an Italian form to its English ones, best first, as
    one string; ``italian_only`` holds forms that English text never has.
    ``english`` are words that English text has, ``proper`` those of them that
    always have a capital: names, peoples, languages. ``press`` are Italian words
    of one meaning in press releases. All are in lower case, weekdays in English
    apart.
    """

    translations: Mapping[str, str]
    italian_only: frozenset[str]
    italian_function: frozenset[str]
    english_function: frozenset[str]
    english: frozenset[str]
    proper: frozenset[str]
    press: Mapping[str, str]

    def of(self, word: str) -> list[str]:
        """English translations of a lower-case Italian form, best first; maybe none."""
        return self.translations.get(word, "").split()

    def copies(self, word: str) -> bool:
        """Whether an Italian form may stay as it is in English: a name, a loan word."""
        return word in self.of(word)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Content words on both sides that find no counterpart on the other.

    ``source_share`` and ``target_share`` are the explained shares, 0 to 1; 1
    where there is no content word that the lexicon knows.
    """

    untranslated: tuple[str, ...]
    unsupported: tuple[str, ...]
    source_share: float
    target_share: float


@functools.cache
def lexicon() -> Lexicon:
    """The packaged lexicon, read at the first call."""
    data = resources.files("presscli.check") / "data"
    it, en = (data / "function-words.tsv").read_text(encoding="utf-8").splitlines()
    first, *lines = _read_lines(data / "lexicon-it-en.tsv.gz")
    english = _read_lines(data / "english-words.txt.gz")
    entries = [line.split("\t", 1) for line in lines]
    only = {word[:-1] for word, _ in entries if word[-1] == "!"}
    return Lexicon(
        translations={word.rstrip("!"): english for word, english in entries},
        italian_only=frozenset(only | set(first.split())),
        italian_function=frozenset(it.split()[1:]),
        english_function=frozenset(en.split()[1:]),
        english=frozenset(word.rstrip("^") for word in english),
        proper=frozenset(word[:-1] for word in english if word[-1] == "^"),
        press=_read_press_words(data / "press-words.tsv"),
    )


def _read_press_words(path: Traversable) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def _read_lines(path: Traversable) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode().splitlines()


def measure(source: str, target: str) -> Coverage:
    """Which content words of an Italian text and its translation explain each other.

    Args:
        source: The Italian segment.
        target: Its translation.
    """
    return _measured(source, target)


@functools.lru_cache(maxsize=32)
def _measured(source: str, target: str) -> Coverage:
    """Kept, since choosing a hypothesis and checking it both ask."""
    words = lexicon()
    known, offered = _content_of(source)
    en = [w for w in content_words(target) if w not in words.english_function]
    english = _Forms(content_words(target))
    untranslated = [w for w in known if not _is_said(w, words, english)]
    unsupported = [w for w in en if not offered.has(w)]
    return Coverage(
        tuple(untranslated),
        tuple(unsupported),
        _share(len(untranslated), len(known)),
        _share(len(unsupported), len(en)),
    )


@functools.lru_cache(maxsize=64)
def _content_of(source: str) -> tuple[tuple[str, ...], _Forms]:
    """The words of an Italian text that the lexicon knows, and all that they may mean."""
    words = lexicon()
    it = [w for w in content_words(source) if w not in words.italian_function]
    known = tuple(w for w in it if w in words.translations)
    offered = {t for w in content_words(source) for t in words.of(w)}
    return known, _Forms(offered.union(it))


@functools.lru_cache(maxsize=128)
def content_words(text: str) -> tuple[str, ...]:
    """Lower-case words of at least two letters, as the lexicon was trained on them."""
    return tuple([w for w in words_of(text) if len(w) > 1])


def find_residue(source: str, target: str) -> list[str]:
    """Italian words of the source that the translation left standing, in order.

    Quoted words may stay, and so may capitalised ones, which may be names, but
    for a first word that no name can be, as in ``Colloqui tra Putin e Biden``.
    """
    telling = _telling(source)
    if telling.isdisjoint(words_of(target)):
        return []
    return [
        word
        for word, following in pairwise([*_WORD.findall(_unquoted(target)), ""])
        if word.lower() in telling
        # "Viale della Stazione" and "Piazza Matteotti" are names.
        and not (_is_particle(word) and following.istitle() and word.lower() not in _WEEKDAYS)
    ]


@functools.lru_cache(maxsize=64)
def _telling(source: str) -> frozenset[str]:
    """Words of an Italian text that no English text has."""
    words = lexicon()
    foreign = {word for word in _WORD.findall(source) if word.islower()} - words.english
    return frozenset(
        word
        for word in common_words(source)
        if (
            word in words.italian_only
            or word in _WEEKDAYS
            or word in words.press
            or (word in foreign and _ITALIAN_ENDING.fullmatch(word))
        )
        and not words.copies(word)
    )


def _unquoted(text: str) -> str:
    """The text with links and quotations blanked."""
    free = blank(text, [link.span for link in find_links(text)])
    return re.sub(r"«[^»]*»|“[^”]*”|\"[^\"]*\"", " ", free)


@functools.lru_cache(maxsize=64)
def common_words(source: str) -> frozenset[str]:
    """Words of an Italian text that are no names: written small, or first where no name can be."""
    lower = {word for word in _WORD.findall(source) if word.islower()}
    # A first word is capitalised in any case; these are never names.
    first = {match[1].lower() for match in _FIRST_WORD.finditer(source)}
    first &= lexicon().italian_function | _WEEKDAYS
    return frozenset(lower | first | {m[1].lower() for m in _FIRST_NOUN.finditer(source)})


def _is_particle(word: str) -> bool:
    return word[0].isupper() or word in lexicon().italian_function


class _Forms:
    """A set of words that knows a word by its stem as well."""

    __slots__ = ("_stems", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._stems = frozenset([w[:_STEM_CHARS] for w in self._words if len(w) >= _STEM_CHARS])

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def has(self, word: str) -> bool:
        """Whether the word or another form of it is there."""
        return word in self._words or (
            len(word) >= _STEM_CHARS and word[:_STEM_CHARS] in self._stems
        )

    def meets(self, other: _Forms) -> bool:
        """Whether the two have a word in common, or forms of one."""
        return not (self._words.isdisjoint(other._words) and self._stems.isdisjoint(other._stems))


@functools.lru_cache(maxsize=16_384)
def _meant(word: str) -> _Forms:
    """The English of a lower-case Italian form."""
    return _Forms(lexicon().of(word))


def _is_said(word: str, words: Lexicon, english: _Forms) -> bool:
    if _meant(word).meets(english):
        return True
    # An Italian word that stands in the English is no translation of itself.
    return english.has(word) and not (word in english and word in words.italian_only)


def _share(without: int, total: int) -> float:
    return 1 - without / total if total else 1.0
