"""Quotations and titles in quotation marks, and whether their marks came through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscli.document import Finding, Severity

_QUOTED = re.compile(
    r"«[^«»]*(?:»|$)|“[^“”]*(?:”|$)|„[^„“”]*(?:[“”]|$)|(?<!\d)\"[^\"]*(?:\"|$)"
    r"|(?<!\w)‘[^‘’]{2,}’(?!\w)|(?<![\w'])'(?=[\w¿¡])[^']{2,}[^\s']'(?!\w)"
    r"|(?<!\w)``[^`]+?(?:''|$)|(?<!\w)`[^`']{2,}'(?!\w)|<<[^<>]*(?:>>|$)"
    r"|^[^«»]*»|^[^“”„]*”"
)
"""Either mark may stand in another segment."""
_MARK = re.compile(r"[«»“”„\"‘'`<]")


def find_quotes(text: str) -> list[tuple[int, int]]:
    """Spans of what stands in quotation marks, with the marks; nested ones are part of theirs."""
    if not _MARK.search(text):
        return []
    return [match.span() for match in _QUOTED.finditer(text) if re.search(r"\w", match[0])]


def check_quotes(source: str, target: str, *, index: int = -1) -> Iterator[Finding]:
    """A warning for each quotation of the source that has lost its marks.

    What is quoted may be translated or, as a title, kept as it is: only the
    marks are compared.
    """
    wanted = find_quotes(source)
    lost = len(wanted) - len(find_quotes(target)) if wanted else 0
    if lost <= 0 or not target.strip():
        return
    # One that can be seen in the translation without its marks is the likeliest.
    bare = [span for span in wanted if _inner(source, span) in target]
    start, end = (bare or wanted)[-1]
    value = source[start:end]
    shown = value if len(value) <= 40 else f"{value[:39]}…"
    what = "a quotation has" if lost == 1 else f"{lost} quotations have"
    yield Finding(
        "W-QUOTE",
        Severity.WARNING,
        f"{what} lost the quotation marks in the translation ({shown})",
        index,
        source_value=value,
        source_span=(start, end),
    )


def _inner(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]].strip("«»“”„\"‘’'`<> ")
