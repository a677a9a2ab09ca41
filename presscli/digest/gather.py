"""Inputs -> candidates: read and parsed, not yet translated."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from presscli.digest.model import Candidate, Copy
from presscli.document import PressRelease, SourceText
from presscli.errors import InputError
from presscli.parse import parse_source
from presscli.read import STDIN, read_all
from presscli.render.identity import fingerprint, release_url
from presscli.render.moments import issued, moment_of

if TYPE_CHECKING:
    from presscli.fetch import Fetch


def gather(
    name: str,
    now: datetime.datetime,
    *,
    encoding: str = "",
    attribution: str = "",
    fetch: Fetch | None = None,
) -> list[Candidate | InputError]:
    """Read and parse the releases in a file.

    Args:
        name: A path, an address, or ``-``.
        now: The time of what has no file.
        encoding: A Python codec name; empty to detect.
        attribution: Who issued it; empty for what the release states.
        fetch: Gets what is at an address; without it addresses are refused.

    Returns:
        In the order of the file; an error stands for one of several that cannot be read.

    Raises:
        InputError: The file cannot be read.
    """
    at = _file_time(name, now)
    return [
        reading if isinstance(reading, InputError) else candidate_of(reading, at, attribution)
        for reading in read_all(name, encoding=encoding, fetch=fetch)
    ]


def candidate_of(text: SourceText, at: datetime.datetime, attribution: str) -> Candidate:
    """A parsed release; ``at`` is the time of one that does not state its day."""
    release = parse_source(text, source=attribution)
    stated = issued(release, text.metadata)
    when = moment_of(stated) if stated else at
    copy = Copy(
        name=text.name,
        source=issuer(release),
        url=release_url(release),
        sha256=text.sha256,
        fingerprint=fingerprint(text),
        when=when,
    )
    return Candidate(text, release, copy, dated=stated is not None)


def issuer(release: PressRelease) -> str:
    """Who a release says issued it, else the agency of its dateline, else nothing."""
    if release.attribution:
        return release.attribution.source
    return release.dateline.agency if release.dateline else ""


def _file_time(name: str, now: datetime.datetime) -> datetime.datetime:
    if name == STDIN:
        return now
    try:
        seconds = Path(name).stat().st_mtime
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).replace(microsecond=0)
    except (OSError, OverflowError, ValueError):  # gone since; a time beyond the year 9999
        return now
