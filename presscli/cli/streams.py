"""The process's own stdout and stderr, also where they are closed, full or gone."""

from __future__ import annotations

import os
import signal
import sys

from presscli.errors import OutputError

STDOUT_NAME = "<stdout>"

EXIT_PIPE_CLOSED = 128 + signal.SIGPIPE
"""What a shell reports for a program that a closed pipe ended, as with ``cat``."""


class StdoutError(OutputError):
    """Stdout cannot be written; whatever follows in this run could not be either."""


def occupy_closed_descriptors() -> None:
    """Put /dev/null where stdin, stdout or stderr is closed (``>&-``).

    Else the next file opened takes the place, and what a library prints to its
    stderr ends up in a result. ``sys.stdout`` stays None, so the program still
    knows that nobody reads.
    """
    # The lowest free descriptor is the one that open() gives.
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(descriptor, True)
    os.close(descriptor)


def require_stdout() -> None:
    """Fail before the work, rather than after it, where stdout is closed.

    Raises:
        StdoutError: It is.
    """
    if sys.stdout is None:
        raise StdoutError(STDOUT_NAME, "cannot be written (it is closed)", "Send it to a file")


def write_stdout(text: str) -> None:
    """Write to stdout as UTF-8, whatever the locale, and end quietly if the reader has gone.

    Raises:
        StdoutError: The disk is full, or stdout is closed.
    """
    require_stdout()
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        abandon_stdout()
        raise SystemExit(EXIT_PIPE_CLOSED) from None
    except OSError as error:
        abandon_stdout()
        raise StdoutError(
            STDOUT_NAME,
            f"cannot be written ({error.strerror})",
            "Make room on the disk, or send it elsewhere",
        ) from error


def write_stderr(text: str) -> None:
    """Write to stderr; where nobody can read it, the work matters more than the message."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def abandon_stdout() -> None:
    """Give what is still in the buffer somewhere to go when the interpreter flushes it at exit."""
    if sys.stdout is None:
        return
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
