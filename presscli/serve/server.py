"""Takes requests one after the other, until it is told to stop or nobody has come for long."""

from __future__ import annotations

import os
import select
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from presscli.errors import UsageError
from presscli.names import printable
from presscli.serve import wire
from presscli.serve.place import is_private, runtime_folder, socket_path
from presscli.serve.request import Run, run_as

BACKLOG = 16
HELLO_SECONDS = 2.0
"""For a client to say what it wants; it waits no longer for an answer either."""


@dataclass(frozen=True, slots=True)
class Service:
    """What a server is told.

    ``run`` does a command line in this process. ``must_end`` tells whether the process
    was asked to, ``forget`` takes that back: it was the client that went.
    ``idle_seconds`` 0: for ever.
    """

    run: Run
    must_end: Callable[[], bool]
    forget: Callable[[], None]
    idle_seconds: float


@contextmanager
def listening() -> Iterator[socket.socket]:
    """The socket, bound and closed to other users; removed at the end.

    Raises:
        UsageError: Somebody serves already, the folder is not the user's own, or this
            system cannot tell who is at the other end.
    """
    if not hasattr(socket, "SO_PEERCRED"):
        raise UsageError("presscli serve", "needs Linux", "Commands work without it")
    folder, path = runtime_folder(), socket_path()
    with suppress(FileExistsError):
        Path(folder).mkdir(mode=0o700, parents=True)
    if not is_private(folder):
        what = f"not a folder that is yours alone ({printable(folder)})"
        raise UsageError("presscli serve", what, f"Run: chmod 700 {printable(folder)}")
    _remove_stale(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    mask = os.umask(0o177)
    try:
        listener.bind(path)
    except OSError as error:
        listener.close()
        what = f"cannot listen at {printable(path)} ({error.strerror or error})"
        raise UsageError(
            "presscli serve", what, "Give a shorter folder: PRESSCLI_RUNTIME"
        ) from error
    finally:
        os.umask(mask)
    own = Path(path).stat().st_ino
    try:
        listener.listen(BACKLOG)
        yield listener
    finally:
        listener.close()
        with suppress(OSError):
            if Path(path).stat().st_ino == own:
                Path(path).unlink()


def _remove_stale(path: str) -> None:
    """Remove a socket that nobody listens at: its server was killed.

    Raises:
        UsageError: Somebody does.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(HELLO_SECONDS)
        try:
            probe.connect(path)
        except FileNotFoundError:
            return
        except ConnectionRefusedError:
            Path(path).unlink(missing_ok=True)
            return
        except OSError:
            pass  # a full queue: it is alive
    what = f"somebody serves already ({printable(path)})"
    raise UsageError("presscli serve", what, "Stop that one with SIGTERM, or set PRESSCLI_RUNTIME")


def serve(listener: socket.socket, service: Service) -> int:
    """Answer requests until KeyboardInterrupt, or until nobody has come for long.

    Returns:
        How many commands were done.
    """
    done = 0
    while select.select([listener], [], [], service.idle_seconds or None)[0]:
        connection, _ = listener.accept()
        with connection:
            done += _answer(connection, service)
        if service.must_end():
            break
    return done


def _answer(connection: socket.socket, service: Service) -> bool:
    """Whether a command was done."""
    descriptors: list[int] = []
    try:
        connection.settimeout(HELLO_SECONDS)
        if not wire.same_user(connection):
            return False
        request = wire.receive(connection, descriptors)
        known = request.get("identity") == wire.identity()
        ready = known and len(descriptors) == wire.DESCRIPTORS
        wire.send(connection, {"ready": ready})
        if not ready or not wire.receive(connection).get("begin"):
            return False
        with _ended_with(connection) as gone:
            code = _run(request, descriptors, service, gone)
        wire.send(connection, {"exit": code})
    except OSError:  # the client has gone
        return False
    finally:
        for descriptor in descriptors:
            os.close(descriptor)
    return True


def _run(
    request: dict[str, object], descriptors: list[int], service: Service, gone: threading.Event
) -> int:
    try:
        return run_as(request, descriptors, service.run)
    except KeyboardInterrupt:
        if not gone.is_set():
            raise
        return 128 + signal.SIGINT
    finally:
        if gone.is_set():
            service.forget()


@contextmanager
def _ended_with(connection: socket.socket) -> Iterator[threading.Event]:
    """Interrupt the command when its client goes: Ctrl-C ends the client, and must end both."""
    gone, over = threading.Event(), threading.Event()
    connection.settimeout(None)

    def watch() -> None:
        poll = select.poll()
        poll.register(connection, select.POLLRDHUP | select.POLLHUP)
        while not over.is_set():
            if poll.poll(100) and not over.is_set():
                gone.set()
                signal.raise_signal(signal.SIGINT)
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield gone
    finally:
        over.set()
        thread.join()
