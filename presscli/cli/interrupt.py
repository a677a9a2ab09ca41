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

_requested = threading.Event()
"""Set by the first Ctrl-C of the process; there is one keyboard."""


def listen() -> None:
    """Remember Ctrl-C from now on; leave it ignored where the shell ignores it (``nohup``)."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _remember)


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
    raise KeyboardInterrupt
