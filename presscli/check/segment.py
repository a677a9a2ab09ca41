"""All checks of one segment against its translation."""

from __future__ import annotations

from presscli.check.facts import check_facts
from presscli.check.shape import check_shape
from presscli.document import Finding


def check_segment(source: str, target: str, *, index: int = -1) -> tuple[Finding, ...]:
    """Check an Italian segment's English translation.

    Args:
        source: The Italian segment.
        target: Its translation, by whomever it was made.
        index: The segment's number in the release, for the findings.

    Returns:
        Findings: errors for facts that changed, warnings for what looks wrong.
    """
    return (*check_facts(source, target, index=index), *check_shape(source, target, index=index))
