"""How many broken facts the checks find, and how many true translations they doubt.

    python -m benchmarks.corrupt --dev DEV [--half report] [--misses KIND] [--fresh TSV ...]

Breaks one fact in each of hundreds of human translations (corruptions.py, always
the same ones for a seed), checks them, and writes a section of docs/quality.md on
the odd lines of the sets; the even ones are for tuning. ``--fresh`` draws lines from
parallel corpora as well (TSV of corpus, Italian, English, maybe ``.xz``): again the
even ones for tuning, the odd ones to report.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.broken import Pair, build, draw
from benchmarks.intervals import share
from benchmarks.sections import put_section
from presscli.compare import check_passage
from presscli.document import Finding, Severity
from training.corpora import DevSet, read_dev_sets

TARGET = Path(__file__).parent.parent / "docs" / "quality.md"
MOST = 150
"""Corrupted pairs of a kind, at most."""
FRESH_MOST = 300
NUMBER = frozenset({"W-NUMBER", "W-DATE"})
NAME = frozenset({"W-NAME", "W-ACRONYM"})
LIMIT = frozenset({"W-LIMIT", "W-DIRECTION"})
CLAUSE = frozenset({"W-OMITTED", "W-ADDED", "W-COVERAGE", "W-LENGTH"})
CODES: Mapping[str, frozenset[str]] = {
    "number": NUMBER,
    "number word": NUMBER,
    "date": NUMBER,
    "address": frozenset({"W-URL"}),
    "acronym": NAME,
    "name": NAME,
    "name letter": NAME,
    "negation lost": frozenset({"W-NEGATION"}),
    "negation added": frozenset({"W-NEGATION"}),
    "direction": frozenset({"W-DIRECTION"}),
    "limit lost": LIMIT,
    "limit added": LIMIT,
    "clause lost": CLAUSE,
    "clause added": CLAUSE,
    "speaker": frozenset({"W-SPEAKER"}),
    "sentence": frozenset({"W-MISSING", "W-ADDED", "W-COVERAGE"}),
}
"""The codes that count as finding a kind."""

FRESH_KINDS = (
    "number", "number word", "date", "acronym", "negation lost", "negation added", "direction",
    "limit lost", "limit added", "clause lost", "clause added",
)  # fmt: skip
"""Kinds that are broken in lines of corpora too: those tuned last."""


class Row(NamedTuple):
    """What was found of one kind."""

    kind: str
    pairs: int
    found: int
    clean_flagged: int
    missed: tuple[Pair, ...]


def evaluate(kind: str, pairs: Sequence[Pair]) -> Row:
    """Check the pairs of a kind, clean and corrupted."""
    codes, missed, flagged = CODES[kind], [], 0
    for pair in pairs:
        before, after = (
            _values((f for f in check_passage(pair.source, text) if _is_about(kind, f)), codes)
            for text in (pair.clean, pair.corrupted)
        )
        flagged += bool(before)
        if not after - before:
            missed.append(pair)
    return Row(kind, len(pairs), len(pairs) - len(missed), flagged, tuple(missed))


def _is_about(kind: str, finding: Finding) -> bool:
    """Whether a finding can be about a fact of a kind: a name in small letters is no acronym."""
    said = (finding.source_value, finding.target_value)
    return kind != "acronym" or any(value[1:2].isupper() for value in said)


def _values(findings: Iterable[Finding], codes: frozenset[str]) -> Counter[tuple[str, str, str]]:
    """Findings of some codes, as what they say: one that was there before finds nothing new."""
    return Counter((f.code, f.source_value, f.target_value) for f in findings if f.code in codes)


def section(
    rows: Sequence[Row], sets: Sequence[DevSet], half: str, fresh: Sequence[Row] = ()
) -> Iterator[str]:
    """The lines of the section."""
    total = sum(row.pairs for row in rows)
    which = {"tune": "even lines", "report": "odd lines", "all": "all lines"}[half]
    yield "## Broken facts found\n"
    yield "Written by `make facts`; do not edit. One fact was broken by program in each of"
    yield f"{total} human translations of the dev sets ({which}). Tuned on the even lines, and"
    yield "on even lines of corpora; an earlier state of figures, dates, acronyms, sentences"
    yield "and limits had seen all. *Found*: a new finding of the kind's codes. *Clean flagged*:"
    yield "the same pairs, unbroken, with such a finding; for acronyms, about a word in capitals."
    yield "*Precision*: broken among all pairs so flagged. 95 % intervals (Wilson). The sets have"
    yield "no addresses and hardly a line with two speakers, so addresses and the frames of"
    yield "quotations are made up; the check of speakers was written with these frames in view. A"
    yield "sentence is one of three, left out or replaced.\n"
    yield from _recall_table(rows)
    if fresh:
        yield "\nThe same in lines that no rule had seen, drawn at random from corpora: Europarl,"
        yield "translated far more freely than a release, and news of institutions and projects.\n"
        yield from _recall_table(fresh)
    yield "\nHuman translations with a finding, in per cent of all lines; *number or date wrongly*"
    yield "counts lines whose source has a figure.\n"
    codes = ["W-NUMBER", "W-DATE", "W-ACRONYM", "W-NEGATION", "W-DIRECTION", "W-SPEAKER"]
    codes += ["W-NAME", "W-LIMIT", "W-MISSING", "W-OMITTED", "W-ADDED"]
    yield f"| set | lines | any error | number or date wrongly | {' | '.join(codes)} |"
    yield f"|---|---|---|---|{'---|' * len(codes)}"
    for dev in sets:
        yield _clean_row(dev, codes)


def _recall_table(rows: Sequence[Row]) -> Iterator[str]:
    yield "| broken | pairs | found (recall) | clean flagged | precision |"
    yield "|---|---|---|---|---|"
    for row in rows:
        yield (
            f"| {row.kind} | {row.pairs} | {share(row.found, row.pairs)} | "
            f"{share(row.clean_flagged, row.pairs)} | "
            f"{share(row.found, row.found + row.clean_flagged)} |"
        )


def _clean_row(dev: DevSet, codes: Sequence[str]) -> str:
    found, figures, wrong = Counter[str](), 0, 0
    for source, reference in zip(dev.sources, dev.references, strict=True):
        findings = list(check_passage(source, reference))
        seen = {f.code for f in findings}
        found.update(seen)
        found["error"] += any(f.severity is Severity.ERROR for f in findings)
        if re.search(r"\d", source):
            figures += 1
            wrong += bool(seen & NUMBER)
    lines = len(dev.sources)
    cells = [f"{100 * found[code] / lines:.1f}" for code in codes]
    return (
        f"| {dev.name} | {lines} | {100 * found['error'] / lines:.1f} | "
        f"{share(wrong, figures)} | {' | '.join(cells)} |"
    )


def halve(sets: Sequence[DevSet], half: str) -> list[DevSet]:
    """The even lines of each set to tune on, the odd ones to report, or all."""
    cut = {"tune": slice(0, None, 2), "report": slice(1, None, 2), "all": slice(None)}[half]
    return [DevSet(d.name, d.sources[cut], d.references[cut]) for d in sets]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--half", choices=("tune", "report", "all"), default="report")
    parser.add_argument("--misses", metavar="KIND", help="show what of a kind was not found")
    parser.add_argument("--fresh", metavar="TSV", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    pairs = build(sets := halve(read_dev_sets(args.dev), args.half), most=MOST)
    if args.misses:
        for pair in evaluate(args.misses, pairs[args.misses]).missed:
            print(pair.how, pair.source, pair.clean, pair.corrupted, sep="\n  ")
        return
    rows = [evaluate(kind, pairs[kind]) for kind in CODES]
    fresh: list[Row] = []
    if args.fresh:
        made = build(halve([draw(args.fresh)], args.half), most=FRESH_MOST)
        fresh = [evaluate(kind, made[kind]) for kind in FRESH_KINDS]
    body = "\n".join(section(rows, sets, args.half, fresh))
    print(body)
    if args.half == "report":
        page = TARGET.read_text(encoding="utf-8")
        TARGET.write_text(put_section(page, "facts", body), encoding="utf-8")


if __name__ == "__main__":
    main()
