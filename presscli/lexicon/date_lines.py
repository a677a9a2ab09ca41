"""Lines of dates and times in English, and dates within other text."""

from __future__ import annotations

import re

from presscli.lexicon.dates import DateKind, find_dates

_LONGEST_LINE_CHARS = 200

_DAY_WORDS = {
    "il": "",
    "lì": "",
    "li": "",
    "l'": "",
    "dal": "from",
    "dall'": "from",
    "al": "to",
    "all'": "to",
    "da": "from",
    "a": "to",
    "e": "and",
    "ed": "and",
    "o": "or",
    "ore": "",
    "h": "",
    "h.": "",
    "alle": "at",
    "alle ore": "at",
    "dalle": "from",
    "dalle ore": "from",
    "fino al": "until",
    "fino alle": "until",
    "fino alle ore": "until",
    "entro il": "by",
    "entro le": "by",
    "entro le ore": "by",
    "del": "on",
    "del giorno": "on",
    "di": "on",
}
"""The words that join dates and times in a line of nothing else."""


def render_date_line(text: str) -> str | None:
    """A text of dates and times alone in English, as ``From 3 to 5 March 2024, 18:30``.

    Returns:
        The English; None where the text says anything else.
    """
    matches = find_dates(text)
    if not matches or len(text) > _LONGEST_LINE_CHARS:
        return None
    pieces: list[str] = []
    at = 0
    for match in matches:
        between = _day_words(text[at : match.start])
        if between is None:
            return None
        if between.strip() == "at" and "from " in "".join(pieces[-2:-1]):
            between = between.replace("at", "to")
        pieces += [between, match.english]
        at = match.end
    closing = text[at:]
    if closing.strip(" .)"):
        return None
    joined = re.sub(r"\s+", " ", "".join([*pieces, closing])).strip()
    return joined[:1].upper() + joined[1:]


def _day_words(text: str) -> str | None:
    """The words between two dates in English; None where one is not known."""
    match = re.fullmatch(r"(?P<signs>[\s,;:()–—/-]*)(?P<words>[^\d,;:()]*?)\s*", text)
    if not match:
        return None
    words = " ".join(match["words"].replace("’", "'").lower().split())
    english = _DAY_WORDS.get(words) if words else ""
    if english is None:
        return None
    signs = match["signs"] or (" " if text[:1] == " " else "")
    return f"{signs}{english}{' ' if english else ''}"


def translate_dates(text: str, *, but: DateKind = DateKind.YEAR) -> str:
    """A text with its dates and times in English; years, and one kind more, stay."""
    for match in reversed(find_dates(text)):
        if match.kind not in {but, DateKind.YEAR}:
            text = text[: match.start] + match.english + text[match.end :]
    return text
