"""Whatever else is dear to make twice, by a key that says all it was made of."""

from __future__ import annotations

from datetime import UTC, datetime

from presscli.store.database import Database


class Kept:
    """Texts (JSON, as a rule) by key; the key must change when the content would."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, key: str) -> str | None:
        """What was kept under a key."""
        rows = self._database.rows("SELECT payload FROM kept WHERE key = ?", [key])
        return str(rows[0][0]) if rows else None

    def keep(self, key: str, payload: str) -> None:
        """Keep a text; what was there under the key is replaced."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.writing():
            self._database.rows("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", [key, payload, now])

    def count(self) -> int:
        """How many are kept."""
        return int(self._database.rows("SELECT count(*) FROM kept")[0][0])

    def forget(self, *, before: str) -> int:
        """Drop what was kept before a time (ISO 8601, UTC); how many they were."""
        with self._database.writing():
            where = "FROM kept WHERE made_at < ?"
            ((count,),) = self._database.rows(f"SELECT count(*) {where}", [before])
            self._database.rows(f"DELETE {where}", [before])
        return int(count)
