"""List the Italian words that parallel text has, for ``presscli/lexicon/italian.py``.

    python -m scripts.make_italian_words CORPORA_FOLDER presscli/lexicon/data

``CORPORA_FOLDER`` holds ``*.tsv`` or ``*.tsv.xz`` files of ``corpus<TAB>Italian<TAB>English``
lines. A word of two letters and more counts that stands in lower case on the Italian sides
once; but not those that within sentences have a capital four times as often or
more, which are names, nor those that are more often all in capitals, which are acronyms.
The same input gives the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from scripts.make_known_words import write_list
from training.corpora import read_corpora

NAME = "italian-words.txt.gz"
NAME_TIMES = 4
"""A word so many times as frequent with a capital is taken for a name,"""
MANY = 50
"""but not if it is small so often: the European of ``Unione Europea``."""
_WORD = re.compile(r"(?<![\w@./])[a-zàèéìíòóù]{2,}(?![\w@/]|\.\w)")
_UPPER = re.compile(r"(?<![\w@./])[A-ZÀ-Ý]{2,}(?![\w@/]|\.\w)")
_INNER = re.compile(r"(?<=[a-zà-ÿ,] )(?:[dlDL]|dell|nell|all|dall|sull)?['’]?([A-ZÀ-Ý][a-zà-ÿ]+)")
"""A capitalised word that does not begin a sentence, without its elided article."""


def italian_words(folder: Path) -> list[str]:
    """The words, sorted."""
    small: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for pair in read_corpora(folder):
        small.update(_WORD.findall(pair.source))
        upper.update(map(str.lower, _UPPER.findall(pair.source)))
        capitalised.update(map(str.lower, _INNER.findall(pair.source)))
    return sorted(
        word
        for word, n in small.items()
        if (n >= MANY or capitalised[word] < NAME_TIMES * n) and upper[word] <= n
    )


if __name__ == "__main__":
    write_list(__doc__, NAME, italian_words)
