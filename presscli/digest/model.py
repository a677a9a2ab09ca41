"""The values of a digest."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from presscli.digest.choices import Grouping
from presscli.document import PressRelease, Result, SourceText
from presscli.render.common import needs_a_look
from presscli.render.identity import urn

ANCHOR_CHARS = 12
"""48 bits: one collision to be expected in some twenty million releases of one digest."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the files in which a release came.

    ``source`` is who it says issued it, or the agency of its dateline; empty where
    it names neither. ``sha256`` is of the file's bytes, ``fingerprint`` of its words.
    """

    name: str
    source: str
    url: str
    sha256: str
    fingerprint: str
    when: datetime.datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release that was read and parsed, and may become an entry.

    ``when`` is the first moment of the day in its dateline, else when its document says
    that it was published (both: ``dated``), else the time of its file.
    """

    text: SourceText
    release: PressRelease
    copy: Copy
    dated: bool

    @property
    def when(self) -> datetime.datetime:
        """The moment by which digests are in order."""
        return self.copy.when


@dataclass(frozen=True, slots=True)
class Entry:
    """A release in a digest with all the copies in which it came, the one shown first."""

    result: Result
    copies: tuple[Copy, ...]
    dated: bool

    @property
    def when(self) -> datetime.datetime:
        """The moment by which digests are in order."""
        return self.copies[0].when

    @property
    def first(self) -> Copy:
        """The copy that came first: it gives the entry its name for good."""
        return min(self.copies, key=lambda copy: (copy.when, copy.name))

    @property
    def anchor(self) -> str:
        """The entry's name within a page."""
        return f"r-{self.first.fingerprint[:ANCHOR_CHARS]}"

    @property
    def urn(self) -> str:
        """The entry's name everywhere."""
        return urn(f"entry:{self.first.fingerprint}")

    @property
    def flagged(self) -> bool:
        """Whether something in it is to be checked."""
        return any(needs_a_look(f) for f in self.result.all_findings)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no entry, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest says, whatever its format.

    ``entries`` are newest first. ``skipped`` counts releases that ``--since`` left
    out. ``identity`` names the digest from run to run.
    """

    title: str
    identity: str
    made_at: datetime.datetime
    entries: tuple[Entry, ...] = ()
    skipped: int = 0
    failures: tuple[Failure, ...] = ()
    grouping: Grouping = Grouping.DATE
    signatures: tuple[str, ...] = field(default=())

    @property
    def flagged(self) -> int:
        """Entries in which something is to be checked."""
        return sum(entry.flagged for entry in self.entries)

    @property
    def copies(self) -> int:
        """Releases that were collapsed into the entry of another."""
        return sum(len(entry.copies) - 1 for entry in self.entries)

    @property
    def counts(self) -> dict[str, int]:
        """The footer's figures."""
        return {
            "translated": len(self.entries),
            "copies": self.copies,
            "skipped": self.skipped,
            "failed": len(self.failures),
            "flagged": self.flagged,
        }
