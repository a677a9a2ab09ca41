"""Dates of a release as moments, where a format asks for nothing less.

A release states a day, now and then an hour, and means Italian time. RFC 3339
wants hour and offset, so a day becomes its first moment in Rome, an embargo that
names a day only its last one: too late is a lesser fault than too early.
"""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from presscli.document import Embargo, PressRelease, Result
from presscli.markup import Metadata

PRESS_ZONE = ZoneInfo("Europe/Rome")


def day_begins(day: datetime.date) -> datetime.datetime:
    """The first moment of a day in Rome."""
    return datetime.datetime.combine(day, datetime.time(0), PRESS_ZONE)


def embargo_ends(embargo: Embargo | None) -> datetime.datetime | None:
    """When an embargo ends, if it says so."""
    if embargo is None or embargo.until is None:
        return None
    until = embargo.until
    if isinstance(until, datetime.datetime):
        return until if until.tzinfo else until.replace(tzinfo=PRESS_ZONE)
    return datetime.datetime.combine(until, datetime.time(23, 59, 59), PRESS_ZONE)


def issued(release: PressRelease, metadata: Metadata) -> datetime.datetime | datetime.date | None:
    """When a release was issued: the day in its dateline, else what its document states.

    Returns:
        A day, or a moment with its time zone: one without an offset is Italian time.
        None where neither says.
    """
    dateline = release.dateline
    if dateline and dateline.date:
        return dateline.date
    published = metadata.published
    if isinstance(published, datetime.datetime) and published.tzinfo is None:
        return published.replace(tzinfo=PRESS_ZONE)
    return published


def moment_of(issued_at: datetime.datetime | datetime.date) -> datetime.datetime:
    """A moment as it is, a day as its first moment in Rome."""
    if isinstance(issued_at, datetime.datetime):
        return issued_at
    return day_begins(issued_at)


def issued_text(result: Result) -> str | None:
    """When a release was issued, as ISO 8601: a day, or a moment; None where it is not stated."""
    found = issued(result.release, result.source.metadata)
    if isinstance(found, datetime.datetime):
        return found.isoformat(timespec="seconds")
    return found.isoformat() if found else None
