"""Put the words of one number together: ``due milioni e mezzo``, ``half a million``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from presscli.check.fractions import HALF, join_fractions, join_halves
from presscli.check.numerals import Strength
from presscli.check.tokens import ARTICLES, Token

# "tra 25 e 55 miliardi", "due o tre milioni", "1.300-1.350 milioni"
_BEFORE_SCALED = re.compile(r"\s?(?:[-–/]|(?:e|ed|o|a|ai|and|or|to)(?=\s))\s?")
_AFTER_SCALED = re.compile(r"(?: (?:di )?euros?| di dollari| dollars)?,? (?:di cui|of which) ")
_GAP = re.compile(r"[ \u00a0-]?")
_GAP_OF = re.compile(r"[ \u00a0-]?(?:(?:di|of) )?")
_VAGUE = frozenset({"tens", "dozens", "decine", "dozzine", "scores"})
_GAP_AND = re.compile(r"[ \u00a0-]?(?:(?:e|ed|and)[ \u00a0-])?")


def join_phrases(tokens: Sequence[Token], text: str, language: str) -> list[Token]:
    """Join the tokens of each number; articles that count nothing are left out.

    Args:
        tokens: Tokens in reading order.
        text: The text they were found in.
        language: ``it`` or ``en``.
    """
    if not tokens:
        return []
    tokens = join_halves(join_fractions(tokens, text, language), text, language)
    joined: list[Token] = []
    scales: list[Decimal] = []
    at = 0
    while at < len(tokens):
        phrase = _Phrase(tokens, at, text, language)
        phrase.extend()
        at = phrase.next
        token = phrase.token()
        if phrase.first.ends or text[token.start : token.end].lower() not in ARTICLES:
            joined.append(token)
            scales.append(phrase.last_scale)
    return [_share_scale(joined, scales, k, text) for k in range(len(joined))]


def _share_scale(tokens: Sequence[Token], scales: Sequence[Decimal], at: int, text: str) -> Token:
    """The token, with a second reading where the scale of its neighbour may be its own."""
    token, shared = tokens[at], []
    if token.value is None or scales[at]:
        return token
    if at + 1 < len(tokens) and _BEFORE_SCALED.fullmatch(text[token.end : tokens[at + 1].start]):
        shared.append(scales[at + 1])
    if at and _AFTER_SCALED.fullmatch(text[tokens[at - 1].end : token.start]):
        shared.append(scales[at - 1])
    more = {f"{(token.value * scale).normalize():f}" for scale in shared if scale}
    return replace(token, keys=token.keys | more) if more else token


class _Phrase:
    """One number while it grows to the right.

    ``total`` is what was closed by a scale, ``current`` what the next scale
    would multiply: in "two million three hundred thousand" 2,000,000 and 300.
    """

    def __init__(self, tokens: Sequence[Token], at: int, text: str, language: str) -> None:
        self.tokens, self.at, self.text, self.language = tokens, at, text, language
        self.first = tokens[at]
        self.next = at + 1
        self.total = Decimal(0)
        self.last_scale = Decimal(0)
        self.current = self.first.value if self.first.value is not None else Decimal(0)
        self.keys = self.first.keys
        self.more_keys: frozenset[str] = frozenset()
        self.strength = self.first.strength
        if self.first.scale:
            # "milioni di persone", "hundreds": vague, nothing to hold anyone to.
            self.strength = Strength.OPTIONAL

    def extend(self) -> None:
        """Take in every following token that belongs to the number."""
        if self.first.opaque or self.first.ends:
            return
        while self._half() or self._scale() or self._addend():
            pass

    def token(self) -> Token:
        """The number so far, as one token."""
        value = None if self.first.value is None else self.total + self.current
        end = self.tokens[self.next - 1].end
        keys = self.keys if self.next == self.at + 1 else self.more_keys
        return replace(
            self.first, end=end, value=value, strength=self.strength, keys=keys, scale=False
        )

    def _peek(self, gap: re.Pattern[str], ahead: int = 0) -> Token | None:
        """The token ``ahead`` places on, if only ``gap`` lies before it."""
        at = self.next + ahead
        if at >= len(self.tokens) or self.tokens[at].opaque or self.tokens[at].ends:
            return None
        between = self.text[self.tokens[at - 1].end : self.tokens[at].start]
        return self.tokens[at] if gap.fullmatch(between) else None

    def _scale(self) -> bool:
        token = self._peek(_GAP_OF)
        if token is None or not token.scale or token.value is None:
            return False
        self.strength = self._scaled_strength(token)
        self.next += 1
        self.more_keys = frozenset()
        if token.value < 1000:
            self.current *= token.value
        else:
            # "mille miliardi" and "120 mila miliardi" multiply what is closed already.
            self.total = (self.current or self.total) * token.value + (
                self.total if self.current else 0
            )
            self.current = Decimal(0)
        self.last_scale = token.value
        return True

    def _scaled_strength(self, scale: Token) -> Strength:
        """``decine di migliaia`` holds no one to a number, a dozen may be ten."""
        first = self.text[self.first.start : self.first.end].lower()
        if self.first.scale or first in _VAGUE:
            return Strength.OPTIONAL
        group = self.text[scale.start : scale.end].lower()
        return Strength.SOFT if scale.value == 12 or group == "migliaio" else Strength.HARD

    def _half(self) -> bool:
        """``e mezzo``, ``and a half``, ``half a``."""
        token = self._peek(_GAP_AND)
        if token is None or token.value is None:
            return False
        word = self.text[token.start : token.end].lower()
        if (
            self.current == HALF
            and word in ARTICLES
            and (scale := self._peek(_GAP, 1))
            and scale.scale
        ):
            self.next += 1
            return True
        if word in ARTICLES and (half := self._peek(_GAP, 1)) and half.value == HALF:
            return self._add_half(2)
        if (
            token.value == HALF
            and " e " in self.text[self.tokens[self.next - 1].end - 1 : token.start + 1]
        ):
            return self._add_half(1)
        return False

    def _add_half(self, tokens: int) -> bool:
        if self.current == HALF:
            return False
        if self.current:
            # "due anni e mezzo" has its half too far off to be seen.
            self.more_keys = frozenset({f"{self.current:f}"})
            self.current += HALF
            self.strength = max(self.strength, Strength.SOFT)
        else:
            self.total += HALF * self.last_scale
        self.next += tokens
        return True

    def _addend(self) -> bool:
        """``two hundred and fifty``, ``2 milioni e 300 mila``."""
        token = self._peek(_GAP_AND)
        if token is None or token.scale or token.value is None or token.value == HALF:
            return False
        if self.current:
            fits = self.language == "en" and self._fits_english(token)
        else:
            fits = self._fits_after_scale(token)
        if fits:
            self.current += token.value
            self.strength = (
                max(self.strength, Strength.SOFT) if self.current < 100 else Strength.HARD
            )
            self.next += 1
        return fits

    def _fits_english(self, token: Token) -> bool:
        gap = self.text[self.tokens[self.next - 1].end : token.start]
        if not token.word or not self.first.word or token.value is None or token.value < 1:
            return False
        if self.last_scale and self.current % 100 == 0:
            return token.value < 100
        return (
            20 <= self.current < 100
            and self.current % 10 == 0
            and token.value < 10
            and "and" not in gap
        )

    def _fits_after_scale(self, token: Token) -> bool:
        """A smaller part follows a scale only if it has a scale itself, or says so in thousands."""
        if token.value is None or not self.last_scale or token.value >= self.last_scale:
            return False
        following = self._peek(_GAP, 1)
        scaled = (
            following is not None and following.scale and (following.value or 0) < self.last_scale
        )
        return scaled or token.value >= 1000
