"""From parallel text to token arrays, in two steps or three.

``clean`` reads the corpora, normalises, drops what is not worth training on and
writes one TSV with a report of what each filter dropped. ``encode`` makes the
vocabulary (or takes a given one), weights the corpora, adds the augmented lines and
writes memory-mapped token arrays. Between the two, ``pack`` makes the TSV small
enough to carry to another machine: only what an epoch will see, in xz.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from presscli import typography
from training import augment
from training.alignment import Lexicon, alignment_score, train_lexicon
from training.arrays import encode, save_arrays
from training.corpora import (
    DevGuard,
    Pair,
    key,
    normalize,
    read_corpora,
    read_dev_sets,
    read_pairs,
    write_pairs,
)
from training.filters import reject, words
from training.vocabulary import load_vocabulary, train_vocabulary, vocabulary_size

MIN_ALIGNMENT = 0.3
"""Pairs whose words explain less of each other are dropped; see README.md for how many."""
LEXICON_PAIRS = 100_000
LEXICON_MAX_WORDS = 40

DEFAULT_WEIGHTS = {
    "europarl": 1.0,
    "institutional-news": 3.0,
    "general-docs": 0.35,
    "business-docs": 0.25,
}
"""How often each pair of a group is seen in an epoch: institutional Italian up, manuals down."""

VALID_PAIRS = 512
VOCABULARY_LINES = 600_000

Lexicons = tuple[Lexicon[str], Lexicon[str]]


def cheap_filters(pairs: Iterable[Pair], guard: DevGuard, report: Counter[str]) -> Iterator[Pair]:
    """Normalise, then drop duplicates, lines of the dev sets and what the filters reject.

    ``report`` counts what came in (``read``) and what each filter dropped.
    """
    seen: set[tuple[str, str]] = set()
    for raw in pairs:
        report["read"] += 1
        # The program prepares its input with typography.normalize: train on the same.
        source = normalize(typography.normalize(raw.source))
        pair = raw._replace(source=source, target=normalize(raw.target))
        keys = key(pair.source), key(pair.target)
        if not all(keys):
            report["empty"] += 1
        elif keys in seen:
            report["duplicate"] += 1
        elif guard.repeats(pair):
            report["dev line"] += 1
        elif reason := reject(pair):
            report[reason] += 1
        else:
            seen.add(keys)
            yield pair


def learn_lexicons(pairs: Sequence[Pair], *, max_pairs: int, seed: int = 0) -> Lexicons:
    """IBM model 1 in both directions on a sample of the pairs (40 words a side at most)."""
    sample = random.Random(seed).sample(pairs, min(len(pairs), max_pairs))
    both = [(words(p.source), words(p.target)) for p in sample]
    short = [pair for pair in both if max(map(len, pair)) <= LEXICON_MAX_WORDS]
    return train_lexicon(short), train_lexicon([(t, s) for s, t in short])


def aligned(
    pairs: Iterable[Pair], lexicons: Lexicons, minimum: float, report: Counter[str]
) -> Iterator[Pair]:
    """Drop the pairs whose words do not explain each other."""
    for pair in pairs:
        score = alignment_score(*lexicons, words(pair.source), words(pair.target))
        if score < minimum:
            report["alignment"] += 1
        else:
            yield pair


def clean(
    corpora: Path, dev: Path | None, out: Path, *, minimum: float = MIN_ALIGNMENT
) -> dict[str, int]:
    """Clean a folder of corpora into one TSV, with its report as ``OUT.json`` beside it."""
    started = time.monotonic()
    report: Counter[str] = Counter()
    guard = DevGuard(read_dev_sets(dev) if dev else [])
    kept = list(cheap_filters(read_corpora(corpora), guard, report))
    _say(f"{len(kept)} pairs after the cheap filters, {time.monotonic() - started:.0f} s")
    lexicons = learn_lexicons(kept, max_pairs=LEXICON_PAIRS)
    _say(f"lexicons learnt, {time.monotonic() - started:.0f} s")
    by_group: Counter[str] = Counter()

    def counted() -> Iterator[Pair]:
        for pair in aligned(kept, lexicons, minimum, report):
            by_group[pair.group] += 1
            yield pair

    report["kept"] = write_pairs(out, counted())
    result = {**report, **{f"kept {g}": n for g, n in sorted(by_group.items())}}
    result["seconds"] = round(time.monotonic() - started)
    out.with_name(f"{out.name}.json").write_text(json.dumps(result, indent=2) + "\n")
    return result


def weighted(
    pairs: Iterable[Pair], weights: Mapping[str, float], rng: random.Random
) -> Iterator[Pair]:
    """Repeat every pair by the weight of its group; 0.25 keeps one in four. Default 1."""
    for pair in pairs:
        whole, part = divmod(weights.get(pair.group, 1.0), 1)
        for _ in range(int(whole) + (rng.random() < part)):
            yield pair


def pack(pairs: Iterable[Pair], out: Path, weights: Mapping[str, float], seed: int = 0) -> int:
    """Write only the share of each group that its weight below 1 lets through.

    Those groups have the weight 1 from then on. Returns the number of pairs.
    """
    below_one = {group: min(1.0, weight) for group, weight in weights.items()}
    return write_pairs(out, weighted(pairs, below_one, random.Random(seed)))


def prepare_data(
    pairs: Sequence[Pair],
    out: Path,
    *,
    spm: Path | None = None,
    vocabulary: int = 16_000,
    weights: Mapping[str, float] | None = None,
    made_up_share: float = 0.05,
    copies_share: float = 0.03,
    seed: int = 0,
) -> dict[str, object]:
    """Write ``spm.model``, ``train/``, ``valid/`` and ``data.json`` under ``out``.

    Args:
        pairs: Clean pairs; 512 of them (a tenth, if they are few) are held out.
        out: The folder to write.
        spm: A SentencePiece model to go on with, instead of training one.
        vocabulary: Ids of a new one, ``<pad>`` included.
        weights: By group; ``DEFAULT_WEIGHTS`` if None.
        made_up_share: Made-up press lines, as a share of the pairs.
        copies_share: Of the pairs, how many are copied in other forms.
        seed: Of all choices.
    """
    rng = random.Random(seed)
    shuffled = list(pairs)
    rng.shuffle(shuffled)
    held_out = min(VALID_PAIRS, len(shuffled) // 10)
    valid, train = shuffled[:held_out], shuffled[held_out:]
    extra = list(augment.made_up(int(made_up_share * len(train)), seed))
    rows = list(weighted(train, DEFAULT_WEIGHTS if weights is None else weights, rng))
    extra += augment.copies(rows, copies_share, seed)
    rows += extra
    out.mkdir(parents=True, exist_ok=True)
    path = out / "spm.model"
    if spm:
        path.write_bytes(spm.read_bytes())
    else:
        lines = (line for pair in rows for line in pair[1:])
        train_vocabulary(lines, path, size=vocabulary, max_lines=VOCABULARY_LINES)
    processor = load_vocabulary(path)
    arrays = encode(processor, rows)
    save_arrays(out / "train", arrays)
    save_arrays(out / "valid", encode(processor, valid))
    record = {
        "pairs": dict(sorted(Counter(p.group for p in rows).items())),
        "lines": len(arrays),
        "source_tokens": len(arrays.source),
        "target_tokens": len(arrays.target),
        "vocabulary": vocabulary_size(processor),
    }
    (out / "data.json").write_text(json.dumps(record, indent=2) + "\n")
    return record


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _weights(text: str) -> dict[str, float]:
    return {name: float(value) for name, value in (item.split("=") for item in text.split(","))}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="training.prepare", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    first = commands.add_parser("clean", help="corpora to one clean TSV")
    first.add_argument("--corpora", type=Path, required=True, help="folder of *.tsv[.xz]")
    first.add_argument("--dev", type=Path, help="folder of dev sets, whose lines are kept out")
    first.add_argument("--out", type=Path, required=True, help="TSV to write, .tsv or .tsv.xz")
    first.add_argument("--min-alignment", type=float, default=MIN_ALIGNMENT)
    between = commands.add_parser("pack", help="clean TSV to the part of it that is used, in xz")
    between.add_argument("--pairs", type=Path, required=True)
    between.add_argument("--out", type=Path, required=True, help="TSV to write, .tsv.xz")
    between.add_argument("--weights", type=_weights, default=DEFAULT_WEIGHTS)
    second = commands.add_parser("encode", help="clean TSV to vocabulary and token arrays")
    second.add_argument("--pairs", type=Path, required=True)
    second.add_argument("--out", type=Path, required=True)
    second.add_argument("--spm", type=Path, help="vocabulary to keep, of the model to go on with")
    second.add_argument("--vocabulary", type=int, default=16_000)
    second.add_argument("--weights", type=_weights, default=DEFAULT_WEIGHTS, help="group=weight,..")
    second.add_argument("--made-up", type=float, default=0.05, help="share of made-up press lines")
    second.add_argument("--copies", type=float, default=0.03, help="share of changed copies")
    second.add_argument("--seed", type=int, default=0)
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one of the steps and print its report."""
    args = _parser().parse_args(arguments)
    report: Mapping[str, object]
    if args.command == "clean":
        report = clean(args.corpora, args.dev, args.out, minimum=args.min_alignment)
    elif args.command == "pack":
        report = {"kept": pack(read_pairs(args.pairs), args.out, args.weights)}
    else:
        report = prepare_data(
            list(read_pairs(args.pairs)),
            args.out,
            spm=args.spm,
            vocabulary=args.vocabulary,
            weights=args.weights,
            made_up_share=args.made_up,
            copies_share=args.copies,
            seed=args.seed,
        )
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
