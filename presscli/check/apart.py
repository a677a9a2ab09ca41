"""Where a date ends and an amount begins: ``dal 24 agosto milioni di tonnellate``.

Italian writes a date and an amount side by side and means two things. English that
does so says another figure ("from August 24 million tonnes"), so there the number
belongs to the amount, unless that is a plural ("August 24 millions of tonnes").
"""

from __future__ import annotations

import re

from presscli.lexicon.dates import DateKind, DateMatch

_FIGURE_GOES_ON = re.compile(r"[.,]\d|[^\W\d_]|\s?%")
_AMOUNT = {
    "it": re.compile(r"\s(?:mila|milion|miliard|mln|mld)"),
    "en": re.compile(
        r"\s(?:(?:hundred|thousand|million|billion|trillion|dozen)\b|per\s?cent\b|(?:mln|bn)\b)"
    ),
}
_ARTICLE_BEFORE = re.compile(r"\b(?:(?:ne|da|de|a|su)?l|il|(?:\w+)?l['’]anno)\s$", re.IGNORECASE)
"""With a singular article it is a year: ``nel 2024 milioni di``, but ``i 2000 milioni``."""
_LONGEST_ARTICLE_CHARS = 12


def is_whole(match: DateMatch, text: str, language: str) -> bool:
    """Whether what reads like a date is one, and not the beginning of a longer number.

    Args:
        match: What was found in ``text``.
        text: A segment.
        language: ``it`` or ``en``.

    Returns:
        False for "at 1.42 million", ``alle 2.000``, "H5N1", "August 24 million".
    """
    if _FIGURE_GOES_ON.match(text, match.end):
        return False
    return not _AMOUNT[language].match(text, match.end) or _is_apart(match, text, language)


def _is_apart(match: DateMatch, text: str, language: str) -> bool:
    """Whether an amount right behind a date cannot be the date's own figure."""
    if match.kind is DateKind.TIME:
        return False
    if not text[match.end - 1].isdigit():
        return True
    if language == "en":
        return False
    before = text[max(0, match.start - _LONGEST_ARTICLE_CHARS) : match.start]
    return bool(match.month or _ARTICLE_BEFORE.search(before))
