"""The manifest: which outputs are finished, from what they were made, and with what."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from presscli.store.database import Database


@dataclass(frozen=True, slots=True)
class Document:
    """A finished output.

    ``source_sha256`` is of the bytes read, ``output_sha256`` of the file written;
    ``settings`` stands for the models and options that made it; ``errors`` counts the
    facts that could not be confirmed; ``finished_at`` is ISO 8601 in UTC.
    """

    output: Path
    source: Path
    source_sha256: str
    settings: str
    output_sha256: str
    errors: int
    finished_at: str

    def is_made_of(self, source_sha256: str, settings: str) -> bool:
        """Whether the same content and settings would give it again."""
        return self.source_sha256 == source_sha256 and self.settings == settings

    def is_whole(self) -> bool:
        """Whether the file is still there, byte for byte."""
        return file_sha256(self.output) == self.output_sha256


class Documents:
    """What :class:`presscli.store.claims.Claims` has recorded as finished."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, output: Path) -> Document | None:
        """The record of an output; it says nothing about whether the file is there still."""
        rows = self._database.rows("SELECT * FROM documents WHERE output = ?", [path_key(output)])
        return _document(rows[0]) if rows else None

    def all(self) -> Iterator[Document]:
        """Every record, in the order of the outputs' paths."""
        for row in self._database.stream("SELECT * FROM documents ORDER BY output"):
            yield _document(row)

    def count(self) -> int:
        """How many there are."""
        return int(self._database.rows("SELECT count(*) FROM documents")[0][0])

    def forget_missing(self) -> int:
        """Drop the records of outputs that are no longer there; how many they were."""
        gone = [path_key(d.output) for d in self.all() if _is_gone(d.output)]
        with self._database.writing():
            self._database.run_many("DELETE FROM documents WHERE output = ?", [[k] for k in gone])
        return len(gone)


def _is_gone(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:  # not to be seen from here is not gone
        return False
    return False


def path_key(path: Path) -> bytes:
    """What the store knows a file by, whatever way leads to it."""
    return os.fsencode(os.path.realpath(path))


def file_sha256(path: Path) -> str:
    """SHA-256 of a file in hexadecimal; empty if it is not there or cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _document(row: tuple[bytes, bytes, str, str, str, int, str]) -> Document:
    return Document(Path(os.fsdecode(row[0])), Path(os.fsdecode(row[1])), *row[2:])
