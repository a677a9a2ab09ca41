"""Words, pieces of lines and pages: the values that finding a layout works on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space among them.

    ``x0`` and ``x1`` are its sides, ``base`` its baseline, in points; ``size`` is that of
    the type. ``glued`` says that no white space parts it from the word before, as where
    the type changes within a word.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    strong: bool = False
    emphasis: bool = False
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one baseline that stand together: a line of a column, or a cell's."""

    words: tuple[Word, ...]
    base: float
    size: float
    """The size of most of its characters."""

    @property
    def x0(self) -> float:
        """Its left side."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right side."""
        return max(word.x1 for word in self.words)

    @property
    def text(self) -> str:
        """Its words, a space between two."""
        return join_words(self.words)

    @property
    def strong(self) -> bool:
        """Whether all of it is bold."""
        return all(word.strong for word in self.words)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its words in the order of the file, and its height in points."""

    words: tuple[Word, ...]
    height: float
    width: float


def make_piece(words: Iterable[Word]) -> Piece:
    """Put words on one baseline together, from left to right; at least one."""
    ordered = tuple(sorted(words, key=lambda word: word.x0))
    sizes: Counter[float] = Counter()
    for word in ordered:
        sizes[round(word.size, 1)] += len(word.text)
    size = max(sizes, key=lambda s: (sizes[s], s))
    bases = [word.base for word in ordered if round(word.size, 1) == size]
    return Piece(ordered, sorted(bases)[len(bases) // 2], size)


def join_words(words: Iterable[Word]) -> str:
    """Words as text, a space between two that are not one."""
    text = ""
    for word in words:
        text += word.text if word.glued or not text else f" {word.text}"
    return text


def common_size(pieces: Iterable[Piece]) -> float:
    """The size of type that most characters have; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    return max(sizes, key=lambda s: (sizes[s], -s)) if sizes else 0.0
