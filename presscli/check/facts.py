"""Facts that a translation may not change: numbers, dates, links, acronyms, negation.

Every finding here but a lost quotation mark is an error: the reader would be told
something false.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from presscli.check.acronyms import check_acronyms
from presscli.check.ambiguous import check_ambiguous
from presscli.check.durations import is_duration
from presscli.check.links import find_links
from presscli.check.matching import Match, is_date, match_numbers, reportable
from presscli.check.negation import check_negation
from presscli.check.numbers import Number, find_numbers
from presscli.check.order import find_swaps
from presscli.check.quotes import check_quotes
from presscli.check.units import MEASURES, is_said
from presscli.document import Finding, Severity
from presscli.lexicon.date_patterns import EN_MONTHS


def check_facts(source: str, target: str, *, index: int = -1) -> Iterator[Finding]:
    """Facts of an Italian segment that its English translation changed, lost or added.

    Args:
        source: The Italian segment.
        target: Its translation.
        index: The segment's number, for the findings.
    """
    yield from _check_numbers(source, target, index)
    yield from check_ambiguous(source, target, index=index)
    yield from _check_links(source, target, index)
    yield from check_acronyms(source, target, index=index)
    yield from check_quotes(source, target, index=index)
    yield from check_negation(source, target, index=index)


def compare_numbers(source: str, target: str) -> tuple[list[Number], list[Number], Match]:
    """Missing and invented numbers of a translation, and the whole match."""
    match = match_numbers(find_numbers(source, language="it"), find_numbers(target, language="en"))
    missing, invented = reportable(match)
    return [n for n in missing if not _month_in(n, target)], invented, match


def _month_in(number: Number, target: str) -> bool:
    """Whether the English month stands where it cannot be told from a word ("March saw ...")."""
    key = next(iter(number.keys))
    if not key.startswith("month:"):
        return False
    name = EN_MONTHS[int(key[6:]) - 1][0].capitalize()
    return re.search(rf"\b(?:{name}|{name[:3]})\b", target) is not None


def _check_numbers(source: str, target: str, index: int) -> Iterator[Finding]:
    missing, invented, match = compare_numbers(source, target)
    # A date is several numbers at one span, and one finding.
    for number in {(n.start, n.end): n for n in reversed(missing)}.values():
        other = _counterpart(number, invented)
        if other:
            invented.remove(other)
        yield _number_finding(number, other, index)
    for number in {(n.start, n.end): n for n in invented}.values():
        yield Finding(
            _code(number),
            Severity.ERROR,
            f"'{number.text}' of the translation is not in the source",
            index,
            target_value=number.text,
            target_span=(number.start, number.end),
        )
    if not missing and not match.invented:
        for first, second in find_swaps(match, source, target):
            yield _number_finding(first, second, index)
    for first, second in match.pairs:
        if not _same_unit(first, second) or _is_unit_lost(first, second, target):
            yield _unit_finding(first, second, index)


def _same_unit(first: Number, second: Number) -> bool:
    """Whether the units agree, one is not named, or both say one duration (48 hours, two days)."""
    if not (first.unit and second.unit) or first.unit == second.unit:
        return True
    return any(is_duration(key) for key in first.keys & second.keys)


def _is_unit_lost(first: Number, second: Number, target: str) -> bool:
    """Whether nothing is measured any more: ``2.300 ettari`` / "2,300 encrypted"."""
    return first.unit in MEASURES and not second.unit and not is_said(first.unit, target)


def _counterpart(number: Number, invented: list[Number]) -> Number | None:
    """The invented number that most likely stands in for a missing one."""
    same_kind = next((n for n in invented if n.kind is number.kind), None)
    return same_kind or next((n for n in invented if is_date(n) == is_date(number)), None)


def _number_finding(number: Number, other: Number | None, index: int) -> Finding:
    if other is None:
        message = f"'{number.text}' has no match in the translation"
    else:
        message = f"'{number.text}' became '{other.text}' in the translation"
    return Finding(
        _code(number),
        Severity.ERROR,
        message,
        index,
        source_value=number.text,
        target_value=other.text if other else "",
        source_span=(number.start, number.end),
        target_span=(other.start, other.end) if other else None,
    )


def _unit_finding(first: Number, second: Number, index: int) -> Finding:
    return Finding(
        "W-NUMBER",
        Severity.ERROR,
        f"'{first.text}' {first.unit} became '{second.text}' {second.unit or 'without a unit'}"
        " in the translation",
        index,
        source_value=f"{first.text} {first.unit}",
        target_value=f"{second.text} {second.unit}".rstrip(),
        source_span=(first.start, first.end),
        target_span=(second.start, second.end),
    )


def _code(number: Number) -> str:
    return "W-DATE" if is_date(number) else "W-NUMBER"


def _check_links(source: str, target: str, index: int) -> Iterator[Finding]:
    wanted, found = find_links(source), find_links(target)
    for link in wanted:
        if link.text not in target:
            yield Finding(
                "W-URL",
                Severity.ERROR,
                f"'{link.text}' has no match in the translation",
                index,
                source_value=link.text,
                source_span=link.span,
            )
    seen: Counter[str] = Counter()
    for link in found:
        seen[link.text] += 1
        if seen[link.text] > source.count(link.text):
            yield Finding(
                "W-URL",
                Severity.ERROR,
                f"'{link.text}' of the translation is not in the source",
                index,
                target_value=link.text,
                target_span=link.span,
            )
