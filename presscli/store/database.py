"""The SQLite file behind the store: opened, checked, moved aside if it is not ours."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from presscli.errors import StoreError
from presscli.models.locking import exclusive
from presscli.names import printable
from presscli.store.schema import APPLICATION_ID, MIGRATIONS, VERSION

BUSY_SECONDS = 60.0
"""How long to wait for another process's transaction; ours take milliseconds."""

CACHE_KIB = 256
"""Pages of the file that a connection keeps. A window of releases touches fewer, and the system
has the rest in memory; SQLite's own 2,000 would come to be used by a run over thousands."""

QUICK_CHECK_BYTES = 32_000_000
"""A larger file is checked whole by ``presscli store info`` only: it takes seconds."""

_HEADER = b"SQLite format 3\0"
_OTHERS = ("-wal", "-shm")
_ELSEWHERE = "Name another with --store PATH or PRESSCLI_STORE"

Notify = Callable[[str], None]


class Database:
    """A connection whose failures are StoreErrors; threads that share it wait for each other."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing: what is written within is on the disk afterwards, or undone."""
        with self._lock, failures(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and take all its rows."""
        with self._lock, failures(self.path):
            return self._connection.execute(statement, values).fetchall()

    def stream(self, statement: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Run one statement and take its rows one by one; for one thread at a time."""
        with failures(self.path):
            yield from self._connection.execute(statement, values)

    def run_many(self, statement: str, values: Sequence[Sequence[object]]) -> None:
        """Run one statement for each row of values."""
        with self._lock, failures(self.path):
            self._connection.executemany(statement, values)

    def close(self) -> None:
        """Close the connection; closing twice is allowed."""
        self._connection.close()


def open_database(path: Path, *, notify: Notify, thorough: bool = False) -> Database:
    """Open the store's file, made if it is missing, moved aside if it is no store.

    Args:
        path: The file.
        notify: Told where a file that was no store, or a damaged one, was moved.
        thorough: Check every page, whatever the size.

    Raises:
        StoreError: It cannot be read or written, or a newer presscli made it.
    """
    with failures(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # One at a time: two runs must not both move a damaged file aside.
        with exclusive(path.with_name(f"{path.name}.lock")):
            what = _what_is_wrong(path, thorough=thorough)
            if what:
                _move_aside(path, what, notify)
            return _connect(path)


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise into a StoreError that says what to do."""
    where = f"store {printable(str(path))}"
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreError(where, f"cannot be used ({error})", _hint(str(error))) from error
    except sqlite3.DatabaseError as error:
        hint = "Run: presscli store info. It moves a damaged store aside"
        raise StoreError(where, f"damaged ({error})", hint) from error
    except OSError as error:
        raise StoreError(where, f"cannot be used ({error.strerror})", _ELSEWHERE) from error


def _hint(reason: str) -> str:
    if "full" in reason:
        return "Make room on the disk, or name another with --store PATH"
    if "locked" in reason:
        return f"Another process has kept it busy for {BUSY_SECONDS:.0f} s. Run again"
    return _ELSEWHERE


def _what_is_wrong(path: Path, *, thorough: bool) -> str:
    """Why a file cannot be our store; empty if it can, or is not there or empty."""
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return ""
    if path.is_dir():
        raise StoreError(
            f"store {printable(str(path))}", "is a folder", "Name a file: --store PATH"
        )
    with path.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            return "not a database"
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                # A store killed before its first transaction has no tables either.
                empty = not connection.execute("SELECT 1 FROM sqlite_master").fetchone()
                return "" if empty else "a database of another program"
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if thorough or path.stat().st_size <= QUICK_CHECK_BYTES:
                answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
                return "" if answer == "ok" else f"damaged: {answer.splitlines()[-1]}"
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        return f"damaged: {error}"
    return ""


def _move_aside(path: Path, what: str, notify: Notify) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    aside, number = path.with_name(f"{path.name}.aside-{stamp}"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.aside-{stamp}-{number}")
    path.rename(aside)
    for suffix in _OTHERS:
        other = path.with_name(path.name + suffix)
        if other.exists():
            other.rename(aside.with_name(aside.name + suffix))
    notify(
        f"store {printable(str(path))}: {what}. Moved to {printable(str(aside))}; "
        "a new one was begun, so finished work is not known"
    )


def _connect(path: Path) -> Database:
    connection = connect(path)
    try:
        _migrate(path, connection)
    except BaseException:
        connection.close()
        raise
    return Database(path, connection)


def connect(path: Path) -> sqlite3.Connection:
    """A connection to a store that is there and in order."""
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode = WAL")
    # What a run has promised to write must outlast a power cut (sqlite.org/wal.html).
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def _migrate(path: Path, connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise StoreError(
            f"store {printable(str(path))}",
            f"made by a newer presscli (version {version} of the tables, known: {VERSION})",
            f"Update presscli. {_ELSEWHERE}",
        )
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    if version == VERSION and not os.access(path, os.W_OK):
        raise PermissionError(13, "Permission denied", str(path))
