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
_MARKS = re.compile(r"[\"“”«»]")
MOST_QUOTED = 5
"""Sentences of one quotation that are kept together; where it is not closed by then, the
translation has lost its closing mark."""
_WHOLE = re.compile(r"""^["“‘'(\[€$£]?[^\W_a-z].*[.!?]["”’')\]]*$""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of the release and the indices of the segments that it is made of.

    A quotation of several sentences is one passage: taken out of it, a sentence would
    say as a fact what somebody said.
    """

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
    """Put together what belongs together.

    That is sentences that were cut because they were too long for a model, and all
    sentences of a quotation.

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
    return list(_join_quotations(passages))


def _join_quotations(passages: Sequence[Passage]) -> Iterator[Passage]:
    at = 0
    while at < len(passages):
        end = _quotation_end(passages, at)
        group = passages[at:end]
        yield Passage(" ".join(p.text for p in group), tuple(i for p in group for i in p.support))
        at = end


def _quotation_end(passages: Sequence[Passage], start: int) -> int:
    """One past the passage that closes the quotation that ``passages[start]`` leaves open."""
    is_open = False
    for end in range(start, min(start + MOST_QUOTED, len(passages))):
        for mark in _MARKS.findall(passages[end].text):
            is_open = not is_open if mark == '"' else mark in "“«"
        if not is_open:
            return end + 1
    return start + 1


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
