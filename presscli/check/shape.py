"""The shape of a translation: its length, repetitions, and whether it is one at all."""

from __future__ import annotations

import functools
import itertools
import operator
import re
from collections import Counter
from collections.abc import Iterator

from presscli.document import Finding, Severity

_STOPS = frozenset(".!?:;")
_WORD_OR_STOP = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?|[.!?:;]")
_SENTENCE_END = re.compile(r"[.!?][\"”»')]*(?= +[\"“«(]?[A-ZÀ-Ý])(?<!\b[A-Z]\.)(?<!\bMr\.)")
"""Where a sentence ends within a text and another begins."""
_TIMES = 3
"""Four words said so often are a loop, wherever they stand."""
_SHORT_CHARS = 25
"""Below it a ratio of lengths says nothing."""
_RATIO = (0.45, 2.0)
"""Target characters a source character: 99.9 % of the human translations of the
dev sets lie between these."""


def check_shape(source: str, target: str, *, index: int = -1) -> Iterator[Finding]:
    """Findings about empty, cut, padded or repeating output."""
    if not target.strip():
        if source.strip():
            yield Finding("W-EMPTY", Severity.ERROR, "the translation is empty", index)
        return
    ratio = length_ratio(source, target)
    if not _RATIO[0] <= ratio <= _RATIO[1]:
        what = "shorter" if ratio < 1 else "longer"
        message = f"the translation is much {what} than the source ({ratio:.2f} of its characters)"
        yield Finding("W-LENGTH", Severity.WARNING, message, index)
    repeated = find_repetition(target)
    if repeated and not find_repetition(source):
        message = f"the translation repeats itself ('{repeated}')"
        yield Finding("W-REPEAT", Severity.WARNING, message, index, target_value=repeated)


def added_sentences(source: str, target: str) -> int:
    """How many sentences the target has more than the source; 0 if it has no more."""
    return max(0, _count_ends(target) - _count_ends(source))


def _count_ends(text: str) -> int:
    """Ends of sentences that another sentence follows; most segments have none."""
    stops = any(stop in text[:-2] for stop in ".!?")
    return len(_SENTENCE_END.findall(text)) if stops else 0


def length_ratio(source: str, target: str) -> float:
    """Target characters a source character; 1.0 where either is too short to tell."""
    if len(source) < _SHORT_CHARS:
        return 1.0 if len(target) < 3 * _SHORT_CHARS else len(target) / _SHORT_CHARS
    return len(target.strip()) / len(source.strip())


def is_copy(source: str, target: str) -> bool:
    """Whether four words or more were handed back as they came."""
    words = _words(source)
    return len(words) >= 4 and words == _words(target)


def find_repetition(text: str) -> str:
    """Words said again at once, or four words said three times; empty if none are."""
    words = _words_and_stops(text)
    if says_all_once(text):
        return ""  # Whatever is said twice, its first two words are.
    for size in (1, 2, 3, 4, 5, 6):
        # One word must come three times: "that that" and "had had" are English.
        times = 3 if size == 1 else 2
        same = bytes(map(operator.eq, words, words[size:]))
        at = same.find(run := b"\1" * size * (times - 1))
        while at >= 0:
            if words[at].isalnum():
                return " ".join(words[at : at + size])
            at = same.find(run, at + 1)
    if max(Counter(words).values()) < _TIMES:
        return ""
    counts = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
    return next((" ".join(unit) for unit, n in counts.items() if n >= _TIMES), "")


@functools.lru_cache(maxsize=64)
def says_all_once(text: str) -> bool:
    """Whether no two words follow each other twice: then nothing longer is repeated either."""
    pairs = list(itertools.pairwise(_words_and_stops(text)))
    return len(set(pairs)) == len(pairs)


def repeated_share(text: str) -> float:
    """The share of three-word runs that occurred before in the text, 0 to 1."""
    if says_all_once(text):
        return 0.0
    words = _words(text)
    runs = list(zip(words, words[1:], words[2:], strict=False))
    return 1 - len(set(runs)) / len(runs) if runs else 0.0


def _words(text: str) -> list[str]:
    return [word for word in _words_and_stops(text) if word not in _STOPS]


@functools.lru_cache(maxsize=64)
def _words_and_stops(text: str) -> tuple[str, ...]:
    return tuple(_WORD_OR_STOP.findall(text.lower()))
