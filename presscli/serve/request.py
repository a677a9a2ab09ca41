"""One command, done as if in the process that asked for it; afterwards all is as before."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Any

Run = Callable[[Sequence[str]], int]
"""Runs a command line in this process; returns the exit code."""


def run_as(request: Mapping[str, Any], descriptors: Sequence[int], run: Run) -> int:
    """Run a command with another process's arguments, folder, environment and descriptors.

    Args:
        request: As the client sent it.
        descriptors: Its stdin, stdout and stderr.
        run: Runs the command.

    Raises:
        OSError: Its folder cannot be entered.
    """
    with _descriptors(descriptors, request["text"]), _surroundings(request):
        return run(request["arguments"])


@contextmanager
def _descriptors(given: Sequence[int], text: Sequence[str]) -> Iterator[None]:
    """Put three descriptors in the place of this process's own, with fresh text streams."""
    own = [os.dup(number) for number in range(3)]
    streams = sys.stdin, sys.stdout, sys.stderr
    try:
        for number, descriptor in enumerate(given):
            os.dup2(descriptor, number)
        sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
        sys.stdout = _writer(1, text[0], text[1])
        sys.stderr = _writer(2, text[2], text[3])
        yield
    finally:
        for number, stream in ((1, sys.stdout), (2, sys.stderr)):
            _flush(stream, number)
        sys.stdin, sys.stdout, sys.stderr = streams
        for number, descriptor in enumerate(own):
            os.dup2(descriptor, number)
            os.close(descriptor)


def _flush(stream: IO[str], number: int) -> None:
    """Empty a stream; what nobody will read must not come out at the next command."""
    try:
        stream.flush()
    except (OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, number)
        os.close(null)
        with suppress(OSError, ValueError):
            stream.flush()


def _writer(number: int, encoding: str, errors: str) -> io.TextIOWrapper:
    raw = io.FileIO(number, "wb", closefd=False)
    buffer = io.BufferedWriter(raw)
    lines = raw.isatty() or number == 2
    return io.TextIOWrapper(
        buffer, encoding, errors, line_buffering=lines, write_through=number == 2
    )


@contextmanager
def _surroundings(request: Mapping[str, Any]) -> Iterator[None]:
    folder, environment, program = os.getcwd(), dict(os.environ), sys.argv  # noqa: PTH109
    mask = os.umask(request["mask"])
    try:
        os.chdir(request["folder"])
        _set_environment(request["environment"])
        sys.argv = [request["program"], *request["arguments"]]
        yield
    finally:
        sys.argv = program
        _set_environment(environment)
        os.chdir(folder)
        os.umask(mask)


def _set_environment(wanted: Mapping[str, str]) -> None:
    for name in os.environ.keys() - wanted.keys():
        del os.environ[name]
    os.environ.update(wanted)
    time.tzset()
