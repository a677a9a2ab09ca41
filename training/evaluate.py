"""Score a translator on the dev sets: BLEU, chrF, numbers kept, speed.

    python -m training.evaluate --model opus-mt-it-en --dev DEV
    python -m training.evaluate --folder RUN/export --architecture marian --dev DEV

Any model of ``models.yaml``, or a folder, through the engines of presscli: what is
measured is the model and its decoding alone, one best hypothesis a line, without
the repairs that the program makes afterwards.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from presscli import models
from presscli.engines import (
    DecodingOptions,
    EngineSettings,
    Translator,
    open_translator,
)
from presscli.errors import UsageError
from presscli.registry import ModelSpec, load_registry
from presscli.segment import split_long
from presscli.typography import normalize
from training.corpora import DevSet, read_dev_sets

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NOT_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one model on one set.

    ``numbers_kept`` is the share of the sources' numbers, compared by their
    digits, that the translations have; ``numbers_kept_reference`` is the same of
    the references, which write some as words. Speeds leave loading out.
    """

    model: str
    test_set: str
    lines: int
    bleu: float
    chrf: float
    numbers_kept: float
    numbers_kept_reference: float
    seconds: float
    words_per_second: float
    bleu_signature: str
    chrf_signature: str
    decoding: str


def numbers_kept(sources: Sequence[str], targets: Sequence[str]) -> float:
    """Share (0 to 1) of the sources' numbers whose digits are in the targets; 1 if none."""
    wanted = kept = 0
    for source, target in zip(sources, targets, strict=True):
        of_source, of_target = _numbers(source), _numbers(target)
        wanted += of_source.total()
        kept += (of_source & of_target).total()
    return kept / wanted if wanted else 1.0


def _numbers(text: str) -> Counter[str]:
    return Counter(_NOT_DIGIT.sub("", number) for number in _NUMBER.findall(text))


def translate_lines(
    translator: Translator, lines: Sequence[str], options: DecodingOptions
) -> list[str]:
    """Translate lines as the program does: normalised, long ones in parts; order kept."""
    parts: list[str] = []
    owners: list[int] = []
    for i, line in enumerate(lines):
        pieces = split_long(normalize(line), translator.count_tokens, translator.max_source_tokens)
        parts += (piece.text for piece in pieces)
        owners += [i] * len(pieces)
    found = translator.translate_batch(parts, options)
    result: list[list[str]] = [[] for _ in lines]
    for owner, hypotheses in zip(owners, found, strict=True):
        result[owner].append(hypotheses[0].text if hypotheses else "")
    return [" ".join(texts) for texts in result]


def score_set(
    name: str, dev: DevSet, output: Sequence[str], seconds: float, decoding: str
) -> Score:
    """Score the translations of a set."""
    from sacrebleu.metrics.bleu import BLEU  # An extra: not for --help.
    from sacrebleu.metrics.chrf import CHRF

    references = [list(dev.references)]
    bleu, chrf = BLEU(), CHRF()
    return Score(
        model=name,
        test_set=dev.name,
        lines=len(output),
        bleu=round(bleu.corpus_score(output, references).score, 2),
        chrf=round(chrf.corpus_score(output, references).score, 2),
        numbers_kept=round(numbers_kept(dev.sources, output), 4),
        numbers_kept_reference=round(numbers_kept(dev.sources, dev.references), 4),
        seconds=round(seconds, 1),
        words_per_second=round(sum(len(s.split()) for s in dev.sources) / seconds, 1),
        bleu_signature=str(bleu.get_signature()),
        chrf_signature=str(chrf.get_signature()),
        decoding=decoding,
    )


