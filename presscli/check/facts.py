"""Facts that a translation may not change: numbers, dates, times, links, negation.

Every finding here is an error: the reader would be told something false.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from presscli.check.links import find_links
from presscli.check.matching import Match, is_date, match_numbers, reportable
from presscli.check.negation import check_negation
from presscli.check.numbers import Number, NumberKind, find_numbers
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
    yield from _check_links(source, target, index)
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
        yield from _check_pairing(source, target, index)
    for first, second in match.pairs:
        if first.unit and second.unit and first.unit != second.unit:
            yield _unit_finding(first, second, index)


def _check_pairing(source: str, target: str, index: int) -> Iterator[Finding]:
    """Days that moved to another month: ``12 gennaio, 1 marzo`` / "1 January, 12 March"."""
    wanted = _days_and_months(find_numbers(source, language="it"))
    for (day, month), number in _days_and_months(find_numbers(target, language="en")).items():
        others = [first for (d, m), first in wanted.items() if d == day and m != month]
        if others and (day, month) not in wanted:
            yield _number_finding(others[0], number, index)


def _days_and_months(numbers: list[Number]) -> dict[tuple[str, str], Number]:
    """Each day that stands with a month in one date, with one of the numbers of that date."""
    months = {(n.start, n.end): key for n in numbers for key in n.keys if key.startswith("month:")}
    return {
        (key, months[n.start, n.end]): n
        for n in numbers
        for key in n.keys
        if (n.start, n.end) in months and n.kind is NumberKind.DATE and len(key) <= 2
    }


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
        f"'{first.text}' {first.unit} became '{second.text}' {second.unit} in the translation",
        index,
        source_value=f"{first.text} {first.unit}",
        target_value=f"{second.text} {second.unit}",
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
