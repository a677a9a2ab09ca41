"""How glibc's allocator is told to treat a process that runs models.

Three of its habits cost much here (docs/performance.md). It hands large blocks back to the
system as soon as they are free: a beam search asks for the same few megabytes again in
the next step, and the system has to clear them anew, a tenth of the processor time of a
small model. It gives every thread an arena of its own: what one thread's models took
and freed is not there for another's, and the peaks of all of them add up. And every thread
keeps small freed blocks for itself, among them what is cut off an aligned block: with that
in between, the large blocks of a search never grow together again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""``mallopt``'s numbers for them in glibc's ``malloc.h``."""

MMAP_BYTES = 32 * 2**20
"""From here on a block is the system's own. The most that glibc takes; what a step of a
packaged model needs is smaller."""

KEPT_BYTES = 64 * 2**20
"""Free memory at the end of a heap that is kept, at most; more goes back."""

TUNABLES = "GLIBC_TUNABLES"
KEEPING = ("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", TUNABLES)
SHARING = ("MALLOC_ARENA_MAX", TUNABLES)
"""Whoever sets one of these environment variables knows better."""

WITHOUT_CACHES = "glibc.malloc.tcache_count=0"
"""What we set :data:`TUNABLES` to ourselves: threads keep no small blocks."""

HAS_NO_CACHES = os.environ.get(TUNABLES) == WITHOUT_CACHES
"""Whether this process was begun so. Asked for once: while a server does a command, its
environment is that of the client."""

MENDED = (2, 39)
"""The glibc that joins what is cut off an aligned block to its neighbours (its bug 30723)."""


def keep_freed_memory() -> bool:
    """Have freed memory kept, by the whole process; harmless if called again.

    Returns:
        Whether it was told: not on other systems or C libraries, nor against the user.
    """
    return _tell(KEEPING, {_M_MMAP_THRESHOLD: MMAP_BYTES, _M_TRIM_THRESHOLD: KEPT_BYTES})


def share_one_arena() -> bool:
    """Have threads that begin from now on share one arena; returns as :func:`keep_freed_memory`.

    Not where threads keep no small blocks: there the arena of a search is empty after each
    batch and never falls into pieces, and one for all would make them wait for its lock.

    To be called before any thread begins: with the first one glibc settles how many arenas
    there may be (``narenas_limit`` in its ``arena.c``), and does not ask again.
    """
    return not HAS_NO_CACHES and _tell(SHARING, {_M_ARENA_MAX: 1})


def begin_without_caches() -> None:
    """Begin this process anew, as it was begun, but with no small blocks kept by its threads.

    For a process that is about to search much, and has done nothing yet: glibc is told of it
    by the environment only, when a process begins. That takes 20 to 40 ms.

    Returns:
        Where that is done already, or of no use, or the user has said otherwise, or this
        process does not do what its command line says.
    """
    if not caches_harm(sys.argv[1:], sys.orig_argv):
        return
    with suppress(OSError):
        environment = {**os.environ, TUNABLES: WITHOUT_CACHES}
        # Itself, with its own arguments.
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)  # noqa: S606


def caches_harm(arguments: Sequence[str], command: Sequence[str]) -> bool:
    """Whether this process would do better without; see :func:`begin_without_caches`.

    Args:
        arguments: What the program was asked for.
        command: How the interpreter was begun.
    """
    if any(name in os.environ for name in (*KEEPING, *SHARING)) or not sys.executable:
        return False
    begun_so = list(command[len(command) - len(arguments) :]) == list(arguments)
    return begun_so and (0, 0) < glibc_version() < MENDED


def glibc_version() -> tuple[int, ...]:
    """The version of the C library; zeros where it is another one."""
    try:
        name, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
        return tuple(int(part) for part in version.split(".")[:2]) if name == "glibc" else (0, 0)
    except (AttributeError, ValueError, OSError):
        return 0, 0


def _tell(of_the_user: tuple[str, ...], options: dict[int, int]) -> bool:
    if sys.platform != "linux" or any(map(_is_set_by_user, of_the_user)):
        return False
    import ctypes

    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version"):
        return False
    done = [library.mallopt(option, size) for option, size in options.items()]
    return all(done)


def _is_set_by_user(name: str) -> bool:
    return name in os.environ and (name, os.environ[name]) != (TUNABLES, WITHOUT_CACHES)
