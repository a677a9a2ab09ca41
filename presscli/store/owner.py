"""Who holds a claim, and whether that process is still there."""

from __future__ import annotations

import os
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

STALE_SECONDS = 60.0
"""An owner on another machine whose heartbeat has not changed for so long is gone."""

BEAT_SECONDS = 5.0

_ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Owner:
    """A process, told apart from any other that ever had its pid.

    ``system`` names the running system (boot and pid namespace): only within one
    does a pid say anything. ``process_start`` is in ticks since boot, empty where
    the system does not tell.
    """

    id: str
    pid: int
    host: str
    system: str
    process_start: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}"


def this_process(token: str) -> Owner:
    """The owner that stands for this process, under an id of its own."""
    pid = os.getpid()
    return Owner(token, pid, socket.gethostname(), _system(), _process_start(pid))


@dataclass(slots=True)
class Watch:
    """Tells dead owners from live ones, by their pid here, by their heartbeat elsewhere.

    No clock that can be set is asked: an owner elsewhere is dead when its beat has
    stood still for :data:`STALE_SECONDS` of our own steady clock.
    """

    seen: dict[str, tuple[int, float]] = field(default_factory=dict)

    def is_gone(self, owner: Owner, beat: int) -> bool:
        """Whether an owner will never finish what it has claimed."""
        here = _system()
        if owner.system == here:
            return not is_running(owner)
        if _boot(owner.system)[0] == _boot(here)[0]:
            # The same machine: another boot ended it; another container has pids of its own.
            return _boot(owner.system)[1] != _boot(here)[1] or self._stands_still(owner, beat)
        return self._stands_still(owner, beat)

    def _stands_still(self, owner: Owner, beat: int) -> bool:
        now = time.monotonic()
        last, since = self.seen.get(owner.id, (-1, now))
        if last != beat:
            self.seen[owner.id] = (beat, now)
            return False
        return now - since > STALE_SECONDS


def is_running(owner: Owner) -> bool:
    """Whether a process of this system is there, and no other has taken its pid since."""
    if sys.platform == "win32":  # os.kill would end it
        return True
    try:
        os.kill(owner.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        pass
    start = _process_start(owner.pid)
    if start == _ENDED:
        return False
    return not start or not owner.process_start or start == owner.process_start


def _process_start(pid: int) -> str:
    """Field 22 of ``/proc/PID/stat`` (proc(5)); the name before it may hold anything.

    Empty for a process that has ended and waits for its parent, as for none.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return _ENDED if fields[0] in {"Z", "X"} else fields[19]


def _system() -> str:
    machine = _line("/etc/machine-id") or socket.gethostname()
    try:
        namespace = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 - not the path of a file
    except OSError:
        namespace = ""
    return f"{machine}|{_line('/proc/sys/kernel/random/boot_id')}|{namespace}"


def _boot(system: str) -> tuple[str, str]:
    machine, boot, *_ = [*system.split("|"), ""]
    return machine, boot


def _line(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
