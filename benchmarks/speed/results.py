"""The figures of a run as plain values, which JSON, Markdown and plots are made of."""

from __future__ import annotations

import platform
import statistics
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import presscli
from benchmarks.speed.measure import Ran, Series, Spread, ratios
from benchmarks.speed.plan import LIBRARY, NAIVE, PLAIN, SAME, Comparison

PACKAGES = ("ctranslate2", "transformers", "torch", "sentencepiece", "typer", "sacrebleu")

Table = dict[str, Any]


def machine() -> Table:
    """Versions, processor, memory."""
    memory_kb = 0
    for line in Path("/proc/meminfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("MemTotal:"):
            memory_kb = int(line.split()[1])
    names = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    cpu = next((line.split(":")[1].strip() for line in names if line.startswith("model name")), "")
    return {
        "presscli": presscli.__version__,
        "python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
        "cpu": cpu or platform.machine(),
        "memory_gb": round(memory_kb / 1e6, 1),
    }


def spread(values: Spread) -> list[float]:
    """Median, least, most."""
    return [float(f"{v:.4g}") for v in (values.median, values.least, values.most)]


def comparison_table(comparison: Comparison, made: Mapping[str, Series], threads: int) -> Table:
    """Rows of a comparison, with the library's ratio to each other system."""
    rows = []
    for entry in comparison.entries:
        series = made[entry.system]
        row: Table = {
            "system": entry.system,
            "documents": entry.count,
            "words": series.words,
            "words_per_second": spread(series.words_per_second()),
            "words_per_cpu_second": spread(series.words_per_cpu_second()),
            "peak_mb": round(series.peak_mb),
            "load_seconds": round(series.load_seconds, 2),
        }
        if LIBRARY in made:
            row["library_over_it"] = spread(ratios(made[LIBRARY], series))
            row["library_over_it_cpu"] = spread(ratios(made[LIBRARY], series, cpu=True))
        row |= _agreement(series, _reference(made))
        rows.append(row)
    return {
        "title": comparison.title,
        "model": comparison.model,
        "threads": threads,
        "rounds": comparison.rounds,
        "rows": rows,
    }


def _reference(made: Mapping[str, Series]) -> Series | None:
    return next((made[name] for name in (NAIVE, SAME, PLAIN) if name in made), None)


def _agreement(series: Series, reference: Series | None) -> Table:
    """ChrF against the slow engine on the documents that both did."""
    from sacrebleu.metrics import CHRF

    both = min(len(series.output), len(reference.output)) if reference else 0
    if not both or reference is None:
        return {}
    metric = CHRF()
    score = metric.corpus_score(series.output[:both], [reference.output[:both]])
    return {"chrf": round(score.score, 1), "signature": str(metric.get_signature())}


def command_rows(runs: Mapping[str, Sequence[Ran]]) -> list[Table]:
    """Commands that were run in turn."""
    return [
        {
            "command": name,
            "ms": spread(Spread.of([1000 * r.seconds for r in made])),
            "cpu_ms": spread(Spread.of([1000 * r.cpu_seconds for r in made])),
            "first_output_ms": spread(Spread.of([1000 * r.first_output_seconds for r in made])),
            "peak_mb": round(statistics.median(r.peak_mb for r in made)),
        }
        for name, made in runs.items()
    ]


def folder_row(files: int, ran: Ran) -> Table:
    """A folder run, or its files as one."""
    return {
        "files": files,
        "seconds": round(ran.seconds, 2),
        "cpu_seconds": round(ran.cpu_seconds, 2),
        "ms_per_file": round(1000 * ran.seconds / files, 2),
        "cpu_ms_per_file": round(1000 * ran.cpu_seconds / files, 2),
        "peak_mb": round(ran.peak_mb),
    }
