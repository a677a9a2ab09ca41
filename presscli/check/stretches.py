"""Stretches of words that a translation leaves out, or says without being told.

A word that the lexicon cannot pair says little: translators choose other words. Several
in a row on one side, with nothing unexplained on the other that could be their
translation, are a clause left out, or one made up.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator

from presscli.check.counterparts import known_words, measure, silent_words, telling_words
from presscli.document import Finding, Severity
from presscli.lexicon.words import WORD

_EXPLAINED = -2.0
"""What a word that has a counterpart takes from a stretch, where one that has none adds 1."""
_OTHER_WAY = 0.5
"""How much an unexplained word on the other side, which may say it in other words, takes off."""
_LEAST_OMITTED = 3.0
"""Clauses of four content words or more, taken out of human translations of the dev sets:
66 to 73 % reach it, of the translations as they are 0.8 to 3.4 % (docs/checks.md)."""
_LEAST_ADDED = 4.0
"""A clause of another line put in: 53 to 69 % reach it, 0.9 to 2.2 % of the unchanged."""


def check_stretches(source: str, target: str) -> Iterator[Finding]:
    """At most one finding a side: the longest stretch of words without a counterpart.

    Args:
        source: The Italian segment.
        target: Its translation.
    """
    coverage = measure(source, target)
    silent, unsupported = silent_words(source, target), coverage.unsupported
    left_out = _longest(source, silent, known_words, len(unsupported), _LEAST_OMITTED)
    if left_out:
        yield omitted(source, left_out)
    added = _longest(target, unsupported, telling_words, len(coverage.untranslated), _LEAST_ADDED)
    if added:
        said = target[slice(*added)]
        message = f"the source seems to say nothing of '{said}'"
        yield Finding("W-ADDED", Severity.WARNING, message, target_value=said, target_span=added)


def omitted(source: str, span: tuple[int, int]) -> Finding:
    """The warning that what stands in a span of the source is left out."""
    said = source[slice(*span)]
    message = f"the translation seems to leave out '{said}'"
    return Finding("W-OMITTED", Severity.WARNING, message, source_value=said, source_span=span)


def _longest(
    text: str,
    bare: Collection[str],
    counting: Callable[[str], Container[str]],
    other: int,
    least: float,
) -> tuple[int, int] | None:
    """The span of the stretch that weighs most, if with what is on the other side it weighs enough.

    The stretch of the largest sum is found in one pass (Kadane's algorithm; Bentley 1984,
    "Programming Pearls: Algorithm Design Techniques").
    """
    least += _OTHER_WAY * other
    if len(bare) < least:
        return None
    counted = counting(text)
    best = running = 0.0
    span, start = (0, 0), 0
    for match in WORD.finditer(text):
        word = match[0].lower()
        if word not in counted:
            continue
        if running <= 0:
            running, start = 0.0, match.start()
        running += 1 if word in bare else _EXPLAINED
        if running > best:
            best, span = running, (start, match.end())
    return span if best >= least else None
