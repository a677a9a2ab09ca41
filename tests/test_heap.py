"""What glibc is told of freed memory, arenas and caches, where the user has not said otherwise."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from presscli import heap
from presscli.__main__ import may_take_long

NAMES = (*heap.KEEPING, *heap.SHARING)
GLIBC = sys.platform == "linux" and hasattr(ctypes.CDLL(None), "gnu_get_libc_version")

FAULTS = """
import ctypes, resource, sys
from presscli.heap import keep_freed_memory
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
from presscli.heap import share_one_arena
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
    known = {k: v for k, v in os.environ.items() if k not in NAMES}
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
    known = {k: v for k, v in os.environ.items() if k not in NAMES}
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


AGAIN = """
import ctypes, sys
from presscli.heap import HAS_NO_CACHES, begin_without_caches, keep_freed_memory, share_one_arena
begin_without_caches()
libc = ctypes.CDLL(None)
class Counts(ctypes.Structure):
    _fields_ = [(f"n{n}", ctypes.c_size_t) for n in range(10)]
libc.mallinfo2.restype = Counts
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
block = libc.malloc(600)
before = libc.mallinfo2().n7
libc.free(block)
is_free = before - libc.mallinfo2().n7 >= 600
print(HAS_NO_CACHES, is_free, share_one_arena(), keep_freed_memory(), *sys.argv[1:], sep="|")
"""
OLD = GLIBC and (2, 33) <= heap.glibc_version() < heap.MENDED


def begun_again(**environment: str) -> list[str]:
    """Whether the process had been begun anew, a freed block was free, threads were told to
    share an arena and freed memory to be kept; its arguments."""
    known = {k: v for k, v in os.environ.items() if k not in NAMES}
    ran = subprocess.run(
        [sys.executable, "-c", AGAIN, "in put", "-o", ""],
        env={**known, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.rstrip("\n").split("|")


@pytest.mark.skipif(not OLD, reason="a C library without the fault, or without mallinfo2")
def test_a_process_begins_anew_once_and_keeps_no_small_blocks() -> None:
    assert begun_again() == ["True", "True", "False", "True", "in put", "-o", ""]


@pytest.mark.skipif(not OLD, reason="a C library without the fault, or without mallinfo2")
@pytest.mark.parametrize("name", NAMES)
def test_a_process_is_left_alone_where_the_user_has_told_glibc_something(name: str) -> None:
    assert begun_again(**{name: "1"})[0] == "False"


def test_glibc_that_has_the_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    arguments = ["translate", "in"]
    harm = {}
    for version in ((0, 0), (2, 28), (2, 38), (2, 39), (3, 0)):
        monkeypatch.setattr(heap, "glibc_version", lambda version=version: version)
        harm[version] = heap.caches_harm(arguments, ["python", "-m", "presscli", *arguments])
    assert [version for version, harms in harm.items() if harms] == [(2, 28), (2, 38)]


def test_a_program_that_only_calls_ours_is_not_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(heap, "glibc_version", lambda: (2, 36))
    assert not heap.caches_harm(["translate", "in"], ["python", "own.py"])
    assert not heap.caches_harm(["translate", "in"], ["in"])


@pytest.mark.parametrize("answer", [None, "", "musl 1.2.5", "glibc", "glibc 2.x"])
def test_the_version_of_another_c_library(
    answer: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "confstr", lambda name: answer, raising=False)
    assert heap.glibc_version() == (0, 0)


@pytest.mark.parametrize(
    ("arguments", "long"),
    [
        ("", False),
        ("--help", False),
        ("translate nota.txt", False),
        ("translate nota.txt -o out.txt", False),
        ("translate in -o out/", True),
        ("summarize --from it in", True),
        ("translate --files-from list.txt", True),
        ("translate --files-from=- -o out/", True),
        ("translate " + " ".join(f"{n}.txt" for n in range(40)), True),
        ("digest in -o digest.html", True),
        ("watch in", True),
        ("serve", True),
        ("detect in", False),
        ("models list in", False),
    ],
)
def test_commands_that_may_take_long(
    arguments: str, long: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    assert may_take_long(arguments.split()) is long


ONCE = """
import os
from presscli.__main__ import main
print(os.environ.get("GLIBC_TUNABLES", "as it was"), flush=True)
main()
"""


@pytest.mark.skipif(not OLD, reason="a C library without the fault")
@pytest.mark.parametrize(("what", "begun"), [("in", 2), ("nota.txt", 1)])
def test_a_command_over_a_folder_begins_anew(what: str, begun: int, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    known = {k: v for k, v in os.environ.items() if k not in NAMES}
    ran = subprocess.run(
        [sys.executable, "-c", ONCE, "translate", what, "--help"],
        cwd=tmp_path,
        env=known,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = ran.stdout.splitlines()
    assert lines[:begun] == ["as it was", heap.WITHOUT_CACHES][:begun]
    assert "Usage" in lines[begun] or "Usage" in lines[begun + 1]
