"""What outlasts a run: one SQLite file, safe with several runs at once.

    with open_store() as store:
        store.memory      segments translated once, by text and model signature
        store.documents   the manifest: outputs that are finished, and of what
        store.claims      who is working on which output now
        store.runs        the run log
        store.kept        other results that are dear to make, by key

    store.last_successful_run(output); store.record_run(output, run)

Nothing here knows what a release is; paths, texts, checksums and signatures are all
there is. A file that is damaged or no store at all is moved aside, never overwritten.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from presscli.store.claims import Claims, Work
from presscli.store.database import Database, Notify, open_database
from presscli.store.documents import Document, Documents, file_sha256
from presscli.store.kept import Kept
from presscli.store.location import STORE_ENV, store_path
from presscli.store.memory import PERSON, Memory, Recalled, Unit
from presscli.store.owner import Owner
from presscli.store.runs import Run, Runs

__all__ = [
    "PERSON",
    "STORE_ENV",
    "Document",
    "Memory",
    "Owner",
    "Recalled",
    "Run",
    "Store",
    "Unit",
    "Work",
    "file_sha256",
    "open_store",
    "store_path",
]


class Store:
    """An open store; close it. Threads may share it, and wait for each other."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.path = database.path
        self.memory = Memory(database)
        self.documents = Documents(database)
        self.claims = Claims(database)
        self.runs = Runs(database)
        self.kept = Kept(database)

    def last_successful_run(self, output: Path | str) -> Run | None:
        """The last run that wrote an output and succeeded; None if there was none."""
        return self.runs.last_successful(Path(output))

    def record_run(self, output: Path | str, run: Run) -> None:
        """Add a run to the log of an output."""
        self.runs.record(Path(output), run)

    def vacuum(self) -> None:
        """Give the space of what was deleted back to the file system."""
        self._database.rows("VACUUM")
        self._database.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give up what is still claimed, and close; closing twice is allowed."""
        try:
            self.claims.settle()
        finally:
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _say_nothing(message: str) -> None:
    pass


def open_store(path: str = "", *, notify: Notify = _say_nothing, thorough: bool = False) -> Store:
    """Open the store, made if it is missing.

    Args:
        path: The value of ``--store``; empty for ``PRESSCLI_STORE``, else the user's
            data folder.
        notify: Told, in one line, when a damaged or foreign file was moved aside.
        thorough: Check every page of a large file too.

    Raises:
        StoreError: It cannot be read or written, or a newer presscli made it.
    """
    return Store(open_database(store_path(path), notify=notify, thorough=thorough))
