"""Who is working on which output: nobody does it twice, and a dead owner holds nothing.

An output goes through three steps, each on the disk before the next is begun:

    take     this process makes it, under this temporary name
    promise  the file will have this checksum          (then it is written and renamed)
    finish   it is there; the claim becomes a record of the manifest

When a process dies, the next one to look removes its temporary file and compares
the output with the promise: if they agree the work was done, else it was not.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from presscli.errors import BusyError
from presscli.names import printable
from presscli.store.database import Database, connect
from presscli.store.documents import file_sha256, path_key
from presscli.store.owner import BEAT_SECONDS, Owner, Watch, this_process

LOOK_SECONDS = 0.2
"""Between two looks at what another run holds."""


@dataclass(frozen=True, slots=True)
class Work:
    """An output to be made: from what, with which settings, under which temporary name."""

    output: Path
    source: Path
    source_sha256: str
    settings: str
    temporary: Path


class Claims:
    """The claims of this process, and what is known of those of others."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._owner = this_process(secrets.token_hex(8))
        self._watch = Watch()
        self._registered = False
        self._stop = threading.Event()

    def take(self, works: Sequence[Work]) -> dict[Path, Owner]:
        """Claim outputs, all those that nobody else holds.

        Returns:
            By output, the owners of those that somebody else holds; the rest is ours.
        """
        self._register()
        with self._database.writing():
            self._sweep()
            held = {key: owner for key, owner, _ in self._held()}
            busy = {w.output: held[path_key(w.output)] for w in works if path_key(w.output) in held}
            self._database.run_many(
                "INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?, ?, ?, '', 0)",
                [
                    (
                        path_key(w.output),
                        self._owner.id,
                        os.fsencode(w.temporary),
                        path_key(w.source),
                        w.source_sha256,
                        w.settings,
                    )
                    for w in works
                    if w.output not in busy
                ],
            )
        return busy

    def promise(
        self, sha256_by_output: Mapping[Path, str], errors: Mapping[Path, int] | None = None
    ) -> None:
        """Say what the outputs will be, before they are written.

        Args:
            sha256_by_output: The checksum of each.
            errors: How many facts in each could not be confirmed; none where missing.
        """
        with self._database.writing():
            self._database.run_many(
                "UPDATE claims SET output_sha256 = ?, errors = ? WHERE output = ? AND owner = ?",
                [
                    (sha, (errors or {}).get(path, 0), path_key(path), self._owner.id)
                    for path, sha in sha256_by_output.items()
                ],
            )

    def finish(self, made: Mapping[Work, str], errors: Mapping[Path, int] | None = None) -> None:
        """Record outputs that are on the disk, with their checksums; their claims end."""
        with self._database.writing():
            self._database.run_many(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        path_key(work.output),
                        path_key(work.source),
                        work.source_sha256,
                        work.settings,
                        sha256,
                        (errors or {}).get(work.output, 0),
                        _now(),
                    )
                    for work, sha256 in made.items()
                ],
            )
            self._let_go(work.output for work in made)

    def release(self, outputs: Iterable[Path]) -> None:
        """Give claims up, for somebody else or another time."""
        with self._database.writing():
            self._let_go(outputs)

    def sweep(self) -> None:
        """Settle what dead owners have left: temporary files, and outputs that were done."""
        with self._database.writing():
            self._sweep()

    @contextlib.contextmanager
    def holding(
        self,
        work: Work,
        *,
        wait_seconds: float = 0.0,
        waiting: Callable[[Owner], object] = lambda owner: None,
    ) -> Iterator[None]:
        """Hold one output while it is made; ``promise`` and ``finish`` are the caller's.

        Args:
            work: The output.
            wait_seconds: How long to wait for somebody else who holds it.
            waiting: Told once who that is.

        Raises:
            BusyError: Somebody else holds it still.
        """
        deadline = time.monotonic() + wait_seconds
        told = False
        while busy := self.take([work]):
            owner = busy[work.output]
            if time.monotonic() >= deadline:
                raise BusyError(
                    printable(str(work.output)),
                    f"another run is writing it ({owner})",
                    "Wait until it has ended, then run again",
                )
            if not told:
                waiting(owner)
                told = True
            time.sleep(LOOK_SECONDS)
        try:
            yield
        finally:
            self.release([work.output])

    def owners(self) -> list[tuple[Owner, int]]:
        """Owners that are alive, as far as can be told, and how many outputs each holds."""
        self.sweep()
        counts: dict[str, int] = dict(
            self._database.rows("SELECT owner, count(*) FROM claims GROUP BY owner")
        )
        return [(owner, counts.get(owner.id, 0)) for owner, _ in self._owners()]

    def settle(self) -> int:
        """End all claims of this process: record what was done as promised, give up the rest.

        Returns:
            How many were recorded.
        """
        self._stop.set()
        if not self._registered:
            return 0
        self._registered = False
        with self._database.writing():
            return self._settle(self._owner.id)

    def _register(self) -> None:
        if self._registered:
            return
        owner = self._owner
        with self._database.writing():
            self._database.rows(
                "INSERT INTO owners VALUES (?, ?, ?, ?, ?, 0, ?)",
                [owner.id, owner.pid, owner.host, owner.system, owner.process_start, _now()],
            )
        self._registered = True
        self._stop = threading.Event()
        arguments = (self._database.path, owner.id, self._stop)
        threading.Thread(target=_keep_beating, args=arguments, daemon=True).start()

    def _owners(self) -> list[tuple[Owner, int]]:
        rows = self._database.rows(
            "SELECT id, pid, host, system, process_start, beat FROM owners WHERE id != ?",
            [self._owner.id],
        )
        return [(Owner(*row[:5]), row[5]) for row in rows]

    def _held(self) -> list[tuple[bytes, Owner, int]]:
        owners = {owner.id: (owner, beat) for owner, beat in self._owners()}
        rows = self._database.rows(
            "SELECT output, owner FROM claims WHERE owner != ?", [self._owner.id]
        )
        return [(output, *owners[owner]) for output, owner in rows]

    def _sweep(self) -> None:
        for owner, beat in self._owners():
            if self._watch.is_gone(owner, beat):
                self._settle(owner.id)

    def _settle(self, owner: str) -> int:
        """Tell what an owner that has ended did from what it did not, and forget the owner."""
        done = 0
        rows = self._database.rows(
            "SELECT output, temporary, output_sha256 FROM claims WHERE owner = ?", [owner]
        )
        for output, temporary, promised in rows:
            with contextlib.suppress(OSError):
                Path(os.fsdecode(temporary)).unlink()
            if promised and file_sha256(Path(os.fsdecode(output))) == promised:
                self._record(output, owner)
                done += 1
        self._database.rows("DELETE FROM owners WHERE id = ?", [owner])
        return done

    def _record(self, output: bytes, owner: str) -> None:
        self._database.rows(
            "INSERT OR REPLACE INTO documents "
            "SELECT output, source, source_sha256, settings, output_sha256, errors, ? FROM claims "
            "WHERE output = ? AND owner = ?",
            [_now(), output, owner],
        )

    def _let_go(self, outputs: Iterable[Path]) -> None:
        self._database.run_many(
            "DELETE FROM claims WHERE output = ? AND owner = ?",
            [(path_key(output), self._owner.id) for output in outputs],
        )


def _keep_beating(path: Path, owner: str, stop: threading.Event) -> None:
    """Show owners on other machines that this one lives; a missed beat does no harm."""
    while not stop.wait(BEAT_SECONDS):
        with contextlib.suppress(Exception), contextlib.closing(connect(path)) as connection:
            connection.execute("UPDATE owners SET beat = beat + 1 WHERE id = ?", [owner])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
