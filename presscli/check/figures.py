"""Numbers written in figures, in the Italian and the English convention.

``1.250,50`` is Italian and ``1,250.50`` English for the same number; ``1.274``
is 1274 in the one and a decimal in the other, so the language must be known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SPACE = "[ \u00a0\u2009\u202f]"
# The look-behinds keep figures out of codes (A320) and of the middle of a number;
# the second figure of "36x24" is one all the same.
_START = r"(?:(?<!\w)|(?<=\d[x×]))(?<!\d[.,'’])"
FIGURE = re.compile(
    rf"{_START}\d{{1,3}}(?:{_SPACE}\d{{3}})+(?![\d])(?:[.,]\d{{1,2}}(?!\d))?"
    rf"|{_START}\d+(?:[.,'’]\d+)*"
)
PHONE = re.compile(
    # Seven digits at least; possessive, so that a long run of them is read once.
    r"(?<![\w.,])(?=(?:[^\w\s]?[ ./-]?\(?\d){7})"
    r"(?:\+\d{1,3}|00\d{2}|\(?0\d{1,4}\)?(?=[ ./-]\d))(?:[ ./-]?\(?\d{2,}+\)?)++(?!\w)"
    r"|(?<![\w.,])0\d{8,10}(?!\w)"
    r"|(?<![\w.,])(?:80\d|89\d|3[2-9]\d)[ /-]\d{3}[ /-]?\d{3,4}(?![\w,.]\d|\w)"
)
"""International numbers, and Italian ones: with their leading zero, toll-free, mobile."""
_GROUPED = {
    "it": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
    "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
}
_DECIMAL = {"it": ",", "en": "."}
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Figure:
    """Figures at ``text[start:end]``; ``value`` is None for ``1.2.3`` and the like."""

    text: str
    start: int
    end: int
    value: Decimal | None

    @property
    def digits(self) -> str:
        """The digits alone: what stays the same whatever the convention."""
        return re.sub(r"\D", "", self.text)


def find_figures(text: str, *, language: str) -> list[Figure]:
    """Every run of figures, read in the convention of ``language`` (``it`` or ``en``)."""
    return [
        Figure(match[0], match.start(), match.end(), read_figure(match[0], language))
        for match in FIGURE.finditer(text)
    ]


def read_figure(text: str, language: str) -> Decimal | None:
    """The value of figures in a language's convention.

    The other language's decimal sign is read where it can be nothing else
    (``2.0`` in Italian), its grouping only where it groups more than once. None where
    it is no number, or could be two: ``5,000,000.000``.

    Args:
        text: Figures as :data:`FIGURE` finds them.
        language: ``it`` or ``en``.
    """
    bare = re.sub(r"[ \u00a0\u2009\u202f'’](?=\d{3})", "", text)
    if bare.isdecimal():
        return Decimal(bare)
    point = _DECIMAL[language]
    group = "." if point == "," else ","
    if _GROUPED[language].fullmatch(bare):
        value = Decimal(bare.replace(group, "").replace(point, "."))
        # 5,000,000.000: five million, or a group too many.
        return None if bare.endswith(f"{point}000") else value
    if re.fullmatch(rf"\d+{re.escape(point)}\d+", bare):
        return Decimal(bare.replace(point, "."))
    other = "it" if language == "en" else "en"
    if re.fullmatch(rf"\d+{re.escape(group)}\d+", bare):
        return Decimal(bare.replace(group, "."))
    if _GROUPED[other].fullmatch(bare):
        return Decimal(bare.replace(point, "").replace(group, "."))
    return None


def may_be_year(value: Decimal | int) -> bool:
    """Whether a number may be a year of our time, which is written without grouping."""
    return _FIRST_YEAR <= value <= _LAST_YEAR


def write_english(figure: Figure) -> str:
    """The figures in English convention: ``1.250,50`` as ``1,250.50``; decimals as they were.

    Whole numbers keep the grouping that the source gave them or did not give
    them, since ``2021`` may be a year.
    """
    if figure.value is None:
        return figure.text
    if figure.text.isdecimal():
        return figure.text
    return f"{figure.value:,f}"
