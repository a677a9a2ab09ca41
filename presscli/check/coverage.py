"""The bilingual word lexicon (see ``data/README.md``), and words that were left in Italian."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise

from presscli.check.links import blank, find_links
from presscli.lexicon.date_patterns import IT_WEEKDAYS
from presscli.lexicon.false_friends import meanings
from presscli.lexicon.packed import PackedTexts, PackedWords, read_lines
from presscli.lexicon.words import WORD, words_of

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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word translations learnt from parallel text.

    ``of`` gives the English translations of an Italian form, best first, maybe
    none, those that the table of false friends adds last; ``italian_only`` holds forms
    that English text never has.
    ``english`` are words that English text has, ``proper`` those of them that
    always have a capital: names, peoples, languages. ``press`` are Italian words
    of one meaning in press releases. All are in lower case, weekdays in English
    apart.
    """

    of: Callable[[str], tuple[str, ...]]
    italian_only: PackedWords
    italian_function: frozenset[str]
    english_function: frozenset[str]
    english: PackedWords
    proper: frozenset[str]
    press: Mapping[str, str]

    def copies(self, word: str) -> bool:
        """Whether an Italian form may stay as it is in English: a name, a loan word."""
        return word in self.of(word)


@functools.cache
def lexicon() -> Lexicon:
    """The packaged lexicon, read at the first call."""
    data = resources.files("presscli.check") / "data"
    it, en = (data / "function-words.tsv").read_text(encoding="utf-8").splitlines()
    first, *entries = read_lines(data / "lexicon-it-en.tsv.gz")
    english = read_lines(data / "english-words.txt.gz")
    only = [entry[: entry.index("!\t")] for entry in entries if "!\t" in entry]
    texts = PackedTexts([entry.replace("!\t", "\t") for entry in entries])

    @functools.lru_cache(maxsize=2048)  # 86 of 100 calls on news; 0.7 MB at most.
    def translations(word: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*texts.of(word).split(), *meanings(word))))

    return Lexicon(
        of=translations,
        italian_only=PackedWords(only + first.split()),
        italian_function=frozenset(it.split()[1:]),
        english_function=frozenset(en.split()[1:]),
        english=PackedWords([word.rstrip("^") for word in english]),
        proper=frozenset(word[:-1] for word in english if word[-1] == "^"),
        press=_read_press_words(data / "press-words.tsv"),
    )


def _read_press_words(path: Traversable) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


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
        for word, following in pairwise([*WORD.findall(_unquoted(target)), ""])
        if word.lower() in telling
        # "Viale della Stazione" and "Piazza Matteotti" are names.
        and not (_is_particle(word) and following.istitle() and word.lower() not in _WEEKDAYS)
    ]


@functools.lru_cache(maxsize=64)
def _telling(source: str) -> frozenset[str]:
    """Words of an Italian text that no English text has."""
    words = lexicon()
    small = {word for word in WORD.findall(source) if word.islower()}
    return frozenset(
        word
        for word in common_words(source)
        if (
            word in words.italian_only
            or word in _WEEKDAYS
            or word in words.press
            or (word in small and _ITALIAN_ENDING.fullmatch(word) and word not in words.english)
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
    lower = {word for word in WORD.findall(source) if word.islower()}
    # A first word is capitalised in any case; these are never names.
    first = {match[1].lower() for match in _FIRST_WORD.finditer(source)}
    first &= lexicon().italian_function | _WEEKDAYS
    return frozenset(lower | first | {m[1].lower() for m in _FIRST_NOUN.finditer(source)})


def _is_particle(word: str) -> bool:
    return word[0].isupper() or word in lexicon().italian_function
