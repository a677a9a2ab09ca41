"""Folder runs: what a second run costs, and whether ten thousand files stay as quick as ten.

    python -m benchmarks.batches again [--model NAME] [--files 500]
    python -m benchmarks.batches many [--model NAME] [--files 10000]

With no --models the packaged list is used: --model marian-own is the quickest there.
tests/cli.py has a models.yaml with a tiny one.
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
from dataclasses import dataclass
from pathlib import Path

from benchmarks.made_up import write_releases

LOOK_SECONDS = 0.25


@dataclass(frozen=True)
class Folder:
    """Where a run works, and with what."""

    path: Path
    model: str = ""
    jobs: int = 1

    @property
    def command(self) -> list[str]:
        """The run that is measured."""
        return [
            *(sys.executable, "-m", "presscli", "translate", str(self.path / "inbox")),
            *("-o", f"{self.path / 'out'}{os.sep}", "--profile", "embedded", "--from", "it"),
            *("--no-summary", "--quiet", "--jobs", str(self.jobs)),
            *("--store", str(self.path / "db")),
            *(("--model", self.model) if self.model else ()),
        ]


def again(folder: Folder, files: int) -> None:
    """The first run, and the second over the same files."""
    write_releases(folder.path / "inbox", files, sentences=16)
    seconds = []
    for _ in range(2):
        began = time.monotonic()
        subprocess.run(folder.command, check=True)
        seconds.append(time.monotonic() - began)
    share = seconds[1] / seconds[0]
    print(f"{files} files: first run {seconds[0]:.1f} s, second {seconds[1]:.2f} s ({share:.2%})")


def many(folder: Folder, files: int) -> None:
    """Resident memory, CPU seconds and wall time a file, for each tenth of the files."""
    write_releases(folder.path / "inbox", files, sentences=1)
    process = subprocess.Popen(folder.command)
    step = files // 10
    began, next_mark, peak = time.monotonic(), step, 0
    before = (0, 0.0, 0.0)
    print("files done | RSS, MB | CPU s a 1,000 files in this tenth | wall ms a file")
    while process.poll() is None:
        time.sleep(LOOK_SECONDS)
        memory, done = resident_kilobytes(process.pid), finished(folder.path / "db")
        cpu = cpu_seconds(process.pid)
        peak = max(peak, memory)
        if done >= next_mark:
            now = (done, cpu, time.monotonic() - began)
            made, used, passed = (new - old for new, old in zip(now, before, strict=True))
            columns = (f"{memory / 1024:>7.1f}", f"{used * 1000 / made:>33.2f}")
            print(f"{done:>10} | {' | '.join(columns)} | {passed * 1000 / made:.1f}", flush=True)
            before, next_mark = now, done // step * step + step
    print(f"exit code {process.returncode}, highest RSS {peak / 1024:.1f} MB")


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and its threads (proc(5)); 0 when it has ended.

    Worker processes of --jobs count once they have ended: their parent is asked.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


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
    parser.add_argument("--model", default="", help="another translator than the profile's")
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.models:
        os.environ["PRESSCLI_MODELS"] = str(arguments.models)
    if arguments.home:
        os.environ["PRESSCLI_HOME"] = str(arguments.home)
    path = Path(tempfile.mkdtemp(prefix="presscli-batches-"))
    folder = Folder(path, arguments.model, arguments.jobs)
    try:
        if arguments.what == "again":
            again(folder, arguments.files or 500)
        else:
            many(folder, arguments.files or 10_000)
    finally:
        shutil.rmtree(path)


if __name__ == "__main__":
    main()
