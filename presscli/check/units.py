"""What a number counts: per cent, a currency, a length, a weight, a time.

A unit is compared only where both sides of a translation name one: Italian and
English leave units out, or put a noun between, in different places.
"""

from __future__ import annotations

import re

_UNITS = tuple(
    (unit, re.compile(rf"\.?\s?(?:{names})", re.IGNORECASE))
    for unit, names in (
        ("%", r"%|per\s?cento\b|percent\b|punt[oi]\s+percentual[ei]|percentage\s+points?|pct\b"),
        ("EUR", r"€|(?:di\s+)?euros?\b|EUR\b"),
        ("USD", r"\$|(?:di\s+)?dollar[iso]\b|dollars?\b|USD\b"),
        ("GBP", r"£|(?:di\s+)?sterlin[ae]\b|pounds?\s+sterling\b|GBP\b"),
        ("km", r"(?:km|chilometr[io]|kilomet(?:re|er)s?)\b(?!\s*(?:/|quadrat|square|per\b|all))"),
        ("m", r"(?:metr[io]|met(?:re|er)s?)\b(?!\s*(?:quadrat|cub|al\b))"),
        ("cm", r"(?:cm|centimetr[io]|centimet(?:re|er)s?)\b"),
        ("mm", r"(?:mm|millimetr[io]|millimet(?:re|er)s?)\b"),
        ("ha", r"(?:ettar[io]|hectares?)\b"),
        ("acre", r"(?:acri|acres?)\b"),
        ("mile", r"(?:miglia|miles?)\b"),
        ("l", r"(?:litr[io]|lit(?:re|er)s?)\b"),
        ("t", r"(?:tonnellat[ae]|tonnes?|tons?)\b"),
        ("kg", r"(?:kg|chil[io]|chilogramm[io]|kilo(?:gram)?s?)\b"),
        ("minute", r"(?:minut[io]|minutes?)\b"),
        ("hour", r"(?:or[ae]|hours?)\b"),
        ("day", r"(?:giorn[io]|days?)\b"),
        ("week", r"(?:settiman[ae]|weeks?)\b"),
        ("month", r"(?:mes[ei]|months?)\b"),
        ("year", r"(?:ann[io]|years?)\b"),
    )
)
_CURRENCY_BEFORE = re.compile(r"(€|\$|£|\bEUR|\bUSD|\bGBP|\beuro)\s?$", re.IGNORECASE)
_CURRENCIES = {"€": "EUR", "euro": "EUR", "$": "USD", "£": "GBP"}


def find_unit(text: str, start: int, end: int) -> str:
    """The unit of the number at ``text[start:end]``.

    Returns:
        ``%``, an ISO 4217 currency code, a unit's symbol or English name, or
        nothing.
    """
    after = next((unit for unit, pattern in _UNITS if pattern.match(text, end)), "")
    before = _CURRENCY_BEFORE.search(text[max(0, start - 6) : start])
    if after or not before:
        return after
    return _CURRENCIES.get(before[1].lower(), before[1].upper())
