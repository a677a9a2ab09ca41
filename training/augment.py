"""Made-up press lines and cheap copies of real pairs, with both sides known exactly.

Copies teach the model to keep its head when a line is in lower case, in capitals
or opens with a dateline; made-up lines teach the formats of dates, figures and
names. None of it is taken from a development set.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Iterator, Sequence

from presscli.lexicon.date_patterns import EN_WEEKDAYS, IT_MONTHS, IT_WEEKDAYS
from presscli.lexicon.dates import format_date, month_name
from presscli.lexicon.places import exonym, exonyms
from training import press_terms
from training.corpora import Pair
from training.press_templates import BODY, DATELINES, FURNITURE

CORPUS = "augmented"
"""Group of everything made here."""

_SLOT = re.compile(r"\{(?:(di|a|da|in|su) )?(\w+?)(\d?)\}")
_ARTICLE = re.compile(r"(il|lo|la|i|gli|le)\s+|(l')", re.IGNORECASE)
_BEFORE_VOWEL = re.compile(r"\b(il|del|al|dal) (?=(?:8\d{0,2}|11)\b)")
_ELIDED = {"il": "l'", "del": "dell'", "al": "all'", "dal": "dall'"}
_JOINED = {
    "di": {"il": "del", "lo": "dello", "la": "della", "i": "dei", "gli": "degli", "le": "delle"},
    "a": {"il": "al", "lo": "allo", "la": "alla", "i": "ai", "gli": "agli", "le": "alle"},
    "da": {"il": "dal", "lo": "dallo", "la": "dalla", "i": "dai", "gli": "dagli", "le": "dalle"},
    "in": {"il": "nel", "lo": "nello", "la": "nella", "i": "nei", "gli": "negli", "le": "nelle"},
    "su": {"il": "sul", "lo": "sullo", "la": "sulla", "i": "sui", "gli": "sugli", "le": "sulle"},
}
_LAWS = (
    ("il decreto-legge {date}, n. {n}", "Decree-Law No. {n} of {date}"),
    ("la legge {date}, n. {n}", "Law No. {n} of {date}"),
    ("il decreto legislativo {date}, n. {n}", "Legislative Decree No. {n} of {date}"),
)

Both = tuple[str, str]


def join_preposition(preposition: str, noun: str) -> str:
    """``di`` + ``il Senato`` -> ``del Senato``; ``a`` + ``L'Aia`` -> ``all'Aia``."""
    match = _ARTICLE.match(noun)
    if match is None:
        euphonic = "d" if preposition == "a" and noun[:1].lower() == "a" else ""
        return f"{preposition}{euphonic} {noun}"
    rest = noun[match.end() :]
    if match[2]:
        return f"{_JOINED[preposition]['la'][:-1]}'{rest}"
    return f"{_JOINED[preposition][match[1].lower()]} {rest}"


def italian_number(value: float, decimals: int = 0) -> str:
    """``1.234.567,8``: full stops for thousands, a comma for decimals."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def _date(rng: random.Random) -> Both:
    day = dt.date(1995, 1, 1) + dt.timedelta(days=rng.randrange(365 * 36))
    month = IT_MONTHS[day.month - 1][0]
    italian_day = "1°" if day.day == 1 and rng.random() < 0.5 else str(day.day)
    return f"{italian_day} {month} {day.year}", format_date(day)


def _days(rng: random.Random) -> Both:
    first, month = rng.randint(1, 20), rng.randint(1, 12)
    last = first + rng.randint(1, 8)
    return f"{first}-{last} {IT_MONTHS[month - 1][0]}", f"{first}-{last} {month_name(month)}"


def _weekday(rng: random.Random) -> Both:
    day = rng.randrange(7)
    return IT_WEEKDAYS[day][0], EN_WEEKDAYS[day][0].capitalize()


def _time(rng: random.Random) -> Both:
    hour, minute = rng.randint(7, 22), rng.choice((0, 15, 30, 45))
    return f"{hour}{rng.choice('.:')}{minute:02d}", f"{hour}:{minute:02d}"


def _amount(rng: random.Random, low: float, high: float, decimals: int) -> Both:
    value = rng.uniform(low, high)
    return italian_number(value, decimals), f"{value:,.{decimals}f}"


def _money(rng: random.Random) -> Both:
    decimals = rng.randint(0, 2)
    italian, english = _amount(rng, 2, 990, decimals)
    unit = rng.choice((("milioni", "million"), ("miliardi", "billion")))
    currency = rng.choice((("di euro", "euros"), ("di euro", "euros"), ("di dollari", "dollars")))
    return f"{italian} {unit[0]} {currency[0]}", f"{english} {unit[1]} {currency[1]}"


def _percent(rng: random.Random) -> Both:
    italian, english = _amount(rng, 0.1, 60, rng.randint(0, 1))
    return (
        (f"{italian}%", f"{english}%")
        if rng.random() < 0.5
        else (f"{italian} per cento", f"{english} per cent")
    )


