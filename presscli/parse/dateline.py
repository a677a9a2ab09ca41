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

_OPENING = re.compile(r"[A-ZÀ-Ýlmgvsd(\[\d](?=.*?[\d–—-])", re.DOTALL)
"""What every dateline begins with and has: it spares most lines the search for dates."""
_BEFORE_DATE = re.compile(
    rf"(?:(?:{_AGENCY}|(?P<bare_agency>[A-Za-z][\w /]{{1,30}}?)){_DASH}\s*)?"
    rf"(?:{_PLACE}(?P<separator>\s*,\s*(?:l[iì]\s+|il\s+)?|{_DASH}\s*|\s+))?"
)
_AFTER_DATE = re.compile(
    r"(?:,?\s*(?:ore|h\.?)\s*\d{1,2}(?:[.:]\d\d)?)?"
    rf"(?:(?:{_DASH})?\s*{_AGENCY})?"
    rf"(?P<end>{_DASH}\s*(?=\S|$)|\s*[.:](?=\s|$)\s*|\s+(?=[A-ZÀ-Ý«“\"])|\s*$)"
)
_WITHOUT_DATE = re.compile(rf"{_PLACE}(?:\s*{_AGENCY})?\s*(?:--+\s*|[-–—]+\s+)(?=\S)")
_BETWEEN_PLACES = re.compile(r"\s*[/,–]\s*|\s-\s|\s(?:e|ed|E)\s")
_AGENCY_ONLY = re.compile(rf"{_AGENCY}\s*[-–—]+\s*(?=\S)")

# Words that a dateline's form lets through but that name no place.
_NO_PLACES = frozenset(
    {"ieri", "oggi", "domani", "dopodomani", "stamattina", "stamane", "stasera", "il", "lo", "dal"}
    | {"nel", "entro", "da", "fino", "comunicato", "nota", "data", "del", "embargo", "sotto"}
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
    if not _OPENING.match(head):
        return None
    return _dated(text, head) or _undated(head)


def _dated(text: str, head: str) -> Dateline | None:
    # Releases that are in English already have datelines too.
    found = find_dates(head) + find_dates(head, language="en")
    day = next((m for m in found if m.kind is DateKind.DATE), None)
    if day is None:
        return None
    before = _BEFORE_DATE.fullmatch(head, 0, day.start)
    after = _AFTER_DATE.match(text[: _HEAD_CHARS * 2], day.end)
    if not before or not after:
        return None
    place, agency = _place_and_agency(before)
    if not _agrees(place, before["separator"] or "", after, has_year=day.year > 0):
        return None
    return Dateline(
        raw=text[: after.end()],
        place=place,
        date=day.date,
        date_text=day.text,
        agency=agency or after["agency"] or "",
    )


def _place_and_agency(before: re.Match[str]) -> tuple[str, str]:
    """Place and agency; what stands where an agency would is a place, unless it is known."""
    first, place = before["bare_agency"], before["place"] or ""
    if not first or is_agency(first):
        return place, before["agency"] or first or ""
    end = before.end("place") if place else before.end("bare_agency")
    return before.string[before.start("bare_agency") : end], ""


def _agrees(place: str, separator: str, after: re.Match[str], *, has_year: bool) -> bool:
    """Whether what stands around the date is that of a dateline, not of a sentence."""
    end = after["end"].strip()
    dashed = end[:1] in {"-", "–", "—"} if end else False
    if not place:
        return dashed
    if place.split(maxsplit=1)[0].lower() in _NO_PLACES:
        return False
    with_comma = separator.strip().startswith(",")
    if not with_comma and not (place.isupper() or _are_known(place)):
        return False
    at_end = not end and after.end() == len(after.string)
    settled = dashed or at_end or bool(after["agency"])
    return settled or (with_comma and (end in {".", ":"} or has_year))


def _are_known(places: str) -> bool:
    return all(is_known_place(name) for name in _BETWEEN_PLACES.split(places))


def _undated(head: str) -> Dateline | None:
    """``ROMA (ITALPRESS) -``, ``MILANO -``, ``(Adnkronos) -``."""
    match = _AGENCY_ONLY.match(head)
    if match and is_agency(match["agency"]):
        return Dateline(raw=match[0], agency=match["agency"])
    match = _WITHOUT_DATE.match(head)
    if not match:
        return None
    place, agency = match["place"], match["agency"] or ""
    if _are_known(place) or (agency and is_agency(agency)):
        return Dateline(raw=match[0], place=place, agency=agency)
    return None
