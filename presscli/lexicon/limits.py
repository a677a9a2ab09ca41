"""Limits of figures in both languages: ``oltre 200``, "at least 200", ``200 circa``.

A limit is the set of all that its words may mean: ``quasi`` is below and near, ``poco
più di`` above and near. Several phrases before one figure are read together (``fino a
circa 200``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """Where the true figure lies beside the one that is named."""

    ABOVE = "above"
    BELOW = "below"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Limit:
    """The words at ``text[start:end]`` that limit a figure.

    ``is_firm`` is false where they may be no limit at all: ``ben 200``, "by 200".
    """

    start: int
    end: int
    bounds: frozenset[Bound]
    is_firm: bool = True


_Phrases = Sequence[tuple[str, str]]
_DI = r"\s+(?:d[aei]l?i?|degli|dell[aeo]|dell(?=['’]))"
_A = r"\s+(?:a[di]?|al|agli|all[aeo]|all(?=['’]))"
_MORE = r"more|greater|higher|larger|longer|older|bigger|better|further"
_LESS = r"less|fewer|lower|smaller|shorter|younger"
# a: above, b: below, n: near, ?: perhaps no limit at all. Of two that begin at one place
# the first is taken.
_BEFORE_IT: _Phrases = (
    ("b", rf"(?:non|mai|nulla)\s+(?:più{_DI}|oltre|superior[ei]{_A}|maggior[ei]{_DI})"),
    ("a", rf"non\s+(?:meno{_DI}|inferior[ei]{_A}|minor[ei]{_DI})"),
    ("an", rf"poco\s+(?:più{_DI}|oltre)"),
    ("bn", rf"poco\s+meno{_DI}"),
    ("n", r"più\s+o\s+meno"),
    ("a", rf"più{_DI}|(?:ben\s+)?oltre|superior[ei]{_A}"),
    ("b", rf"(?:in\s+)?meno{_DI}|inferior[ei]{_A}"),
    ("a?", rf"maggior[ei]{_DI}|(?:al\s+di\s+)?sopra(?:{_A}|{_DI})?"),
    ("b?", rf"minor[ei]{_DI}|(?:al\s+di\s+)?sotto(?:{_A}|{_DI})?"),
    ("a?", r"super(?:a|ano|are|ando|ava|avano|at[oaie]|erà|eranno|i|ino|ò|arono)|quota"),
    ("a", rf"(?:almeno|come\s+minimo|quantomeno)(?:{_DI}|{_A})?|(?:un\s+|al\s+)?minimo(?:{_DI})?"),
    ("b?", rf"(?:limite|tetto|numero)\s+massimo(?:{_DI})?"),
    ("b", rf"(?:un\s+|al\s+|il\s+)?massimo(?:{_DI})?|tutt['’]al\s+più|fino{_A}"),
    ("bn", rf"(?:quasi|pressoché)(?:{_DI}|{_A})?"),
    (
        "n",
        rf"(?:(?:all['’]in)?circa|indicativamente|pressappoco|approssimativamente)(?:{_DI}|{_A})?",
    ),
    ("n", r"grosso\s+modo|suppergiù"),
    ("n", rf"(?:in|at)torno{_A}"),
    ("bn?", rf"(?:vicin|prossim)[oaie]{_A}"),
    ("n?", r"su[il]?|sugli|sull[ae]|verso|qualcosa\s+come"),
    ("ab?", rf"ben|addirittura|minim[ae](?:{_DI})?|massim[aei](?:{_DI})?"),
    ("b?", rf"raggiung\w+|arriv\w+{_A}|tocca\w*"),
    ("b?", r"entro|in|nei|negli|nelle|nel\s+giro\s+di|nell['’]arco\s+di"),
)
_BEHIND_IT: _Phrases = (
    ("n", r"circa|all['’]incirca|o\s+quasi"),
    ("a", r"[eo]d?\s+(?:più|oltre|passa)(?!\s+(?:d|\d))|almeno|come\s+minimo"),
    ("b", r"al\s+massimo|o\s+meno"),
    ("ab?", r"minim[oaie]|massim[oaie]"),
)
_BEFORE_EN: _Phrases = (
    ("a", rf"(?:not?|nothing)\s+(?:(?:{_LESS})\s+than|below|under)"),
    ("b", rf"not?\s+(?:(?:{_MORE}|later)\s+than|over|exceed\w*)"),
    ("an", r"(?:just|slightly|a\s+little|little)\s+(?:over|above|more\s+than)"),
    ("bn", r"(?:just|slightly|a\s+little|little)\s+(?:under|below|less\s+than|fewer\s+than)"),
    ("n", r"more\s+or\s+less"),
    ("a", rf"(?:{_MORE})\s+than"),
    ("b", rf"(?:{_LESS})\s+than"),
    ("a", r"at\s+(?:the\s+(?:very\s+)?)?least|minimum(?:\s+of)?|upwards?\s+of|in\s+excess\s+of"),
    ("b", r"at\s+(?:the\s+(?:very\s+)?)?most|maximum(?:\s+of)?|up\s+to"),
    ("ab?", r"as\s+(?:many|much|high|long|far|few|little|low)\s+as"),
    ("bn", r"almost|nearly|close\s+to|approaching|virtually|not\s+quite"),
    ("n", r"approximately|roughly|circa|about|around|in\s+the\s+(?:region|order)\s+of"),
    ("n?", r"some|something\s+like|of\s+the\s+order\s+of"),
    ("a", r"over"),
    ("a?", r"above|beyond|exceed(?:s|ed|ing)?|top(?:s|ped|ping)?|surpass(?:es|ed|ing)?|past"),
    ("b", r"under"),
    ("b?", r"below|within|until|till|by|to"),
    ("ab?", r"minimal|maximal|barely|only|just"),
)
_BEHIND_EN: _Phrases = (
    (
        "a",
        r"(?:or|and)\s+(?:more|over|above|longer|older|higher|upwards?|greater)(?!\s+(?:than|[\d$€£]))"
        r"|at\s+least",
    ),
    (
        "b",
        r"(?:or|and)\s+(?:less|fewer|under|below|younger|lower|shorter)(?!\s+(?:than|[\d$€£]))"
        r"|at\s+(?:the\s+)?most",
    ),
    ("n", r"or\s+(?:so|thereabouts)"),
    ("an", r"odd"),
    ("ab?", r"minimum|maximum"),
)
_MEANT = {"a": Bound.ABOVE, "b": Bound.BELOW, "n": Bound.NEAR}
_GAP_IT = r"(?:il|lo|i|gli|le|la|una?|altr[ioae]|quota|euro?|ulteriori)\b|l['’]|un['’]|[€$£]|\s+"
_GAP_EN = r"(?:an?|another|other|further|additional|the\s+age\s+of|(?-i:US|[A-Z]{3}))\b|[€$£]|\s+"
_TO_BEHIND = re.compile(r"(?:\s?%|[\s-][^\W\d_][\w'’]*){0,3}[\s-]\(?")
"""Between a figure and the limit behind it: ``200 milioni di euro circa``."""
_PLUS = re.compile(r"\+(?!\s?\d)")


class _Words:
    """A pattern for all phrases of a table, and what each of them means."""

    def __init__(self, phrases: _Phrases) -> None:
        words = "|".join(f"({alternatives})" for _, alternatives in phrases)
        self._pattern = re.compile(rf"(?<![\w'’])(?:{words})(?!\w)", re.IGNORECASE)
        self._meanings = [
            (frozenset(_MEANT[m] for m in meaning.strip("?")), not meaning.endswith("?"))
            for meaning, _ in phrases
        ]

    def find(self, text: str) -> list[Limit]:
        """All that it says, in reading order."""
        return [
            Limit(*match.span(), *self._meanings[(match.lastindex or 1) - 1])
            for match in self._pattern.finditer(text)
        ]


_BEFORE = {"it": _Words(_BEFORE_IT), "en": _Words(_BEFORE_EN)}
_BEHIND = {"it": _Words(_BEHIND_IT), "en": _Words(_BEHIND_EN)}
_GAP = {
    language: re.compile(words, re.IGNORECASE)
    for language, words in {"it": _GAP_IT, "en": _GAP_EN}.items()
}
"""One piece of what may stand between a limit and its figure."""


def find_limits(
    text: str, figures: Sequence[tuple[int, int]], *, language: str
) -> dict[tuple[int, int], Limit]:
    """The limits of a text's figures, by the figure's span; none for most.

    Args:
        text: A segment.
        figures: Spans of figures in reading order.
        language: ``it`` or ``en``.
    """
    found: dict[tuple[int, int], Limit] = {}
    heads = {start: (start, end) for start, end in figures}
    for phrase in reversed(_BEFORE[language].find(text)):
        figure = _next_figure(text, phrase.end, heads, _GAP[language])
        if figure:
            heads[phrase.start] = figure
            found[figure] = _join(phrase, found.get(figure))
    for phrase in _BEHIND[language].find(text):
        if phrase.start not in heads:
            figure = next((f for f in reversed(figures) if f[1] < phrase.start), None)
            if figure and _TO_BEHIND.fullmatch(text, figure[1], phrase.start):
                found[figure] = _join(phrase, found.get(figure))
    for start, end in figures:
        if _PLUS.match(text, end):
            found[start, end] = Limit(end, end + 1, frozenset({Bound.ABOVE}))
    return found


def _next_figure(
    text: str, at: int, heads: Mapping[int, tuple[int, int]], gap: re.Pattern[str]
) -> tuple[int, int] | None:
    """The figure that a phrase ending at ``at`` leads to; its article may be a part of it."""
    while at not in heads and (piece := gap.match(text, at)):
        at = piece.end()
    return heads.get(at)


def _join(phrase: Limit, other: Limit | None) -> Limit:
    """Two limits of one figure; words that may be none say nothing beside words that are one."""
    if other is None or (phrase.is_firm and not other.is_firm):
        return phrase
    if other.is_firm and not phrase.is_firm:
        return other
    start, end = min(phrase.start, other.start), max(phrase.end, other.end)
    return Limit(start, end, phrase.bounds | other.bounds, phrase.is_firm)
