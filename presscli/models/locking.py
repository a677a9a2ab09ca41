"""A lock between processes that the system takes back when its holder dies."""

from __future__ import annotations

import contextlib
import errno
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_UNSUPPORTED = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""File systems without locks. The renames that the lock protects are atomic anyway;
without it two processes do the same work twice."""


@contextlib.contextmanager
def exclusive(path: Path) -> Iterator[bool]:
    """Hold ``path`` as a lock file, waiting for whoever holds it now.

    The file stays: removing it would let a third process lock a new one.

    Yields:
        Whether the file system has locks, so that nobody else can be inside.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as stream:
        yield _acquire(stream)
        # Closing the file gives the lock back.


if sys.platform == "win32":
    import msvcrt
    import time

    def _acquire(stream: IO[bytes]) -> bool:
        while True:
            try:
                stream.seek(0)
                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError as error:
                if error.errno not in (errno.EACCES, errno.EDEADLK):
                    return False
                time.sleep(0.1)
            else:
                return True

else:
    import fcntl

    def _acquire(stream: IO[bytes]) -> bool:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
            return False
        return True
