"""A text as the detector reads it: a bounded sample, without addresses, cut into words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_MOST_CHARS = 10_000
_MOST_PIECES = 8
"""A longer text is read in so many pieces of equal length, evenly spread: what follows the first
pages may be in another language."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+")
"""A word, or one character of a script that writes none apart."""
_LONGEST_WORD = 60
"""What is longer is no word of any language, but a code or a key."""
_ADDRESS = re.compile(r"[\w.+-]{0,64}@\S*|https?://\S*|www\.\S*")
_MAY_ADDRESS = re.compile(r"@|://|www\.")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]*")
_OPENS_SENTENCE = frozenset('\n.!?:"“«„¿¡')
_QUOTATION = re.compile(r"«[^«»\n]+»|“[^“”\n]+”|„[^„“”\n]+[“”]|\"[^\"\n]+\"")
_PASSAGE_CHARS = 40


class Word(NamedTuple):
    """A word in lower case, whether it has a capital, and whether that opens a sentence."""

    text: str
    capital: bool
    opening: bool


def prepare(text: str) -> str:
    """The part of a text that is looked at, composed, without addresses.

    Returns:
        At most about 10,000 characters.
    """
    composed = unicodedata.normalize("NFC", _sample(text))
    # Looking for an address takes time at each letter, and few texts have one.
    return _ADDRESS.sub(" ", composed) if _MAY_ADDRESS.search(composed) else composed


def _sample(text: str) -> str:
    if len(text) <= _MOST_CHARS:
        return text
    size = _MOST_CHARS // _MOST_PIECES
    step = (len(text) - size) / (_MOST_PIECES - 1)
    starts = (round(piece * step) for piece in range(_MOST_PIECES))
    return "\n".join(_whole_words(text[start : start + size]) for start in starts)


def _whole_words(piece: str) -> str:
    """``piece`` from the first space to the last."""
    return piece[piece.find(" ") + 1 : piece.rfind(" ") + 1] or piece


def words(text: str) -> Iterator[Word]:
    """The words of a prepared text; in one set in capitals, each might open a sentence."""
    shouted = _is_shouted(text)
    for match in _WORD.finditer(text):
        word = match.group()
        if len(word) > _LONGEST_WORD:
            continue
        capital = word[0].isupper()
        opening = capital and (shouted or _opens_sentence(text, match.start()))
        yield Word(word.lower(), capital, opening)


def _is_shouted(text: str) -> bool:
    capitals = sum(len(word) for word in _WORD.findall(text) if len(word) > 1 and word.isupper())
    return capitals > 0 and capitals * 2 > sum(map(str.isalpha, text))


def unquoted(text: str) -> str:
    """``text`` without what stands in quotation marks, which may be in another language."""
    return _QUOTATION.sub(" ", text)


def passages(text: str) -> Iterator[str]:
    """Whole sentences, short ones together until they are ``_PASSAGE_CHARS`` long."""
    passage = ""
    for match in _SENTENCE.finditer(text):
        passage += match.group()
        if len(passage) >= _PASSAGE_CHARS:
            yield passage
            passage = ""


def _opens_sentence(text: str, at: int) -> bool:
    """Whether the word at ``at`` stands at the head of a sentence, line or quotation."""
    before = text[max(0, at - 3) : at].rstrip(" ")
    return before[-1] in _OPENS_SENTENCE if before else at <= 3
