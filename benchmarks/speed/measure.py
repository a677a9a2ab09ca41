"""Asks systems in turn, round after round, and keeps what they took.

The machine may be busy, so what is compared is measured side by side: each round
asks everybody once, in an order that turns, and ratios are taken within a round.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any, Self, cast

from benchmarks.speed.systems import Setting


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some figures, with the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """The spread of at least one figure."""
        return cls(statistics.median(values), min(values), max(values))


@dataclass(slots=True)
class Series:
    """What one competitor took, round by round."""

    seconds: list[float] = field(default_factory=list)
    cpu_seconds: list[float] = field(default_factory=list)
    peak_mb: float = 0.0
    words: int = 0
    output: list[str] = field(default_factory=list)
    load_seconds: float = 0.0

    def add(self, told: Mapping[str, Any]) -> None:
        """Keep a round."""
        self.seconds.append(told["seconds"])
        self.cpu_seconds.append(told["cpu_seconds"])
        self.peak_mb = max(self.peak_mb, told["peak_mb"])
        self.words = told.get("words", 0)
        self.output = told.get("output", [])

    def words_per_second(self) -> Spread:
        """Source words a second of wall time."""
        return Spread.of([self.words / s for s in self.seconds])

    def words_per_cpu_second(self) -> Spread:
        """Source words a second of processor time, of all threads together."""
        return Spread.of([self.words / max(s, 1e-9) for s in self.cpu_seconds])


def ratios(over: Series, under: Series, *, cpu: bool = False) -> Spread:
    """How many times the speed of ``under`` is ``over``'s, in words a second, within each round."""
    a = over.cpu_seconds if cpu else over.seconds
    b = under.cpu_seconds if cpu else under.seconds
    return Spread.of(
        [(over.words / x) / (under.words / y) for x, y in zip(a, b, strict=True) if x and y]
    )


def turns(names: Sequence[str], rounds: int) -> list[list[str]]:
    """The order of each round; everybody is first once in a while."""
    return [[*names[r % len(names) :], *names[: r % len(names)]] for r in range(rounds)]


class Worker:
    """A system in its own process; see ``benchmarks.speed.worker``."""

    def __init__(self, system: str, setting: Setting) -> None:
        arguments = [setting.hf, setting.ct2, setting.threads, setting.beam]
        self._process = process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.speed.worker", system, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._stdin, self._stdout = cast("IO[str]", process.stdin), cast("IO[str]", process.stdout)
        self.load_seconds = float(self._read()["load_seconds"])

    def ask(self, work: str, count: int) -> dict[str, Any]:
        """Do a piece of work once."""
        self._stdin.write(f"{work} {count}\n")
        self._stdin.flush()
        return self._read()

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _read(self) -> dict[str, Any]:
        line = self._stdout.readline()
        if not line:
            message = f"a worker died (exit code {self._process.wait()})"
            raise RuntimeError(message)
        told: dict[str, Any] = json.loads(line)
        return told


@dataclass(frozen=True, slots=True)
class Entry:
    """A system's part in a comparison: so many documents a round (a slow one gets fewer)."""

    system: str
    count: int


def compare(
    work: str,
    entries: Sequence[Entry],
    setting: Setting,
    rounds: int,
    notify: Callable[[str], None],
) -> dict[str, Series]:
    """Let systems do a piece of work in turn; one small round first, which is not counted."""
    workers: dict[str, Worker] = {}
    counts = {entry.system: entry.count for entry in entries}
    try:
        made = {name: Series() for name in counts}
        for name, count in counts.items():
            workers[name] = Worker(name, setting)
            made[name].load_seconds = workers[name].load_seconds
            workers[name].ask(work, min(2, count))
        for order in turns(list(counts), rounds):
            for name in order:
                made[name].add(told := workers[name].ask(work, counts[name]))
                notify(f"{work}: {name}: {told['words'] / told['seconds']:.0f} words/s")
    finally:
        for worker in workers.values():
            worker.close()
    return made


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that has ended: wall and processor time, memory, and when its output began."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    first_output_seconds: float
    output: bytes


def run_command(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Ran:
    """Run a command to its end.

    Raises:
        RuntimeError: It failed.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**_installed(os.environ), **(environment or {})}
    )
    with cast("IO[bytes]", process.stdout) as stdout:
        first = stdout.read(1)
        to_first = time.perf_counter() - began
        output = first + stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"exit code {process.returncode}: {' '.join(command)}"
        raise RuntimeError(message)
    cpu = usage.ru_utime + usage.ru_stime
    return Ran(seconds, cpu, usage.ru_maxrss / 1024, to_first, output)


def _installed(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment where modules are compiled once, as pip does when it installs them.

    Else every start of presscli from a checkout would compile it anew, and those of the
    packages it is compared with would not: 0.16 s of CPU time for ``translate``.
    """
    return {k: v for k, v in environment.items() if k != "PYTHONDONTWRITEBYTECODE"}


def run_in_turn(
    commands: Mapping[str, Sequence[str]],
    rounds: int,
    environment: Mapping[str, str] | None = None,
) -> dict[str, list[Ran]]:
    """Run commands in turn, after one round that is not counted."""
    made: dict[str, list[Ran]] = {name: [] for name in commands}
    for command in commands.values():
        run_command(command, environment)
    for order in turns(list(commands), rounds):
        for name in order:
            made[name].append(run_command(commands[name], environment))
    return made
