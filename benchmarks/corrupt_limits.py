"""Break the limit of a figure: leave it out, put one in, or turn it round.

As in corruptions.py what counts is decided by patterns of its own, not by the check.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from benchmarks.corruptions import Change

_TURNED = {
    "more than": "less than", "over": "under", "at least": "at most", "less than": "more than",
    "fewer than": "more than", "under": "over", "up to": "at least", "no more than": "at least",
    "almost": "over", "nearly": "more than",
}  # fmt: skip
_OTHERS = ("about", "around", "approximately", "roughly", "some")
_LIMIT = re.compile(
    rf"\b({'|'.join(sorted((*_TURNED, *_OTHERS), key=len, reverse=True))})\s+(?=[$€£]?\d)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w.,:/$€£%-])(?<!\bNo )\d{2,}(?:,\d{3})*(?=\s[a-z]{3,}s\b)")
"""A figure that counts something: "200 mayors"."""
_WORD_BEFORE = re.compile(r"(\w+)\s$")
_PLAIN_BEFORE = frozenset(("of", "and", "with", "for", "are", "were", "have", "had", "has"))
ITALIAN = re.compile(
    r"\b(?:oltre|pi[uù] di|pi[uù] del\w*|almeno|superior[ei]|meno di|inferior[ei]|fino a\w*"
    r"|non pi[uù]|quasi|circa|intorno|massimo|minimo)\b",
    re.IGNORECASE,
)
"""Sources that state a limit; where they do not, leaving one out breaks nothing."""


def lost_limits(line: str, rng: random.Random) -> Iterator[Change]:
    """``more than 200`` as "200", or as "less than 200"."""
    for match in _LIMIT.finditer(line):
        turned = _TURNED.get(match[1].lower())
        if turned and rng.random() < 1 / 2:
            yield Change(*match.span(1), turned, "turned")
        else:
            yield Change(*match.span(), "", "lost")


def added_limits(line: str, rng: random.Random) -> Iterator[Change]:
    """``200 mayors`` as "more than 200 mayors"."""
    for match in _BARE.finditer(line):
        before = _WORD_BEFORE.search(line[: match.start()])
        if before and before[1].lower() in _PLAIN_BEFORE:
            limit = rng.choice(("more than", "at least", "up to", "about", "almost", "less than"))
            yield Change(match.start(), match.start(), f"{limit} ", "added")
