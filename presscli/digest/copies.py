"""Near-duplicates: the same release as two agencies send it, told by its word shingles.

Shingling and the resemblance and containment of texts are Broder's (1997, "On the
resemblance and containment of documents"). Alike is not enough here: a bulletin of
this week and of last week differ in their figures only, and so does a correction. So
texts are one release only if the shorter states no number, negation or name that the
longer does not, and, where they are about as long, the other way round too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from presscli.document import ParagraphKind, PressRelease

SHINGLE_WORDS = 4
"""Long enough that unrelated releases of one office share few, short enough for edits."""

MIN_RESEMBLANCE = 0.5
MIN_CONTAINMENT = 0.8
"""Jaccard index of the shingles, or the part of the shorter text that is in the longer."""

MIN_SHARED = 8
"""Shingles; texts that have fewer in common are too short to be told apart."""

ABOUT_AS_LONG = 0.85
MOST_DAYS_APART = 2
"""An agency sends a release on the day it gets it, or the next working one."""

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPING = re.compile(r"\.(?=\d{3}(?!\d))")
_NEGATION = re.compile(r"\b(?:non|nessun\w*|mai|senza|né|neanche|nemmeno|not?|never|without)\b")
_NAME = re.compile(r"(?<=[a-zà-ÿ,;:»”\"'’] )[A-ZÀ-Ý][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of a release."""

    shingles: frozenset[str]
    facts: frozenset[tuple[str, int]]
    words: int
    day: date | None


def digest_text(release: PressRelease) -> Text:
    """The running text of a release, its dateline left out: agencies write their own."""
    kinds = {ParagraphKind.BODY, ParagraphKind.QUOTE, ParagraphKind.SUBHEADLINE}
    texts = [
        p.text[len(p.dateline.raw) if p.dateline else 0 :]
        for p in release.paragraphs
        if p.kind in kinds
    ]
    text = " ".join(texts)
    words = _WORD.findall(text.lower())
    shingles = {
        " ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)
    }
    day = release.dateline.date if release.dateline else None
    return Text(frozenset(shingles), _facts(text), len(words), day)


def _facts(text: str) -> frozenset[tuple[str, int]]:
    """Numbers and negations as often as they stand there, and names."""
    numbers = Counter(_GROUPING.sub("", n) for n in _NUMBER.findall(text))
    negations = Counter(_NEGATION.findall(text.lower()))
    counted = {(fact, i) for fact, n in (numbers + negations).items() for i in range(n)}
    return frozenset(counted | {(name, 0) for name in _NAME.findall(text)})


def is_copy(one: Text, other: Text) -> bool:
    """Whether two texts are the same release."""
    shorter, longer = sorted((one, other), key=lambda text: text.words)
    shared = len(shorter.shingles & longer.shingles)
    if shared < MIN_SHARED or not shorter.facts <= longer.facts:
        return False
    if shorter.day and longer.day and abs((shorter.day - longer.day).days) > MOST_DAYS_APART:
        return False
    if shorter.words >= ABOUT_AS_LONG * longer.words and shorter.facts != longer.facts:
        return False
    resemblance = shared / len(shorter.shingles | longer.shingles)
    return resemblance >= MIN_RESEMBLANCE or shared / len(shorter.shingles) >= MIN_CONTAINMENT


def join_copies(texts: Sequence[Text]) -> list[list[int]]:
    """Group texts that are one release.

    Args:
        texts: In any order.

    Returns:
        Groups of indices, each text in one. Within a group every text is a copy of
        the first, which is the longest (of equals, the one that came first); so
        likeness does not creep from one text to the next.
    """
    order = sorted(range(len(texts)), key=lambda i: (-texts[i].words, i))
    groups: dict[int, list[int]] = {}
    heads_by_shingle: defaultdict[str, list[int]] = defaultdict(list)
    for index in order:
        shared = Counter(h for s in texts[index].shingles for h in heads_by_shingle.get(s, ()))
        heads = [h for h, n in shared.most_common() if n >= MIN_SHARED]
        head = next((h for h in heads if is_copy(texts[index], texts[h])), None)
        if head is not None:
            groups[head].append(index)
            continue
        groups[index] = [index]
        for shingle in texts[index].shingles:
            heads_by_shingle[shingle].append(index)
    return list(groups.values())
