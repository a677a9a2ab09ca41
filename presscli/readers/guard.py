"""Reads risky formats in a process of its own, with limits on memory and time.

The parsers of PDF, Word, HTML and the like are large, partly written in C, and get files
from anybody. One that crashes, hangs or eats all memory must not take a batch with it. So
they work in a child that is started when it is first needed, and kept. What it answers is
plain data (:mod:`presscli.readers.answers`), never pickled objects.

It limits accidents and common attacks; it is no sandbox: the child has the rights of the
user (see docs/security.md).
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import importlib.util
import os
import signal
import struct
import subprocess
import sys
import threading
from typing import BinaryIO, cast

from presscli.errors import InputError, PresscliError
from presscli.readers.answers import Request, pack_request, unpack_answer
from presscli.readers.extracted import Bundle, Extracted, Reader

MEMORY_BYTES = 1_000_000_000
"""Address space of the child; a reader needs 50 to 300 MB of it."""

SECONDS = 60.0
"""Longest time for a file."""
SECONDS_A_MEGABYTE = 6.0
"""Longer for large files, mailboxes above all: a mail takes some milliseconds."""

FILES_A_CHILD = 500
"""Then a new one is started: what libraries leak over weeks goes with the old one."""

LENGTH = struct.Struct("<Q")
"""Before each message on the pipes."""

MOST_ANSWER_BYTES = 450_000_000
"""All that may be in a file unpacked (200 MB), and its text as JSON."""


def read_guarded(reader: str, data: bytes, *, name: str, encoding: str) -> Extracted | Bundle:
    """Read a file with a reader, in the child where this system can limit one.

    Args:
        reader: ``module:function``, as in the table of formats.
        data: The whole file.
        name: The file as messages call it.
        encoding: What the user says it is encoded in.

    Raises:
        InputError: As the reader raises it; or it took too long, needed too much memory,
            crashed or failed.
        UsageError: No such encoding.
    """
    if is_child() or not _can_limit():
        return read_here(reader, data, name=name, encoding=encoding)
    request = Request(reader, name, encoding)
    seconds = max(SECONDS, SECONDS_A_MEGABYTE * len(data) / 1e6)
    with _lock:
        try:
            child = _current()
        except OSError as error:  # no process, no pipe to be had
            what = f"no process could be started to read it ({error.strerror})"
            raise InputError(name, what, "End some programs, and run again") from error
        return child.ask(request, data, seconds)


def read_here(reader: str, data: bytes, *, name: str, encoding: str) -> Extracted | Bundle:
    """Read in this process; a fault of the reader or its libraries becomes an error.

    Raises:
        PresscliError: As the reader raises it, or in place of what it failed with.
    """
    module, function = reader.split(":")
    try:
        read = cast("Reader", getattr(importlib.import_module(module), function))
        return read(data, name=name, encoding=encoding)
    except PresscliError:
        raise
    except MemoryError as error:
        raise too_much_memory(name) from error
    except Exception as error:
        what = f"cannot be read ({type(error).__name__}: {str(error)[:200]})"
        raise InputError(name, what, "It is damaged, or of a kind that is not known") from error


def close() -> None:
    """End the child, if there is one; the next file starts another."""
    with _lock:
        while _children:
            _children.pop().end()


_children: list[_Child] = []
"""The child of this process, if one was started: one for all threads, ended at exit."""

_lock = threading.Lock()

CHILD_VARIABLE = "PRESSCLI_READER_CHILD"


def is_child() -> bool:
    """Whether this process is the one that reads for another."""
    return CHILD_VARIABLE in os.environ


def _can_limit() -> bool:
    """Whether there are limits, and a Python to start: not in a program packed as one file."""
    limits = os.name == "posix" and importlib.util.find_spec("resource") is not None
    return limits and bool(sys.executable) and not getattr(sys, "frozen", False)


def _current() -> _Child:
    """The child; a new one where there is none, it has done its share, or we were forked."""
    if _children and _children[0].owner != os.getpid():
        _children.clear()
    if _children and (not _children[0].is_alive or _children[0].files >= FILES_A_CHILD):
        _children.pop().end()
    if not _children:
        _children.append(_Child())
    return _children[0]


def too_much_memory(name: str) -> InputError:
    """The error of a file that does not fit into the child."""
    limit = f"{MEMORY_BYTES // 1_000_000_000} GB"
    return InputError(name, f"needs more than {limit} of memory to be read", "Divide it")


class _Child:
    """A process that reads files one after the other, and the pipes to it."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.files = 0
        # -P and our own search path: never modules out of the folder we are run in.
        command = [sys.executable, "-P", "-m", "presscli.readers.child", str(MEMORY_BYTES)]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl-C is for us; the child ends when its pipe is closed.
            start_new_session=True,
            env=os.environ
            | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), CHILD_VARIABLE: "1"},
        )

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: Request, data: bytes, seconds: float) -> Extracted | Bundle:
        """Have a file read; whatever goes wrong, no half of an answer is left in the pipe."""
        self.files += 1
        late = threading.Event()
        timer = threading.Timer(seconds, self._expire, [late])
        timer.daemon = True
        timer.start()
        try:
            send(self._pipe(self._process.stdin), pack_request(request, seconds), data)
            answer = receive(self._pipe(self._process.stdout), MOST_ANSWER_BYTES)
        except (OSError, EOFError, ValueError) as error:
            self.end()
            raise self._failure(request.name, seconds, late=late.is_set()) from error
        except BaseException:  # Ctrl-C above all
            self.end()
            raise
        finally:
            timer.cancel()
        try:
            return unpack_answer(answer)
        except PresscliError:
            raise
        except Exception as error:
            self.end()
            raise InputError(request.name, "the reader gave no answer that can be used") from error

    def end(self) -> None:
        """Kill it, and leave neither a zombie nor an open pipe."""
        if self.owner != os.getpid():
            return
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(OSError):  # what was not written has nowhere to go
                    pipe.close()
        self._process.wait()

    def _expire(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def _failure(self, name: str, seconds: float, *, late: bool) -> InputError:
        code = self._process.returncode
        if late or code == -signal.SIGXCPU:
            return InputError(name, f"took more than {seconds:.0f} s to be read", "Divide it")
        reason = f"signal {-code}" if code < 0 else f"exit code {code}"
        hint = "It is damaged, or made to harm; save its text, and give that file"
        return InputError(name, f"the reader crashed ({reason})", hint)

    @staticmethod
    def _pipe(pipe: object) -> BinaryIO:
        return cast("BinaryIO", pipe)


def send(pipe: BinaryIO, *messages: bytes) -> None:
    """Write messages, each with its length before it."""
    for message in messages:
        pipe.write(LENGTH.pack(len(message)))
        pipe.write(message)
    pipe.flush()


def receive(pipe: BinaryIO, most_bytes: int) -> bytes:
    """Read a message.

    Raises:
        EOFError: The other side is gone.
        ValueError: It is longer than allowed.
    """
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    [size] = LENGTH.unpack(head)
    if size > most_bytes:
        raise ValueError(size)
    message = pipe.read(size)
    if len(message) < size:
        raise EOFError
    return message


atexit.register(close)
