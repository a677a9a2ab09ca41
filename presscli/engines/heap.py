"""How glibc's allocator is told to treat a process that runs models.

Two of its habits cost much here (docs/performance.md). It hands large blocks back to the
system as soon as they are free: a beam search asks for the same few megabytes again in
the next step, and the system has to clear them anew, a tenth of the processor time of a
small model. And it gives every thread an arena of its own: what one thread's models took
and freed is not there for another's, and the peaks of all of them add up.
"""

from __future__ import annotations

import ctypes
import os
import sys

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""``mallopt``'s numbers for them in glibc's ``malloc.h``."""

MMAP_BYTES = 32 * 2**20
"""From here on a block is the system's own. The most that glibc takes; what a step of a
packaged model needs is smaller."""

KEPT_BYTES = 64 * 2**20
"""Free memory at the end of a heap that is kept, at most; more goes back."""

_TUNABLES = "GLIBC_TUNABLES"
KEEPING = ("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", _TUNABLES)
SHARING = ("MALLOC_ARENA_MAX", _TUNABLES)
"""Whoever sets one of these environment variables knows better."""


def keep_freed_memory() -> bool:
    """Have freed memory kept, by the whole process; harmless if called again.

    Returns:
        Whether it was told: not on other systems or C libraries, nor against the user.
    """
    return _tell(KEEPING, {_M_MMAP_THRESHOLD: MMAP_BYTES, _M_TRIM_THRESHOLD: KEPT_BYTES})


def share_one_arena() -> bool:
    """Have threads that begin from now on share one arena; returns as :func:`keep_freed_memory`.

    To be called before any thread begins: with the first one glibc settles how many arenas
    there may be (``narenas_limit`` in its ``arena.c``), and does not ask again.
    """
    return _tell(SHARING, {_M_ARENA_MAX: 1})


def _tell(of_the_user: tuple[str, ...], options: dict[int, int]) -> bool:
    if sys.platform != "linux" or any(name in os.environ for name in of_the_user):
        return False
    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version"):
        return False
    done = [library.mallopt(option, size) for option, size in options.items()]
    return all(done)
