"""The figures as Markdown: the generated part of docs/performance.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Table = dict[str, Any]


def page(results: Table) -> str:
    """All tables of a run."""
    return "\n".join(_lines(results)).rstrip() + "\n"


def _lines(results: Table) -> Iterator[str]:
    yield from _head(results)
    yield from _targets(results["targets"])
    for number, table in enumerate(results["comparisons"]):
        yield from _comparison(table)
        if number == 0:
            yield "![words a second, system by system](performance/releases.svg)\n"
    yield from _commands("Start-up", results["startup"], first=False)
    yield "![start-up](performance/startup.svg)\n"
    yield from _commands("One release of 400 words from a cold start", results["cold"], first=True)
    yield from _lengths(results["lengths"])
    yield from _folders(results["folders"], results["joined"])
    yield from _summaries(results["summaries"])


def _head(results: Table) -> Iterator[str]:
    m = results["machine"]
    quick = ", `--quick`: a rehearsal, its figures mean nothing" if results["quick"] else ""
    yield f"Written by `make bench` on {results['date']}{quick}; do not edit between the marks."
    yield f"{m['cpu']}, {m['memory_gb']} GB; Python {m['python']}, presscli {m['presscli']},"
    yield f"CTranslate2 {m['ctranslate2']}, transformers {m['transformers']}, PyTorch {m['torch']},"
    yield f"SentencePiece {m['sentencepiece']}, Typer {m['typer']}. Beam {results['beam']},"
    yield "CTranslate2 int8, transformers float32. All in one run, in turn, round by round; a"
    yield "figure is the median of the rounds with the least and the most in brackets, a ratio is"
    yield "taken within each round. Words are source words. *per CPU second* counts the processor"
    yield "time of all threads: it says more where the machine had other work"
    yield f"(load {results['load'][0]:.1f} to {results['load'][1]:.1f} in this run).\n"
    yield "chrF is that of a system's output against the slow engine's (transformers, float32, one"
    yield "sentence at a time; where that did not take part, plain CTranslate2) on the documents"
    yield f"that both did: `{results['signature']}`.\n"


def _targets(rows: Sequence[Table]) -> Iterator[str]:
    yield "| what it must show | target | measured | |"
    yield "|---|---|---|---|"
    for row in rows:
        yield (
            f"| {row['what']} | {row['target']} | {row['measured']} | "
            f"{'met' if row['met'] else 'missed'} |"
        )
    yield ""


def _comparison(table: Table) -> Iterator[str]:
    yield f"### {table['title']}: {table['model']}\n"
    threads = "1 thread" if table["threads"] == 1 else f"{table['threads']} threads"
    yield f"{threads}, {table['rounds']} rounds.\n"
    yield "| system | documents | words/s | per CPU second | library over it | chrF | memory, MB |"
    yield "|---|---|---|---|---|---|---|"
    for row in table["rows"]:
        yield (
            f"| {row['system']} | {row['documents']} | {spread(row['words_per_second'])} | "
            f"{spread(row['words_per_cpu_second'])} | {spread(row.get('library_over_it'))} "
            f"(CPU: {short(row.get('library_over_it_cpu'))}) | {row.get('chrf', '')} | "
            f"{row['peak_mb']} |"
        )
    yield ""


def _commands(title: str, rows: Sequence[Table], *, first: bool) -> Iterator[str]:
    """Memory is shown for the long runs only: the system counts this program's for short ones."""
    yield f"### {title}\n"
    yield f"| command |{' first output, ms |' if first else ''} ms | CPU, ms |"
    yield f"|---|{'---|' if first else ''}---|---|"
    for row in rows:
        begins = f" {spread(row['first_output_ms'])} |" if first else ""
        yield f"| {row['command']} |{begins} {spread(row['ms'])} | {spread(row['cpu_ms'])} |"
    yield ""


def _lengths(rows: Sequence[Table]) -> Iterator[str]:
    yield "### One release of growing length (library)\n"
    yield "| words | seconds | words/s | per CPU second | memory, MB |"
    yield "|---|---|---|---|---|"
    for row in rows:
        yield (
            f"| {row['words']} | {row['seconds']} | {row['words_per_second']} | "
            f"{row['words_per_cpu_second']} | {row['peak_mb']} |"
        )
    yield "\n![words a second by length](performance/lengths.svg)\n"


def _folders(rows: Sequence[Table], joined: Table) -> Iterator[str]:
    yield "### A folder of growing size (command, one sentence a file)\n"
    yield "| files | seconds | ms a file | CPU ms a file | memory, MB |"
    yield "|---|---|---|---|---|"
    for row in rows:
        yield _folder(f"{row['files']}", row)
    yield _folder(f"one file with the texts of {joined['files']}", joined)
    yield "\n![ms a file and memory by number of files](performance/folders.svg)\n"


def _summaries(rows: Sequence[Table]) -> Iterator[str]:
    yield "### Releases of 60 to 240 words, with and without summaries (command)\n"
    yield "| releases | summaries | seconds | CPU seconds | CPU ms a release | memory, MB |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        yield (
            f"| {row['files']} | {'yes' if row['summaries'] else 'no'} | {row['seconds']} | "
            f"{row['cpu_seconds']} | {row['cpu_ms_per_file']} | {row['peak_mb']} |"
        )
    yield ""


def _folder(name: str, row: Table) -> str:
    return (
        f"| {name} | {row['seconds']} | {row['ms_per_file']} | {row['cpu_ms_per_file']} | "
        f"{row['peak_mb']} |"
    )


def spread(values: Sequence[float] | None) -> str:
    """``12.3 (11.9-12.8)``."""
    if not values:
        return ""
    if values[1] == values[2]:
        return f"{_number(values[0])}"
    return f"{_number(values[0])} ({_number(values[1])}-{_number(values[2])})"


def short(values: Sequence[float] | None) -> str:
    """The median alone."""
    return _number(values[0]) if values else ""


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
