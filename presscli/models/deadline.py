"""A wait that ends, whatever the call does."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, call: Callable[[], T]) -> T:
    """Run ``call`` and wait for it at most so long.

    Timeouts of an HTTP client do not bound a whole request: each address of a host
    is tried in turn, and the resolver has limits of its own (with glibc 5 s a name
    server and try). So the call runs in a thread of its own, which is left behind
    when time is up; as a daemon it keeps no process from ending.

    Raises:
        TimeoutError: Time is up.
    """
    answers: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((call(), None))
        except BaseException as error:  # noqa: BLE001 - raised again by the waiting thread
            answers.put((None, error))

    threading.Thread(target=run, name="presscli-hub", daemon=True).start()
    try:
        value, error = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(f"no answer within {seconds:g} s") from None
    if error is not None:
        raise error
    return value  # type: ignore[return-value]  # no error: it is the call's own value
