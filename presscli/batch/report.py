"""What a run did, for programs: ``--report FILE``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from presscli import __version__
from presscli.batch.run import Event, State
from presscli.errors import PresscliError
from presscli.names import printable


def count_states(events: Sequence[Event]) -> dict[str, int]:
    """Inputs by what became of them; every state is there."""
    return {state.value: sum(e.state is state for e in events) for state in State}


def report_json(
    events: Sequence[Event],
    *,
    signature: str,
    started_at: datetime,
    finished_at: datetime,
    exit_code: int,
) -> str:
    """The report as JSON (docs/automation.md lists its fields)."""
    documents = [_document(event) for event in events]
    return (
        json.dumps(
            {
                "presscli": __version__,
                "started_at": started_at.isoformat(timespec="seconds"),
                "finished_at": finished_at.isoformat(timespec="seconds"),
                "exit_code": exit_code,
                "signature": signature or None,
                "counts": {"inputs": len(events), **count_states(events)},
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
