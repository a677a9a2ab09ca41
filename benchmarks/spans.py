"""Where bold, italic and links of a source end up in its English: to be read, one by one.

    python -m benchmarks.spans --model marian-own [--lines 12]

Prints each span of ``spans.txt`` beside the words that it is put around, or ``dropped``,
with the translation above them. Whether a place is right only a reader can say; what was
read is counted in ``docs/quality.md``.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import presscli
from presscli.document import SourceText, TranslatedParagraph
from presscli.markup import Block, Span, SpanKind
from presscli.readers.blocks import Run, join_texts, make_block

TEXTS = Path(__file__).with_name("spans.txt")
_MARK = re.compile(
    r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<emphasis>[^*]+)\*|\[(?P<link>[^\]]+)\]\((?P<href>[^)]+)\)"
)


def read_block(line: str) -> Block:
    """A block from a line with ``**bold**``, ``*italic*`` and ``[link](address)``."""
    runs, at = [], 0
    for match in _MARK.finditer(line):
        runs.append(Run(line[at : match.start()]))
        words = match["strong"] or match["emphasis"] or match["link"]
        strong, emphasis = bool(match["strong"]), bool(match["emphasis"])
        runs.append(Run(words, strong, emphasis, match["href"] or ""))
        at = match.end()
    block = make_block([*runs, Run(line[at:])])
    if block is None:
        raise ValueError(f"an empty line: {line!r}")
    return block


def placed(paragraph: TranslatedParagraph) -> Iterator[tuple[Span, str]]:
    """Each span of the source and the English that it is around; empty where it was dropped."""
    left = list(paragraph.spans)
    for span in paragraph.source.block.spans if paragraph.source.block else ():
        mine = [s for s in left if (s.kind, s.href) == (span.kind, span.href)]
        found = _nearest(span, mine, paragraph)
        if found:
            left.remove(found)
        yield span, paragraph.text[found.start : found.end] if found else ""


def _nearest(span: Span, others: list[Span], paragraph: TranslatedParagraph) -> Span | None:
    """Of spans alike, the one about as far into the text; None where another is nearer to it."""
    if not others or not paragraph.source.block:
        return None
    source, text = paragraph.source.text, paragraph.text
    alike = [s for s in paragraph.source.block.spans if (s.kind, s.href) == (span.kind, span.href)]
    if len(alike) == len(others) or span.kind is SpanKind.LINK:
        return others[0]
    best = min(others, key=lambda s: abs(s.start / len(text) - span.start / len(source)))
    rival = min(alike, key=lambda s: abs(best.start / len(text) - s.start / len(source)))
    return best if rival == span else None


def main() -> None:
    """Print every span."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="marian-own")
    parser.add_argument("--lines", type=int, default=0, help="only so many paragraphs")
    options = parser.parse_args()
    lines = [x for x in TEXTS.read_text(encoding="utf-8").splitlines() if x and x[0] != "#"]
    blocks = [read_block(line) for line in lines[: options.lines or None]]
    source = SourceText("spans.txt", join_texts(blocks), blocks=tuple(blocks))
    counts = {"placed": 0, "dropped": 0}
    with presscli.open(profile="embedded", model=options.model, summary_sentences=0) as session:
        result = session.process(source)
    for paragraph in result.paragraphs:
        print(f"\n{paragraph.source.text}\n{paragraph.text}")
        for span, english in placed(paragraph):
            counts["placed" if english else "dropped"] += 1
            words = paragraph.source.text[span.start : span.end]
            print(
                f"  {span.kind:8} {words!r} -> {english!r}"
                if english
                else f"  {span.kind:8} {words!r} dropped"
            )
    print(f"\n{counts['placed']} placed, {counts['dropped']} dropped; {result.signature}")


if __name__ == "__main__":
    main()
