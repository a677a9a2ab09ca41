"""Fractions in words: ``due terzi``, "two-thirds", ``un quarto``, "a quarter"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from presscli.check.numerals import Strength
from presscli.check.tokens import Token, key_of

_GAP = re.compile(r"[ \u00a0-]")
_ONE = frozenset({"un", "a", "an", "one", "another"})
_SINGULAR = {
    "it": re.compile(r"(?:terz|quart|quint|sest|settim|ottav|non|decim|(?!cent)\w+esim)o"),
    "en": re.compile(r"third|quarter|(?:four|fif|six|seven|eigh|nin|ten|\w+e)th"),
}
_PLURAL = {
    "it": re.compile(r"(?:terz|quart|quint|sest|settim|ottav|non|decim|(?!cent)\w+esim)i"),
    "en": re.compile(r"thirds|quarters|(?:four|fif|six|seven|eigh|nin|ten|\w+e)ths"),
}
_OF = re.compile(
    r"\s(?:di|d['’]|del|dello|della|dell['’]|dei|degli|delle|circa|of)(?:\b|(?<=['’]))"
)
_NO_FRACTION = re.compile(r"[\s-](?:di\s+finale|of\s+the\s+year|finals?\b)")
"""``due quarti di finale`` are two matches."""


def join_fractions(tokens: Sequence[Token], text: str, language: str) -> list[Token]:
    """Numerator and denominator as one token, of the key ``2/3``.

    Args:
        tokens: Tokens in reading order.
        text: The text they were found in.
        language: ``it`` or ``en``.
    """
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        fraction = (
            _fraction(tokens[at], tokens[at + 1], text, language) if at + 1 < len(tokens) else None
        )
        joined.append(fraction or tokens[at])
        at += 2 if fraction else 1
    return joined


def _fraction(first: Token, second: Token, text: str, language: str) -> Token | None:
    over, under = first.value, second.value
    if over is None or under is None or not (first.word and second.word) or over >= under:
        return None
    if under < 3 or over != over.to_integral_value() or first.scale:
        return None
    gap = _GAP.fullmatch(text[first.end : second.start])
    if not gap or _NO_FRACTION.match(text, second.end):
        return None
    numerator, denominator = (
        text[first.start : first.end].lower(),
        text[second.start : second.end].lower(),
    )
    one = numerator in _ONE
    pattern = _SINGULAR if one else _PLURAL
    if not pattern[language].fullmatch(denominator):
        return None
    keys = {f"{over:f}/{under:f}"}
    if 100 % under == 0:
        keys.add(key_of(100 * over / under))  # "un quarto" is also "25 %".
    vague = one and numerator != "one" and not _OF.match(text, second.end)
    if one:
        # "un terzo uomo" is "a third man", and "the third man" at that.
        keys |= {key_of(under), *second.keys}
    return replace(
        first,
        end=second.end,
        value=None,
        strength=Strength.OPTIONAL if vague else Strength.SOFT,
        keys=frozenset(keys),
        parts=() if one else (key_of(over), key_of(under)),
        opaque=True,
    )


_AND = {"it": re.compile(r"[ '’][^\W\d_]+ e "), "en": re.compile(r" [^\W\d_]+ and (?:a )?")}
_HALVES = frozenset({"mezzo", "mezza", "half"})


def join_halves(tokens: Sequence[Token], text: str, language: str) -> list[Token]:
    """``due anni e mezzo`` and "two years and a half" as 2.5, at the place of the number.

    Args:
        tokens: Tokens in reading order.
        text: The text they were found in.
        language: ``it`` or ``en``.
    """
    joined: list[Token] = []
    for at, token in enumerate(tokens):
        is_half = text[token.start : token.end].lower() in _HALVES
        before = joined[-1] if joined else None
        if is_half and before and text[before.start : before.end].lower() == "a":
            before = joined[-2] if len(joined) > 1 else None
        scaled = at + 1 < len(tokens) and tokens[at + 1].scale
        if not (is_half and before and _takes_half(before, token, text, language)) or scaled:
            joined.append(token)
            continue
        del joined[joined.index(before) :]
        joined.append(_with_half(before))
    return joined


def _takes_half(before: Token, half: Token, text: str, language: str) -> bool:
    if before.value is None or before.opaque or before.value != before.value.to_integral_value():
        return False
    return bool(_AND[language].fullmatch(text[before.end : half.start]))


def _with_half(token: Token) -> Token:
    value = (token.value or 0) + HALF
    strength = max(token.strength, Strength.SOFT)
    return replace(
        token, value=value, strength=strength, keys=frozenset({key_of(value - HALF)}), ends=True
    )


HALF = Decimal("0.5")
