"""English releases to summarise: the samples' references, and made ones of the dev sets."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from presscli.document import ParagraphKind
from presscli.parse import parse
from presscli.segment import segment

REFERENCES = Path(__file__).parent.parent / "samples" / "references"
SETS = ("newssyscomb2009", "europarl-dev", "flores-dev")
LINES = (8, 15)
"""The least and the most lines of a made release."""


@dataclass(frozen=True)
class Sample:
    """A release in English, its body's sentences, and the summary to compare with."""

    name: str
    headline: str
    sentences: list[str]
    reference: str


def load_samples() -> list[Sample]:
    """The references, their bodies cut into sentences as the pipeline does it."""
    samples = []
    for path in sorted(REFERENCES.glob("*.en.txt")):
        release = parse(path.read_text(encoding="utf-8"))
        kinds = {ParagraphKind.BODY, ParagraphKind.QUOTE}
        body = [p.text for p in release.paragraphs if p.kind in kinds]
        body[0] = re.sub(r"^.{,60}? – ", "", body[0])
        name = path.name.removesuffix(".en.txt")
        reference = (REFERENCES / f"{name}.summary.txt").read_text(encoding="utf-8").strip()
        sentences = [s.text for text in body for s in segment(text)]
        samples.append(Sample(name, release.headline, sentences, reference))
    return samples


def load_releases(folder: Path) -> list[Sample]:
    """The samples, then releases made of the dev sets in ``folder``, one of each in turn."""
    made = [list(_made_of(folder / f"{name}.en", name)) for name in SETS]
    turns = itertools.zip_longest(*made)
    return [*load_samples(), *(release for turn in turns for release in turn if release)]


def _made_of(path: Path, name: str) -> Iterator[Sample]:
    """Consecutive lines as releases without a headline; the same at every run."""
    lines = path.read_text(encoding="utf-8").splitlines()
    chance = random.Random(name)
    start = 0
    while start + LINES[0] <= len(lines):
        end = start + chance.randint(*LINES)
        sentences = [s.text for line in lines[start:end] for s in segment(line)]
        yield Sample(f"{name}-{start + 1}", "", sentences, "")
        start = end