def _person(rng: random.Random) -> Both:
    name = f"{rng.choice(press_terms.GIVEN_NAMES)} {rng.choice(press_terms.FAMILY_NAMES)}"
    return name, name


def _law(rng: random.Random) -> Both:
    date, number, form = _date(rng), rng.randint(2, 320), rng.choice(_LAWS)
    return form[0].format(date=date[0], n=number), form[1].format(date=date[1], n=number)


def _same(choose: Callable[[random.Random], object]) -> Callable[[random.Random], Both]:
    def both(rng: random.Random) -> Both:
        text = str(choose(rng))
        return text, text

    return both


def _city(rng: random.Random) -> Both:
    name = rng.choice(press_terms.CITIES)
    return name, exonym(name) or name


def _capitals(rng: random.Random) -> Both:
    italian, english = _city(rng)
    return italian.upper(), english.upper()


_FILLERS: dict[str, Callable[[random.Random], Both]] = {
    "agency": _same(lambda rng: rng.choice(press_terms.AGENCIES)),
    "CITY": _capitals,
    "city": _city,
    "count": lambda rng: _amount(rng, 2, rng.choice((90, 9_000, 900_000, 40_000_000)), 0),
    "country": lambda rng: rng.choice(press_terms.COUNTRIES),
    "date": _date,
    "days": _days,
    "decimal": lambda rng: _amount(rng, 0.5, 99, rng.randint(1, 3)),
    "domain": _same(lambda rng: rng.choice(press_terms.DOMAINS)),
    "firm": _same(lambda rng: rng.choice(press_terms.FIRMS)),
    "inst": lambda rng: rng.choice(press_terms.INSTITUTIONS),
    "law": _law,
    "money": _money,
    "percent": _percent,
    "person": _person,
    "place": lambda rng: rng.choice(tuple(exonyms().items())),
    "phone": _same(lambda rng: f"0{rng.randint(2, 99)} {rng.randint(10**5, 10**8)}"),
    "small": _same(lambda rng: rng.randint(1, 400)),
    "time": _time,
    "weekday": _weekday,
    "year": _same(lambda rng: rng.randint(1995, 2031)),
}


def fill(template: Both, rng: random.Random) -> Both:
    """Fill the slots of an Italian and English template with values of the same things."""
    values: dict[str, Both] = {}

    def value(match: re.Match[str], side: int) -> str:
        preposition, name, number = match.groups()
        slot = name + number
        if slot not in values:
            values[slot] = _FILLERS[name](rng)
        text = values[slot][side]
        return join_preposition(preposition, text) if preposition else text

    italian = _SLOT.sub(lambda match: value(match, 0), template[0])
    english = _SLOT.sub(lambda match: value(match, 1), template[1])
    italian = _BEFORE_VOWEL.sub(lambda match: _ELIDED[match[1]], italian)
    return _capital(italian), _capital(english)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def made_up(count: int, seed: int = 0) -> Iterator[Pair]:
    """Yield ``count`` press lines: two in three are sentences, half of those with a dateline."""
    rng = random.Random(seed)
    for _ in range(count):
        if rng.random() < 1 / 3:
            yield Pair(f"{CORPUS}/furniture", *fill(rng.choice(FURNITURE), rng))
            continue
        sentence = fill(rng.choice(BODY), rng)
        if rng.random() < 1 / 2:
            sentence = _with_dateline(sentence, rng)
        yield Pair(f"{CORPUS}/sentences", *sentence)


def _with_dateline(sentence: Both, rng: random.Random) -> Both:
    dateline = fill(rng.choice(DATELINES), rng)
    return dateline[0] + sentence[0], dateline[1] + sentence[1]


def copies(pairs: Sequence[Pair], share: float, seed: int = 0) -> Iterator[Pair]:
    """Yield changed copies of a ``share`` (0 to 1) of the pairs.

    A third each: both sides in lower case, both in capitals (headline-long lines
    only, 3 to 14 words), and with a dateline in front (sentences that open with a
    capital letter).
    """
    rng = random.Random(seed)
    for pair in pairs:
        if rng.random() >= share:
            continue
        kind = rng.choice(("lower", "capitals", "dateline"))
        if kind == "lower":
            yield Pair(f"{CORPUS}/lower", pair.source.lower(), pair.target.lower())
        elif kind == "capitals" and 3 <= len(pair.source.split()) <= 14:
            source, target = (side.rstrip(".").upper() for side in (pair.source, pair.target))
            yield Pair(f"{CORPUS}/capitals", source, target)
        elif kind == "dateline" and pair.source[0].isupper() and pair.target[0].isupper():
            both = _with_dateline((pair.source, pair.target), rng)
            yield Pair(f"{CORPUS}/dateline", *both)
