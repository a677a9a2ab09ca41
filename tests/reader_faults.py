"""Readers that do what hostile files make readers do, for the tests of the guard."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from presscli.errors import InputError, UsageError
from presscli.readers.extracted import Bundle, Extracted, Member


def echo(data: bytes, *, name: str, encoding: str) -> Extracted:
    sys.stdout.write("a library that prints\n")
    sys.stdout.flush()
    return Extracted(text=data.decode(), name="echo")


def pid(data: bytes, *, name: str, encoding: str) -> Extracted:
    return Extracted(text=f"{os.getpid()} {os.getppid()}")


def files(data: bytes, *, name: str, encoding: str) -> Bundle:
    error = InputError(f"{name}/b", "damaged \x1b[31m(red)", "Pack it anew")
    return Bundle((Member("../../etc/a.bin", data), error, Member("b.bin", b""), Extracted("C")))


def crash(data: bytes, *, name: str, encoding: str) -> Extracted:
    os.kill(os.getpid(), signal.SIGSEGV)
    return Extracted()


def leave(data: bytes, *, name: str, encoding: str) -> Extracted:
    os._exit(3)


def hang(data: bytes, *, name: str, encoding: str) -> Extracted:
    time.sleep(1_000)
    return Extracted()


def eat(data: bytes, *, name: str, encoding: str) -> Extracted:
    held = [bytearray(100_000_000) for _ in range(30)]
    return Extracted(text=str(len(held)))


def fail(data: bytes, *, name: str, encoding: str) -> Extracted:
    raise KeyError("xref")


def misuse(data: bytes, *, name: str, encoding: str) -> Extracted:
    raise UsageError("--encoding", "unknown encoding ('klingon')", "For example: utf-8")


def write(data: bytes, *, name: str, encoding: str) -> Extracted:
    Path(data.decode()).write_text("taken over")
    return Extracted()
