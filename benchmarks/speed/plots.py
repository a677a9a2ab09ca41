"""The figures as plots, SVG, always the same bytes for the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

Table = dict[str, Any]
_COLOUR = "#30638e"
_OTHER = "#b5651d"


def draw(results: Table, folder: Path) -> None:
    """Write the plots that docs/performance.md shows."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "presscli", "svg.fonttype": "none", "font.size": 9})
    folder.mkdir(parents=True, exist_ok=True)
    _bars(results["comparisons"][0], folder / "releases.svg")
    _startup(results["startup"], folder / "startup.svg")
    _lengths(results["lengths"], folder / "lengths.svg")
    _folders(results["folders"], folder / "folders.svg")


def _figure(height: float) -> tuple[Any, Any]:
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(7, height))
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _save(figure: Any, path: Path) -> None:
    from matplotlib import pyplot as plt

    figure.tight_layout()
    figure.savefig(path, format="svg", metadata={"Date": None})
    plt.close(figure)


def _whiskers(spreads: Sequence[Sequence[float]]) -> list[list[float]]:
    return [[m - low for m, low, _ in spreads], [high - m for m, _, high in spreads]]


def _bars(table: Table, path: Path) -> None:
    rows = table["rows"]
    speeds = [row["words_per_second"] for row in rows]
    figure, axes = _figure(0.5 + 0.4 * len(rows))
    axes.barh(
        [row["system"] for row in rows],
        [s[0] for s in speeds],
        xerr=_whiskers(speeds),
        color=[_OTHER if "presscli lib" in row["system"] else _COLOUR for row in rows],
    )
    axes.set_xscale("log")
    axes.invert_yaxis()
    axes.set_xlabel(f"words a second ({table['model']}, {table['threads']} threads, log scale)")
    _save(figure, path)


def _startup(rows: Sequence[Table], path: Path) -> None:
    figure, axes = _figure(0.5 + 0.4 * len(rows))
    times = [row["ms"] for row in rows]
    names = [row["command"] for row in rows]
    axes.barh(names, [t[0] for t in times], xerr=_whiskers(times), color=_COLOUR)
    axes.invert_yaxis()
    axes.set_xlabel("milliseconds, median with least and most")
    _save(figure, path)


def _lengths(rows: Sequence[Table], path: Path) -> None:
    figure, axes = _figure(3)
    words = [row["words"] for row in rows]
    axes.plot(words, [row["words_per_second"] for row in rows], "o-", color=_COLOUR)
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.set_xlabel("words in the release")
    axes.set_ylabel("words a second")
    _save(figure, path)


def _folders(rows: Sequence[Table], path: Path) -> None:
    figure, axes = _figure(3)
    files = [row["files"] for row in rows]
    axes.plot(files, [row["ms_per_file"] for row in rows], "o-", color=_COLOUR)
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.set_xlabel("files")
    axes.set_ylabel("ms a file", color=_COLOUR)
    memory = axes.twinx()
    memory.plot(files, [row["peak_mb"] for row in rows], "s--", color=_OTHER)
    memory.set_ylim(bottom=0)
    memory.set_ylabel("peak memory, MB", color=_OTHER)
    _save(figure, path)
