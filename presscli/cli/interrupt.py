"""Ctrl-C that arrives, also where a library catches it and calls it something else.

A KeyboardInterrupt in the middle of ``import transformers`` comes out as a module that
cannot be imported, and one in langdetect as a damaged profile. So the signal is
remembered when it comes, and what fails after it is taken for what it is.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from presscli.errors import EXIT_INTERRUPTED

_requested = threading.Event()
"""Set by the first Ctrl-C of the process; there is one keyboard."""

_numbers: list[int] = []
"""The signals that came, in order."""


def listen() -> None:
    """Remember Ctrl-C from now on, and treat other requests to end as it is treated.

    SIGTERM (``kill``, systemd, a shutdown) and SIGHUP (a closed terminal) would end
    the process on the spot and leave a temporary file. What the shell ignores stays
    ignored (``nohup``).
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _remember)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _remember)


def exit_code() -> int:
    """What a shell reports for a program that was ended as this one was: 130 for Ctrl-C."""
    return 128 + _numbers[0] if _numbers else EXIT_INTERRUPTED


def requested() -> bool:
    """Whether this process has been asked to end, and has not answered."""
    return _requested.is_set()


def answered() -> None:
    """The request to end has been met in order: it is no failure of the command."""
    _requested.clear()
    _numbers.clear()


@contextmanager
def revealed() -> Iterator[None]:
    """Raise KeyboardInterrupt for whatever comes out, or comes out well, after a Ctrl-C."""
    try:
        yield
    except Exception:
        if _requested.is_set():
            raise KeyboardInterrupt from None
        raise
    if _requested.is_set():
        raise KeyboardInterrupt


def _remember(number: int, frame: FrameType | None) -> None:
    _requested.set()
    _numbers.append(number)
    raise KeyboardInterrupt
