"""What may be asked for; apart, since the command line's help needs no more."""

from __future__ import annotations

from enum import StrEnum


class Grouping(StrEnum):
    """What the entries of a digest stand under."""

    DATE = "date"
    SOURCE = "source"
    NONE = "none"


class DigestFormat(StrEnum):
    """Formats of a digest. ``json`` is JSON Feed 1.1, ``atom`` RFC 4287."""

    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    JSON = "json"
    ATOM = "atom"
