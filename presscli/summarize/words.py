"""Words, figures and negations of English sentences, as the rest of the stage compares them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presscli.lexicon.claims import ClaimKind, claim_words

_WORD = re.compile(
    r"[€$£]?\d+(?:[.,:/–-]\d+)*(?:st|nd|rd|th)?[%°]?"  # €1,250.5 · 9-10 · 35.2% · 18.30
    r"|[^\W\d_]+(?:[-.'’][^\W_]+)*",  # Valdarda · non-recurring · S.p.A · Turkey's
)


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as plain text."""
    return frozenset(text.split())


FUNCTION_WORDS = word_set(
    """a an the and or of in on at to from by for with as that this these those it its they their
    them he she his her we our i you is are was were be been being has have had do does did will
    would shall should can could may might must which who whom whose where when while there here
    also than then so such into over under about after before during between through per up down
    out not no nor neither never without only but if"""
)
"""Words that carry no topic: left out where sentences are compared by subject."""

NEGATIONS = word_set("no not never nor neither none nobody nothing without cannot")
"""Words that turn a statement round; ``n't`` counts as well."""


LIMITING = frozenset(claim_words()) - FUNCTION_WORDS | word_set(
    """may might could would should must can not no nor neither never without only if
    but almost nearly estimated expected"""
)
"""A span with one of these limits what is said, or says who said it: it has to stay."""

GOVERNING = frozenset(
    word
    for word, (kind, _) in claim_words().items()
    if kind in (ClaimKind.ATTRIBUTION, ClaimKind.CONDITION)
)
"""Those of them that hold for the whole sentence: ``..., said the mayor``."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence; ``before`` is what stood between it and the word before it."""

    text: str
    before: str

    @property
    def key(self) -> str:
        """What two occurrences of the same word share."""
        return self.text.casefold().replace("’", "'")

    @property
    def is_figure(self) -> bool:
        """Whether it has a digit."""
        return any(c.isdigit() for c in self.text)

    @property
    def is_capitalized(self) -> bool:
        """Whether it begins with a capital, as names do."""
        return self.text[:1].isupper()


def words(text: str) -> list[Word]:
    """Split a sentence into words; currency and percent signs stay with their figure."""
    found = []
    end = 0
    for match in _WORD.finditer(text):
        found.append(Word(match.group(), text[end : match.start()]))
        end = match.end()
    return found


def is_negation(word: Word) -> bool:
    """Whether a word negates."""
    return word.key in NEGATIONS or word.key.endswith("n't")


def stem(word: Word) -> str:
    """A word without its English inflection, crudely: enough to compare, not to print."""
    key = word.key.removesuffix("'s").removesuffix("s'")
    if word.is_figure or len(key) < 5:
        return key
    for ending in ("ing", "ed", "es", "s"):
        if key.endswith(ending) and len(key) - len(ending) >= 4:
            key = key.removesuffix(ending)
            break
    return key.removesuffix("e")


def content(text: str) -> list[str]:
    """Stems of the words that carry the topic, in order."""
    return [stem(w) for w in words(text) if w.key not in FUNCTION_WORDS]
