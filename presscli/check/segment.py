"""All checks of one segment against its translation."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from presscli.check.acronyms import find_acronyms
from presscli.check.counterparts import Coverage, measure
from presscli.check.coverage import find_residue
from presscli.check.direction import check_direction
from presscli.check.facts import check_facts
from presscli.check.invented import check_invented
from presscli.check.judged import check_judged
from presscli.check.limits import check_limits
from presscli.check.names import check_names
from presscli.check.senses import check_senses
from presscli.check.shape import check_shape, is_copy
from presscli.check.speakers import check_speakers
from presscli.check.stretches import check_stretches
from presscli.check.wording import PLAIN, Wording, pair
from presscli.document import Finding, Severity
from presscli.glossary import Use

_LEAST_WORDS = 5
"""Content words on a side below which a share of them says nothing."""
_LEAST_SHARE = 0.25
"""98.6 % of the human translations of the dev sets surpass it on both sides, 2 %
of the translations of another sentence."""


def check_segment(
    source: str, target: str, *, index: int = -1, wording: Wording = PLAIN
) -> tuple[Finding, ...]:
    """Check an Italian segment's English translation.

    Args:
        source: The Italian segment.
        target: Its translation, by whomever it was made.
        index: The segment's number in the release, for the findings.
        wording: The user's glossary; what agrees with it is hidden from the other checks.

    Returns:
        Findings: errors for facts that changed, warnings for what looks wrong.
    """
    found = _check(source, target, wording.find(source))
    return found if index < 0 else tuple([replace(f, segment=index) for f in found])


@functools.lru_cache(maxsize=2048)
def _check(source: str, target: str, uses: tuple[Use, ...]) -> tuple[Finding, ...]:
    """Kept, since what was chosen is checked again where it is put in place.

    By the terms found and not by the wording that they were found with: what was chosen
    for a window of releases is put in place with the names of its own.
    """
    agreement = pair(uses, source, target)
    it, en = agreement.hidden
    facts, turned = _facts(it, en)
    names = _not_acronyms(check_names(it, en), it, en)
    return (
        *facts,
        *turned,
        *check_limits(it, en, turned),
        *_without_overlap(names, agreement.findings()),
        *check_speakers(it, en),
        *check_senses(it, en),
        *check_shape(source, target),
        *_check_words(source, target, agreement.hidden),
    )


def find_broken(source: str, target: str, *, wording: Wording = PLAIN) -> tuple[Finding, ...]:
    """The broken facts among the findings of :func:`check_segment`, which take half its time.

    Args:
        source: The Italian segment.
        target: Its translation.
        wording: The user's glossary; what agrees with it is hidden.
    """
    facts, turned = _facts(*pair(wording.find(source), source, target).hidden)
    return (*facts, *turned)


@functools.lru_cache(maxsize=64)
def _facts(source: str, target: str) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Facts that changed, and directions; kept between a look at them and all checks."""
    return tuple(check_facts(source, target)), tuple(check_direction(source, target))


def _not_acronyms(names: Iterable[Finding], source: str, target: str) -> Iterator[Finding]:
    """An acronym is a capitalised word too; what it stands for is known to its own check."""
    for name in names:
        span = name.source_span or name.target_span
        text, language = (source, "it") if name.source_span else (target, "en")
        if all(span != a.span for a in find_acronyms(text, language=language)):
            yield name


def _without_overlap(names: Iterator[Finding], terms: Iterator[Finding]) -> Iterator[Finding]:
    """Findings about terms, and those about names that say nothing of the same words."""
    wider = list(terms)
    yield from wider
    for finding in names:
        if not any(_is_within(finding, other) for other in wider):
            yield finding


def _is_within(finding: Finding, other: Finding) -> bool:
    pairs = [
        (finding.source_span, other.source_span),
        (finding.target_span, other.target_span),
    ]
    return any(a and b and b[0] <= a[0] and a[1] <= b[1] for a, b in pairs)


def _check_words(source: str, target: str, hidden: tuple[str, str]) -> Iterator[Finding]:
    residue = find_residue(*hidden)
    if residue and is_copy(source, target):
        yield Finding("W-COPY", Severity.WARNING, "the translation repeats the source")
    elif residue:
        listed = ", ".join(dict.fromkeys(residue))
        yield Finding(
            "W-RESIDUE",
            Severity.WARNING,
            f"the translation still has Italian words ('{listed}')",
            target_value=listed,
        )
    yield from (f for f in check_invented(*hidden) if f.target_value not in residue)
    message = _coverage_message(measure(*hidden))
    if message and target.strip():
        yield Finding("W-COVERAGE", Severity.WARNING, message)
    elif target.strip():
        stretches = tuple(check_stretches(*hidden))
        yield from stretches
        # A stretch that was left out says more than one word of it.
        if all(f.code != "W-OMITTED" for f in stretches):
            yield from check_judged(*hidden)


def _coverage_message(coverage: Coverage) -> str:
    said, meant = coverage.source_share, coverage.target_share
    if len(coverage.untranslated) >= _LEAST_WORDS and said < _LEAST_SHARE:
        return f"little of the source seems translated ({said:.0%} of its words)"
    if len(coverage.unsupported) >= _LEAST_WORDS and meant < _LEAST_SHARE:
        return f"much of the translation is not in the source (only {meant:.0%} of its words is)"
    return ""
