"""Hands a command over to the server, if there is one that can do it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from presscli.serve.place import is_private, runtime_folder, socket_path

COMMANDS = frozenset({"translate", "summarize"})
"""The commands that load models and end."""

OFF_ENV = "PRESSCLI_NO_SERVE"
"""Set it to anything, and a command does all by itself."""

PATIENCE_SECONDS = 0.5
"""A server that does not answer at once is busy; then one's own start is quicker."""

EXIT_GONE = 1


def may_forward(arguments: Sequence[str]) -> bool:
    """Whether a command line is one for a server, and one seems to be there."""
    if not arguments or arguments[0] not in COMMANDS or os.environ.get(OFF_ENV):
        return False
    # Worker processes are started from a process that has loaded nothing yet.
    if any(a.startswith(("-j", "--jobs")) for a in arguments):
        return False
    return os.path.exists(socket_path()) and is_private(runtime_folder())  # noqa: PTH110


def forward(arguments: Sequence[str]) -> int | None:
    """Let the server do a command; None where there is none that can.

    Returns:
        The exit code; the output has gone where this process's would have.
    """
    import socket

    from presscli.serve import wire

    if None in (sys.stdin, sys.stdout, sys.stderr):
        return None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(PATIENCE_SECONDS)
        try:
            connection.connect(socket_path())
            if not wire.same_user(connection):
                return None
            wire.send(connection, _request(arguments), (0, 1, 2))
            if not wire.receive(connection).get("ready"):
                return None
            wire.send(connection, {"begin": True})
        except OSError:
            return None
        connection.settimeout(None)
        try:
            return int(wire.receive(connection)["exit"])
        except (OSError, KeyError, ValueError):
            sys.stderr.write(
                "error: presscli serve: ended before the command was done. Run it again\n"
            )
            return EXIT_GONE


def _request(arguments: Sequence[str]) -> dict[str, object]:
    from presscli.serve import wire

    mask = os.umask(0o077)
    os.umask(mask)
    return {
        "identity": wire.identity(),
        "arguments": list(arguments),
        "program": sys.argv[0],
        "folder": os.getcwd(),  # noqa: PTH109
        "environment": dict(os.environ),
        "mask": mask,
        "text": [sys.stdout.encoding, sys.stdout.errors, sys.stderr.encoding, sys.stderr.errors],
    }
