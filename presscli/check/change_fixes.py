"""By how much something changed, where a translation says from where.

Italian has one little word for each: ``cresciuto dell'8,3% a 74,4 milioni`` grew *by* 8.3 %,
``cresciuto dall'8,3%`` *from* 8.3 %. A small model takes one for the other now and then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscli.lexicon.changes import FALLING, RISING

_SHARE = r"(?P<figure>\d+(?:[.,]\d+)?)\s?(?:%|per\s?cento\b)"
_CHANGED = rf"\b(?:{RISING}|{FALLING}|progred\w+|avanza\w+|arretra\w+|pers[oaie]|perd\w+)\b"
_BY = re.compile(
    rf"{_CHANGED}(?:\s[\w']+){{0,3}}?\s(?:di|del(?:lo|la)?\s|dell['’])\s?{_SHARE}", re.IGNORECASE
)
"""A change, and its size behind it."""
_FROM = re.compile(r"\b(?:da|dal(?:lo|la)?\s|dall['’])\s?" + _SHARE, re.IGNORECASE)
_SAID = re.compile(r"\bfrom\s(?P<figure>\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b)", re.IGNORECASE)


def change_fixes(source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """Each "from 8.3%" of a translation that is the size of a change in the source, as "by".

    Args:
        source: The Italian segment.
        target: Its translation by a model.

    Returns:
        Start and end of the "from", and "by".
    """
    said = list(_SAID.finditer(target)) if "from " in target.lower() else []
    if not said:
        return
    sizes = {_english(match) for match in _BY.finditer(source)}
    origins = {_english(match) for match in _FROM.finditer(source)}
    for match in said:
        if match["figure"] in sizes - origins:
            by = "By" if match[0][0].isupper() else "by"
            yield match.start(), match.start() + len("from"), by


def _english(match: re.Match[str]) -> str:
    return match["figure"].replace(",", ".")
