"""How dates and clock times are written, as one regular expression a form and language.

The patterns only find; :mod:`presscli.lexicon.dates` turns what they find into
values. Named groups are the contract between the two: ``weekday``, ``days``,
``day``, ``month``, ``year``, ``hour``, ``minute``, ``half``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

IT_MONTHS = (
    ("gennaio", "gen", "genn"),
    ("febbraio", "feb", "febb"),
    ("marzo", "mar"),
    ("aprile", "apr"),
    ("maggio", "mag", "magg"),
    ("giugno", "giu"),
    ("luglio", "lug"),
    ("agosto", "ago"),
    ("settembre", "set", "sett"),
    ("ottobre", "ott"),
    ("novembre", "nov"),
    ("dicembre", "dic"),
)
"""Months in order: the full name first, then the abbreviations that agencies use."""

EN_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)

IT_WEEKDAYS = (
    ("lunedì", "lunedi'", "lunedi", "lun"),
    ("martedì", "martedi'", "martedi", "mart"),
    ("mercoledì", "mercoledi'", "mercoledi", "merc"),
    ("giovedì", "giovedi'", "giovedi", "giov"),
    ("venerdì", "venerdi'", "venerdi", "ven"),
    ("sabato", "sab"),
    ("domenica", "dom"),
)
"""Weekdays from Monday; the last of each is an abbreviation, read only before a date."""

EN_WEEKDAYS = (
    ("monday", "mon"),
    ("tuesday", "tue"),
    ("wednesday", "wed"),
    ("thursday", "thu"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
)

_YEAR = r"(?:1\d{3}|20\d{2})(?![.,]?\d)(?!\w)"
_NOT_IN_NUMBER = r"(?<!\w)(?<!\d[.,/:-])"
_STREETS = r"(?:via|viale|v\.le|piazza|p\.zza|piazzale|corso|largo|vicolo|ponte)"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The forms of one language, from the most to the least specific.

    ``month_first`` is None for a language that has no such order. ``street``
    finds names such as ``Via 25 Aprile``, which are no dates.
    """

    street: re.Pattern[str]
    day_first: re.Pattern[str]
    month_first: re.Pattern[str] | None
    numeric: re.Pattern[str]
    iso: re.Pattern[str]
    time: re.Pattern[str]
    month: re.Pattern[str]
    year: re.Pattern[str]
    weekday: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    """An alternation, longest word first so that no word hides a longer one."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _months(table: tuple[tuple[str, ...], ...]) -> str:
    full = _any(names[0] for names in table)
    short = _any(name for names in table for name in names[1:])
    return rf"(?:(?:{full})(?!\w)|(?:{short})(?!\w)\.?)"


def _capital(pattern: str) -> str:
    """The pattern in any case, but the first letter a capital."""
    return rf"(?=[A-Z])(?i:{pattern})"


def _days(day: str, joins: tuple[str, ...]) -> str:
    """One day or up to ten joined ones; bounded, so that no text makes it slow."""
    return rf"(?P<days>{day}(?:(?:{'|'.join(joins)}){day}){{0,9}})"


_HOUR = r"(?:2[0-4]|1\d|0?\d)"
_MINUTE = r"[0-5]\d(?!\d)"
_CLOCK = rf"(?<![\d.,/:])(?P<hour3>{_HOUR}):(?P<minute3>{_MINUTE})(?![:\w])"
_STREET = re.compile(
    rf"(?<!\w){_STREETS}\s{{1,3}}(?:\d{{1,2}}[°º]?|[IVX]+|primo)\s{{1,3}}"
    rf"(?:{_any(names[0] for names in IT_MONTHS)})(?!\w)",
    re.IGNORECASE,
)
_ISO = re.compile(
    rf"{_NOT_IN_NUMBER}(?P<year>(?:1\d|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\w-])"
)
# 12/3/2025, 12.03.2025, 12-3-2025, 12/03/25, 12.03.25: a two-figure year only
# after two-figure day and month when dots or dashes could make it something else.
_NUMERIC = re.compile(
    rf"{_NOT_IN_NUMBER}(?:(?P<day>0?[1-9]|[12]\d|3[01])(?P<sep>[/.-])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<year>{_YEAR})"
    r"|(?P<day2>0?[1-9]|[12]\d|3[01])/(?P<month2>0?[1-9]|1[0-2])/(?P<year2>\d\d)"
    r"|(?P<day3>0[1-9]|[12]\d|3[01])(?P<sep3>[.-])(?P<month3>0[1-9]|1[0-2])(?P=sep3)(?P<year3>\d\d))(?![\w/-])(?![.,:]\d)"
)


@functools.cache
def italian() -> Patterns:
    """The forms of the Italian press."""
    day = r"(?:(?:[12]\d|3[01]|0?[1-9])(?!\d)[°º]?|primo(?!\w))"
    joins = (
        r"\s{0,3}[-–/,]\s{0,3}",
        r"\s{0,3},?\s{1,3}(?:e|ed|o|al|fino\s{1,3}al)\s{1,3}(?:il\s{1,3})?",
        r"\s{1,3}(?:(?:e|o)\s{1,3}l|all)['’]",
    )
    names = [name for names in IT_WEEKDAYS for name in names]
    full_names = [name for names in IT_WEEKDAYS for name in names[:-1]]
    full_months = _any(names[0] for names in IT_MONTHS)
    of_year = r"(?:del(?:l['’]anno)?\s{1,3})?"
    return Patterns(
        street=_STREET,
        day_first=re.compile(
            rf"{_NOT_IN_NUMBER}(?:(?P<weekday>{_any(names)})(?:(?<=\w)\.)?,?\s{{1,3}})?"
            rf"{_days(day, joins)}\s{{0,3}}(?:di\s{{1,3}})?(?P<month>{_months(IT_MONTHS)})"
            rf"(?:,?\s{{1,3}}{of_year}(?P<year>{_YEAR}|['’]\d\d(?!\w)))?",
            re.IGNORECASE,
        ),
        month_first=None,
        numeric=_NUMERIC,
        iso=_ISO,
        time=_italian_time(),
        month=re.compile(
            rf"(?<!\w)(?P<month>{full_months})(?!\w)(?:\s{{1,3}}{of_year}(?P<year>{_YEAR}))?",
            re.IGNORECASE,
        ),
        year=re.compile(
            r"(?<!\w)(?:nel|del|dal|al|sul|il|(?:[dn]ell['’])?anno|esercizio|entro|fine|inizio)"
            r"\s{1,3}(?P<year>(?:19|20)\d\d)(?![.,/-]?\d)(?!\w)"
            r"(?!\s{1,3}(?:euro|persone|posti|metri|km|unità)\b)",
            re.IGNORECASE,
        ),
        weekday=re.compile(rf"(?<!\w)(?P<weekday>{_any(full_names)})(?!\w)", re.IGNORECASE),
    )


def _italian_time() -> re.Pattern[str]:
    """``ore 18.30``, ``h. 9``; ``alle 11`` where no noun follows; a bare ``18:30``."""
    before = r"(?:d?alle|delle|(?:per|verso|dopo|entro)\s{1,3}le|fino\s{1,3}alle)\s{1,3}"
    no_noun = (
        r"(?=\s{0,3}(?:[.,;:)\n–-](?!\d)|$|"
        r"(?:di|del|della|dell['’]|presso|in|nel|nella|a|al|ora|alle|e|circa)\b))"
    )
    # 8.30-18.00: the dash between two clock times shows that both are.
    opening = (
        rf"(?<![\d.,/:])(?P<hour4>{_HOUR})\.(?P<minute4>{_MINUTE})"
        rf"(?=\s?[-–]\s?{_HOUR}[.:]{_MINUTE}(?![.,]?\w))"
    )
    closing = (
        rf"(?:(?<=[.:]\d\d[-–])|(?<=[.:]\d\d\s[-–]\s))"
        rf"(?P<hour5>{_HOUR})\.(?P<minute5>{_MINUTE})(?!\w)(?!\s?(?:euro|€|%))"
    )
    return re.compile(
        rf"(?<!\w)(?:(?:{before})?(?<!\d\s)(?:ore|h\.?)\s{{0,3}}(?P<hour>{_HOUR})"
        rf"(?:(?:[.:,]|\s{{1,3}}e\s{{1,3}})(?P<minute>{_MINUTE}))?(?!\d)"
        rf"|{before}(?P<hour2>{_HOUR})(?:(?:[.:,]|\s{{1,3}}e\s{{1,3}})(?P<minute2>{_MINUTE})|(?!\d){no_noun})"
        rf"|{_CLOCK}|{opening}|{closing})",
        re.IGNORECASE,
    )


@functools.cache
def english() -> Patterns:
    """The forms of British and American English; names begin with a capital."""
    day = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
    joins = (
        r"\s{0,3}[-–/,]\s{0,3}",
        r"\s{0,3},?\s{1,3}(?:and|or|to|until|through)\s{1,3}(?:the\s{1,3})?",
    )
    weekday = _capital(_any(name for names in EN_WEEKDAYS for name in names))
    full_weekday = _capital(_any(names[0] for names in EN_WEEKDAYS))
    month = _capital(_months(EN_MONTHS))
    full_month = _capital(_any(names[0] for names in EN_MONTHS)) + r"(?!\w)"
    year = rf"(?:,?\s{{1,3}}(?:of\s{{1,3}})?(?P<year>{_YEAR}))?"
    before_weekday = rf"(?:(?P<weekday>{weekday})\.?,?\s{{1,3}}(?:the\s{{1,3}})?)?"
    before_month = (
        r"(?:in|of|by|since|until|till|last|next|this|from|to|for"
        r"|early|late|mid|between|and|during|before|after)"
    )
    return Patterns(
        street=_STREET,
        day_first=re.compile(
            rf"{_NOT_IN_NUMBER}{before_weekday}{_days(day, joins)}"
            rf"\s{{0,3}}(?:of\s{{1,3}})?(?P<month>{month}){year}"
        ),
        month_first=re.compile(
            rf"(?<!\w){before_weekday}(?P<month>{month})\s{{1,3}}(?:the\s{{1,3}})?"
            rf"{_days(day, joins)}(?!\w)(?![.:]\d){year}"
        ),
        numeric=_NUMERIC,
        iso=_ISO,
        time=_english_time(),
        # "March" and "may" are verbs too: a preposition or a year must show the month.
        month=re.compile(
            rf"(?:(?<!\w){before_month}(?:\s{{1,3}}|-)(?P<month>{full_month})"
            rf"|(?<!\w)(?P<month2>{full_month})(?=,?\s{{1,3}}{_YEAR})){year}"
        ),
        year=re.compile(
            r"(?<!\w)(?:in|of|by|since|from|to|until|year|end|for|during|the)"
            r"\s{1,3}(?P<year>(?:19|20)\d\d)(?![.,/-]?\d)(?!\w)"
            r"(?!\s{1,3}(?:euros?|people|seats|metres|km|units)\b)",
            re.IGNORECASE,
        ),
        weekday=re.compile(rf"(?<!\w)(?P<weekday>{full_weekday})s?(?!\w)"),
    )


def _english_time() -> re.Pattern[str]:
    """``6.30 p.m.``, ``18:30``; ``at 11`` where no noun follows."""
    no_noun = (
        r"(?=\s{0,3}(?:[.,;:)\n](?!\d)|$"
        r"|(?:on|to|until|in\s{1,3}the\s{1,3}(?:morning|afternoon|evening))\b))"
    )
    before = r"(?:at|from|until|till)\s{1,3}"
    return re.compile(
        rf"(?<!\w)(?:(?:{before})?(?<!\d[.,/:-])(?P<hour>{_HOUR})(?:[.:](?P<minute>{_MINUTE}))?"
        r"\s{0,3}(?P<half>[ap]\.?m\b\.?)"
        rf"|{before}(?P<hour2>{_HOUR})"
        rf"(?:[.:](?P<minute2>{_MINUTE})|\s{{1,3}}o['’]clock|(?!\d){no_noun})"
        rf"|{_CLOCK})",
        re.IGNORECASE,
    )
