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

from presscli.lexicon.date_english import format_date, month_name
from presscli.lexicon.date_patterns import EN_WEEKDAYS, IT_MONTHS, IT_WEEKDAYS
from presscli.lexicon.places import exonym, exonyms
from training import press_terms
from training.corpora import Pair
from training.press_templates import BODY, DATELINES, FURNITURE, SENTENCES

CORPUS = "augmented"
"""Group of everything made here."""

_SLOT = re.compile(r"\{(?:(di|a|da|in|su) )?(\w+?)(\d?)( name)?\}")
_CHOICE = re.compile(r"\[([^\]]*)\]")
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

_BARE = {"il", "lo", "la"}
_WITH_ARTICLE = {
    "Regno Unito", "Federazione Russa", "Repubblica Ceca", "Lazio", "Mar Nero", "Unione europea"
}  # fmt: skip
"""Places that keep their article after ``in``, as plural ones do."""

Both = tuple[str, str]


def join_preposition(preposition: str, noun: str) -> str:
    """``di`` + ``il Senato`` -> ``del Senato``; ``a`` + ``L'Aia`` -> ``all'Aia``."""
    match = _ARTICLE.match(noun)
    if match is None:
        euphonic = "d" if preposition == "a" and noun[:1].lower() == "a" else ""
        return f"{preposition}{euphonic} {noun}"
    rest = noun[match.end() :]
    if (
        preposition == "in"
        and (match[2] or match[1].lower() in _BARE)
        and rest not in _WITH_ARTICLE
    ):
        return f"in {rest}"  # in Francia, in Sicilia; nel Regno Unito, negli Stati Uniti
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


def _month(rng: random.Random) -> Both:
    month = rng.randrange(12)
    return IT_MONTHS[month][0], month_name(month + 1)


def _holder(titles: Sequence[Both]) -> Callable[[random.Random], Both]:
    """One who holds an office, whose own slots are filled."""

    def both(rng: random.Random) -> Both:
        italian, english = _filled(rng.choice(titles), rng)
        return italian, english

    return both


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
    "digit": _same(lambda rng: rng.randint(2, 9)),
    "decimal": lambda rng: _amount(rng, 0.5, 99, rng.randint(1, 3)),
    "domain": _same(lambda rng: rng.choice(press_terms.DOMAINS)),
    "firm": _same(lambda rng: rng.choice(press_terms.FIRMS)),
    "inst": lambda rng: rng.choice(press_terms.INSTITUTIONS),
    "law": _law,
    "leader": _holder(press_terms.LEADERS),
    "minister": _holder(press_terms.MINISTERS),
    "money": _money,
    "month": _month,
    "percent": _percent,
    "person": _person,
    "place": lambda rng: rng.choice(tuple(exonyms().items())),
    "region": lambda rng: rng.choice(press_terms.REGIONS),
    "sea": lambda rng: rng.choice(press_terms.SEAS),
    "phone": _same(lambda rng: f"0{rng.randint(2, 99)} {rng.randint(10**5, 10**8)}"),
    "small": _same(lambda rng: rng.randint(1, 400)),
    "surname": _same(lambda rng: rng.choice(press_terms.FAMILY_NAMES)),
    "time": _time,
    "weekday": _weekday,
    "year": _same(lambda rng: rng.randint(1995, 2031)),
}


def fill(template: Both, rng: random.Random) -> Both:
    """Fill the slots of an Italian and English template with values of the same things."""
    italian, english = _filled(_chosen(template, rng), rng)
    italian = _BEFORE_VOWEL.sub(lambda match: _ELIDED[match[1]], italian)
    return _capital(italian), _capital(english)


def _chosen(template: Both, rng: random.Random) -> Both:
    """Take one alternative of each group, the same on both sides.

    Raises:
        ValueError: The groups of the two sides are not the same in number or length.
    """
    groups = [[m.split("|") for m in _CHOICE.findall(side)] for side in template]
    if [len(g) for g in groups[0]] != [len(g) for g in groups[1]]:
        message = f"groups of alternatives differ: {template}"
        raise ValueError(message)
    picks = [rng.randrange(len(group)) for group in groups[0]]
    italian, english = (
        _replaced(text, [group[pick] for group, pick in zip(side, picks, strict=True)])
        for text, side in zip(template, groups, strict=True)
    )
    return italian, english


def _replaced(text: str, words: Sequence[str]) -> str:
    """The groups of alternatives of a text replaced by words, in order."""
    remaining = iter(words)
    return _CHOICE.sub(lambda _: next(remaining), text)


def _filled(template: Both, rng: random.Random) -> Both:
    values: dict[str, Both] = {}

    def value(match: re.Match[str], side: int) -> str:
        preposition, name, number, bare = match.groups()
        slot = name + number
        if slot not in values:
            values[slot] = _FILLERS[name](rng)
        text = values[slot][side]
        if bare:
            return _ARTICLE.sub("", text, count=1) if side == 0 else text.removeprefix("the ")
        return join_preposition(preposition, text) if preposition else text

    italian = _SLOT.sub(lambda match: value(match, 0), template[0])
    english = _SLOT.sub(lambda match: value(match, 1), template[1])
    return italian, english


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def made_up(count: int, seed: int = 0) -> Iterator[Pair]:
    """Yield ``count`` press lines: three in four are sentences, one in four of these with a
    dateline.
    """
    rng = random.Random(seed)
    for _ in range(count):
        if rng.random() < 1 / 4:
            yield Pair(f"{CORPUS}/furniture", *fill(rng.choice(FURNITURE), rng))
            continue
        sentence = fill(rng.choice(SENTENCES if rng.random() < 3 / 4 else BODY), rng)
        if rng.random() < 1 / 4:
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
