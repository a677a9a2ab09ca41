"""Where the C library leaves memory that was freed: kept small, as far as it can be told.

glibc gives every thread an arena of its own. What one thread's models took and freed is not
there for another's, so that a process with the threads of two models holds the peaks of all
of them at once. Models allocate few and large blocks; one arena for all costs no time
(docs/performance.md).
"""

from __future__ import annotations

import os
import sys
from functools import cache

_M_ARENA_MAX = -8
"""From glibc's malloc.h."""


@cache
def share_one_arena() -> None:
    """Have threads that begin from now on share one arena; elsewhere than in glibc, nothing.

    A number that the user set (``MALLOC_ARENA_MAX``) is left alone.
    """
    if sys.platform == "linux" and "MALLOC_ARENA_MAX" not in os.environ:
        import ctypes

        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt:
            mallopt(_M_ARENA_MAX, 1)
