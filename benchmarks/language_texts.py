"""The texts on which language detectors are compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from training.corpora import DevSet

FOLDER = Path(__file__).parent.parent / "tests" / "languages"
DOCUMENT_CHARS = 200
"""Longer texts are documents."""
_LINES_A_RUN = 3


class Sample(NamedTuple):
    """A text whose language is known."""

    split: str
    """``tune``, ``held`` (nothing was tuned on it) or ``dev``."""
    language: str
    kind: str
    """``headline`` (3 to 8 words), ``sentence`` or ``document`` (over 200 characters)."""
    text: str


class Mixed(NamedTuple):
    """A release in several languages: its own, and that of each paragraph."""

    split: str
    language: str
    languages: tuple[str, ...]
    paragraphs: tuple[str, ...]


def load_samples() -> list[Sample]:
    """The texts of the repository, in the order of the file."""
    return [Sample(*row) for row in _rows("texts.tsv")]


def load_mixed() -> list[Mixed]:
    """The releases in several languages of the repository, in the order of the file."""
    releases: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for split, number, whole, language, text in _rows("mixed.tsv"):
        releases.setdefault((split, number, whole), []).append((language, text))
    return [
        Mixed(split, whole, tuple(code for code, _ in parts), tuple(text for _, text in parts))
        for (split, _, whole), parts in releases.items()
    ]


def dev_samples(dev_set: DevSet) -> Iterator[Sample]:
    """The lines of a development set on both sides, and runs of three that are long enough."""
    for language, lines in (("it", dev_set.sources), ("en", dev_set.references)):
        for line in filter(str.strip, lines):
            yield Sample("dev", language, "sentence", line)
        for start in range(0, len(lines) - _LINES_A_RUN + 1, _LINES_A_RUN):
            run = " ".join(lines[start : start + _LINES_A_RUN])
            if len(run) > DOCUMENT_CHARS:
                yield Sample("dev", language, "document", run)


def _rows(name: str) -> Iterator[list[str]]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
