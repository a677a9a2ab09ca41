"""How English names units, and what small models make of the Italian names."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

_SQUARE = r"squ?ares?d?|quares?|quadr\w+"
_CUBIC = r"cub\w+|metric"
_METRE = r"metri(?:cs?|cks?)?|met(?:re|er)s?"
_KILOMETRE = r"kilomet\w+|kilomes?|chilom\w+"
_CENTIMETRE = r"cent(?:er|re|ime)s?|centimet\w+"
_PER_HOUR = r"(?:at\sa|at\sthe|to\sthe|the|for)\s(?:times?|hours?)|times?|orari"
_METRES = r"met(?:re|er)s?"


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit's English name, and how models mistake it.

    ``heads`` and ``marks`` are patterns: of what models write for the noun, and of what
    they write for the words that belong to it (``square``), on whatever side.
    """

    plural: str
    singular: str
    heads: str = r"(?!)"
    marks: str = r"(?!)"
    alike: tuple[str, ...] = ()
    """Words that one which is made up may be a misspelling of."""
    right: str = r"(?!)"
    """What else is good English for it, as a pattern."""
    other: str = r"(?!)"
    """Heads that are another unit when they stand alone."""


UNITS = {
    "m2": UnitWords(
        "square metres",
        "square metre",
        heads=rf"mq|{_METRE}",
        marks=_SQUARE,
        alike=("metri", "quadrati", "metres"),
        right=rf"{_METRES}\ssquared|m2|m²",
        other=_METRES,
    ),
    "km2": UnitWords(
        "square kilometres",
        "square kilometre",
        heads=rf"kmq|{_KILOMETRE}",
        marks=_SQUARE,
        alike=("chilometri", "kilometres", "quadrati"),
        right=rf"kilo{_METRES}\ssquared|km2|km²",
        other=rf"kilo{_METRES}",
    ),
    "cm2": UnitWords(
        "square centimetres",
        "square centimetre",
        heads=rf"cmq|{_CENTIMETRE}",
        marks=_SQUARE,
        right=rf"centi{_METRES}\ssquared|cm2|cm²",
        other=rf"centi{_METRES}|centimes?",
    ),
    "m3": UnitWords(
        "cubic metres",
        "cubic metre",
        heads=rf"mc|{_METRE}",
        marks=_CUBIC,
        alike=("metri", "metres"),
        right="m3|m³",
        other=_METRES,
    ),
    "cm3": UnitWords(
        "cubic centimetres",
        "cubic centimetre",
        heads=_CENTIMETRE,
        marks=_CUBIC,
        right="cc|cm3|cm³",
        other=rf"centi{_METRES}|centimes?",
    ),
    "km/h": UnitWords(
        "kilometres per hour",
        "kilometre per hour",
        heads=_KILOMETRE,
        marks=_PER_HOUR,
        alike=("chilometri", "kilometres"),
        right=rf"km/h|kilo{_METRES}\san\shour",
        other=rf"kilo{_METRES}",
    ),
    "km": UnitWords(
        "kilometres",
        "kilometre",
        heads="kilomes?|chilomet?r?[ie]?s?",
        alike=("chilometri", "kilometres"),
    ),
    "m": UnitWords("metres", "metre", heads="metri(?:cs?|cks?)?", alike=("metri", "metres")),
    "cm": UnitWords(
        "centimetres", "centimetre", heads="cent(?:er|re)s?", alike=("centimetri", "centimetres")
    ),
    "mm": UnitWords("millimetres", "millimetre", alike=("millimetri", "millimetres")),
    "nmi": UnitWords(
        "nautical miles",
        "nautical mile",
        heads="miles?",
        marks=r"nauti\w+|analyticals?",
        other="miles?",
    ),
    "°C": UnitWords(
        "degrees centigrade",
        "degree centigrade",
        heads="degrees?",
        marks=r"centigrad\w+|cent(?:er|re)s?|grades?",
        right=r"degrees?\scelsius",
        other="degrees?",
    ),
    "ha": UnitWords("hectares", "hectare", alike=("ettari", "hectares")),
    "l": UnitWords("litres", "litre", alike=("litri", "litres")),
    "hl": UnitWords("hectolitres", "hectolitre", alike=("ettolitri", "hectolitres")),
    "t": UnitWords("tonnes", "tonne", alike=("tonnellate", "tonnes")),
    "q": UnitWords(
        "quintals",
        "quintal",
        heads=r"fivet\w+|quints?|fifths?|here",
        alike=("quintali", "quintals"),
    ),
    "kg": UnitWords(
        "kilos",
        "kilo",
        heads="chil[ieo]s?|kis|kiloss",
        alike=("chilogrammi", "kilograms"),
        right="kilogram(?:me)?s?",
    ),
    "g": UnitWords("grams", "gram", right="grammes?", alike=("grammi", "grams")),
    "kWh": UnitWords("kilowatt-hours", "kilowatt-hour", alike=("chilowattora", "kilowattora")),
    "MWh": UnitWords("megawatt-hours", "megawatt-hour", alike=("megawattora",)),
    "GWh": UnitWords("gigawatt-hours", "gigawatt-hour", alike=("gigawattora",)),
    "TWh": UnitWords("terawatt-hours", "terawatt-hour", alike=("terawattora",)),
    "kW": UnitWords("kilowatts", "kilowatt", heads="chilowatts?"),
    "MW": UnitWords("megawatts", "megawatt"),
    "GW": UnitWords("gigawatts", "gigawatt"),
    "dB": UnitWords("decibels", "decibel"),
    "barrel": UnitWords("barrels", "barrel", heads="bariles?", alike=("barili", "barrels")),
}
"""By the names of :mod:`presscli.check.units`."""


@functools.cache
def is_right(unit: str) -> re.Pattern[str]:
    """A unit's name in good English, in either spelling, with a hyphen or without."""
    words = UNITS[unit]
    names = rf"{re.escape(words.plural)}|{re.escape(words.singular)}"
    names = names.replace("metre", "met(?:re|er)").replace(r"\-", r"[\s-]")
    return re.compile(
        rf"[\s-](?:{names}|{words.right})(?![\w²³])(?!\s(?:{words.marks}|{words.heads})(?!\w))",
        re.IGNORECASE,
    )


@functools.cache
def stands_for(unit: str) -> re.Pattern[str]:
    """What a model may write for a unit's name behind a figure: its noun between its marks."""
    words = UNITS[unit]
    mark = rf"(?:(?:of|a|that\sare)\s)?(?:{words.marks})(?!\w)"
    return re.compile(
        rf"\s(?:of\s)?(?P<before>(?:{mark}\s){{0,2}})(?P<head>{words.heads})(?![\w²³-])"
        rf"(?P<after>(?:\s(?:{mark}|(?:{words.heads})(?![\w²³-]))){{0,2}})",
        re.IGNORECASE,
    )
