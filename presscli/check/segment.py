"""All checks of one segment against its translation."""

from __future__ import annotations

from collections.abc import Iterator

from presscli.check.coverage import Coverage, find_residue, measure
from presscli.check.facts import check_facts
from presscli.check.names import check_names
from presscli.check.shape import check_shape, is_copy
from presscli.document import Finding, Severity

_LEAST_WORDS = 5
"""Content words on a side below which a share of them says nothing."""
_LEAST_SHARE = 0.25
"""98.6 % of the human translations of the dev sets surpass it on both sides, 2 %
of the translations of another sentence."""


def check_segment(source: str, target: str, *, index: int = -1) -> tuple[Finding, ...]:
    """Check an Italian segment's English translation.

    Args:
        source: The Italian segment.
        target: Its translation, by whomever it was made.
        index: The segment's number in the release, for the findings.

    Returns:
        Findings: errors for facts that changed, warnings for what looks wrong.
    """
    facts = tuple(check_facts(source, target, index=index))
    # An acronym is a capitalised word too, and one finding.
    acronyms: set[tuple[object, object]] = set()
    for fact in facts:
        if fact.code == "W-ACRONYM":
            acronyms |= {(fact.source_span, None), (None, fact.target_span)}
    names = check_names(source, target, index=index)
    return (
        *facts,
        *(f for f in names if (f.source_span, f.target_span) not in acronyms),
        *check_shape(source, target, index=index),
        *_check_words(source, target, index),
    )


def _check_words(source: str, target: str, index: int) -> Iterator[Finding]:
    residue = find_residue(source, target)
    if residue and is_copy(source, target):
        yield Finding("W-COPY", Severity.WARNING, "the translation repeats the source", index)
    elif residue:
        listed = ", ".join(dict.fromkeys(residue))
        yield Finding(
            "W-RESIDUE",
            Severity.WARNING,
            f"the translation still has Italian words ('{listed}')",
            index,
            target_value=listed,
        )
    message = _coverage_message(measure(source, target))
    if message and target.strip():
        yield Finding("W-COVERAGE", Severity.WARNING, message, index)


def _coverage_message(coverage: Coverage) -> str:
    said, meant = coverage.source_share, coverage.target_share
    if len(coverage.untranslated) >= _LEAST_WORDS and said < _LEAST_SHARE:
        return f"little of the source seems translated ({said:.0%} of its words)"
    if len(coverage.unsupported) >= _LEAST_WORDS and meant < _LEAST_SHARE:
        return f"much of the translation is not in the source (only {meant:.0%} of its words is)"
    return ""
