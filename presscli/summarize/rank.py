"""Which sentences of a release say what matters: the key sentences.

Centrality after LexRank (Erkan and Radev 2004, JAIR 22, "LexRank: Graph-based
Lexical Centrality as Salience in Text Summarization"), with the position of a
sentence, because a release puts its news first; figures and names, because they
are what a desk looks for; and maximal marginal relevance (Carbonell and Goldstein
1998) so that no two say the same.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence

from presscli.summarize.passages import Passage
from presscli.summarize.words import content, words

DAMPING = 0.85
"""As in PageRank and LexRank."""

POSITION_DECAY = 0.25
"""The position score of sentence ``i`` is ``1 / (1 + POSITION_DECAY * i)``."""

WEIGHTS = {"centrality": 1.0, "position": 1.0, "headline": 0.5, "figures": 0.4, "names": 0.1}
PENALTIES = {"quote": 0.8, "dangling": 0.5, "length": 0.3, "doubt": 1.0}
"""Chosen on the samples with ``benchmarks/summaries.py``."""

REDUNDANCY_WEIGHT = 1.5

SHORT_WORDS, LONG_WORDS = 7, 35

_QUOTE = re.compile(r"[\"“”«»]")
_DANGLING = re.compile(
    r"(?:They|This|These|Those|That|He|She|His|Her|Their|Its|Such|We|I|You|Our|However|But|And|"
    r"So|Another|Others?|The (?:former|latter|others?)|"
    r"It(?! (?:was|is|has been) (?:also )?\w+ that))\b"
)
"""Beginnings that need the sentence before them to be understood."""


def scores(
    passages: Sequence[Passage], headline: str = "", doubtful: Collection[int] = ()
) -> list[float]:
    """Score each passage; higher says more of what the release is about.

    Args:
        passages: The release's sentences in order.
        headline: Its headline in English; words shared with it count.
        doubtful: Segment indices whose translation has findings; they are avoided.
    """
    topics = [content(p.text) for p in passages]
    central = _centrality(_similarities(topics))
    about = set(content(headline))
    return [
        WEIGHTS["centrality"] * central[i]
        + WEIGHTS["position"] / (1 + POSITION_DECAY * i)
        + WEIGHTS["headline"] * _share(topics[i], about)
        + _substance(passage.text)
        - _penalty(passage, doubtful)
        for i, passage in enumerate(passages)
    ]


def select(passages: Sequence[Passage], marks: Sequence[float], count: int) -> list[int]:
    """Choose the best whole sentences that do not repeat each other.

    Returns:
        At most ``count`` positions, in the release's order.
    """
    topics = [content(p.text) for p in passages]
    similar = _similarities(topics)
    candidates = {i for i, p in enumerate(passages) if p.is_whole and topics[i]}
    chosen: list[int] = []
    while candidates and len(chosen) < count:
        best = max(
            sorted(candidates),
            key=lambda i: (
                marks[i] - REDUNDANCY_WEIGHT * max((similar[i][j] for j in chosen), default=0.0)
            ),
        )
        candidates.remove(best)
        chosen.append(best)
    return sorted(chosen)


def _similarities(topics: Sequence[Sequence[str]]) -> list[list[float]]:
    """Cosine of TF-IDF vectors, every sentence with every other."""
    documents = Counter(term for topic in topics for term in set(topic))
    idf = {t: math.log(1 + len(topics) / n) for t, n in documents.items()}
    vectors = [{t: n * idf[t] for t, n in Counter(topic).items()} for topic in topics]
    norms = [math.sqrt(sum(x * x for x in v.values())) or 1.0 for v in vectors]
    return [
        [_dot(a, b) / (norms[i] * norms[j]) for j, b in enumerate(vectors)]
        for i, a in enumerate(vectors)
    ]


def _dot(a: dict[str, float], b: dict[str, float]) -> float:
    return sum(x * b[t] for t, x in a.items() if t in b)


def _centrality(similar: Sequence[Sequence[float]], rounds: int = 30) -> list[float]:
    """Continuous LexRank by power iteration, scaled so that the best has 1."""
    n = len(similar)
    sums = [sum(row) - row[i] for i, row in enumerate(similar)]
    rank = [1.0 / n] * n if n else []
    for _ in range(rounds):
        rank = [
            (1 - DAMPING) / n
            + DAMPING
            * sum(rank[j] * similar[j][i] / sums[j] for j in range(n) if j != i and sums[j])
            for i in range(n)
        ]
    best = max(rank, default=1.0)
    return [x / best for x in rank]


def _share(topic: Sequence[str], about: set[str]) -> float:
    return len(about & set(topic)) / len(about) if about else 0.0


def _substance(text: str) -> float:
    found = words(text)
    figures = any(w.is_figure for w in found)
    names = any(w.is_capitalized for w in found[1:])
    return WEIGHTS["figures"] * figures + WEIGHTS["names"] * names


def _penalty(passage: Passage, doubtful: Collection[int]) -> float:
    length = len(words(passage.text))
    speech = bool(_QUOTE.match(passage.text)) or len(_QUOTE.findall(passage.text)) % 2 == 1
    return (
        PENALTIES["quote"] * speech
        + PENALTIES["dangling"] * bool(_DANGLING.match(passage.text))
        + PENALTIES["length"] * (not SHORT_WORDS <= length <= LONG_WORDS)
        + PENALTIES["doubt"] * any(i in doubtful for i in passage.support)
    )
