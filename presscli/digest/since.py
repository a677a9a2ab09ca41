"""``--since``: which releases are news."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from presscli.digest.model import Candidate
from presscli.errors import UsageError
from presscli.render.moments import PRESS_ZONE, day_begins

_SPAN = re.compile(r"(\d{1,5})\s*([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
LAST = "last"


@dataclass(frozen=True, slots=True)
class Cutoff:
    """What ``--since`` asks for; with neither field set, everything is news.

    ``after`` is a moment; with ``unseen``, news is what no earlier run has shown.
    """

    after: datetime.datetime | None = None
    unseen: bool = False


def parse_since(text: str, now: datetime.datetime) -> Cutoff:
    """Read the value of ``--since``.

    Args:
        text: ``24h`` (or ``90m``, ``7d``, ``2w``), an ISO 8601 day or time, ``last``, or
            nothing. Times without an offset are those of the machine's time zone.
        now: With its time zone.

    Raises:
        UsageError: Anything else.
    """
    text = text.strip()
    if not text:
        return Cutoff()
    if text == LAST:
        return Cutoff(unseen=True)
    try:
        if span := _SPAN.fullmatch(text):
            return Cutoff(now - datetime.timedelta(**{_UNITS[span[2]]: int(span[1])}))
        moment = datetime.datetime.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            "--since", f"is neither a span nor a date ({text})", "Like: 24h, 7d, 2026-11-22, last"
        ) from error
    return Cutoff(moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo))


def is_news(candidate: Candidate, cutoff: Cutoff, seen: frozenset[str]) -> bool:
    """Whether a release belongs in the digest.

    A dateline names a day and no hour, so a day counts that the cutoff falls in; a
    document that states the hour is taken at its word.
    What has been seen is told by content, not by clocks: a file that comes late, or
    with an old date, is news all the same.

    Args:
        candidate: The release.
        cutoff: From :func:`parse_since`.
        seen: SHA-256 of the files that earlier runs have shown.
    """
    if cutoff.unseen:
        return candidate.copy.sha256 not in seen
    if cutoff.after is None:
        return True
    day = candidate.when.astimezone(PRESS_ZONE).date()
    if candidate.dated and candidate.when == day_begins(day):
        return day >= cutoff.after.astimezone(PRESS_ZONE).date()
    return candidate.when >= cutoff.after
