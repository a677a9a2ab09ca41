"""The command line measured from outside: start-up, the first output, folders, memory."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from benchmarks.speed.measure import Ran, run_command, run_in_turn
from benchmarks.speed.plan import OWN
from benchmarks.speed.texts import make_release, make_releases, small_texts, write_small_files
from presscli.serve.client import OFF_ENV

PRESSCLI = (sys.executable, "-m", "presscli")
SCRIPTS = Path(__file__).parent / "scripts"
RELEASE_WORDS = 400


def startup_commands() -> dict[str, list[str]]:
    """What is compared at start: help and version beside a bare Typer program."""
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "Typer hello-world, --help": [sys.executable, str(SCRIPTS / "hello.py"), "--help"],
        "presscli --help": [*PRESSCLI, "--help"],
        "presscli translate --help": [*PRESSCLI, "translate", "--help"],
        "presscli --version": [*PRESSCLI, "--version"],
    }


def translate_command(*paths: str, threads: int = 0) -> list[str]:
    """``presscli translate`` with the model that is measured, no summary, nothing remembered."""
    return [
        *(*PRESSCLI, "translate", *paths, "--model", OWN, "--offline", "--quiet"),
        *("--no-summary", "--threads", str(threads)),
    ]


def measure_cold(folder: Path, weights: Path, rounds: int, threads: int) -> dict[str, list[Ran]]:
    """One release of 400 words, from nothing in memory, and with the server.

    Args:
        folder: A scratch folder.
        weights: The model's folder for transformers.
        rounds: How often, in turn.
        threads: For everybody.
    """
    release = folder / "release.txt"
    release.write_text(make_release(1, RELEASE_WORDS), encoding="utf-8")
    arguments = [str(weights), str(release), str(threads)]
    own = translate_command(str(release), threads=threads)
    environment = {"PRESSCLI_RUNTIME": str(folder / "run")}
    alone = ["env", f"{OFF_ENV}=1"]
    commands = {
        "transformers script": [sys.executable, str(SCRIPTS / "cold.py"), *arguments],
        "presscli command, cold": [*alone, *own],
        "presscli command, warm (presscli serve)": own,
    }
    with serving(environment, threads):
        return run_in_turn(commands, rounds, environment)


@contextmanager
def serving(environment: Mapping[str, str], threads: int) -> Iterator[None]:
    """``presscli serve`` running and warm."""
    command = [*PRESSCLI, "serve", "--threads", str(threads)]
    process = subprocess.Popen(
        [*command, "--model", OWN, "--offline", "--no-summary"],
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for line in cast("IO[str]", process.stderr):
            if line.startswith("serving"):
                break
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def measure_folder(files: int, threads: int) -> Ran:
    """So many small files into a folder of results."""
    with tempfile.TemporaryDirectory(prefix="presscli-bench-") as scratch:
        write_small_files(Path(scratch) / "inbox", files)
        command = translate_command(f"{scratch}/inbox", "-o", f"{scratch}/out/", threads=threads)
        return run_command([*command, "--from", "it", "--store", f"{scratch}/store.sqlite3"])


def measure_releases(count: int, threads: int, *, summaries: bool) -> Ran:
    """So many releases into a folder of results, with the embedded profile's models."""
    with tempfile.TemporaryDirectory(prefix="presscli-bench-") as scratch:
        inbox = Path(scratch) / "inbox"
        inbox.mkdir()
        for number, text in enumerate(make_releases(count)):
            (inbox / f"{number:05d}.txt").write_text(text, encoding="utf-8")
        command = [*PRESSCLI, "translate", str(inbox), "-o", f"{scratch}/out/", "--from", "it"]
        settings = ["--profile", "embedded", "--offline", "--quiet", "--threads", str(threads)]
        store = ["--store", f"{scratch}/store.sqlite3"]
        return run_command([*command, *settings, *store, *([] if summaries else ["--no-summary"])])


def measure_joined(files: int, threads: int) -> Ran:
    """The texts of those files as the paragraphs of one."""
    with tempfile.TemporaryDirectory(prefix="presscli-bench-") as scratch:
        path = Path(scratch) / "all.txt"
        path.write_text("\n\n".join(small_texts(files)) + "\n", encoding="utf-8")
        command = translate_command(str(path), "-o", f"{scratch}/out.txt", threads=threads)
        return run_command([*command, "--from", "it"])


def median_seconds(runs: Sequence[Ran], *, first: bool = False) -> float:
    """The median wall time, to the end or to the first character of output."""
    return statistics.median(r.first_output_seconds if first else r.seconds for r in runs)


def now() -> str:
    """The date, for the report."""
    return time.strftime("%Y-%m-%d", time.gmtime())
