"""List the English words that parallel text has, for ``presscli/check/invented.py``.

    python -m scripts.make_known_words CORPORA_FOLDER presscli/check/data

``CORPORA_FOLDER`` holds ``*.tsv`` or ``*.tsv.xz`` files of ``corpus<TAB>Italian<TAB>English``
lines. Every word of four letters and more that stands in lower case on an English side counts,
however rare, since a model that was trained on such text makes up no word that is in it; but
not those that the Italian sides have far more often, which were left untranslated.
The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from presscli.check.invented import WORD
from training.corpora import read_corpora

NAME = "known-words.txt.gz"
ITALIAN_TIMES = 3
"""A word so many times as frequent on the Italian sides is taken for Italian."""


def known_words(folder: Path) -> list[str]:
    """The words, sorted."""
    italian: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for pair in read_corpora(folder):
        italian.update(WORD.findall(pair.source))
        english.update(WORD.findall(pair.target))
    own = {word for word, n in english.items() if italian[word] < ITALIAN_TIMES * n}
    return sorted(word for word in own if re.fullmatch("[a-z]+", word))


def write_list(description: str | None, name: str, find: Callable[[Path], list[str]]) -> None:
    """The command of a script: find the words of a folder of corpora, and write them packed."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    listed = find(args.corpora)
    data = ("\n".join(listed) + "\n").encode()
    (args.out / name).write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{len(listed)} words")


if __name__ == "__main__":
    write_list(__doc__, NAME, known_words)
