"""Finished folders appear at once or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from presscli.errors import ModelError
from presscli.models.locking import exclusive


def put_in_place(finished: Path, target: Path) -> None:
    """Rename a finished folder to ``target``; what was there is removed afterwards.

    A folder that has files in it cannot be replaced in one step, so the old one
    is renamed away first; a crash between the two leaves no model, never half a one.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    old = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.old")
    with contextlib.suppress(FileNotFoundError):
        target.replace(old)
    try:
        finished.replace(target)
    except OSError:
        # Another process without locks was faster; its folder is as good as ours.
        if not target.is_dir():
            raise
        shutil.rmtree(finished, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def scratch_folder(parent: Path, name: str) -> Iterator[Path]:
    """A new folder beside its later place, removed unless it was renamed away."""
    parent.mkdir(parents=True, exist_ok=True)
    folder = parent / f".{name}.{os.getpid()}-{uuid.uuid4().hex[:8]}.tmp"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def exclusive_folder(home: Path, name: str, lock: Path, needed_bytes: int) -> Iterator[None]:
    """Be the only process that makes ``home / name``.

    What killed processes have left of earlier tries is removed. Where the file
    system has no locks two processes may do the same work; the renames stay atomic.

    Args:
        home: Where the finished folder goes.
        name: Its name.
        lock: The lock file.
        needed_bytes: For the message when the disk is full.

    Raises:
        ModelError: Anything failed on the disk, here or in the block.
    """
    with disk_errors(home, needed_bytes), exclusive(lock) as alone:
        if alone:
            for leftover in home.glob(f".{name}.*"):
                if leftover.suffix in (".tmp", ".old"):
                    shutil.rmtree(leftover, ignore_errors=True)
        yield


@contextlib.contextmanager
def disk_errors(where: Path, needed_bytes: int) -> Iterator[None]:
    """Turn what goes wrong on a disk into a :class:`ModelError` that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise ModelError(
                str(where),
                f"the disk is full ({megabytes(needed_bytes)} are needed)",
                "Free some space, or set PRESSCLI_HOME to a folder on another disk",
            ) from error
        reason = error.strerror or str(error)
        raise ModelError(
            str(error.filename or where),
            f"cannot be read or written ({reason})",
            "Check its permissions, or set PRESSCLI_HOME to a folder that can be written",
        ) from error


def check_free_space(folder: Path, needed_bytes: int) -> None:
    """Refuse at once what would fail after minutes.

    Raises:
        ModelError: The disk has less than ``needed_bytes`` free.
    """
    free = shutil.disk_usage(folder).free
    if free < needed_bytes:
        raise ModelError(
            str(folder),
            f"not enough space ({megabytes(needed_bytes)} are needed, {megabytes(free)} free)",
            "Free some space, or set PRESSCLI_HOME to a folder on another disk",
        )


def megabytes(size_bytes: int) -> str:
    """``344 MB``: decimal, as hubs and disks count; never below 1."""
    return f"{max(1, round(size_bytes / 1e6))} MB"
