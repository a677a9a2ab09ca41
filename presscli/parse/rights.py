"""Who issued a release, and until when it may not be published."""

from __future__ import annotations

import datetime as dt
import re

from presscli.document import Attribution, Embargo
from presscli.lexicon.dates import DateKind, find_dates
from presscli.lexicon.terms import LabelKind, is_agency, split_label

_LONGEST_CHARS = 250
"""An attribution or embargo paragraph is short; a longer one is prose."""

_BRACKETED = re.compile(r"[(\[](.*)[)\]][.\s]*", re.DOTALL)
_INLINE = re.compile(r"[(\[](?:Fonte|Source)\s*:\s*([^()\[\]]{2,160})[)\]]", re.IGNORECASE)
_SIGNATURE = re.compile(r"\(([^()]{2,40})\)\.?\s*$")
_LONGEST_SIGNATURE_CHARS = 50
_DOMAIN = r"(?:[\w-]{1,63}\.){1,5}(?:[a-z]{2,12})"
_ADDRESS = re.compile(rf"(?:https?://|www\.)\S+|{_DOMAIN}(?:/\S*)?", re.IGNORECASE)
_YEARS = re.compile(r"^(?:\d{4}(?:\s*[-–]\s*\d{4})?\s*)?(?:by\s+)?", re.IGNORECASE)
_NOTICE = re.compile(
    r"\s*[-–—.,|]\s*(?:riproduzione|tutti i diritti|all rights|diritti riservati).*$",
    re.IGNORECASE | re.DOTALL,
)
_COPYRIGHT_WORD = re.compile(r"^(?:copyright\b|©|\(c\))\s*", re.IGNORECASE)

_EMBARGO_HEAD = re.compile(
    r"\W*(?:(?:notizia|comunicato(?: stampa)?|testo|materiale|under|strictly)?\s*(?:sotto\s+)?)?"
    r"embargo(?:ed)?\b\s*(?:[:–—-]|$|fino|sino|al\b|alle\b|ore\b|until|till|for\b|stampa)",
    re.IGNORECASE,
)
_EMBARGO_PHRASE = re.compile(
    r"sotto embargo|embargo fino|embargo sino|embargoed until|under embargo"
    r"|non\s+(?:pubblicare|diffondere|divulgare)\s+(?:prima|fino)"
    r"|not for (?:publication|release) before",
    re.IGNORECASE,
)


def find_attribution(text: str, *, last: bool) -> Attribution | None:
    """The attribution that a whole paragraph states.

    Args:
        text: The paragraph.
        last: Whether it stands among the last of the release, where a bare
            address or an agency's signature says who issued it.
    """
    if len(text) > _LONGEST_CHARS:
        return None
    inner = _inside_brackets(text)
    source = _labelled_source(inner) or _copyright_holder(inner)
    if not source and last:
        signature = inner.strip(" .")
        bracketed = inner != text
        if _ADDRESS.fullmatch(signature) or (bracketed and is_agency(signature)):
            source = signature
    return Attribution(source, raw=text) if source else None


def _labelled_source(text: str) -> str:
    """What follows ``Fonte:`` or ``A cura di``; a bare ``Fonte`` may begin a sentence."""
    label = split_label(text, LabelKind.SOURCE)
    if not label or not label.rest:
        return ""
    sure = label.marked or " " in label.text or _ADDRESS.fullmatch(label.rest)
    return _clean(label.rest) if sure else ""


def find_inline_attribution(text: str) -> Attribution | None:
    """An attribution in brackets within a paragraph: ``(Fonte: Istat)``, a closing ``(ANSA).``."""
    match = _INLINE.search(text)
    if match:
        return Attribution(_clean(match[1]), raw=match[0])
    closing = _SIGNATURE.search(text[-_LONGEST_SIGNATURE_CHARS:])
    if closing and is_agency(closing[1]):
        return Attribution(closing[1], raw=closing[0])
    return None


def find_embargo(text: str, *, year: int = 0) -> Embargo | None:
    """The embargo that a paragraph states.

    Args:
        text: The paragraph.
        year: The year of the dateline, for an embargo that names none; 0 if not known.

    Returns:
        The embargo; ``until`` is a naive local time where the hour is stated,
        a date where only the day is, None where neither can be told.
    """
    if len(text) > _LONGEST_CHARS:
        return None
    if not _EMBARGO_HEAD.match(text) and not _EMBARGO_PHRASE.search(text):
        return None
    return Embargo(raw=text, until=_until(text, year))


def _until(text: str, year: int) -> dt.datetime | dt.date | None:
    matches = [*find_dates(text), *find_dates(text, language="en")]
    day = next((m for m in matches if m.kind is DateKind.DATE and len(m.days) == 1), None)
    if day is None or not day.month or not (day.year or year):
        return None
    try:
        date = dt.date(day.year or year, day.month, day.days[0])
    except ValueError:
        return None
    hour = next((m for m in matches if m.time), None)
    if hour is None or hour.time is None:
        return date
    if hour.text.startswith("24"):
        date += dt.timedelta(days=1)
    return dt.datetime.combine(date, hour.time)


def _inside_brackets(text: str) -> str:
    match = _BRACKETED.fullmatch(text)
    return match[1].strip() if match and "(" not in match[1] else text


def _copyright_holder(text: str) -> str:
    if not _COPYRIGHT_WORD.match(text):
        return ""
    holder = _COPYRIGHT_WORD.sub("", _COPYRIGHT_WORD.sub("", text))
    return _clean(_YEARS.sub("", _NOTICE.sub("", holder)))


def _clean(source: str) -> str:
    """The name without closing punctuation; the full stop of ``S.p.A.`` stays."""
    source = " ".join(source.split()).strip(" ,;:–—-")
    return source if re.search(r"\b[A-Za-z]\.$", source) else source.rstrip(". ")
