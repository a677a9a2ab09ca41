"""What of texts in capitals comes through: names, acronyms and figures, and what is lost unmarked.

    python -m benchmarks.capitals [--model marian-own-deep] [--dev FOLDER [--limit 100]]

Translates the flashes of ``capitals.tsv`` and counts what of their names, acronyms and
figures is in the English; a loss is unmarked where no finding is about its segment. With
``--dev`` also lines of dev sets, set in capitals, are scored without regard to case.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import presscli
from presscli.document import SourceText, TranslatedSegment
from training.corpora import DevSet, read_dev_sets

FLASHES = Path(__file__).with_name("capitals.tsv")
KINDS = ("names", "acronyms", "figures")
_LAST = "# written last"


@dataclass(frozen=True, slots=True)
class Flash:
    """A text in capitals, and the forms of which its English must have one, by kind."""

    text: str
    wanted: tuple[tuple[str, tuple[str, ...]], ...]
    last: bool


def read_flashes(path: Path = FLASHES) -> list[Flash]:
    """The flashes in the order of the file."""
    flashes = []
    last = False
    for line in path.read_text(encoding="utf-8").splitlines():
        last = last or line == _LAST
        if line and not line.startswith("#"):
            text, *columns = line.split("\t")
            wanted = tuple(
                (kind, tuple(entry.split("|")))
                for kind, column in zip(KINDS, columns, strict=True)
                for entry in filter(None, column.split(";"))
            )
            flashes.append(Flash(text, wanted, last))
    return flashes


def is_kept(kind: str, forms: Sequence[str], english: str) -> bool:
    """Whether an English text has one of the forms as whole words; acronyms in capitals only."""
    flags = re.NOFLAG if kind == "acronyms" else re.IGNORECASE
    return any(
        re.search(rf"(?<![\w.,]){re.escape(form)}(?!\w|[.,]\d)", english, flags) for form in forms
    )


def losses(flash: Flash, segments: Sequence[TranslatedSegment]) -> Iterator[tuple[str, str, bool]]:
    """Kind and form of what is lost, and whether any finding marks its segment."""
    english = " ".join(segment.target for segment in segments)
    marked = any(segment.findings for segment in segments)
    for kind, forms in flash.wanted:
        if not is_kept(kind, forms, english):
            yield kind, forms[0], marked


def main() -> None:
    """Print every flash with its losses, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="")
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--quiet", action="store_true", help="counts only")
    options = parser.parse_args()
    flashes = read_flashes()
    with presscli.open(
        profile="embedded", model=options.model, summary_sentences=0, source_lang="it", offline=True
    ) as session:
        total, lost, unmarked = Counter[str](), Counter[str](), Counter[str]()
        findings = 0
        for flash in flashes:
            result = session.process(SourceText("flash.txt", flash.text))
            segments = [s for p in result.paragraphs for s in p.segments]
            part = "last" if flash.last else "first"
            total.update(f"{part} {kind}" for kind, _ in flash.wanted)
            missing = list(losses(flash, segments))
            lost.update(f"{part} {kind}" for kind, _, _ in missing)
            unmarked.update(f"{part} {kind}" for kind, _, marked in missing if not marked)
            found = [f.message for s in segments for f in s.findings]
            findings += len(found)
            if not options.quiet:
                print(f"\n{flash.text}\n{' '.join(s.target for s in segments)}")
                for kind, form, marked in missing:
                    print(f"  lost {kind}: {form}{'' if marked else ' UNMARKED'}")
                for message in found:
                    print(f"  [{message}]")
        for key in sorted(total):
            kept = total[key] - lost[key]
            print(f"{key}: {kept} of {total[key]} kept, {unmarked[key]} lost unmarked")
        print(f"findings: {findings}")
        for dev in read_dev_sets(options.dev) if options.dev else ():
            print(_score(session, dev, options.limit))


def _score(session: presscli.Session, dev: DevSet, limit: int) -> str:
    """BLEU and chrF of the first lines of a dev set in capitals, case left out of account."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    sources, references = dev.sources[:limit], [list(dev.references[:limit])]
    output = session.translate([source.upper() for source in sources])
    bleu, chrf = BLEU(lowercase=True), CHRF(lowercase=True)
    scores = f"BLEU {bleu.corpus_score(output, references).score:.2f}, "
    scores += f"chrF {chrf.corpus_score(output, references).score:.2f}"
    return (
        f"{dev.name}, {len(output)} lines: {scores}; {bleu.get_signature()}; {chrf.get_signature()}"
    )


if __name__ == "__main__":
    main()
