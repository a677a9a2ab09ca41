"""Choose among the hypotheses of an engine the one that is truest to its source."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from presscli.check.consensus import agreement
from presscli.check.coverage import find_residue, measure
from presscli.check.reword import mend
from presscli.check.segment import check_segment
from presscli.check.shape import added_sentences, find_repetition, length_ratio, repeated_share
from presscli.check.wording import PLAIN, Wording, agree
from presscli.document import Finding, Hypothesis, Severity

# What each property is worth beside the engine's own score (mean token
# log-probability). Rounded from a ridge regression of sentence chrF on these
# properties, over the 6-best lists of embedded-v1 for 290 dev-set lines; on the
# 290 others chrF rose by 0.7. Halving or doubling any one moves it by under
# 0.1. The weight of errors is not tuned: a fluent lie is no translation.
_ERROR = 2.0
_NEGATION = 0.5
"""Counting negations is no proof, so one weighs less than a number."""
_SOURCE_COVERAGE = 2.0
_TARGET_SUPPORT = 1.5
_AGREEMENT = 1.0
_LENGTH = 1.0
_REPEATED = 3.0
_LOOP = 0.5
_RESIDUE = 1.0
_ADDED_SENTENCE = 0.5
_NAME = 0.5
_USUAL_RATIO = 0.96
"""Median of English characters an Italian character in the dev sets."""
_MAX_ERRORS = 3
"""Errors counted: beyond these a hypothesis is out in any case."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The hypothesis chosen, repaired.

    ``score`` is the engine's for that hypothesis. ``findings`` are what is
    still wrong with ``text``.
    """

    text: str
    score: float
    findings: tuple[Finding, ...]


def choose(
    source: str, hypotheses: Sequence[Hypothesis], *, index: int = -1, wording: Wording = PLAIN
) -> Choice:
    """Repair every hypothesis and pick the one that ranks best.

    Changed facts weigh most, then words of the source that nothing in the
    translation says and words of the translation that nothing in the source
    says, then shape, agreement among the hypotheses and the engine's score. Of
    hypotheses that break no more facts, those with the terms of the glossary win.

    Args:
        source: The Italian segment.
        hypotheses: What an engine made of it, best score first; at least one.
        index: The segment's number, for the findings.
        wording: The user's glossary, and names that must stay.

    Returns:
        The best; of equals the one that the engine put first.

    Raises:
        ValueError: No hypotheses.
    """
    if not hypotheses:
        message = "choose: no hypotheses. At least one is needed"
        raise ValueError(message)
    texts = [mend(source, h.text, wording) for h in hypotheses]
    choices = [
        Choice(text, h.score, check_segment(source, text, index=index, wording=wording))
        for text, h in zip(texts, hypotheses, strict=True)
    ]
    ranks = [
        _rank(source, choice, wording) + _AGREEMENT * likeness
        for choice, likeness in zip(choices, agreement(texts), strict=True)
    ]
    best = max(range(len(choices)), key=ranks.__getitem__)
    return choices[_truer_to_glossary(choices, ranks, best)]


def _truer_to_glossary(choices: Sequence[Choice], ranks: Sequence[float], best: int) -> int:
    """The best of those with most of the wanted terms that break no more facts than ``best``."""

    def misses(choice: Choice) -> int:
        return sum(f.code == "W-GLOSSARY" for f in choice.findings)

    def errors(choice: Choice) -> int:
        return sum(f.severity is Severity.ERROR for f in choice.findings)

    rivals = [k for k, c in enumerate(choices) if errors(c) <= errors(choices[best])]
    return max(rivals, key=lambda k: (-misses(choices[k]), ranks[k]))


def _rank(source: str, choice: Choice, wording: Wording) -> float:
    """How good a hypothesis is, agreement with the others left out; higher is better."""
    text = choice.text
    errors = [f.code for f in choice.findings if f.severity is Severity.ERROR]
    denials = errors.count("W-NEGATION")
    hidden = agree(wording, source, text).hidden
    coverage = measure(*hidden)
    ratio = max(length_ratio(source, text), 0.05)
    penalty = (
        _ERROR * min(len(errors) - denials, _MAX_ERRORS)
        + _NEGATION * denials
        + _LENGTH * abs(math.log(ratio / _USUAL_RATIO))
        + _REPEATED * repeated_share(text)
        + _NAME * sum(f.code == "W-NAME" for f in choice.findings)
        + _LOOP * bool(find_repetition(text))
        + _ADDED_SENTENCE * added_sentences(source, text)
        + _RESIDUE * len(find_residue(*hidden)) / max(1, len(source.split()))
    )
    gain = _SOURCE_COVERAGE * coverage.source_share + _TARGET_SUPPORT * coverage.target_share
    return choice.score + gain - penalty
