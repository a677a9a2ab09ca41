"""What a number counts: per cent, a currency, a length, a weight, a time.

A unit is compared only where both sides of a translation name one: Italian and
English leave units out, or put a noun between, in different places.
"""

from __future__ import annotations

import functools
import re

from presscli.check.numeral_words import IMPLIED_UNITS

_NAMES = (
    ("pp", r"punt[oi]\s+percentual[ei]|percentage[\s-]points?\b|p\.p\."),
    ("bp", r"punt[oi]\s+base\b|basis[\s-]points?\b"),
    ("%", r"%|per\s?cento?\b|pct\b"),
    ("‰", r"‰|per\s(?:mille|thousand)\b"),
    (
        "cent",
        r"(?:(?:di\s)?centesim[oi](?!\sdi\s(?:second|grad|millimetr|punt))|(?:euro[\s-]?)?cents?|pence)\b",
    ),
    ("EUR", r"€|(?:di\s+)?euros?\b|EUR\b"),
    ("USD", r"\$|(?:(?:di\s)?dollar[io]|(?:US\s)?dollars?)\b(?!\s(?:canad|austral))|USD\b"),
    ("GBP", r"£|(?:(?:di\s)?sterlin[ae]|pounds?\s+sterling)\b|GBP\b"),
    ("CHF", r"(?:(?:di\s)?franchi\ssvizzeri|Swiss\sfrancs?|CHF)\b"),
    ("JPY", r"¥|(?:(?:di\s)?yen|JPY)\b"),
    ("CNY", r"(?:(?:di\s)?yuan|(?:di\s)?renminbi|CNY)\b"),
    ("RUB", r"(?:(?:di\s)?rubl[oi]|roubles?|rubles?)\b"),
    (
        "km/h",
        r"(?:km/h|kmh\b|kph\b|chilometri\s(?:orari|all['’]ora)|kilomet(?:re|er)s?(?:\s(?:per|an)\s|/)hour)\b",
    ),
    (
        "mph",
        r"(?:mph|miglia\s?(?:orarie|all['’]ora|/\s?h|/ora)|miles?(?:\s(?:per|an)\s|/)h(?:our)?)\b",
    ),
    ("m/s", r"(?:m/s|metri\sal\ssecondo|met(?:re|er)s\sper\ssecond)\b"),
    (
        "km2",
        r"(?:km²|km2\b|kmq\b|(?:km|chilometr[io])\squad(?:rat[io]|r[io])\b"
        r"|square[\s-]kilomet(?:re|er)s?\b|kilomet(?:re|er)s\ssquared\b)",
    ),
    (
        "m2",
        r"(?:m²|m2\b|mq\b|metr[io]\squad(?:rat[io]|r[io])\b|square[\s-]met(?:re|er)s?\b|met(?:re|er)s\ssquared\b)",
    ),
    ("m3", r"(?:m³|m3\b|mc\b|metr[io]\scub[io]\b|cubic[\s-]met(?:re|er)s?\b)"),
    ("cm2", r"(?:cm²|cm2\b|cmq\b|centimetr[io]\squadrat[io]\b|square[\s-]centimet(?:re|er)s?\b)"),
    ("cm3", r"(?:cm³|cm3\b|cc\b|centimetr[io]\scub[io]\b|cubic[\s-]centimet(?:re|er)s?\b)"),
    ("km", r"(?:km|chilometr[io]|kilomet(?:re|er)s?)\b(?!\s*(?:/|quadrat|square|per\b|all))"),
    ("m", r"(?:metr[io]|met(?:re|er)s?|m\b(?!\.\w))\b(?!\s*(?:quadrat|cub|al\b))"),
    ("cm", r"(?:cm|centimetr[io]|centimet(?:re|er)s?)\b"),
    ("mm", r"(?:mm|millimetr[io]|millimet(?:re|er)s?)\b"),
    ("ha", r"(?:ettar[io]|hectares?|ha(?=[\s,.;)]|$)(?!\s\w+[aoi]t[oaie]\b))"),
    ("acre", r"(?:acri|acres?)\b"),
    ("nmi", r"(?:miglia\s(?:nautiche|marine)|nautical[\s-]miles?)\b"),
    ("mi2", r"(?:miglia\squadrate|(?:square|sq)\s(?:miles?|mi))\b"),
    ("mile", r"(?:miglia|miles?|mi)\b"),
    ("ft2", r"square[\s-]f(?:ee|oo)t\b"),
    ("hl", r"(?:ettolitr[io]|hectolit(?:re|er)s?)\b"),
    ("l", r"(?:litr[io]|lit(?:re|er)s?)\b"),
    ("t", r"(?:(?:di\s)?tonnellat[ae]|tonnes?|tons?)\b"),
    ("q", r"(?:quintal[ei]|quintals?)\b"),
    ("kg", r"(?:kg|chil[io]|chilogramm[io]|kilo(?:gram)?s?)\b"),
    ("mg", r"(?:mg|milligramm[io]|milligram(?:me)?s?)\b"),
    ("g", r"(?:gramm[io]|grams?|grammes?)\b"),
    ("TWh", r"(?:TWh|terawattora|terawatt[\s-]hours?)\b"),
    ("GWh", r"(?:GWh|gigawattora|gigawatt[\s-]hours?)\b"),
    ("MWh", r"(?:MWh|megawattora|megawatt[\s-]hours?)\b"),
    ("kWh", r"(?:kWh|chilowattora|kilowatt[\s-]hours?)\b"),
    ("GW", r"(?:GW|gigawatts?)\b"),
    ("MW", r"(?:MW|megawatts?)\b"),
    ("kW", r"(?:kW|chilowatt|kilowatts?)\b"),
    ("°C", r"°\s?C?\b(?![oa\w])|°(?=[,.;)]|$)|gradi\b(?!\sdi\s)|degrees?\b(?!\s(?:in|of)\b)"),
    ("dB", r"(?:decibels?|dB)\b"),
    ("barrel", r"(?:(?:di\s)?baril[ei]|barrels?)\b"),
    ("second", r"(?:secondi|seconds)\b"),
    ("minute", r"(?:minut[io]|minutes?)\b"),
    ("hour", r"(?:or[ae]|hours?)\b"),
    ("day", r"(?:giorn[io]|days?)\b"),
    ("week", r"(?:settiman[ae]|weeks?)\b"),
    ("month", r"(?:mes[ei]|months?)\b"),
    ("year", r"(?:ann[io]|years?)\b"),
    ("decade", r"(?:decenni[o]?|decades)\b"),
    ("century", r"(?:(?:st|nd|rd|th)\s)?(?:secol[oi]|century|centuries)\b"),
)
_UNIT = re.compile(
    # "8 miliardi di metri cubi", "half a litre", "un'ora"
    r"\.?(?:[\s-](?:di\s|of\s|(?<=half\s)an?\s)?|['’])?(?:"
    + "|".join(f"({names})" for _, names in _NAMES)
    + ")",
    re.IGNORECASE,
)
_CURRENCY_BEFORE = re.compile(r"(€|\$|£|¥|\bEUR|\bUSD|\bGBP|\bCHF|\beuro)\s?$", re.IGNORECASE)
CURRENCIES = frozenset(("EUR", "USD", "GBP", "CHF", "JPY", "CNY", "RUB"))
"""The units that are money."""
_NO_MEASURES = frozenset(
    "pp bp % ‰ cent second minute hour day week month year decade century".split()  # noqa: SIM905
)
MEASURES = frozenset(name for name, _ in _NAMES) - CURRENCIES - _NO_MEASURES
"""The units that measure something, and neither a sum, a share nor a time."""
_SIGNS = {"€": "EUR", "euro": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}


