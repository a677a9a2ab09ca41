"""Parallel text on disk: TSV files (corpus, Italian, English) and dev sets.

A corpus is named ``group/name`` after reading: the group is the file
(``europarl``, ``business-docs``), the name the file's first column. Weights are
given by group, licences by name.
"""

from __future__ import annotations

import contextlib
import lzma
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple, cast

from presscli.errors import InputError

TSV_SUFFIXES = (".tsv", ".tsv.xz")


class Pair(NamedTuple):
    """One aligned pair of lines and the corpus it is from."""

    corpus: str
    source: str
    target: str

    @property
    def group(self) -> str:
        """The part of the corpus' name before the slash."""
        return self.corpus.partition("/")[0]


class DevSet(NamedTuple):
    """A development set: source lines and one reference each, same order."""

    name: str
    sources: tuple[str, ...]
    references: tuple[str, ...]


# What models see: straight quotes, one kind of dash, plain spaces. The
# guillemets are kept apart from apostrophes because Italian elides (l'anno).
_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u0060\u00b4", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "\u2026": "...",
    }
)
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_NOT_WORD = re.compile(r"[\W_]+")


def normalize(text: str) -> str:
    """NFC, straight quotes, plain dashes and spaces, no invisible characters."""
    text = unicodedata.normalize("NFC", text).translate(_CHARACTERS)
    return _SPACES.sub(" ", text).strip()


def key(text: str) -> str:
    """What two lines that say the same in other typography have in common."""
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def open_text(path: Path, mode: str = "r") -> IO[str]:
    """Open a text file, compressed with xz where its name ends in ``.xz``."""
    if path.suffix == ".xz":
        return cast("IO[str]", lzma.open(path, f"{mode}t", encoding="utf-8", newline="\n"))
    return path.open(mode, encoding="utf-8", newline="\n")


def read_pairs(path: Path) -> Iterator[Pair]:
    """Read a TSV as it is; lines without three non-empty columns are skipped.

    Raises:
        InputError: The file cannot be read or is not xz where its name says so.
    """
    try:
        with open_text(path) as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) == 3 and all(columns):
                    yield Pair(*columns)
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read ({error})", "A TSV, plain or xz.") from error


def read_corpora(folder: Path) -> Iterator[Pair]:
    """Read every TSV of a folder, sorted by name; corpora become ``group/name``."""
    paths = sorted(p for p in folder.iterdir() if p.name.endswith(TSV_SUFFIXES))
    if not paths:
        raise InputError(str(folder), "holds no corpus", "Files named *.tsv or *.tsv.xz.")
    for path in paths:
        group = path.name.partition(".")[0]
        for pair in read_pairs(path):
            yield pair._replace(corpus=f"{group}/{pair.corpus}")


def write_pairs(path: Path, pairs: Iterable[Pair]) -> int:
    """Write a TSV through a temporary file beside it; returns the number of pairs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".tmp-{path.name}")
    count = 0
    with contextlib.closing(open_text(temporary, "w")) as out:
        for pair in pairs:
            out.write("\t".join(pair) + "\n")
            count += 1
    temporary.replace(path)
    return count


def read_dev_sets(folder: Path) -> list[DevSet]:
    """Read every ``NAME.it`` with its ``NAME.en``, sorted by name.

    Raises:
        InputError: The two sides of a set differ in length.
    """
    sets = []
    for source_path in sorted(folder.glob("*.it")):
        target_path = source_path.with_suffix(".en")
        sources = source_path.read_text(encoding="utf-8").splitlines()
        references = target_path.read_text(encoding="utf-8").splitlines()
        if len(sources) != len(references):
            what = f"{len(sources)} lines against {len(references)} in {target_path.name}"
            raise InputError(str(source_path), what, "The sides are aligned line by line.")
        sets.append(DevSet(source_path.stem, tuple(sources), tuple(references)))
    return sets


class DevGuard:
    """Tells whether a pair repeats a line of a development set.

    A line of ``min_words`` words or more is guarded on either side alone; a
    shorter one ("Grazie.") only together with its own translation, since it is
    everybody's sentence.
    """

    def __init__(self, sets: Iterable[DevSet], *, min_words: int = 4) -> None:
        self._lines: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()
        for dev in sets:
            for source, reference in zip(dev.sources, dev.references, strict=True):
                keys = key(source), key(reference)
                self._pairs.add(keys)
                self._lines.update(k for k in keys if len(k.split()) >= min_words)

    def repeats(self, pair: Pair) -> bool:
        """Whether the pair must not be trained on."""
        keys = key(pair.source), key(pair.target)
        return keys in self._pairs or not self._lines.isdisjoint(keys)
