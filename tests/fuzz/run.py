"""Fuzzes readers: python -m tests.fuzz.run [TARGET ...] [--runs N] [--seed N] [--out FOLDER].

With atheris installed the changes are led by what code they reach; without it, or with
--plain, they are chance alone. A finding is any exception that is not a PresscliError, a
call of more than 10 seconds of processor time, or more than 1 GB of memory. Each goes into
FOLDER with its traceback, once for the line it comes from, and the run goes on.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import importlib.util
import json
import logging
import os
import random
import resource
import signal
import subprocess
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.fuzz.mutate import Mutate

SECONDS = 10
MEMORY_BYTES = 1_000_000_000
INSTRUMENTED = [
    *("presscli.readers", "email", "zipfile", "html", "feedparser", "pypdf", "docx", "odf"),
    *("extract_msg", "olefile", "RTFDE", "striprtf"),
]
"""Packages whose code leads the changes, where they are there."""
_STUCK_SECONDS = 600
"""Code in C does not see the alarm; then the process ends, with a traceback. By the clock,
so that a busy machine does not end it."""
_REPORT_EVERY = 200
"""Executions between two reports, so that a run that is ended has told how far it came."""


class TookTooLongError(Exception):
    """A call took more than :data:`SECONDS` of the processor."""


@dataclass
class Recorder:
    """Calls a target and keeps what it should not have done."""

    name: str
    out: Path
    function: Callable[[bytes], None] = field(init=False)
    executions: int = 0
    findings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from tests.fuzz.targets import TARGETS

        self.function = TARGETS[self.name].function()
        self._peak_bytes = _peak_bytes()
        self._began = time.monotonic()

    def __call__(self, data: bytes) -> None:
        self.executions += 1
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            self.function(data)
        except Exception as error:  # noqa: BLE001 - any is a finding
            self._keep(data, f"{type(error).__name__} {_place(error)}", traceback.format_exc())
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        peak = _peak_bytes()
        if peak > max(MEMORY_BYTES, self._peak_bytes + 100_000_000):
            self._keep(data, f"memory {peak // 100_000_000 / 10} GB", "")
            self._peak_bytes = peak
        if self.executions % _REPORT_EVERY == 0:
            self.report()

    def report(self) -> None:
        """Write how far it has come."""
        said = {
            "executions": self.executions,
            "seconds": round(time.monotonic() - self._began),
            "findings": self.findings,
        }
        (self.out / f"report-{self.name}.json").write_text(json.dumps(said))

    def _keep(self, data: bytes, what: str, detail: str) -> None:
        if what in self.findings:
            return
        sha = hashlib.sha256(data).hexdigest()[:12]
        self.findings[what] = sha
        (self.out / f"{self.name}-{sha}").write_bytes(data)
        (self.out / f"{self.name}-{sha}.why").write_text(f"{what}\n\n{detail}")


def run_plain(record: Callable[[bytes], None], name: str, runs: int, seed: int) -> None:
    """Changed seeds, by chance alone; the same ones for the same seed."""
    change, files = _changes(name)
    chance = random.Random(f"{name} {seed}")
    pool = list(files)
    for data in pool[:runs]:
        record(data)
    for _ in range(runs - min(len(files), runs)):
        data = change(chance.choice(pool), files, chance)
        record(data)
        if chance.random() < 0.02:  # changes of changes
            pool[len(files) :] = [*pool[len(files) :], data][-200:]


def run_atheris(record: Callable[[bytes], None], name: str, runs: int, out: Path) -> None:
    """Changes led by coverage; atheris ends the process."""
    import atheris

    change, files = _changes(name)
    chance = random.Random()

    def changed(data: bytes, max_size: int, seed: int) -> bytes:
        chance.seed(seed)
        if chance.random() < 0.5:
            return bytes(atheris.Mutate(data, max_size))
        return change(data, files, chance)[:max_size]

    folder = out / f"corpus-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(files):
        (folder / f"seed-{number}").write_bytes(data)
    options = ["fuzz", f"-runs={2 * runs + 10_000}", "-seed=1", "-max_len=200000", "-timeout=120"]
    options += ["-rss_limit_mb=2500", "-verbosity=0", str(folder)]
    atheris.Setup(options, record, custom_mutator=changed)
    atheris.Fuzz()


def _changes(name: str) -> tuple[Mutate, list[bytes]]:
    from tests.fuzz.targets import TARGETS, seeds

    return TARGETS[name].mutate, seeds(name)


def main() -> int:
    """Run the targets, each in a process of its own; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("targets", nargs="*", help="all that there are, if none is named")
    parser.add_argument("--runs", type=int, default=20_000, help="executions of each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--plain", action="store_true", help="without atheris")
    parser.add_argument("--single", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.single:
        _single(options.targets[0], options)
        return 0
    found = 0
    for name in options.targets or _there():
        found += _in_process(name, options)
    return min(found, 1)


def _there() -> list[str]:
    from tests.fuzz.targets import TARGETS

    return [name for name, target in TARGETS.items() if target.is_there]


def _in_process(name: str, options: argparse.Namespace) -> int:
    """Run one target and print what came of it; the number of findings."""
    plain = options.plain or importlib.util.find_spec("atheris") is None
    command = [sys.executable, "-m", "tests.fuzz.run", name, "--single"]
    command += ["--runs", str(options.runs), "--seed", str(options.seed)]
    command += ["--out", str(options.out), *(["--plain"] if plain else [])]
    ended = subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True)
    report = options.out / f"report-{name}.json"
    said = json.loads(report.read_text()) if report.exists() else {"findings": {}}
    report.unlink(missing_ok=True)
    sys.stdout.write(f"{name}: {json.dumps(said)}\n")
    if ended.returncode:
        sys.stdout.write(f"{name}: ended early ({ended.returncode})\n{ended.stderr[-3000:]}\n")
    sys.stdout.flush()
    return len(said["findings"]) + bool(ended.returncode)


def _single(name: str, options: argparse.Namespace) -> None:
    signal.signal(signal.SIGPROF, _late)
    warnings.simplefilter("ignore")
    logging.disable()
    if options.plain:
        record = Recorder(name, options.out)
        run_plain(record, name, options.runs, options.seed)
        record.report()
        return
    import atheris

    with atheris.instrument_imports(include=INSTRUMENTED):
        record = Recorder(name, options.out)

    def call(data: bytes) -> None:
        faulthandler.dump_traceback_later(_STUCK_SECONDS, exit=True)
        record(data)
        faulthandler.cancel_dump_traceback_later()
        if record.executions >= options.runs:
            record.report()
            os._exit(0)

    run_atheris(call, name, options.runs, options.out)


def _late(number: int, frame: FrameType | None) -> None:
    raise TookTooLongError


def _place(error: BaseException) -> str:
    """The innermost line of ours, and the innermost of all."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = next((f for f in reversed(frames) if "presscli" in f.filename), frames[-1])
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in (ours, frames[-1])]
    return " ".join(dict.fromkeys(places))


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    sys.exit(main())
