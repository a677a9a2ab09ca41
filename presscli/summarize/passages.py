"""The sentences of a release as the summary sees them: whole, in order, and in chunks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from presscli.summarize.words import words

_SENTENCE_END = re.compile(r"""(?<=[.!?])["”’')\]]*\s+(?=["“‘'(\[€$£]*[^\W_a-z])""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Art|Nos|vs|approx|Gen|Sen|Hon|Eng|p\.m|a\.m)|\b[A-Z])\.$"
)
_WHOLE = re.compile(r"""^["“‘'(\[€$£]?[^\W_a-z].*[.!?]["”’')\]]*$""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of the release and the indices of the segments that it is made of."""

    text: str
    support: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it begins and ends as a sentence does."""
        return is_whole(self.text)


def is_whole(text: str) -> bool:
    """Whether a text begins and ends as a sentence does."""
    return bool(_WHOLE.match(text))


def join_pieces(sentences: Sequence[str], indices: Sequence[int]) -> list[Passage]:
    """Put sentences together again that were cut because they were too long for a model.

    Args:
        sentences: Translated segments in the release's order.
        indices: For each of them, its index among the release's segments.
    """
    passages: list[Passage] = []
    for sentence, index in zip(sentences, indices, strict=True):
        text = " ".join(sentence.split())
        if not text:
            continue
        last = passages[-1] if passages else None
        if last and not last.text.endswith((".", "!", "?")) and text[0].islower():
            passages[-1] = Passage(f"{last.text} {text}", (*last.support, index))
        else:
            passages.append(Passage(text, (index,)))
    return passages


def split_sentences(text: str) -> list[str]:
    """Split the English that a summariser wrote into sentences."""
    sentences: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        closing = match.group().rstrip()
        piece = text[start : match.start()] + closing
        if _ABBREVIATION.search(piece):
            continue
        sentences.append(piece.strip())
        start = match.end()
    return [s for s in [*sentences, text[start:].strip()] if s]


def chunk(
    passages: Sequence[Passage], count_tokens: Callable[[str], int], limit_tokens: int
) -> Iterator[list[Passage]]:
    """Cut a release into chunks of about equal length that fit a model, in order.

    A passage over the limit by itself is left out: a model cannot read it, and
    no part of it is sent in silence. It may still be a key sentence.

    Args:
        passages: The release.
        count_tokens: Subword tokens that a text takes, special tokens included.
        limit_tokens: What the model can read at once.
    """
    lengths = [count_tokens(p.text) for p in passages]
    readable = [(p, n) for p, n in zip(passages, lengths, strict=True) if n <= limit_tokens]
    total = sum(n for _, n in readable)
    target = total / max(1, -(-total // limit_tokens))
    taken: list[Passage] = []
    tokens = 0
    for passage, length in readable:
        if taken and (tokens + length > limit_tokens or tokens >= target):
            yield taken
            taken, tokens = [], 0
        taken.append(passage)
        tokens += length
    if taken:
        yield taken


def repeats_itself(text: str, ngram: int = 4) -> bool:
    """Whether a word follows itself or a run of ``ngram`` words occurs twice."""
    keys = [w.key for w in words(text)]
    if any(a == b for a, b in itertools.pairwise(keys)):
        return True
    runs = [tuple(keys[i : i + ngram]) for i in range(len(keys) - ngram + 1)]
    return len(set(runs)) < len(runs)
