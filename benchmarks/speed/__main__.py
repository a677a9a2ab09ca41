"""Measure everything and write docs/performance.md.

python -m benchmarks.speed [--quick] [--docs docs] [--work FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.sections import put_section
from benchmarks.speed import plots, report
from benchmarks.speed import results as r
from benchmarks.speed.commands import (
    measure_cold,
    measure_folder,
    measure_joined,
    measure_releases,
    now,
    startup_commands,
)
from benchmarks.speed.measure import Entry, compare, run_in_turn
from benchmarks.speed.plan import BEAM, FULL, LARGE, LIBRARY, OWN, QUICK, SHORTENS, TINY, Plan
from benchmarks.speed.systems import Setting
from benchmarks.speed.targets import find_targets
from presscli.models import ensure
from presscli.registry import load_registry

ROOT = Path(__file__).parents[2]


def notify(message: str) -> None:
    """Say what is going on, with the time since the start."""
    print(f"{time.perf_counter() - _BEGAN:6.0f} s  {message}", file=sys.stderr, flush=True)


_BEGAN = time.perf_counter()


def measure_all(plan: Plan, folder: Path, *, quick: bool) -> dict[str, Any]:
    """Run a plan.

    Args:
        plan: What to measure.
        folder: For the larger model and the files of the runs.
        quick: Whether the figures are a rehearsal's.
    """
    os.environ["PRESSCLI_HOME"] = str(folder / "home")
    load = os.getloadavg()[0]
    own, tiny = (ensure(load_registry().models[m], offline=True) for m in (OWN, TINY))
    notify("making the larger model")
    large = folder / "widened"
    # In a process of its own: the memory of this one would count for those it starts.
    make = [sys.executable, "-m", "benchmarks.speed.widened", str(tiny), str(large)]
    subprocess.run(make, cwd=ROOT, check=True)
    models = {m: (folder, folder / "ct2") for m, folder in ((OWN, own), (TINY, tiny))}
    models[LARGE] = (large / "hf", large / "ct2")
    results: dict[str, Any] = {"date": now(), "quick": quick, "beam": BEAM, "machine": r.machine()}
    results["comparisons"] = []
    for c in plan.comparisons:
        setting = Setting(*models[c.model], c.threads or plan.threads, BEAM)
        made = compare(c.work, c.entries, setting, c.rounds, notify)
        results["comparisons"].append(r.comparison_table(c, made, setting.threads))
    results["lengths"] = measure_lengths(plan, Setting(*models[OWN], plan.threads, BEAM))
    notify("start-up")
    results["startup"] = r.command_rows(run_in_turn(startup_commands(), plan.startup_rounds))
    notify("cold starts")
    results["cold"] = r.command_rows(measure_cold(folder, own, plan.cold_rounds, plan.threads))
    results["folders"] = []
    for files in plan.folders:
        notify(f"a folder of {files} files")
        results["folders"].append(r.folder_row(files, measure_folder(files, plan.threads)))
    shortens = ensure(load_registry().models[SHORTENS], offline=True)
    results["summaries"] = measure_summaries(plan)
    notify(f"the texts of {plan.joined} files as one")
    results["joined"] = r.folder_row(plan.joined, measure_joined(plan.joined, plan.threads))
    results["signature"] = next(
        row["signature"] for t in results["comparisons"] for row in t["rows"] if "signature" in row
    )
    results["load"] = [load, os.getloadavg()[0]]
    results["targets"] = find_targets(results, models[OWN][1], shortens)
    return results


def measure_lengths(plan: Plan, setting: Setting) -> list[dict[str, Any]]:
    """One release of each length, each in a process of its own, for its memory."""
    rows = []
    for words in plan.lengths:
        series = compare("words", [Entry(LIBRARY, words)], setting, 1, notify)[LIBRARY]
        rows.append(
            {
                "words": words,
                "seconds": round(series.seconds[0], 2),
                "words_per_second": round(series.words_per_second().median),
                "words_per_cpu_second": round(series.words_per_cpu_second().median),
                "peak_mb": round(series.peak_mb),
            }
        )
    return rows


def measure_summaries(plan: Plan) -> list[dict[str, Any]]:
    """Folders of releases with the summaries that the command makes unless told not to."""
    rows = []
    for count, summaries in plan.summaries:
        notify(f"{count} releases {'with' if summaries else 'without'} summaries")
        ran = measure_releases(count, plan.threads, summaries=summaries)
        rows.append({**r.folder_row(count, ran), "summaries": summaries})
    return rows


def main() -> None:
    """Measure, and write what was found."""
    parser = argparse.ArgumentParser(description="How fast presscli is, beside others.")
    parser.add_argument("--quick", action="store_true", help="a rehearsal of a few minutes")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    parser.add_argument("--work", type=Path, help="keeps the larger model between runs")
    arguments = parser.parse_args()
    if not find_spec("matplotlib"):
        parser.error("matplotlib is not installed, and the plots need it: run make bench")
    with tempfile.TemporaryDirectory(prefix="presscli-bench-") as scratch:
        folder = arguments.work or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        results = measure_all(QUICK if arguments.quick else FULL, folder, quick=arguments.quick)
    target = arguments.docs / "performance.md"
    data = json.dumps(results, ensure_ascii=False, indent=1) + "\n"
    (arguments.docs / "performance" / "results.json").write_text(data, encoding="utf-8")
    page = target.read_text(encoding="utf-8") if target.exists() else "# How fast it is\n"
    target.write_text(put_section(page, "bench", report.page(results)), encoding="utf-8")
    plots.draw(results, arguments.docs / "performance")
    print(report.page(results))
    notify(f"written: {target}")


if __name__ == "__main__":
    main()
