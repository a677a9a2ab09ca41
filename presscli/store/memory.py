"""The translation memory: segments that were translated once need not be again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from presscli.store.database import Database

PERSON = ""
"""The signature of translations that a person made or approved (imported from TMX)."""

_AT_ONCE = 500
"""Values in one statement; SQLite before 3.32 allowed 999."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A remembered translation. ``score`` is as the engine gave it, 0 for a person's."""

    text: str
    score: float = 0.0
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of the memory."""

    signature: str
    source: str
    target: str
    score: float
    made_at: str


class Memory:
    """Segments by what made them. What a person gave comes before any model's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recall(self, signature: str, texts: Sequence[str]) -> dict[str, Recalled]:
        """What is known of these segments.

        Args:
            signature: Of the model and its options; nothing made by another is given.
            texts: As they were sent to the model.

        Returns:
            By text; those not known are missing.
        """
        found: dict[str, Recalled] = {}
        wanted = list(dict.fromkeys(text for text in texts if _storable(text)))
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            rows = self._database.rows(
                "SELECT source, target, score, text FROM segments "  # noqa: S608 - marks only
                "JOIN signatures ON signatures.id = signature "
                f"WHERE text IN (?, ?) AND source IN ({marks})",
                [signature, PERSON, *part],
            )
            for source, target, score, maker in rows:
                if source not in found or maker == PERSON:
                    found[source] = Recalled(target, score, by_person=maker == PERSON)
        return found

    def remember(self, signature: str, made: Mapping[str, tuple[str, float]]) -> int:
        """Keep translations; one that is known for the signature is replaced.

        Args:
            signature: Of what made them; :data:`PERSON` for a person.
            made: Target and score by source.

        Returns:
            How many were kept; text that is no Unicode is left out.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        rows = [
            (source, target, score, now)
            for source, (target, score) in made.items()
            if _storable(source) and _storable(target)
        ]
        if not rows:
            return 0
        with self._database.writing():
            self._database.rows("INSERT OR IGNORE INTO signatures (text) VALUES (?)", [signature])
            ((number,),) = self._database.rows(
                "SELECT id FROM signatures WHERE text = ?", [signature]
            )
            is_news = signature == PERSON and self._is_news(rows)
            self._database.run_many(
                "INSERT OR REPLACE INTO segments VALUES (?, ?, ?, ?, ?)",
                [(number, *row) for row in rows],
            )
            if is_news:
                self._database.rows(
                    "INSERT INTO counters VALUES ('person', 1) "
                    "ON CONFLICT (name) DO UPDATE SET value = value + 1"
                )
        return len(rows)

    def _is_news(self, rows: Sequence[tuple[str, str, float, str]]) -> bool:
        """Whether a person says anything else than before: the same file twice changes nothing."""
        known = self.recall(PERSON, [source for source, *_ in rows])
        return any(s not in known or known[s].text != target for s, target, *_ in rows)

    def units(self) -> Iterator[Unit]:
        """Everything, in the order of signature and source."""
        rows = self._database.stream(
            "SELECT text, source, target, score, made_at FROM segments "
            "JOIN signatures ON signatures.id = signature ORDER BY text, source"
        )
        for row in rows:
            yield Unit(*row)

    def generation(self) -> str:
        """Changes whenever a person's translations do; what was made before is stale then."""
        rows = self._database.rows("SELECT value FROM counters WHERE name = 'person'")
        return str(rows[0][0]) if rows else ""

    def counts(self) -> dict[str, int]:
        """Segments by signature."""
        return dict(
            self._database.rows(
                "SELECT text, count(*) FROM segments "
                "JOIN signatures ON signatures.id = signature GROUP BY text ORDER BY text"
            )
        )

    def forget(self, *, before: str, keep: str = "") -> int:
        """Drop what models made before a time (ISO 8601, UTC), one signature excepted."""
        with self._database.writing():
            where = (
                "FROM segments WHERE made_at < ? "
                "AND signature NOT IN (SELECT id FROM signatures WHERE text IN (?, ?))"
            )
            values = [before, PERSON, keep]
            ((count,),) = self._database.rows(f"SELECT count(*) {where}", values)
            self._database.rows(f"DELETE {where}", values)
        return int(count)


def _storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
