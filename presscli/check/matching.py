"""Match the numbers of a source with those of its translation, whatever their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from presscli.check.durations import is_duration
from presscli.check.figures import may_be_year
from presscli.check.numbers import Number, NumberKind
from presscli.check.numerals import Strength
from presscli.check.units import CURRENCIES

_GROUPS = frozenset({10, 12, 100, 1000})
_GROUP_WORD = re.compile(
    r"dec(?!im|enni)|doz|tens|cent(?!es)|migl|hundreds|thousands", re.IGNORECASE
)
_LEAST_ORDINAL = 3
"""``primo`` and ``secondo`` are also "former", "according to", "prime"."""
_SURELY_TWO = frozenset(("seconda", "entrambi", "entrambe", "ambedue"))
_SMALL_COUNTS = range(2, 13)
_LOOK_AHEAD = 8
"""How many equal numbers are compared for the one that fits best."""


@dataclass(frozen=True, slots=True)
class Match:
    """What was found on both sides and what was not.

    ``missing`` numbers of the source have no counterpart, ``invented`` ones of
    the target neither. ``fewer`` and ``more`` have their value on the other
    side, but there not as often. ``pairs`` hold equal values, source first.
    """

    pairs: tuple[tuple[Number, Number], ...]
    missing: tuple[Number, ...]
    invented: tuple[Number, ...]
    fewer: tuple[Number, ...] = ()
    more: tuple[Number, ...] = ()


_NO_NUMBERS = Match((), (), ())


def match_numbers(source: Sequence[Number], target: Sequence[Number]) -> Match:
    """Pair equal numbers one to one, the surest readings first."""
    if not (source or target):
        return _NO_NUMBERS
    pairs: list[tuple[Number, Number]] = []
    free = {id(n): n for n in target}
    by_key: dict[str, list[Number]] = {}
    for n in reversed(target):
        for key in n.keys:
            by_key.setdefault(key, []).append(n)
    left = []
    for first in source:
        candidates = [
            n
            for key in first.keys
            for n in _next_free(by_key.get(key, []), free)
            if not _is_chance(first, n)
        ]
        if not candidates:
            left.append(first)
            continue
        # Of several, one of the same kind and unit: "10" of a date, not of "10 %".
        best = max(
            candidates, key=lambda n: (n.kind is first.kind, *_unit_fit(first, n), n.strength)
        )
        pairs.append((first, best))
        del free[id(best)]
    right = list(free.values())
    left, right = _match_parts(left, right), _match_parts(right, left)
    missing, fewer = _split(left, target)
    invented, more = _split(right, source)
    return Match(tuple(pairs), missing, invented, fewer, more)


def _unit_fit(first: Number, second: Number) -> tuple[bool, bool]:
    """Whether both have the same unit, and whether both have one or neither: a cent is no "1"."""
    return first.unit == second.unit, bool(first.unit) == bool(second.unit)


def _is_chance(first: Number, second: Number) -> bool:
    """Whether a vague word only happens to have the value of a date: ``prima``, "1 October"."""
    dated = {first.kind, second.kind} & {NumberKind.DATE, NumberKind.TIME}
    vague = Strength.OPTIONAL in (first.strength, second.strength)
    return vague and bool(dated) and first.kind is not second.kind


def _next_free(numbers: list[Number], free: Mapping[int, Number]) -> Iterator[Number]:
    """The next few numbers of a reversed list that are not taken; those at its end are dropped."""
    while numbers and id(numbers[-1]) not in free:
        numbers.pop()
    return (n for n in reversed(numbers[-_LOOK_AHEAD:]) if id(n) in free)


def _split(
    numbers: Sequence[Number], others: Sequence[Number]
) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """Numbers whose value the other side lacks altogether, and those it has."""
    by_key: dict[str, list[Number]] = {}
    for other in others:
        for key in other.keys:
            by_key.setdefault(key, []).append(other)
    has = [any(not _is_chance(n, o) for k in n.keys for o in by_key.get(k, ())) for n in numbers]
    return (
        tuple(n for n, known in zip(numbers, has, strict=True) if not known),
        tuple(n for n, known in zip(numbers, has, strict=True) if known),
    )


def _match_parts(numbers: list[Number], others: list[Number]) -> list[Number]:
    """Numbers whose parts are not all among the others: ``81/2008`` may be "81 of 2008"."""
    keys = {key for n in others for key in n.keys}
    parts = {part for n in others for part in n.parts}
    return [
        n
        for n in numbers
        if not (n.parts and keys.issuperset(n.parts)) and not (parts and n.keys & parts)
    ]


def reportable(match: Match) -> tuple[list[Number], list[Number]]:
    """The missing and the invented numbers that are worth a finding.

    A number in figures must be found, and none put in. A small number in words may
    be lost in an idiom (``i due`` / ``both``) or said twice, unless another stands
    in its place on the other side: a model that loses ``cento fotografi da 22 Paesi``
    writes "22 photographers from 22 countries".
    """
    missing, invented = _firm(match.missing), _firm(match.invented)
    if not missing and invented:
        missing = [n for n in _firm(match.fewer) if n.strength is not Strength.HARD][:1]
        missing = missing or _swallowed(match, invented)
    elif not invented:
        # A figure said once too often has taken the place of another, an ordinal's even.
        repeated = [n for n in match.more if n.strength is Strength.HARD and may_not_repeat(n)]
        invented = repeated or (_firm(match.more)[:1] if missing else [])
        missing = missing or list(match.missing[: len(invented)])
    dropped = [n for n in match.fewer if _is_dropped(n) and n not in missing]
    if not (missing or invented):
        return (dropped, []) if dropped else _changed_words(match)
    missing = [*missing, *dropped]
    if not (missing and invented):
        missing = [n for n in missing if n.strength is Strength.HARD]
        invented = [n for n in invented if n.strength is Strength.HARD]
    return (missing, invented) if missing or invented else _changed_words(match)


def _swallowed(match: Match, invented: Sequence[Number]) -> list[Number]:
    """A number that seems kept by a vague word alone, while another stands in its place.

    ``due lenti`` / "five lenses ... both near and far", ``due`` / "four", "double".
    """
    words = any(n.strength is Strength.SOFT for n in invented)
    return [
        first
        for first, second in match.pairs
        if words and first.strength is Strength.SOFT and second.strength is Strength.OPTIONAL
    ][:1]


def _is_dropped(number: Number) -> bool:
    """Whether a figure is missed although the other side has the same once less.

    Days and years are said once for several dates: ``3 marzo 2021 e 5 marzo 2021``.
    """
    is_year = number.value is not None and may_be_year(number.value)
    return (
        number.strength is Strength.HARD
        and not (is_date(number) or (is_year and not number.unit))
        and may_not_repeat(number)
    )


def _changed_words(match: Match) -> tuple[list[Number], list[Number]]:
    """``la settima edizione`` / "the sixth edition": each may be lost, but not for the other.

    Nor may one of several: ``cinque italiani, cinque tedeschi`` / "four Italians, five Germans".
    """
    missing, invented = _telling(match.missing), _telling(match.invented)
    if not (missing and invented):
        missing = missing or [n for n in _telling(match.fewer) if may_not_repeat(n)]
        invented = invented or [n for n in _telling(match.more) if may_not_repeat(n)]
    if missing and invented:
        return missing[:1], invented[:1]
    return [], [n for n in _firm(match.invented) if _is_small_count(n)]


def _is_small_count(number: Number) -> bool:
    """Whether it is two to twelve in words: 3 of 1,750 human translations put one in."""
    return (
        number.strength is Strength.SOFT
        and number.kind is NumberKind.NUMBER
        and not number.unit
        and number.value in _SMALL_COUNTS
    )


def _telling(numbers: Sequence[Number]) -> list[Number]:
    """Numbers in words that another may not replace; "decine" and "dozens" bind no one."""
    return [
        n
        for n in numbers
        if n.value is not None
        and (
            n.strength is not Strength.OPTIONAL
            or n.value >= _LEAST_ORDINAL
            or n.text.lower() in _SURELY_TWO
        )
        and not (n.value in _GROUPS and _GROUP_WORD.match(n.text))
    ]


def may_not_repeat(number: Number) -> bool:
    """Whether a second mention is a sign of a mistake.

    Not so for names of months and weekdays, said for each of several days, nor
    for 1, which Italian has as an article (``un anno``, "one year"), but for "USD 1".
    """
    keys = [key for key in number.keys if not is_duration(key)]
    is_sum = number.text == "1" and number.unit in CURRENCIES
    return not any((key == "1" and not is_sum) or not key[:1].isdigit() for key in keys)


def _firm(numbers: Sequence[Number]) -> list[Number]:
    return [n for n in numbers if n.strength is not Strength.OPTIONAL]


def is_date(number: Number) -> bool:
    """Whether a difference is reported as one of dates and times."""
    return number.kind in (NumberKind.DATE, NumberKind.TIME)
