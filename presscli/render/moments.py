"""Dates of a release as moments, where a format asks for nothing less.

A release states a day, now and then an hour, and means Italian time. RFC 3339
wants hour and offset, so a day becomes its first moment in Rome, an embargo that
names a day only its last one: too late is a lesser fault than too early.
"""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from presscli.document import Embargo, Result

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


def stated_day(result: Result) -> datetime.date | None:
    """The day in a release's dateline."""
    dateline = result.release.dateline
    return dateline.date if dateline else None
