"""Finding the dateline at the head of a paragraph."""

from __future__ import annotations

import re

from presscli.document import Dateline
from presscli.lexicon.dates import DateKind, find_dates
from presscli.lexicon.places import is_known_place
from presscli.lexicon.terms import is_agency

_HEAD_CHARS = 160
"""A dateline ends within so many characters; no more of a paragraph is looked at."""

_WORD = r"[A-ZÀ-Ý][\w'’.]*"
_LINK = (
    r"(?:(?:di|del|della|dello|delle|dei|degli|nel|nella|in|sul|sulla|al|alla|e|ed|la|lo|le|de"
    r"|du|am|an|der|upon)\s+|(?:dell|nell|sull|all|d|l)['’])"
)
_NAME = rf"{_WORD}(?:[\s-]{_LINK}{{0,2}}{_WORD}){{0,5}}(?:\s\([A-Z]{{2}}\))?"
_PLACE = rf"(?P<place>{_NAME}(?:(?:\s*[/–]\s*|\s-\s|,\s+){_NAME}){{0,2}})"
_AGENCY = r"[(\[](?P<agency>[^()\[\]\d\n]{2,40})[)\]]"
_DASH = r"\s*[-–—]+"

_BEFORE_DATE = re.compile(
    rf"(?:(?:{_AGENCY}|(?P<bare_agency>[A-Za-z][\w /]{{1,30}}?)){_DASH}\s*)?"
    rf"(?:{_PLACE}(?P<separator>\s*,\s*(?:l[iì]\s+|il\s+)?|{_DASH}\s*|\s+))?"
)
_AFTER_DATE = re.compile(
    r"(?:,?\s*(?:ore|h\.?)\s*\d{1,2}(?:[.:]\d\d)?)?"
    rf"(?:(?:{_DASH})?\s*{_AGENCY})?"
    rf"(?P<end>{_DASH}\s*(?=\S|$)|\s*[.:](?=\s|$)\s*|\s+(?=[A-ZÀ-Ý«“\"])|\s*$)"
)
_WITHOUT_DATE = re.compile(rf"{_PLACE}(?:\s*{_AGENCY})?\s*[-–—]+\s+(?=\S)")
_AGENCY_ONLY = re.compile(rf"{_AGENCY}\s*[-–—]+\s*(?=\S)")

# Words that a dateline's form lets through but that name no place.
_NO_PLACES = frozenset(
    "ieri oggi domani dopodomani stamattina stamane stasera il lo dal nel entro da fino "
    "comunicato nota data del embargo sotto".split()
)


def find_dateline(text: str) -> Dateline | None:
    """The dateline that a paragraph begins with.

    Args:
        text: The paragraph, its lines joined.

    Returns:
        The dateline, its ``raw`` a prefix of ``text`` up to the first word
        after it; None where the paragraph has none. A date without a year has
        ``date`` None and its words in ``date_text``.
    """
    head = text[:_HEAD_CHARS]
    return _dated(text, head) or _undated(head)


def _dated(text: str, head: str) -> Dateline | None:
    day = next((m for m in find_dates(head) if m.kind is DateKind.DATE), None)
    if day is None:
        return None
    before = _BEFORE_DATE.fullmatch(head, 0, day.start)
    after = _AFTER_DATE.match(text[: _HEAD_CHARS * 2], day.end)
    if not before or not after or not _agrees(before, after, has_year=day.year > 0):
        return None
    return Dateline(
        raw=text[: after.end()],
        place=before["place"] or "",
        date=day.date,
        date_text=day.text,
        agency=before["agency"] or before["bare_agency"] or after["agency"] or "",
    )


def _agrees(before: re.Match[str], after: re.Match[str], *, has_year: bool) -> bool:
    """Whether what stands around the date is that of a dateline, not of a sentence."""
    if before["bare_agency"] and not is_agency(before["bare_agency"]):
        return False
    dashed = after["end"].strip()[:1] in {"-", "–", "—"} and bool(after["end"].strip())
    place = before["place"]
    if not place:
        return dashed
    if place.split()[0].lower() in _NO_PLACES:
        return False
    with_comma = before["separator"].strip().startswith(",")
    if not with_comma and not (place.isupper() or is_known_place(place)):
        return False
    at_end = not after["end"].strip() and after.end() == len(after.string)
    stopped = after["end"].strip() in {".", ":"}
    return dashed or at_end or (with_comma and (stopped or has_year)) or bool(after["agency"])


def _undated(head: str) -> Dateline | None:
    """``ROMA (ITALPRESS) -``, ``MILANO -``, ``(Adnkronos) -``."""
    match = _AGENCY_ONLY.match(head)
    if match and is_agency(match["agency"]):
        return Dateline(raw=match[0], agency=match["agency"])
    match = _WITHOUT_DATE.match(head)
    if not match:
        return None
    place, agency = match["place"], match["agency"] or ""
    known = all(is_known_place(name) for name in re.split(r"\s*[/,–]\s*|\s-\s", place))
    if known or (agency and is_agency(agency)):
        return Dateline(raw=match[0], place=place, agency=agency)
    return None
