"""Where the socket is: in the user's runtime folder, which nobody else may enter."""

from __future__ import annotations

import os
import stat

RUNTIME_ENV = "PRESSCLI_RUNTIME"
"""A folder to use instead."""


def runtime_folder() -> str:
    """The folder of the socket; it need not exist.

    ``PRESSCLI_RUNTIME``, else the one that systemd gives each user
    (``XDG_RUNTIME_DIR``), else one in ``/tmp`` with the user's number.
    """
    given = os.environ.get(RUNTIME_ENV)
    if given:
        return given
    base = os.environ.get("XDG_RUNTIME_DIR")
    return os.path.join(base, "presscli") if base else f"/tmp/presscli-{os.getuid()}"  # noqa: PTH118, S108


def socket_path() -> str:
    """The socket; it need not exist."""
    return os.path.join(runtime_folder(), "serve.sock")  # noqa: PTH118 - pathlib costs a start 5 ms


def is_private(folder: str) -> bool:
    """Whether a folder is the user's own and closed to others; no link to one."""
    try:
        status = os.lstat(folder)
    except OSError:
        return False
    closed = not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and closed
