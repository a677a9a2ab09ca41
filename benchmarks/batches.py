"""Folder runs: what a second run costs, and whether ten thousand files stay as quick as ten.

    python -m benchmarks.batches again --models FILE --home DIR [--files 500]
    python -m benchmarks.batches many --models FILE --home DIR [--files 10000]

With no --models the embedded model is used; tests/cli.py has a models.yaml with a tiny one.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.made_up import write_releases

LOOK_SECONDS = 0.25


def command(folder: Path, jobs: int) -> list[str]:
    """The run that is measured."""
    return [
        *(sys.executable, "-m", "presscli", "translate", str(folder / "inbox")),
        *("-o", f"{folder / 'out'}{os.sep}", "--profile", "embedded", "--from", "it"),
        *("--no-summary", "--quiet", "--jobs", str(jobs), "--store", str(folder / "db")),
    ]


def again(folder: Path, files: int, jobs: int) -> None:
    """The first run, and the second over the same files."""
    write_releases(folder / "inbox", files, sentences=16)
    seconds = []
    for _ in range(2):
        began = time.monotonic()
        subprocess.run(command(folder, jobs), check=True)
        seconds.append(time.monotonic() - began)
    share = seconds[1] / seconds[0]
    print(f"{files} files: first run {seconds[0]:.1f} s, second {seconds[1]:.2f} s ({share:.2%})")


def many(folder: Path, files: int, jobs: int) -> None:
    """Resident memory and seconds a file, for each tenth of the files."""
    write_releases(folder / "inbox", files, sentences=1)
    process = subprocess.Popen(command(folder, jobs))
    step = files // 10
    began, before, next_mark, peak = time.monotonic(), 0.0, step, 0
    print("files done | RSS, MB | ms a file in this tenth")
    while process.poll() is None:
        time.sleep(LOOK_SECONDS)
        memory, done = resident_kilobytes(process.pid), finished(folder / "db")
        peak = max(peak, memory)
        if done >= next_mark:
            now = time.monotonic() - began
            each = (now - before) * 1000 / (done - next_mark + step)
            print(f"{done:>10} | {memory / 1024:>7.1f} | {each:.1f}", flush=True)
            before, next_mark = now, done // step * step + step
    print(f"exit code {process.returncode}, highest RSS {peak / 1024:.1f} MB")


def resident_kilobytes(pid: int) -> int:
    """VmRSS of a process (proc(5)); 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) if found else 0


def finished(store: Path) -> int:
    """Documents in the manifest."""
    if not store.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def main() -> None:
    """Run one of the two."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=["again", "many"])
    parser.add_argument("--models", type=Path)
    parser.add_argument("--home", type=Path, help="PRESSCLI_HOME that has the models")
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.models:
        os.environ["PRESSCLI_MODELS"] = str(arguments.models)
    if arguments.home:
        os.environ["PRESSCLI_HOME"] = str(arguments.home)
    folder = Path(tempfile.mkdtemp(prefix="presscli-batches-"))
    try:
        if arguments.what == "again":
            again(folder, arguments.files or 500, arguments.jobs)
        else:
            many(folder, arguments.files or 10_000, arguments.jobs)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
