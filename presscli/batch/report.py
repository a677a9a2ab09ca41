"""What a run did, for programs: ``--report FILE``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from presscli import __version__
from presscli.batch.run import Event, State
from presscli.errors import PresscliError
from presscli.names import printable


@dataclass(frozen=True, slots=True)
class Seen:
    """What has become of the inputs so far, without the results: memory stays flat.

    ``events`` are those that failed; with ``whole``, for a report, all of them.
    """

    whole: bool = True
    counts: Counter[State] = field(default_factory=Counter)
    events: list[Event] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """One more, in their order."""
        self.counts[event.state] += 1
        if self.whole or event.error is not None:
            self.events.append(replace(event, result=None))

    @property
    def states(self) -> dict[str, int]:
        """Inputs by what became of them; every state is there."""
        return {state.value: self.counts[state] for state in State}

    @property
    def failures(self) -> list[PresscliError]:
        """What was wrong, in their order."""
        return [event.error for event in self.events if event.error is not None]


def report_json(
    seen: Seen,
    *,
    signature: str,
    started_at: datetime,
    finished_at: datetime,
    exit_code: int,
) -> str:
    """The report as JSON (docs/automation.md lists its fields), of all that was seen."""
    documents = [_document(event) for event in seen.events]
    return (
        json.dumps(
            {
                "presscli": __version__,
                "started_at": started_at.isoformat(timespec="seconds"),
                "finished_at": finished_at.isoformat(timespec="seconds"),
                "exit_code": exit_code,
                "signature": signature or None,
                "counts": {"inputs": seen.counts.total(), **seen.states},
                "documents": documents,
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def failure_table(events: Sequence[Event]) -> str:
    """A line for each input that failed: its name, and what was wrong."""
    failed = [(printable(e.name), e.error) for e in events if e.error is not None]
    width = min(max((len(name) for name, _ in failed), default=0), _WIDEST_NAME)
    return "\n".join(f"  {name:<{width}}  {error.what}" for name, error in failed)


_WIDEST_NAME = 60
"""Longer names push their reason to the right rather than all reasons."""


def _document(event: Event) -> dict[str, Any]:
    return {
        "input": printable(event.name),
        "output": printable(str(event.place)) if event.place else None,
        "state": event.state.value,
        "unconfirmed": event.errors,
        "error": event.error and _error(event.error),
    }


def _error(error: PresscliError) -> dict[str, Any]:
    return {
        "exit_code": error.exit_code,
        "where": error.where,
        "what": error.what,
        "hint": error.hint or None,
    }
