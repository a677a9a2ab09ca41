"""Messages over the socket: JSON on a line, the first one with three open descriptors.

client: {"identity": ..., "arguments": [...], ...} + stdin, stdout, stderr
server: {"ready": true}      or {"ready": false}, and the client does it itself
client: {"begin": true}      until then nothing has happened
server: {"exit": 0}
"""

from __future__ import annotations

import array
import json
import os
import socket
import struct
import sys
from typing import Any

from presscli import __version__

MOST_BYTES = 4_000_000
"""Of a message: the arguments and the environment of a process fit in less (execve(2))."""

DESCRIPTORS = 3


def identity() -> str:
    """What must be equal for two processes to be one program: version, files, Python."""
    package = os.path.realpath(os.path.dirname(os.path.dirname(__file__)))  # noqa: PTH120
    python = (sys.executable, sys.version.split()[0], sys.getfilesystemencoding())
    return "|".join([__version__, package, *python])


def same_user(connection: socket.socket) -> bool:
    """Whether the process at the other end is this user's (SO_PEERCRED, unix(7))."""
    size = struct.calcsize("3i")
    peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    _, user, _ = struct.unpack("3i", peer)
    return bool(user == os.getuid())


def send(
    connection: socket.socket, message: dict[str, Any], descriptors: tuple[int, ...] = ()
) -> None:
    """Send a message, and open descriptors with its first byte.

    Raises:
        OSError: The other end has gone.
    """
    data = json.dumps(message).encode() + b"\n"
    if descriptors:
        passed = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))]
        sent = connection.sendmsg([data], passed)
        data = data[sent:]
    connection.sendall(data)


def receive(connection: socket.socket, descriptors: list[int] | None = None) -> dict[str, Any]:
    """Receive a message; what came with it is added to ``descriptors``, and is the caller's.

    Raises:
        OSError: The other end has gone, was silent for too long, or sent something else.
    """
    data = b""
    while not data.endswith(b"\n"):
        part = _receive_part(connection, descriptors)
        data += part
        if not part or len(data) > MOST_BYTES:
            raise OSError("the other end has gone")
    try:
        message = json.loads(data)
    except ValueError as error:
        raise OSError("not a message of presscli") from error
    if not isinstance(message, dict):
        raise OSError("not a message of presscli")
    return message


def _receive_part(connection: socket.socket, descriptors: list[int] | None) -> bytes:
    if descriptors is None:
        return connection.recv(65536)
    room = socket.CMSG_SPACE(DESCRIPTORS * array.array("i").itemsize)
    data, passed, _, _ = connection.recvmsg(65536, room)
    for level, kind, content in passed:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            found = array.array("i")
            found.frombytes(content[: len(content) - len(content) % found.itemsize])
            descriptors.extend(found)
    return data
