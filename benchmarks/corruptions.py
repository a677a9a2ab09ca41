"""Break one fact of a true translation, by program, so that it is known what is wrong.

Each function takes the English line and a random generator, and gives what it
could change: old and new text at a span. What counts as a number, a date, a name
is decided here by plain patterns of its own, not by the extractors under test.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple


class Change(NamedTuple):
    """``text[start:end]`` becomes ``new``; ``how`` names the way it was changed."""

    start: int
    end: int
    new: str
    how: str

    def apply(self, text: str) -> str:
        """The changed text."""
        return text[: self.start] + self.new + text[self.end :]


_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_AMBIGUOUS = {"May", "March"}
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_YEAR = re.compile(r"(?<![\d.,$€£-])(?:1[5-9]|20)\d\d(?![\d,.]\d|\d|%|-)")
_MONTH_DAY = re.compile(
    rf"\b(?P<first>\d{{1,2}})(?=(?:st|nd|rd|th)? (?:{'|'.join(_MONTHS)})\b)"
    rf"|\b(?:{'|'.join(_MONTHS)}) (?P<last>\d{{1,2}})(?![\d:])"
)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_FIGURE = re.compile(r"(?<![\w.,:/-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w:/-]|[.,]\d)")
_WORDS = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
]  # fmt: skip
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b(?!-)", re.IGNORECASE)
_ACRONYM = re.compile(r"(?<![\w.&/-])(?!I{1,3}\b|[IVXLC]+\b)[A-Z]{2,5}(?![\w&/-]|\.[A-Z])")
_ACRONYMS = [
    "NATO", "OECD", "WHO", "IMF", "UNESCO", "OPEC", "ILO", "FAO", "WTO", "ECB", "UEFA", "NASA",
    "CERN", "ESA", "IAEA",
]  # fmt: skip


def numbers(line: str, rng: random.Random) -> Iterator[Change]:
    """Figures with a digit changed, two swapped, ten times as much, or left out."""
    taken = [m.span() for p in (_YEAR, _MONTH_DAY, _CLOCK) for m in p.finditer(line)]
    for match in _FIGURE.finditer(line):
        if any(start <= match.start() < end for start, end in taken):
            continue
        how = rng.choice(("digit", "swap", "tenfold", "drop"))
        new = _change_figure(match[0], how, rng)
        yield Change(match.start(), match.end(), new, how)


def _change_figure(text: str, how: str, rng: random.Random) -> str:
    digits = [at for at, c in enumerate(text) if c.isdigit()]
    swaps = [(a, b) for a, b in itertools.pairwise(digits) if text[a] != text[b]]
    swaps = [(a, b) for a, b in swaps if not (a == 0 and text[b] == "0")]
    if how == "drop":
        return "several"
    if how == "swap" and swaps:
        a, b = rng.choice(swaps)
        letters = list(text)
        letters[a], letters[b] = letters[b], letters[a]
        return "".join(letters)
    if how == "tenfold" and "," not in text:
        whole, _, part = text.partition(".")
        return (whole + part[0] + ("." + part[1:] if part[1:] else "")) if part else text + "0"
    at = rng.choice(digits)
    others = [d for d in "123456789" if d != text[at]]
    return text[:at] + rng.choice(others) + text[at + 1 :]


def number_words(line: str, rng: random.Random) -> Iterator[Change]:
    """``three`` as another of two to twelve."""
    for match in _NUMBER_WORD.finditer(line):
        new = rng.choice([w for w in _WORDS if w != match[0].lower()])
        yield Change(*match.span(), _like(match[0], new), "word")


def dates(line: str, rng: random.Random) -> Iterator[Change]:
    """Another month, weekday, day, year or clock time."""
    for match in _MONTH.finditer(line):
        beside = line[max(0, match.start() - 5) : match.start()] + line[match.end() :][:5]
        if match[0] not in _AMBIGUOUS or re.search(r"\d", beside):
            new = rng.choice([m for m in _MONTHS if m != match[0]])
            yield Change(*match.span(), new, "month")
    for match in _DAY.finditer(line):
        yield Change(*match.span(), rng.choice([d for d in _DAYS if d != match[0]]), "weekday")
    for match in _YEAR.finditer(line):
        moved = int(match[0]) + rng.choice((-10, -3, -2, -1, 1, 2, 3, 10))
        yield Change(*match.span(), str(moved), "year")
    for match in _MONTH_DAY.finditer(line):
        day = match.lastgroup or ""
        other = rng.choice([d for d in range(4, 29) if d != int(match[day])])
        yield Change(*match.span(day), str(other), "day")
    for match in _CLOCK.finditer(line):
        hour, minute = match[0].split(":")
        yield Change(*match.span(), f"{(int(hour) + 2) % 12 or 12}:{minute}", "clock")


def acronyms(line: str, rng: random.Random) -> Iterator[Change]:
    """Another acronym, or one with two letters swapped; not in a line in capitals."""
    if line.isupper():
        return
    for match in _ACRONYM.finditer(line):
        old = match[0]
        new = rng.choice([a for a in _ACRONYMS if a != old])
        swapped = old[1] + old[0] + old[2:]
        how = rng.choice(("other", "swap")) if swapped != old else "other"
        yield Change(*match.span(), swapped if how == "swap" else new, how)


def names(line: str, rng: random.Random, pool: Sequence[str]) -> Iterator[Change]:
    """Another name for a word within a sentence that is in ``pool``."""
    known = set(pool)
    others = [n for n in pool if n[:3].lower() not in line.lower()]
    for match in NAME.finditer(line):
        if match[0] in known and others:
            yield Change(*match.span(), rng.choice(others), "other")


def misspelt_names(line: str, rng: random.Random, pool: Sequence[str]) -> Iterator[Change]:
    """One letter behind the first of a word in ``pool`` left out, put in, changed or swapped."""
    known = set(pool)
    for match in NAME.finditer(line):
        if match[0] in known:
            how = rng.choice(("drop", "add", "change", "swap"))
            new = _misspell(match[0], how, rng)
            if new != match[0]:
                yield Change(*match.span(), new, how)


def _misspell(name: str, how: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(name) - 1)
    before, letter, after = name[:at], name[at], name[at + 1 :]
    if how == "swap":
        return before + after[0] + letter + after[1:]
    letters = "aeiou" if letter in "aeiou" else "bcdfglmnprstvz"
    other = rng.choice([c for c in letters if c != letter])
    return before + {"drop": "", "add": letter + other, "change": other}[how] + after


NAME = re.compile(r"(?<=[a-z,;:] )[A-ZÀ-Ý][a-zà-ÿ]{3,}(?![\w-])")


def name_pool(lines: Sequence[str]) -> list[str]:
    """Words within sentences of two lines that no line writes in small letters, sorted."""
    small = {w for line in lines for w in re.findall(r"\b[a-zà-ÿ]+\b", line)}
    found = Counter(name for line in lines for name in {m[0] for m in NAME.finditer(line)})
    names = {name for name, count in found.items() if count > 1 and name.lower() not in small}
    return sorted(names - {*_MONTHS, *_DAYS})


_DENIALS: tuple[tuple[str, str], ...] = (
    (r"\bcannot\b", "can"), (r"\bcan['’]t\b", "can"), (r"\bwon['’]t\b", "will"),
    (r"(?<=[a-z])(?<!ca)(?<!wo)n['’]t\b", ""),
    (r"\bnobody\b", "everybody"), (r"\bno one\b", "everyone"),
    (r"\bnothing\b", "everything"), (r"\bnever\b", "always"), (r"\bnone\b", "all"),
    (r"\bno longer\b", "still"), (r"\bneither\b", "both"), (r"\bwithout\b", "with"),
    (r"\bno\b(?! one| longer|,|\.|\?)", "some"),
    (r"(?<!or )(?<!if )(?<!why )(?<!Why )\bnot (?!only|just|merely|simply|so much|[a-z]+ly\b)", ""),
)  # fmt: skip
_NO_DENIAL = re.compile(
    r"n['’]t (?:I|you|he|she|it|we|they|there)\?|without (?:saying|(?:further )?(?:ado|doubt))"
    r"|no (?:\d|doubt)|neither .* nor\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|must|should|may)\b(?= [a-z])"
    r"(?! (?:not|no|never|been not|to)\b)"
)
_ANY_DENIAL = re.compile(
    r"\b(?:not?|never|none|nor|neither|nobody|nothing|without)\b|n['’]t\b", re.IGNORECASE
)


def lost_negations(line: str, rng: random.Random) -> Iterator[Change]:
    """A denial left out, or turned into its opposite."""
    del rng
    for pattern, new in _DENIALS:
        for match in re.finditer(pattern, line, re.IGNORECASE):
            # "isn't it?", "it goes without saying" and "No 4" deny nothing.
            if not _NO_DENIAL.match(line, match.start()):
                yield Change(*match.span(), _like(match[0], new), match[0].strip().lower())


def added_negations(line: str, rng: random.Random) -> Iterator[Change]:
    """``not`` put after the auxiliary of a line that denies nothing and asks nothing."""
    del rng
    if not _ANY_DENIAL.search(line) and "?" not in line:
        for match in _AUXILIARY.finditer(line):
            yield Change(match.end(), match.end(), " not", "not")


_OPPOSITES: dict[str, str] = {
    "increase": "decrease", "increases": "decreases", "increased": "decreased",
    "increasing": "decreasing", "rise": "fall", "rises": "falls", "rose": "fell",
    "rising": "falling", "risen": "fallen", "grow": "shrink", "grew": "shrank",
    "growing": "shrinking", "growth": "decline", "higher": "lower", "highest": "lowest",
    "gains": "losses", "more than": "less than", "above": "below", "up to": "down to",
    "reduce": "increase", "reduced": "increased", "reducing": "increasing",
    "reduction": "increase", "drop": "rise", "dropped": "rose", "decline": "growth",
    "declined": "grew", "fell": "rose", "fall": "rise", "falling": "rising",
    "lower": "higher", "less than": "more than", "decrease": "increase", "worse": "better",
    "better": "worse", "improve": "worsen", "improved": "worsened", "strengthen": "weaken",
}  # fmt: skip
_DIRECTION = re.compile(
    rf"\b(?:{'|'.join(sorted(_OPPOSITES, key=len, reverse=True))})\b", re.IGNORECASE
)


def directions(line: str, rng: random.Random) -> Iterator[Change]:
    """``rose`` as "fell" and the like."""
    del rng
    for match in _DIRECTION.finditer(line):
        new = _OPPOSITES[match[0].lower()]
        yield Change(*match.span(), _like(match[0], new), match[0].lower())


_QUOTED = (
    ("«{}», ha detto {a} in una nota inviata a {b}.", "“{},” {a} said in a note sent to {b}."),
    ("{a} ha dichiarato, rispondendo a {b}: «{}».", "{a} said in reply to {b}: “{}.”"),
    ("Secondo {a}, che ha preso il posto di {b}, «{}».",
     "According to {a}, who took the place of {b}, “{}.”"),
    ("«{}», ha spiegato il ministro {a} ai colleghi di {b}.",
     "“{},” Minister {a} explained to the colleagues of {b}."),
    ("Il presidente {a} ha annunciato che {b} non sarà presente: «{}».",
     "President {a} announced that {b} will not be present: “{}.”"),
    ("«{}», ha concluso il direttore generale {a}, dopo l'intervento di {b}.",
     "“{},” concluded the director general, {a}, after the speech by {b}."),
    ("«{}», commenta {a}, che guida il gruppo con {b}.",
     "“{},” comments {a}, who leads the group with {b}."),
    ("A sostenerlo è {a}, non {b}: «{}».", "It is {a} who says so, not {b}: “{}.”"),
)  # fmt: skip
_SURNAMES = (
    "Brambilla Santoro Malinverni Degrassi Pizzorno Cattaneo Ferrigno Lombardi Tagliabue Vignali"
)


def quote(source: str, target: str, rng: random.Random) -> tuple[str, str, str]:
    """The lines as what somebody says, in both languages, and with the speaker exchanged."""
    it, en = rng.choice(_QUOTED)
    a, b = rng.sample(_SURNAMES.split(), 2)
    source, target = source.rstrip(" ."), target.rstrip(" .")
    return it.format(source, a=a, b=b), en.format(target, a=a, b=b), en.format(target, a=b, b=a)


def _like(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


Corruptor = Callable[[str, random.Random], Iterator[Change]]
