"""Choose among the hypotheses of an engine the one that is truest to its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presscli.check.segment import check_segment
from presscli.check.shape import length_ratio, repeated_share
from presscli.document import Finding, Hypothesis, Severity


@dataclass(frozen=True, slots=True)
class Choice:
    """The hypothesis chosen, repaired.

    ``score`` is the engine's for that hypothesis. ``findings`` are what is
    still wrong with ``text``.
    """

    text: str
    score: float
    findings: tuple[Finding, ...]


def choose(source: str, hypotheses: Sequence[Hypothesis], *, index: int = -1) -> Choice:
    """Pick the best hypothesis that changes no fact, or the one that changes fewest.

    Args:
        source: The Italian segment.
        hypotheses: What an engine made of it, best score first; at least one.
        index: The segment's number, for the findings.

    Raises:
        ValueError: No hypotheses.
    """
    if not hypotheses:
        message = "choose: no hypotheses. At least one is needed"
        raise ValueError(message)
    choices = [
        Choice(h.text, h.score, check_segment(source, h.text, index=index)) for h in hypotheses
    ]
    return max(choices, key=lambda choice: _rank(source, choice))


def _rank(source: str, choice: Choice) -> float:
    errors = sum(f.severity is Severity.ERROR for f in choice.findings)
    warnings = len(choice.findings) - errors
    shape = abs(1 - length_ratio(source, choice.text)) + repeated_share(choice.text)
    return choice.score - errors - 0.3 * warnings - 0.2 * shape
