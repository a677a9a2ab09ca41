"""Is every word of the source said in the translation, and nothing else?

The word lexicon answers cheaply what a model's own score does not: a clause left
out lowers the *coverage* of the source, an invented or garbled word the *support*
of the target.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from presscli.check.coverage import content_words, lexicon
from presscli.lexicon.words import word_set

_STEM_CHARS = 5
"""Words that begin with as many equal letters are taken for forms of one word."""

_NOTHING: frozenset[str] = frozenset()


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


@functools.lru_cache(maxsize=32)
def measure(source: str, target: str) -> Coverage:
    """Which content words of an Italian text and its translation explain each other.

    Kept, since choosing a hypothesis and checking it both ask.

    Args:
        source: The Italian segment.
        target: Its translation.
    """
    known, meant, offered = _read(source)
    words = content_words(target)
    said = _NOTHING.union(*map(_forms, words))
    silent = [word for word, forms in zip(known, meant, strict=True) if forms.isdisjoint(said)]
    untranslated = [word for word in silent if not _stands(word, said)]
    telling = telling_words(target)
    unsupported = [word for word in telling if offered.isdisjoint(_forms(word))]
    return Coverage(
        tuple(untranslated),
        tuple(unsupported),
        _share(len(untranslated), len(known)),
        _share(len(unsupported), len(telling)),
    )


def silent_words(source: str, target: str) -> set[str]:
    """Lower-case words of an Italian text of which its translation says nothing.

    What was left in Italian is said, well or badly; names are, and W-RESIDUE tells the rest.
    """
    return set(measure(source, target).untranslated) - word_set(target)


def known_words(source: str) -> tuple[str, ...]:
    """The content words of an Italian text that are looked for in its translation."""
    return _read(source)[0]


def telling_words(target: str) -> list[str]:
    """The content words of an English text that its source must explain."""
    function = lexicon().english_function
    return [word for word in content_words(target) if word not in function]


@functools.lru_cache(maxsize=64)
def _read(source: str) -> tuple[tuple[str, ...], tuple[frozenset[str], ...], frozenset[str]]:
    """The words of an Italian text that the lexicon knows, what each means, and all forms meant."""
    words = lexicon()
    content = content_words(source)
    telling = [w for w in content if w not in words.italian_function]
    known = tuple([w for w in telling if words.of(w)])
    offered = _NOTHING.union(*map(_meant, content), *map(_forms, telling))
    return known, tuple(map(_meant, known)), offered


@functools.lru_cache(maxsize=4096)
def _meant(word: str) -> frozenset[str]:
    """The English of a lower-case Italian form, with stems; 0.6 KB each, 2.4 MB at most."""
    return _NOTHING.union(*map(_forms, lexicon().of(word)))


@functools.lru_cache(maxsize=8192)
def _forms(word: str) -> frozenset[str]:
    """A word, and its stem if it is long enough, marked as such; 3.2 MB at most."""
    return frozenset((word, word[:_STEM_CHARS] + "-") if len(word) >= _STEM_CHARS else (word,))


def _stands(word: str, said: frozenset[str]) -> bool:
    """Whether an Italian word is in the English, as it is or alike, and may be."""
    # An Italian word that stands in the English is no translation of itself.
    if word in said:
        return word not in lexicon().italian_only
    return not said.isdisjoint(_forms(word))


def _share(without: int, total: int) -> float:
    return 1 - without / total if total else 1.0
