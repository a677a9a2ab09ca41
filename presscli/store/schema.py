"""The tables of the store and how older ones become newer ones."""

from __future__ import annotations

APPLICATION_ID = 0x70726573
"""``pres`` in ASCII; in the header of every store (``PRAGMA application_id``)."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE signatures (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
        """CREATE TABLE segments (
            signature INTEGER NOT NULL REFERENCES signatures(id),
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            score REAL NOT NULL,
            made_at TEXT NOT NULL,
            PRIMARY KEY (signature, source)
        ) WITHOUT ROWID""",
        # Paths are bytes: a file name need not be UTF-8.
        """CREATE TABLE documents (
            output BLOB PRIMARY KEY,
            source BLOB NOT NULL,
            source_sha256 TEXT NOT NULL,
            settings TEXT NOT NULL,
            output_sha256 TEXT NOT NULL,
            errors INTEGER NOT NULL,
            finished_at TEXT NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE owners (
            id TEXT PRIMARY KEY,
            pid INTEGER NOT NULL,
            host TEXT NOT NULL,
            system TEXT NOT NULL,
            process_start TEXT NOT NULL,
            beat INTEGER NOT NULL DEFAULT 0,
            since TEXT NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE claims (
            output BLOB PRIMARY KEY,
            owner TEXT NOT NULL REFERENCES owners(id) ON DELETE CASCADE,
            temporary BLOB NOT NULL,
            source BLOB NOT NULL,
            source_sha256 TEXT NOT NULL,
            settings TEXT NOT NULL,
            output_sha256 TEXT NOT NULL DEFAULT '',
            errors INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID""",
        """CREATE TABLE runs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            output BLOB NOT NULL,
            kind TEXT NOT NULL,
            started_at TEXT NOT NULL,
            finished_at TEXT NOT NULL,
            succeeded INTEGER NOT NULL,
            signature TEXT NOT NULL,
            counts TEXT NOT NULL
        )""",
        "CREATE INDEX runs_by_output ON runs (output, succeeded, id)",
        "CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
        """CREATE TABLE kept (
            key TEXT PRIMARY KEY,
            payload TEXT NOT NULL,
            made_at TEXT NOT NULL
        ) WITHOUT ROWID""",
    ),
    (
        "ALTER TABLE kept ADD COLUMN used_at TEXT NOT NULL DEFAULT ''",
        "UPDATE kept SET used_at = made_at",
    ),
)
"""One tuple of statements a version, the first for version 1. Never change one that was
released: add another."""

VERSION = len(MIGRATIONS)
