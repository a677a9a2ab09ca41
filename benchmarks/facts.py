"""Facts of a source that a translation kept, changed or lost, and whether it says so.

    python -m benchmarks.facts SOURCE TRANSLATION

Line n of TRANSLATION, by whatever system it was made, translates line n of SOURCE.
For each kind of fact: how many the source has, how many are kept, changed (another
stands in its place) or lost; of the changed and lost ones how many stand in a line
that carries presscli's mark [?] (flagged), and how many pass in silence (missed).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.intervals import share
from presscli.check.links import find_links
from presscli.check.names import find_names
from presscli.check.negation import find_negations
from presscli.check.numbers import NumberKind, find_numbers
from presscli.check.numerals import Strength
from presscli.check.speakers import find_speakers
from presscli.compare import check_passage
from presscli.document import Finding
from presscli.read import read
from presscli.render.common import DOUBT_MARK

CODES: Mapping[str, frozenset[str]] = {
    "number": frozenset({"W-NUMBER"}),
    "date": frozenset({"W-DATE"}),
    "address": frozenset({"W-URL"}),
    "name": frozenset({"W-NAME"}),
    "negation": frozenset({"W-NEGATION"}),
    "speaker": frozenset({"W-SPEAKER"}),
}
"""The codes under which facts of a kind are reported."""


def source_facts(source: str) -> Counter[str]:
    """How many facts of each kind an Italian line has, as far as the checks see them."""
    numbers = [n for n in find_numbers(source, language="it") if n.strength > Strength.OPTIONAL]
    dates = {(n.start, n.end) for n in numbers if _is_date(n.kind)}
    return Counter(
        {
            "number": sum(not _is_date(n.kind) for n in numbers),
            "date": len(dates),
            "address": len(find_links(source)),
            "name": sum(1 for _ in find_names(source)),
            "negation": len(find_negations(source)),
            "speaker": len(find_speakers(source, language="it")),
        }
    )


def _is_date(kind: NumberKind) -> bool:
    return kind in (NumberKind.DATE, NumberKind.TIME)


def count_facts(sources: Sequence[str], targets: Sequence[str]) -> Counter[tuple[str, str]]:
    """Facts by kind and fate: ``all``, ``changed``, ``lost``, ``flagged``, ``missed``, ``added``.

    Args:
        sources: Italian lines.
        targets: Their translations, as many; ``[?]`` marks a line with a doubt.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for source, target in zip(sources, targets, strict=True):
        for kind, number in source_facts(source).items():
            counts[kind, "all"] += number
        marked = DOUBT_MARK in target
        findings = list(check_passage(source, target.replace(f" {DOUBT_MARK}", "")))
        for kind, codes in CODES.items():
            for finding in findings:
                if finding.code in codes:
                    _count(counts, kind, finding, marked=marked)
        gone = next((f for f in findings if f.code in {"W-MISSING", "W-EMPTY"}), None)
        if gone is not None:
            _count_missing(counts, gone.source_value or source, marked=marked)
    return counts


def _count(counts: Counter[tuple[str, str]], kind: str, finding: Finding, *, marked: bool) -> None:
    if not finding.source_value:
        counts[kind, "added"] += 1
        return
    counts[kind, "changed" if finding.target_value else "lost"] += 1
    counts[kind, "flagged" if marked else "missed"] += 1


def _count_missing(counts: Counter[tuple[str, str]], text: str, *, marked: bool) -> None:
    """The facts of a sentence that has no counterpart are lost with it."""
    for kind, number in source_facts(text).items():
        counts[kind, "lost"] += number
        counts[kind, "flagged" if marked else "missed"] += number


def table(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """The counts as the lines of a Markdown table; intervals of 95 %."""
    yield "| kind | facts | kept | changed | lost | flagged | missed | added |"
    yield "|---|---|---|---|---|---|---|---|"
    for kind in CODES:
        total, broken = counts[kind, "all"], counts[kind, "changed"] + counts[kind, "lost"]
        fates = " | ".join(
            str(counts[kind, fate]) for fate in ("changed", "lost", "flagged", "missed", "added")
        )
        yield f"| {kind} | {total} | {share(max(0, total - broken), total)} | {fates} |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("translation", type=Path)
    args = parser.parse_args()
    sources, targets = (
        read(str(path), keep_lines=True).text.removesuffix("\n").split("\n")
        for path in (args.source, args.translation)
    )
    if len(sources) != len(targets):
        parser.error(
            f"{args.translation}: {len(targets)} lines, but {args.source} has {len(sources)}"
        )
    print("\n".join(table(count_facts(sources, targets))))


if __name__ == "__main__":
    main()
