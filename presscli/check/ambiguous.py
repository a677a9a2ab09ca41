"""Figures of an Italian text that are two numbers: ``171,790`` is 171.79, or 171,790.

Agencies that copy from English leave its comma between thousands now and then. What cannot
be told apart is written as it stands, and said to be doubtful; it is never decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscli.check.figures import FIGURE, Figure, find_figures, write_english
from presscli.document import Finding, Severity

_EITHER = re.compile(r"[1-9]\d{0,2},\d{3}")
_SURE = re.compile(
    r"\s?(?:mila\b|mln\b|mld\b|milion|miliard|%|‰|per\s?(?:cento|mille)\b|punt[oi]\b)"
    r"|\s?(?:euro|€|cent\w*|dollari)\s?(?:a|al|per|/)\s?(?:l\b|litro|kwh|chilo\w*|metro\scubo|smc)",
    re.IGNORECASE,
)
"""What has decimals before it: ``1,618 miliardi``, ``1,859 euro al litro``."""
_FINE = re.compile(
    r"\s?(?:km|chilometri|kg|chili|chilogrammi|l|litri|m|metri|secondi)\b(?!\s(?:quad|cub))",
    re.IGNORECASE,
)
"""Units whose thousandths are units too: ``42,195 km``."""
_ITALIAN = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|0,\d+|\d+,\d{1,2}|\d+,\d{4,}")
"""Figures that are written the Italian way beyond doubt."""
_ITALIAN_DIGITS = 2
"""With as many before the comma, decimals to the thousandth are common."""


def is_ambiguous(figure: Figure, text: str) -> bool:
    """Whether figures of an Italian text are a whole number if the comma is English.

    Args:
        figure: Where they stand.
        text: The segment, which may tell: by a scale, a share or a price behind them, and
            for up to two digits before the comma by a unit of fine parts or by other
            figures that are Italian.
    """
    if not _EITHER.fullmatch(figure.text) or _SURE.match(text, figure.end):
        return False
    if figure.text.index(",") > _ITALIAN_DIGITS:
        return True
    if _FINE.match(text, figure.end) and not figure.text.endswith("0"):
        return False
    return not any(_ITALIAN.fullmatch(match[0]) for match in FIGURE.finditer(text))


def in_english(figure: Figure, text: str) -> str:
    """The figures of an Italian text in English convention, or as they stand if ambiguous."""
    return figure.text if is_ambiguous(figure, text) else write_english(figure)


def check_ambiguous(source: str, target: str, *, index: int = -1) -> Iterator[Finding]:
    """A warning for ambiguous figures that stand in the translation as they are.

    Args:
        source: The Italian segment.
        target: Its translation.
        index: The segment's number, for the findings.
    """
    if not _EITHER.search(source):
        return
    kept = {figure.text: figure for figure in find_figures(target, language="en")}
    for figure in find_figures(source, language="it"):
        if figure.text in kept and is_ambiguous(figure, source):
            other = kept[figure.text]
            yield Finding(
                "W-NUMBER",
                Severity.WARNING,
                f"'{figure.text}' may be {figure.value} (Italian comma) or {figure.digits}"
                " (English comma), and is left as it stands",
                index,
                source_value=figure.text,
                target_value=other.text,
                source_span=(figure.start, figure.end),
                target_span=(other.start, other.end),
            )
