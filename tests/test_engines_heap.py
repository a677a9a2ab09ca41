"""One arena for all threads of the C library, so that their peaks do not add up."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

THREADS = """
import ctypes, sys, threading
from presscli.engines.heap import share_one_arena
if sys.argv[1] == "shared":
    share_one_arena()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
ready = threading.Barrier(3)
def take():
    libc.malloc(1000)
    ready.wait()
threads = [threading.Thread(target=take) for _ in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc.malloc_stats()
"""

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="arenas are glibc's")


def arenas(how: str, **environment: str) -> int:
    """How many arenas three threads used."""
    known = {k: v for k, v in os.environ.items() if not k.startswith("MALLOC_")}
    ran = subprocess.run(
        [sys.executable, "-c", THREADS, how],
        env={**known, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stderr.count("Arena ")


def test_threads_share_one_arena() -> None:
    assert arenas("not shared") > 1
    assert arenas("shared") == 1


def test_what_the_user_set_is_left_alone() -> None:
    assert arenas("shared", MALLOC_ARENA_MAX="2") == 2
