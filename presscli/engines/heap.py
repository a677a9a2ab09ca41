"""Memory that a search gives back is kept for its next step.

glibc hands large blocks back to the system as soon as they are free. A beam search asks
for the same few megabytes again in the next step, and the system has to clear them anew:
a tenth of the processor time of a small model (docs/performance.md).
"""

from __future__ import annotations

import ctypes
import os
import sys

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
"""``mallopt``'s numbers for them in glibc's ``malloc.h``."""

MMAP_BYTES = 32 * 2**20
"""From here on a block is the system's own. The most that glibc takes; what a step of a
packaged model needs is smaller."""

KEPT_BYTES = 64 * 2**20
"""Free memory at the end of a heap that is kept, at most; more goes back."""

_OF_THE_USER = ("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES")
"""Whoever sets one of these environment variables knows better."""


def keep_freed_memory() -> bool:
    """Tell glibc to keep freed memory, for the whole process; harmless if called again.

    Returns:
        Whether it was told: not on other systems or C libraries, nor against the user.
    """
    if sys.platform != "linux" or any(name in os.environ for name in _OF_THE_USER):
        return False
    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version"):
        return False
    done = [
        library.mallopt(option, size)
        for option, size in ((_M_MMAP_THRESHOLD, MMAP_BYTES), (_M_TRIM_THRESHOLD, KEPT_BYTES))
    ]
    return all(done)
