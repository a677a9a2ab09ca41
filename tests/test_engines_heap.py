"""glibc keeps freed memory and shares one arena, where the user has not said otherwise."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from presscli.engines import heap

GLIBC = sys.platform == "linux" and hasattr(ctypes.CDLL(None), "gnu_get_libc_version")

FAULTS = """
import ctypes, resource, sys
from presscli.engines.heap import keep_freed_memory
if sys.argv[1] == "keep":
    assert keep_freed_memory()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
for size in (24 * 2**20, 2**20):
    libc.free(libc.malloc(size))
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    blocks = [libc.malloc(20 * 2**20) for _ in range(3)]
    for block in blocks:
        ctypes.memset(block, 1, 20 * 2**20)
    for block in blocks:
        libc.free(block)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(not GLIBC, reason="another C library")
def test_memory_is_not_cleared_again_and_again() -> None:
    """Page faults counted: 60 MiB touched twenty times is 15,360 pages once or twenty times."""
    environment = {k: v for k, v in os.environ.items() if k not in heap.KEEPING}
    faults = {}
    for how in ("keep", "leave"):
        command = [sys.executable, "-c", FAULTS, how]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 0, done.stderr
        faults[how] = int(done.stdout)
    assert faults["keep"] < 20_000
    assert faults["leave"] > 5 * faults["keep"]


@pytest.mark.parametrize("name", heap.KEEPING)
def test_the_user_is_obeyed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "")
    assert not heap.keep_freed_memory()


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not heap.keep_freed_memory()


def test_other_c_libraries_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in heap.KEEPING:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    assert not heap.keep_freed_memory()


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


def arenas(how: str, **environment: str) -> int:
    """How many arenas three threads used."""
    known = {k: v for k, v in os.environ.items() if k not in (*heap.KEEPING, *heap.SHARING)}
    ran = subprocess.run(
        [sys.executable, "-c", THREADS, how],
        env={**known, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stderr.count("Arena ")


@pytest.mark.skipif(not GLIBC, reason="another C library")
def test_threads_share_one_arena() -> None:
    assert arenas("not shared") > 1
    assert arenas("shared") == 1


@pytest.mark.skipif(not GLIBC, reason="another C library")
def test_the_number_of_arenas_that_the_user_set_is_left_alone() -> None:
    assert arenas("shared", MALLOC_ARENA_MAX="2") == 2


COMMAND = """
import ctypes, sys
from presscli.cli.app import run
sys.argv[1:1] = ["translate"]
try:
    run()
finally:
    ctypes.CDLL(None).malloc_stats()
"""


@pytest.mark.skipif(not GLIBC, reason="another C library")
def test_the_threads_of_a_folder_run_share_one_arena(tmp_path: Path) -> None:
    """One of them, the heart beat that other runs look for, begins before a model is opened."""
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text(f"Il governo ha approvato {number} decreti.")
    known = {k: v for k, v in os.environ.items() if k not in (*heap.KEEPING, *heap.SHARING)}
    flags = ["--from", "it", "--model", "marian-own", "--no-summary", "--store", "store.sqlite3"]
    ran = subprocess.run(
        [sys.executable, "-c", COMMAND, "in", "-o", "out/", "--offline", *flags],
        cwd=tmp_path,
        env=known,
        capture_output=True,
        text=True,
        check=False,
    )
    assert len(list((tmp_path / "out").iterdir())) == 3
    assert ran.stderr.count("Arena ") == 1