@functools.cache
def _said(unit: str) -> re.Pattern[str]:
    # "In front" behind degrees, "in the 90s" of a temperature.
    names = r"degrees?\b|°|\b\d0s\b" if unit == "°C" else dict(_NAMES)[unit]
    return re.compile(rf"(?<![^\W\d_])(?:{names})", re.IGNORECASE)


def is_said(unit: str, text: str) -> bool:
    """Whether a text names a unit anywhere, beside a number or not."""
    return _said(unit).search(text) is not None


def find_unit(text: str, start: int, end: int) -> str:
    """The unit of the number at ``text[start:end]``.

    Returns:
        ``%``, ``pp`` (percentage points), ``bp`` (basis points), an ISO 4217
        currency code, ``cent`` of any, a unit's symbol or English name, or nothing.
    """
    after = _UNIT.match(text, end)
    if after and after.lastindex:
        return _NAMES[after.lastindex - 1][0]
    before = _CURRENCY_BEFORE.search(text[max(0, start - 6) : start])
    # "Euro 6" is a class of engines.
    if before and not (before[1] == "Euro" and end - start == 1):
        return _SIGNS.get(before[1].lower(), before[1].upper())
    return IMPLIED_UNITS.get(re.split(r"[ \u00a0-]", text[start:end])[-1].lower(), "")
