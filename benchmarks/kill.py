"""Kill a folder run at random moments, start it again each time, and look at what is there.

    python -m benchmarks.kill --models FILE --home DIR [--files 200] [--moments 60]

With no --models the embedded model is used, which takes hours for 200 files; see
tests/cli.py for a models.yaml with a tiny one. Prints what it found and ends with 1
unless every output is there once, whole and the same as in an undisturbed run, no
temporary file is left, and nothing was done twice but what was in flight.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.made_up import write_releases
from presscli.batch.workers import AHEAD
from presscli.overlap import IN_FLIGHT
from presscli.store import open_store
from presscli.windows import WINDOW_RELEASES

GIVE_UP_SECONDS = 600


@dataclass
class Tally:
    """What was seen over all the killed runs."""

    kills: int = 0
    times_written: dict[str, set[int]] = field(default_factory=dict)
    worst_repeat: int = 0

    def look(self, out: Path) -> None:
        """Note every output's inode: a file that was made again has another one."""
        again = 0
        for path in out.rglob("*.json"):
            inodes = self.times_written.setdefault(path.name, set())
            inode = path.stat().st_ino
            again += bool(inodes) and inode not in inodes
            inodes.add(inode)
        self.worst_repeat = max(self.worst_repeat, again)


def command(inbox: Path, out: Path, store: Path, jobs: int) -> list[str]:
    """The run under test."""
    return [
        *(sys.executable, "-m", "presscli", "translate", str(inbox), "-o", f"{out}{os.sep}"),
        *("--format", "json", "--profile", "embedded", "--store", str(store), "--quiet"),
        *("--jobs", str(jobs)),
    ]


def undisturbed(inbox: Path, folder: Path, jobs: int) -> tuple[dict[str, bytes], float]:
    """The outputs of a run that nobody kills, and the seconds it took."""
    began = time.monotonic()
    out = folder / "whole"
    subprocess.run(command(inbox, out, folder / "whole.db", jobs), check=True)
    return contents(out), time.monotonic() - began


def contents(out: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too, by its path in there."""
    return {
        str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()
    }


def kill_at_random(inbox: Path, folder: Path, moments: int, longest: float, jobs: int) -> Tally:
    """Kill the run ``moments`` times, then let it finish."""
    out, store, tally = folder / "out", folder / "killed.db", Tally()
    while tally.kills < moments:
        process = subprocess.Popen(
            command(inbox, out, store, jobs), start_new_session=True, stderr=subprocess.PIPE
        )
        try:
            _, errors = process.communicate(timeout=random.uniform(0.0, longest))
            if process.returncode:
                sys.exit(f"a run failed by itself: {errors.decode()}")
            # All done before the moment came: take outputs away, so that there is work.
            for path in sorted(out.rglob("*.json"))[:: random.randint(1, 3)]:
                path.unlink()
                tally.times_written.pop(path.name, None)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            tally.kills += 1
        tally.look(out)
    subprocess.run(command(inbox, out, store, jobs), check=True, timeout=GIVE_UP_SECONDS)
    tally.look(out)
    return tally


def main() -> None:
    """Run it and report."""
    arguments = _arguments()
    os.environ["PRESSCLI_HOME"] = str(arguments.home or Path(tempfile.mkdtemp()))
    if arguments.models:
        os.environ["PRESSCLI_MODELS"] = str(arguments.models)
    random.seed(arguments.seed)
    folder = Path(tempfile.mkdtemp(prefix="presscli-kill-"))
    inbox = folder / "inbox"
    write_releases(inbox, arguments.files)
    expected, seconds = undisturbed(inbox, folder, arguments.jobs)
    print(f"undisturbed: {len(expected)} outputs in {seconds:.1f} s")
    longest = arguments.longest or seconds
    tally = kill_at_random(inbox, folder, arguments.moments, longest, arguments.jobs)
    found = contents(folder / "out")
    with open_store(str(folder / "killed.db")) as store:
        recorded, owners = store.documents.count(), len(store.claims.owners())
    problems = {
        "outputs missing": len(expected.keys() - found.keys()),
        "files too many": len(found.keys() - expected.keys()),
        "outputs that differ": sum(found.get(name) != data for name, data in expected.items()),
        "outputs not in the manifest": len(expected) - recorded,
        "owners left": owners,
        "more than the windows in work done twice": int(
            tally.worst_repeat > WINDOW_RELEASES * max(IN_FLIGHT, arguments.jobs * AHEAD)
        ),
    }
    print(f"killed {tally.kills} times; outputs written again after a kill: ", end="")
    print(f"{tally.worst_repeat} at most")
    print("\n".join(f"{name}: {number}" for name, number in problems.items()))
    shutil.rmtree(folder)
    sys.exit(1 if any(problems.values()) else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--models", type=Path)
    parser.add_argument("--home", type=Path, help="PRESSCLI_HOME that has the models")
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--moments", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--longest", type=float, default=0.0, help="seconds until a kill, at most")
    parser.add_argument("--seed", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    main()
