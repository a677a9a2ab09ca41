"""New and changed files of a folder as they arrive, each once it has come to rest."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Stamp = tuple[int, int, int]
"""Inode, size in bytes and time of the last change in nanoseconds."""


def stamp(path: str) -> Stamp | None:
    """What changes when a file does; None for what is no regular file (any more)."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


@dataclass(slots=True)
class Settling:
    """Files that have changed, until they have not for a while.

    The clock is the steady one: nobody can set it back.

    Args:
        seconds: How long a file must be unchanged.
        clock: Seconds that only go forward.
        look: Tells what state a file is in.
    """

    seconds: float
    clock: Callable[[], float] = time.monotonic
    look: Callable[[str], Stamp | None] = stamp
    _waiting: dict[str, tuple[Stamp, float]] = field(default_factory=dict)
    _told: dict[str, Stamp] = field(default_factory=dict)

    def note(self, paths: Iterable[str]) -> None:
        """Something has happened to these files."""
        for path in paths:
            seen = self.look(path)
            if seen is not None:
                self._waiting[path] = (seen, self.clock())

    def discover(self, paths: Iterable[str]) -> None:
        """These files are there; those that are not known as they are now have changed."""
        for path in paths:
            seen = self.look(path)
            if seen is not None and path not in self._waiting and self._told.get(path) != seen:
                self._waiting[path] = (seen, self.clock())

    def settled(self) -> list[str]:
        """Files at rest, each told once for each change; in the order in which they came."""
        now = self.clock()
        ready = []
        for path, (before, since) in list(self._waiting.items()):
            seen = self.look(path)
            if seen is None:
                del self._waiting[path]
            elif seen != before:
                self._waiting[path] = (seen, now)
            elif now - since >= self.seconds:
                del self._waiting[path]
                self._told[path] = seen
                ready.append(path)
        return ready


TICK_MILLISECONDS = 500
"""How often files that have changed are looked at again."""


RESCAN_SECONDS = 30.0
"""Between two listings, whatever was noticed: what is written into a new folder before the
kernel is asked to watch it is never told (inotify(7), Limitations)."""


def arrivals(
    folders: Iterable[str], settling: Settling, listing: Callable[[], Iterable[str]]
) -> Iterator[list[str]]:
    """Files of folders that have come to rest, for ever; as real paths.

    Args:
        folders: Watched with all that is in them.
        settling: Waits for the files.
        listing: Lists all files that count, for those of which no notice came.

    Returns:
        At each tick what has settled since the last, often nothing.
    """
    from watchfiles import Change, watch

    changes = watch(
        *folders,
        yield_on_timeout=True,
        rust_timeout=TICK_MILLISECONDS,
        debounce=200,
        step=100,
        # Ours are heeded by the command; this one would end the loop without a word.
        raise_interrupt=True,
    )
    listed = float("-inf")
    for batch in changes:
        settling.note(os.path.realpath(p) for change, p in batch if change is not Change.deleted)
        if batch or settling.clock() - listed >= RESCAN_SECONDS:
            listed = settling.clock()
            settling.discover(map(os.path.realpath, listing()))
        yield settling.settled()
