"""Train the Italian-English word lexicon that ``presscli/check/coverage.py`` reads.

    python scripts/make_lexicon.py CORPORA_FOLDER presscli/check/data

``CORPORA_FOLDER`` holds ``*.tsv.xz`` files of ``corpus<TAB>Italian<TAB>English``
lines. Word translation probabilities come from IBM Model 1 (Brown et al. 1993)
in both directions, with the alignment prior of fast_align (Dyer et al. 2013),
since Model 1 alone spreads rare words over the whole sentence. The same input
gives the same bytes. Needs numpy, about 6 GB of memory and a quarter of an hour.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# Sources whose licence asks at most for a notice (see the README beside the
# data), and how many pairs of each are read at most: what is not parliament
# keeps the lexicon from speaking of nothing else.
PAIRS = {
    "europarl_sessions": 420_000,
    "debian_news": 20_000,
    "eforms_sdk": 12_000,
    "opensource_guide": 2_000,
    "ethereum_org": 12_000,
    "react_docs": 3_000,
    "ms_dynamics_ops_ht": 40_000,
    "ms_businesscentral": 20_000,
    "ms_office365_ht": 10_000,
    "ms_partner_customer_ht": 10_000,
}
MAX_WORDS = 45
"""Longer pairs align badly and cost quadratically."""
VOCABULARY = 25_000
"""Italian word forms that get an entry."""
MIN_COUNT = 4
TRANSLATIONS = 8
MIN_FORWARD = 0.03
"""Least p(English | Italian) of an entry; a tenth of it will do where
p(Italian | English) is at least ``MIN_BACKWARD``."""
MIN_BACKWARD = 0.08
MIN_EXPECTED = 1.8
"""Least expected count of an alignment: what was seen about twice is no chance."""
ITERATIONS = 5
DIAGONAL = 4.0
"""Tension of the alignment prior; 4 is where fast_align starts."""
FUNCTION_WORDS = Path(__file__).parent.parent / "presscli/check/data/function-words.tsv"

MIN_ENGLISH = 6
"""Fewer occurrences are as likely misspelled or foreign."""
PROPER_SHARE = 0.9
"""An English word is proper when it has a capital that often within sentences."""

_WORD = re.compile(r"[^\W\d_]+")

_INNER = re.compile(r"(?<=[a-z,] )[^\W\d_]{2,}")

Pair = tuple[str, list[str], list[str]]
"""Corpus, Italian words, English words."""


def words(text: str) -> list[str]:
    """Lower-case words of at least two letters, elisions and hyphens split."""
    return [w for w in _WORD.findall(text.lower()) if len(w) > 1]


def read_pairs(folder: Path, inner: dict[str, Counter[str]]) -> Iterator[Pair]:
    """Sampled sentence pairs as words, in the order of the files.

    ``inner`` is filled with the English words within sentences as they were
    written, parliament and the rest apart.
    """
    left = dict(PAIRS)
    seen: set[tuple[str, str]] = set()
    for path in sorted(folder.glob("*.tsv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                fields = line.rstrip("\n").split("\t")
                if len(fields) != 3 or left.get(fields[0], 0) == 0:
                    continue
                corpus, italian, english = fields
                it, en = words(italian), words(english)
                if not (0 < len(it) <= MAX_WORDS and 0 < len(en) <= MAX_WORDS):
                    continue
                if (italian, english) in seen or it == en or not 0.5 < len(it) / len(en) < 2:
                    continue
                seen.add((italian, english))
                left[corpus] -= 1
                kind = "parliament" if corpus == "europarl_sessions" else "other"
                inner.setdefault(kind, Counter()).update(_INNER.findall(english))
                yield corpus, it, en


def function_words() -> tuple[set[str], set[str]]:
    """The Italian and the English words that carry no content, as the package has them."""
    it, en = FUNCTION_WORDS.read_text(encoding="utf-8").splitlines()
    return set(it.split()[1:]), set(en.split()[1:])


def links(np: Any, pairs: list[tuple[list[int], list[int]]]) -> tuple[Any, Any, Any, Any, Any]:
    """All word links of all pairs.

    Returns:
        Source id, target id, group of the target token, group of the source
        token and prior of every link, as flat arrays of one length.
    """
    sources, targets, by_target, by_source, priors = [], [], [], [], []
    target_base = source_base = 0
    for it, en in pairs:
        n, m = len(it), len(en)
        i, j = np.arange(n), np.arange(m)
        sources.append(np.tile(np.array(it, dtype=np.int32), m))
        targets.append(np.repeat(np.array(en, dtype=np.int32), n))
        by_target.append(np.repeat(j + target_base, n).astype(np.int32))
        by_source.append(np.tile(i + source_base, m).astype(np.int32))
        gap = np.abs(i[None, :] / n - j[:, None] / m)
        priors.append(np.exp(-DIAGONAL * gap).ravel().astype(np.float32))
        target_base, source_base = target_base + m, source_base + n
    return tuple(np.concatenate(x) for x in (sources, targets, by_target, by_source, priors))


def train(np: Any, key: Any, given: Any, group: Any, prior: Any) -> Any:
    """Probability of each distinct word pair given one of its words.

    Args:
        np: The numpy module.
        key: Index of each link's word pair.
        given: For each distinct pair, the id of the word that is given.
        group: For each link, the token that must be explained.
        prior: For each link, the alignment prior.

    Returns:
        One probability and one expected count a distinct pair.
    """
    probability = np.full(len(given), 1e-3)
    for _ in range(ITERATIONS):
        weight = probability[key] * prior
        # The constant stands for the empty word: a token that nothing explains
        # must not be forced on the rarest word around.
        total = np.bincount(group, weight) + 1e-4
        counts = np.bincount(key, weight / total[group], minlength=len(given))
        probability = counts / np.bincount(given, counts)[given]
    return probability, counts


def entries(np: Any, pairs: list[Pair]) -> dict[str, list[str]]:
    """The lexicon: Italian word to its English translations, best first."""
    skip = function_words()
    counts = [
        Counter(w for p in pairs for w in p[side] if w not in skip[side - 1]) for side in (1, 2)
    ]
    ids = []
    for count in counts:
        kept = sorted((w for w, n in count.items() if n >= MIN_COUNT), key=lambda w: (-count[w], w))
        ids.append({w: k for k, w in enumerate(kept)})
    coded = [
        ([ids[0][w] for w in it if w in ids[0]], [ids[1][w] for w in en if w in ids[1]])
        for _, it, en in pairs
    ]
    source, target, by_target, by_source, prior = links(np, [p for p in coded if p[0] and p[1]])
    distinct, key = np.unique(source.astype(np.int64) * len(ids[1]) + target, return_inverse=True)
    it_of, en_of = distinct // len(ids[1]), distinct % len(ids[1])
    forward, expected = train(np, key, it_of, by_target, prior)
    backward, _ = train(np, key, en_of, by_source, prior)
    # Translations must be likely in one direction and possible in the other.
    likely = (forward > MIN_FORWARD) & (backward > MIN_FORWARD / 10)
    likely |= (backward > MIN_BACKWARD) & (forward > MIN_FORWARD / 10)
    keep = np.flatnonzero(likely & (expected > MIN_EXPECTED))
    names = [list(x) for x in ids]
    lexicon: dict[str, list[str]] = {}
    for k in keep[np.argsort(-forward[keep], kind="stable")]:
        word = names[0][it_of[k]]
        if it_of[k] < VOCABULARY:
            lexicon.setdefault(word, []).append(names[1][en_of[k]])
    return {w: lexicon[w][:TRANSLATIONS] for w in names[0] if w in lexicon}


def italian_only(pairs: list[Pair]) -> set[str]:
    """Words that Italian uses and English, in the same texts, practically never."""
    it = Counter(w for p in pairs for w in p[1])
    en = Counter(w for p in pairs for w in p[2])
    return {w for w, n in it.items() if len(w) > 2 and n >= 10 and en[w] <= n / 400}


def lines_of(np: Any, pairs: list[Pair]) -> Iterable[str]:
    """The file's lines; the format is described in the README beside the data."""
    only = italian_only(pairs)
    yield "\t" + " ".join(sorted(function_words()[0] & only))
    for word, translations in sorted(entries(np, pairs).items()):
        flag = "!" if word in only else ""
        yield f"{word}{flag}\t{' '.join(translations)}"


def english_words(pairs: list[Pair], inner: dict[str, Counter[str]]) -> Iterable[str]:
    """English words in order, ``^`` after those that are proper wherever they occur."""
    only = italian_only(pairs)
    counts = Counter(w for p in pairs for w in p[2])
    for word in sorted(w for w, n in counts.items() if n >= MIN_ENGLISH and w not in only):
        shares = [
            written[word.capitalize()] / total
            for written in inner.values()
            if (total := written[word.capitalize()] + written[word]) >= MIN_ENGLISH
        ]
        yield word + ("^" if shares and min(shares) >= PROPER_SHARE else "")


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines compressed, the same bytes whenever it is done."""
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))


def main() -> None:
    """Read the corpora, train, write ``lexicon-it-en.tsv.gz`` and ``english-words.txt.gz``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    np = importlib.import_module("numpy")
    inner: dict[str, Counter[str]] = {}
    pairs = list(read_pairs(arguments.corpora, inner))
    write(arguments.output / "english-words.txt.gz", english_words(pairs, inner))
    write(arguments.output / "lexicon-it-en.tsv.gz", lines_of(np, pairs))


if __name__ == "__main__":
    main()
