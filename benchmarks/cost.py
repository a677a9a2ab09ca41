"""What choosing and checking cost beside translating, in the same run, on one core.

    python -m benchmarks.cost --dev DEV [--set newssyscomb2009] [--lines 200] [--model marian-own]

The engine's time is that of its first search and that of the repairs, for which the
checks are the reason and not the cost. Seconds are of the processor, so that other
work on the machine counts less; compare shares, not seconds.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from presscli import models, pipeline, reuse
from presscli.check import Choice, Wording, check_segment, choose
from presscli.check.choose import enter
from presscli.check.segment import find_broken
from presscli.document import Hypothesis
from presscli.engines import DecodingOptions, EngineSettings, open_translator
from presscli.engines.base import Translator
from presscli.registry import load_registry
from presscli.settings import decoding_options
from presscli.tools import TranslatorTool
from training.corpora import read_dev_sets

Value = TypeVar("Value")
WARM_UP = "Il ministro ha incontrato 12 sindaci a Roma il 3 marzo 2021."
"""Loads the lexicon and compiles the patterns, which a run does once."""
CHECKS = {"choose": "choosing", "hold": "placeholders", "check_segment": "checking"}
"""What is called of the checks, and the name of its row."""
CALLERS = {"choose": reuse, "hold": reuse, "check_segment": pipeline}
"""The module that calls it."""


READING = "of choosing: facts read"
"""Checks of hypotheses while one is chosen; the rest of choosing repairs and weighs words."""


class Clock:
    """Processor seconds and calls by what they were spent on."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()

    def timed(self, name: str, call: Callable[..., Value]) -> Callable[..., Value]:
        """The same call, counted under a name."""

        def counted(*args: Any, **options: Any) -> Value:
            began = time.process_time()
            try:
                return call(*args, **options)
            finally:
                self.seconds[name] += time.process_time() - began
                self.calls[name] += 1

        return counted


@dataclasses.dataclass(frozen=True)
class Measured:
    """Where the time went, and what was chosen from."""

    clock: Clock
    lists: Sequence[tuple[str, Sequence[Hypothesis], Wording]]


class TimedEngine:
    """A translator whose first batch is the first search, and every later one a repair."""

    def __init__(self, engine: Translator, clock: Clock) -> None:
        self._engine, self._clock = engine, clock
        self.max_source_tokens = engine.max_source_tokens
        self.count_tokens = engine.count_tokens
        self.close = engine.close

    def translate_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        """As the engine does it, timed."""
        name = "repairs" if self._clock.calls["first search"] else "first search"
        return self._clock.timed(name, self._engine.translate_batch)(texts, options)


def measure(name: str, lines: Sequence[str]) -> Measured:
    """Translate lines with a model as ``presscli translate`` does, and time the parts."""
    spec = load_registry().models[name]
    folder = models.ensure(spec, offline=True)
    engine = open_translator(spec, folder, settings=EngineSettings(threads=1))
    options = decoding_options(spec.decoding, spec.decoding.beam_size)
    tool = TranslatorTool(engine, options, spec.source_lang, "")
    pipeline.translate_texts([WARM_UP], tool)
    clock = Clock()
    lists: list[tuple[str, Sequence[Hypothesis], Wording]] = []
    timed_choose = clock.timed(CHECKS["choose"], choose)

    def remembered(source: str, found: Sequence[Hypothesis], *, wording: Wording) -> Choice:
        lists.append((source, found, wording))
        return timed_choose(source, found, wording=wording)

    timed = dataclasses.replace(tool, engine=TimedEngine(engine, clock))
    with ExitStack() as stack:
        for call, row in CHECKS.items():
            counted = clock.timed(row, getattr(CALLERS[call], call))
            counted = remembered if call == "choose" else counted
            stack.enter_context(patch.object(CALLERS[call], call, counted))
        for read in (check_segment, find_broken):
            reading = clock.timed(READING, read)
            stack.enter_context(patch.object(sys.modules[enter.__module__], read.__name__, reading))
        clock.timed("all", pipeline.translate_texts)(lines, timed)
    engine.close()
    return Measured(clock, lists)


def otherwise(measured: Measured) -> int:
    """How many choices would be others if every hypothesis were checked."""
    others = 0
    for source, hypotheses, wording in measured.lists:
        contest = enter(source, hypotheses, wording=wording)
        chosen = contest.winner()
        others += chosen != max(range(len(hypotheses)), key=contest.rank)
    return others


def table(clock: Clock, lines: int) -> Iterator[str]:
    """The parts as the lines of a Markdown table."""
    seconds: Mapping[str, float] = clock.seconds
    checks = sum(seconds[row] for row in CHECKS.values())
    engine = seconds["first search"] + seconds["repairs"]
    yield "| | calls | s | ms a line | share |"
    yield "|---|---|---|---|---|"
    for row in ("first search", "repairs", *CHECKS.values(), READING):
        yield _row(row, str(clock.calls[row]), seconds[row], lines, seconds["all"])
    yield _row("the rest", "", seconds["all"] - engine - checks, lines, seconds["all"])
    facts = checks - seconds["choosing"] + seconds[READING]
    yield _row("**checks alone**", "", facts, lines, seconds["all"])
    yield _row("**choosing and checking**", "", checks, lines, seconds["all"])
    yield f"\nChoosing and checking beside the engine alone: {checks / engine:.1%}"


def _row(name: str, calls: str, seconds: float, lines: int, whole: float) -> str:
    each = 1000 * seconds / lines
    return f"| {name} | {calls} | {seconds:.2f} | {each:.2f} | {seconds / whole:.1%} |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--set", default="newssyscomb2009")
    parser.add_argument("--lines", type=int, default=200)
    parser.add_argument("--model", default="marian-own")
    args = parser.parse_args()
    dev = next(d for d in read_dev_sets(args.dev) if d.name == args.set)
    lines = dev.sources[: args.lines]
    print(f"{args.model}, the first {len(lines)} lines of {dev.name}\n")
    measured = measure(args.model, lines)
    print("\n".join(table(measured.clock, len(lines))))
    print(f"Checking every hypothesis would choose {otherwise(measured)} otherwise", end=" ")
    print(f"of {len(measured.lists)}")


if __name__ == "__main__":
    main()
