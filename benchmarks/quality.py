"""Write docs/quality.md: how good the embedded profile is on the dev sets.

    python -m benchmarks.quality --dev DEV [--limit 100] [--profile embedded]

Two rows a set: the engine's best hypothesis as it comes, and what presscli prints
after choosing, repairing and checking. Both see the same lines in the same run.
"""

from __future__ import annotations

import argparse
import dataclasses
import platform
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import presscli
from benchmarks.sections import find_sections
from presscli import models
from presscli.engines import DecodingOptions, EngineSettings, open_translator
from presscli.registry import ModelSpec, load_registry
from training.corpora import DevSet, read_dev_sets
from training.evaluate import Score, score_set, translate_lines

TARGET = Path(__file__).parent.parent / "docs" / "quality.md"


def engine_scores(spec: ModelSpec, sets: Sequence[DevSet]) -> list[Score]:
    """Scores of the engine's own best hypotheses."""
    folder = models.ensure(spec, offline=True)
    options = DecodingOptions(num_hypotheses=1, **dataclasses.asdict(spec.decoding))
    engine = open_translator(spec, folder, settings=EngineSettings())
    scores = []
    for dev in sets:
        started = time.monotonic()
        output = translate_lines(engine, dev.sources, options)
        seconds = time.monotonic() - started
        scores.append(score_set("best hypothesis", dev, output, seconds, "engine alone"))
    engine.close()
    return scores


def product_scores(profile: str, sets: Sequence[DevSet]) -> list[Score]:
    """Scores of what presscli prints."""
    scores = []
    with presscli.open(profile=profile, offline=True) as session:
        for dev in sets:
            started = time.monotonic()
            output = session.translate(dev.sources)
            seconds = time.monotonic() - started
            scores.append(score_set("chosen and repaired", dev, output, seconds, "presscli"))
    return scores


def page(spec: ModelSpec, rows: Sequence[Score], limit: int) -> Iterator[str]:
    """The lines of docs/quality.md."""
    lines = f"the first {limit} lines of each set" if limit else "all lines"
    yield "# How good the translations are\n"
    yield "Written by `make quality`; do not edit. Dev sets and their licences:"
    yield "[training/README.md](../training/README.md). Nothing was trained on them.\n"
    yield f"Model `{spec.name}`, revision `{models.status(spec).revision[:8]}`, CTranslate2 int8,"
    yield f"beam {spec.decoding.beam_size}; {lines}; {platform.machine()}, presscli "
    yield f"{presscli.__version__}. *Best hypothesis* is the engine alone; *chosen and repaired*"
    yield "is what presscli prints. *Numbers kept* counts the source's figures whose digits are in"
    yield "the output; the references themselves keep the share in the last column, since they"
    yield "write some as words.\n"
    yield "| set | lines | output | BLEU | chrF | numbers kept | seconds | (references) |"
    yield "|---|---|---|---|---|---|---|---|"
    for s in sorted(rows, key=lambda s: s.test_set):
        yield (
            f"| {s.test_set} | {s.lines} | {s.model} | {s.bleu} | {s.chrf} | "
            f"{s.numbers_kept:.1%} | {s.seconds:.0f} | {s.numbers_kept_reference:.1%} |"
        )
    yield f"\nBLEU: `{rows[0].bleu_signature}`  \nchrF: `{rows[0].chrf_signature}`"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--profile", default="embedded")
    args = parser.parse_args()
    end = args.limit or None
    sets = [DevSet(d.name, d.sources[:end], d.references[:end]) for d in read_dev_sets(args.dev)]
    registry = load_registry()
    spec = registry.models[registry.profiles[args.profile].translator]
    rows = engine_scores(spec, sets) + product_scores(args.profile, sets)
    made = "\n".join(page(spec, rows, args.limit)) + "\n"
    # The sections of other benchmarks are not ours to lose.
    others = find_sections(TARGET.read_text(encoding="utf-8")) if TARGET.exists() else []
    TARGET.write_text("\n".join([made, *(f"{one}\n" for one in others)]), encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
