"""The process that reads for another: python -m presscli.readers.child MEMORY_BYTES.

Requests come in at standard input and answers go out at standard output, each with its
length before it; see :mod:`presscli.readers.guard`.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
from typing import BinaryIO

from presscli.errors import PresscliError
from presscli.readers.answers import Request, pack_answer, pack_error, unpack_request
from presscli.readers.guard import read_here, receive, send, too_much_memory

MOST_REQUEST_BYTES = 250_000_000
_GRACE_SECONDS = 5
"""The parent kills for time on the clock; this limit is for when the parent is gone."""


def main(memory_bytes: int) -> None:
    """Answer until the parent closes the pipe."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # the parent is told too, and ends us in order
    limit(memory_bytes)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # A library that prints must not print into the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            _answer_one(requests, answers)


def limit(memory_bytes: int) -> None:
    """No more memory than that, no core dumps, no files written."""
    import resource

    sys.dont_write_bytecode = True
    for kind, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        # macOS refuses a limit of address space.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (value, value))


def _answer_one(requests: BinaryIO, answers: BinaryIO) -> None:
    request, seconds = unpack_request(receive(requests, MOST_REQUEST_BYTES))
    data = receive(requests, MOST_REQUEST_BYTES)
    _limit_processor(seconds)
    send(answers, _answer(request, data))


def _answer(request: Request, data: bytes) -> bytes:
    try:
        found = read_here(request.reader, data, name=request.name, encoding=request.encoding)
        return pack_answer(found)
    except PresscliError as error:
        return pack_error(error)
    except MemoryError:  # what was found does not fit
        return pack_error(too_much_memory(request.name))


def _limit_processor(seconds: float) -> None:
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = math.ceil(used.ru_utime + used.ru_stime + seconds) + _GRACE_SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))


if __name__ == "__main__":
    main(int(sys.argv[1]))
