"""Whatever else is dear to make twice, by a key that says all it was made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from presscli.store.database import Database

USE_HOURS = 24
"""A text's last use is noted to the day: an hourly job need not write all of them."""


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
        now = _ago()
        with self._database.writing():
            self._database.rows(
                "INSERT OR REPLACE INTO kept (key, payload, made_at, used_at) VALUES (?, ?, ?, ?)",
                [key, payload, now, now],
            )

    def use(self, keys: Iterable[str]) -> None:
        """Note that texts were used now; see :meth:`forget`."""
        rows = [(_ago(), key, _ago(timedelta(hours=USE_HOURS))) for key in keys]
        if not rows:
            return
        with self._database.writing():
            self._database.run_many(
                "UPDATE kept SET used_at = ? WHERE key = ? AND used_at < ?", rows
            )

    def count(self, prefix: str = "") -> int:
        """How many are kept under keys that begin so."""
        rows = self._database.rows("SELECT count(*) FROM kept WHERE key LIKE ?", [f"{prefix}%"])
        return int(rows[0][0])

    def forget(self, prefix: str, *, unused: timedelta) -> int:
        """Drop the texts under keys that begin so and were not used for so long.

        Args:
            prefix: Which keys; without ``%`` and ``_``.
            unused: Since they were made or last used, by this machine's clock.

        Returns:
            How many they were.
        """
        where, values = "FROM kept WHERE key LIKE ? AND used_at < ?", [f"{prefix}%", _ago(unused)]
        with self._database.writing():
            ((count,),) = self._database.rows(f"SELECT count(*) {where}", values)
            self._database.rows(f"DELETE {where}", values)
        return int(count)


def _ago(span: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) - span).isoformat(timespec="seconds")
