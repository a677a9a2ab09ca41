"""What issue 7 asks for, beside what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.speed.plan import LARGE, NAIVE, OWN, PLAIN, SAME, TINY

Table = dict[str, Any]

SPARE_MB = 300


def find_targets(results: Table, weights: Path, shortens: Path) -> list[Table]:
    """Each target with its figure and whether it is met.

    Args:
        results: Of the run, without targets.
        weights: The translator's folder that CTranslate2 loads.
        shortens: That of the summariser.
    """
    rows = []
    for model in (OWN, TINY, LARGE):
        tables = [t for t in results["comparisons"] if t["model"] == model]
        table = next((t for t in tables if "releases" in t["title"]), None)
        if table:
            rows += _against(table)
    return [
        *rows,
        *_startup(results["startup"]),
        *_cold(results["cold"]),
        *_folders(results["folders"], results["joined"], weights),
        *_summaries(results["summaries"], weights, shortens),
    ]


def _target(what: str, target: str, measured: str, *, met: bool) -> Table:
    return {"what": what, "target": target, "measured": measured, "met": met}


def _against(table: Table) -> list[Table]:
    rows = []
    wanted = {NAIVE: 20.0, PLAIN: 0.95, SAME: 0.95}
    for row in table["rows"]:
        least = wanted.get(row["system"])
        if least is None or "library_over_it" not in row:
            continue
        got, cpu = row["library_over_it"][0], row["library_over_it_cpu"][0]
        what = f"library over {row['system']} ({table['model']})"
        rows.append(_target(what, f">= {least:g}", f"{got:.3g} (CPU {cpu:.3g})", met=got >= least))
    return rows


def _startup(rows: Sequence[Table]) -> list[Table]:
    times = {row["command"]: row["ms"] for row in rows}
    own, hello = times["presscli --help"], times["Typer hello-world, --help"]
    ratio = own[0] / hello[0]
    used = {row["command"]: row["cpu_ms"][0] for row in rows}
    cpu = used["presscli --help"] / used["Typer hello-world, --help"]
    return [
        _target("`--help`, best of the rounds", "<= 150 ms", f"{own[1]:.0f} ms", met=own[1] <= 150),
        _target(
            "`--help` over a bare Typer", "<= 1.25", f"{ratio:.2f} (CPU {cpu:.2f})",
            met=ratio <= 1.25,
        ),
    ]  # fmt: skip


def _cold(rows: Sequence[Table]) -> list[Table]:
    times = {row["command"]: row for row in rows}
    script = times["transformers script"]
    own = times["presscli command, cold"]["first_output_ms"][0]
    whole = own / script["ms"][0]
    first = own / script["first_output_ms"][0]
    return [
        _target(
            "first output from cold over the script's whole run", "< 0.25", f"{whole:.2f}",
            met=whole < 0.25,
        ),
        _target(
            "first output (all 400 words) over the script's first sentence", "< 0.25",
            f"{first:.2f}", met=first < 0.25,
        ),
    ]  # fmt: skip


def _folders(rows: Sequence[Table], joined: Table, weights: Path) -> list[Table]:
    largest = rows[-1]
    ratio = largest["ms_per_file"] / joined["ms_per_file"]
    cpu = largest["cpu_ms_per_file"] / joined["cpu_ms_per_file"]
    most = most_memory(weights)
    peak = max(row["peak_mb"] for row in rows)
    growth = rows[-1]["peak_mb"] / rows[len(rows) // 2]["peak_mb"]
    return [
        _target(
            f"{largest['files']} small files over one file with their texts", "<= 1.10",
            f"{ratio:.2f} (CPU {cpu:.2f})", met=ratio <= 1.10,
        ),
        _target("peak memory of a batch run", f"<= {most:.0f} MB", f"{peak} MB", met=peak <= most),
        _target(
            f"peak memory, {largest['files']} files over {rows[len(rows) // 2]['files']}",
            "flat (<= 1.1)", f"{growth:.2f}", met=growth <= 1.1,
        ),
    ]  # fmt: skip


def _summaries(rows: Sequence[Table], weights: Path, shortens: Path) -> list[Table]:
    made = [row for row in rows if row["summaries"]]
    most = most_memory(weights, shortens)
    peak = max(row["peak_mb"] for row in made)
    largest, before = made[-1], made[-2]
    growth = largest["peak_mb"] / before["peak_mb"]
    return [
        _target(
            "peak memory of a batch run with summaries", f"<= {most:.0f} MB", f"{peak} MB",
            met=peak <= most,
        ),
        _target(
            f"peak memory with summaries, {largest['files']} releases over {before['files']}",
            "flat (<= 1.1)", f"{growth:.2f}", met=growth <= 1.1,
        ),
    ]  # fmt: skip


def most_memory(*folders: Path) -> float:
    """1.3 times the models' files and 300 MB, in MB."""
    size = sum(p.stat().st_size for f in folders for p in f.iterdir() if p.is_file()) / 1e6
    return 1.3 * size + SPARE_MB
