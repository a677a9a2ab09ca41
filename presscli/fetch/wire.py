"""One request over one connection, to the place that was checked, within one deadline."""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from typing import Any, cast

from presscli import __version__
from presscli.fetch.hosts import Place, Target

USER_AGENT = f"presscli/{__version__} (press release reader)"
_MOST_PLACES = 4
"""Addresses of a host that are tried, one after the other."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a wait must end: each one, and all of them together. Of ``time.monotonic``."""

    ends: float
    read_seconds: float

    def left(self, most: float) -> float:
        """Seconds that a wait may take.

        Raises:
            TimeoutError: None are left.
        """
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("time is up")
        return min(left, most)


@contextmanager
def request(
    target: Target, places: Sequence[Place], deadline: Deadline, *, connect_seconds: float
) -> Iterator[HTTPResponse]:
    """Ask for a page; the answer is at the start of its body.

    Raises:
        OSError: No connection, none that is secure, or one that broke; TimeoutError and
            ``ssl.SSLError`` are among them.
        HTTPException: What came is no HTTP.
    """
    with (
        _connected(places, deadline, connect_seconds) as plain,
        _secured(plain, target, deadline) as sock,
    ):
        connection = HTTPConnection("unused")
        connection.auto_open = 0
        connection.sock = cast("socket.socket", _Timed(sock, deadline))
        connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
        for name, value in _headers(target):
            connection.putheader(name, value)
        connection.endheaders()
        yield connection.getresponse()


def _headers(target: Target) -> Iterator[tuple[str, str]]:
    yield "Host", target.host_header
    yield "User-Agent", USER_AGENT
    yield "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    yield "Accept-Encoding", "gzip, deflate"
    yield "Connection", "close"


def _connected(
    places: Sequence[Place], deadline: Deadline, connect_seconds: float
) -> socket.socket:
    failure: OSError = OSError("the host has no address")
    for place in places[:_MOST_PLACES]:
        sock = socket.socket(place.family, socket.SOCK_STREAM)
        try:
            sock.settimeout(deadline.left(connect_seconds))
            sock.connect(place.address)
        except OSError as error:
            sock.close()
            failure = error
        else:
            return sock
    raise failure


def _secured(sock: socket.socket, target: Target, deadline: Deadline) -> socket.socket:
    """The connection under TLS where the address says so; for the host's name, not its number."""
    if target.scheme != "https":
        return sock
    sock.settimeout(deadline.left(deadline.read_seconds))
    return ssl.create_default_context().wrap_socket(sock, server_hostname=target.host)


class _Timed:
    """The part of a socket that ``http.client`` uses; every wait in it keeps the deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left(self._deadline.read_seconds))
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._sock, self._deadline))

    def close(self) -> None:
        """Nothing: the answer is read after ``http.client`` lets go of the socket."""


class _TimedReader(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left(self._deadline.read_seconds))
        return self._sock.recv_into(buffer)
