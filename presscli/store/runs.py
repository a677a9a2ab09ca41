"""The run log: what was done when, per output file or folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from presscli.store.database import Database
from presscli.store.documents import path_key

KEPT_RUNS = 1000
"""Runs remembered for each output: an hourly job's for six weeks."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run that has ended. Times have a time zone; ``counts`` is the caller's own."""

    kind: str
    started_at: datetime
    finished_at: datetime
    succeeded: bool
    signature: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


class Runs:
    """Runs by the file or folder that they wrote."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last_successful(self, output: Path) -> Run | None:
        """The successful run that was recorded last, whatever the clock said then."""
        rows = self._database.rows(
            "SELECT kind, started_at, finished_at, succeeded, signature, counts FROM runs "
            "WHERE output = ? AND succeeded ORDER BY id DESC LIMIT 1",
            [path_key(output)],
        )
        return _run(rows[0]) if rows else None

    def record(self, output: Path, run: Run) -> None:
        """Log a run; the oldest beyond :data:`KEPT_RUNS` of the output are dropped."""
        key = path_key(output)
        with self._database.writing():
            self._database.rows(
                "INSERT INTO runs (output, kind, started_at, finished_at, succeeded, signature,"
                " counts) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    key,
                    run.kind,
                    run.started_at.isoformat(),
                    run.finished_at.isoformat(),
                    run.succeeded,
                    run.signature,
                    json.dumps(dict(run.counts)),
                ],
            )
            self._database.rows(
                "DELETE FROM runs WHERE output = ? AND id <= (SELECT id FROM runs "
                "WHERE output = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
                [key, key, KEPT_RUNS],
            )

    def count(self) -> int:
        """How many are remembered."""
        return int(self._database.rows("SELECT count(*) FROM runs")[0][0])


def _run(row: tuple[str, str, str, int, str, str]) -> Run:
    kind, started, finished, succeeded, signature, counts = row
    return Run(
        kind,
        datetime.fromisoformat(started),
        datetime.fromisoformat(finished),
        bool(succeeded),
        signature,
        json.loads(counts),
    )
