"""Cells and short entries of figures in English convention, by rule.

``1.250,5`` is ``1,250.5``, ``12,4%`` is ``12.4%``, ``3,2 mln €`` is ``3.2 million €``: a
model has no context here, and may make a sentence of it. Every other word in an entry
leaves it to the model.
"""

from __future__ import annotations

import re

from presscli.check.ambiguous import in_english
from presscli.check.figures import PHONE, find_figures

_LONGEST_CHARS = 60

_UNITS = {
    "euro": "euros",
    "mln": "million",
    "milioni": "million",
    "mld": "billion",
    "miliardi": "billion",
    "mila": "thousand",
    "mq": "sq m",
    "kmq": "sq km",
    "mc": "cu m",
    "nd": "n/a",
    "na": "n/a",
}
"""What follows a figure, in English where that is another word; ``n.d.`` stands alone."""

_SAME = frozenset(
    {"km", "m", "m²", "km²", "m³", "cm", "mm", "kg", "g", "t", "l", "ha", "h", "s"}
    | {"kw", "mw", "gw", "kwh", "mwh", "gwh", "twh", "kb", "mb", "gb", "tb", "eur", "usd"}
    | {"gbp", "chf", "min", "pp", "p", "bps", "hz", "khz", "mhz", "ghz", "v", "w", "db"}
    | {"c"}
)
"""Units and currencies that English writes alike."""

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?")
_LETTER_AND_FIGURE = re.compile(r"[^\W\d_]\d")
_LEADING_ZERO = re.compile(r"(?<![\d.,])0\d")
"""``06 123``, ``00185``: numbers that count nothing."""


def render_figures(text: str) -> str | None:
    """An entry of figures, signs and units alone, in English.

    Args:
        text: The text of a cell or list item.

    Returns:
        The English; None where it says anything else, a date among others, or nothing.
    """
    if len(text) > _LONGEST_CHARS or not any(c.isalnum() for c in text):
        return None
    words = [_key(w) for w in _WORD.findall(text)]
    if not all(word in _UNITS or word in _SAME for word in words):
        return None
    if not any(c.isdigit() for c in text):
        return "n/a" if words and set(words) <= {"nd", "na"} else None
    if PHONE.search(text) or _LETTER_AND_FIGURE.search(text) or _LEADING_ZERO.search(text):
        return None
    given = text
    for figure in reversed(find_figures(given, language="it")):
        text = text[: figure.start] + in_english(figure, given) + text[figure.end :]
    if text == "1 euro":
        return text
    return _WORD.sub(lambda match: _UNITS.get(_key(match[0]), match[0]), text)


def _key(word: str) -> str:
    return word.replace(".", "").lower()