def find_spec(args: argparse.Namespace) -> tuple[ModelSpec, Path]:
    """The model asked for and its folder.

    A folder is run with the settings (prompts, limits) of the first translator of
    its architecture in ``models.yaml``.

    Raises:
        UsageError: Neither or both of ``--model`` and ``--folder``, or an unknown name.
        ModelError: The weights are not on this machine.
    """
    registry = load_registry()
    if bool(args.model) == bool(args.folder):
        raise UsageError("evaluate", "one of --model and --folder is needed")
    if args.folder:
        known = (
            m
            for m in registry.models.values()
            if m.architecture == args.architecture and m.translates
        )
        spec = next(known, None)
        if spec is None:
            what = f"no translator of this kind ({args.architecture})"
            raise UsageError("--architecture", what, "Allowed: marian, prompted")
        name = args.folder.resolve().name
        return dataclasses.replace(spec, name=name, files={}), args.folder
    if args.model not in registry.models:
        allowed = ", ".join(registry.models)
        raise UsageError("--model", f"unknown ({args.model})", f"Known: {allowed}.")
    spec = registry.models[args.model]
    return spec, models.ensure(spec, offline=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="training.evaluate", description=__doc__)
    parser.add_argument("--model", help="a name of models.yaml")
    parser.add_argument("--folder", type=Path, help="or the folder of a model")
    parser.add_argument("--architecture", default="marian", help="of the folder")
    parser.add_argument("--dev", type=Path, required=True, help="folder of NAME.it and NAME.en")
    parser.add_argument("--sets", help="only these, separated by commas")
    parser.add_argument("--limit", type=int, default=0, help="only so many lines of each")
    parser.add_argument("--engine", default="ct2", help="ct2 or transformers")
    parser.add_argument("--beam-size", type=int, default=0, help="0: that of models.yaml")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--out", type=Path, help="JSON of the scores to write, a list")
    parser.add_argument("--hypotheses", type=Path, help="folder for the translations")
    return parser


def _sets(args: argparse.Namespace) -> list[DevSet]:
    wanted = set(args.sets.split(",")) if args.sets else None
    sets = [d for d in read_dev_sets(args.dev) if wanted is None or d.name in wanted]
    end = args.limit or None
    return [DevSet(d.name, d.sources[:end], d.references[:end]) for d in sets]


def main(arguments: Sequence[str] | None = None) -> list[Score]:
    """Evaluate one model and print a Markdown table; returns the rows."""
    args = _parser().parse_args(arguments)
    spec, folder = find_spec(args)
    values = asdict(spec.decoding) | ({"beam_size": args.beam_size} if args.beam_size else {})
    options = DecodingOptions(num_hypotheses=1, **values)
    settings = EngineSettings(threads=args.threads)
    translator = open_translator(spec, folder, engine=args.engine, settings=settings)
    decoding = f"{args.engine}, beam {options.beam_size}"
    scores = []
    for dev in _sets(args):
        started = time.monotonic()
        output = translate_lines(translator, dev.sources, options)
        seconds = time.monotonic() - started
        scores.append(score_set(spec.name, dev, output, seconds, decoding))
        print(json.dumps(asdict(scores[-1])), file=sys.stderr, flush=True)
        if args.hypotheses:
            args.hypotheses.mkdir(parents=True, exist_ok=True)
            path = args.hypotheses / f"{spec.name}.{dev.name}.en"
            path.write_text("".join(f"{line}\n" for line in output), encoding="utf-8")
        if args.out:
            args.out.write_text(json.dumps([asdict(s) for s in scores], indent=1) + "\n")
    translator.close()
    print(table(scores))
    return scores


def table(scores: Sequence[Score]) -> str:
    """The rows as Markdown."""
    head = "| model | set | lines | BLEU | chrF | numbers kept | words/s | decoding |\n"
    rows = [
        f"| {s.model} | {s.test_set} | {s.lines} | {s.bleu} | {s.chrf} "
        f"| {s.numbers_kept:.1%} | {s.words_per_second} | {s.decoding} |"
        for s in scores
    ]
    return head + "|---|---|---|---|---|---|---|---|\n" + "\n".join(rows)


if __name__ == "__main__":
    main()
