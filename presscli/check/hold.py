"""What to put behind placeholders: the spans that a translation got wrong, and their English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presscli.check.acronyms import find_acronyms
from presscli.check.hold_numbers import numbers_to_hold
from presscli.check.links import find_links
from presscli.check.wording import PLAIN, Wording
from presscli.document import Finding
from presscli.glossary import Kind, Use
from presscli.glossary.terms import is_free
from presscli.lexicon.dates import find_dates
from presscli.lexicon.terms import ACRONYMS
from presscli.placeholders import Held


def hold(source: str, findings: Sequence[Finding], *, wording: Wording = PLAIN) -> tuple[Held, ...]:
    """Spans of a segment that a retry may hold, in order; none where none has plain English.

    Args:
        source: The Italian segment.
        findings: What is wrong with its translation.
        wording: What the glossary and the names ask for.
    """
    broken = {(f.code, f.source_span) for f in findings if f.source_span}
    held: list[Held] = []
    for candidate in _candidates(source, broken, wording):
        if is_free((candidate.start, candidate.end), [(h.start, h.end) for h in held]):
            held.append(candidate)
    return tuple(sorted(held, key=lambda h: h.start))


_OF_TERMS = ("W-GLOSSARY", "W-NAME")
_ARTICLE = re.compile(
    r"\b(?:il|lo|la|(?:d|n|a|da|su)?e?l(?:lo|la)?|al|dal|col) \Z|l['’]\Z", re.IGNORECASE
)


def _candidates(
    source: str, broken: set[tuple[str, tuple[int, int]]], wording: Wording
) -> Iterator[Held]:
    uses = wording.find(source)
    lacking = [u for u in uses if broken & {(c, (u.start, u.end)) for c in _OF_TERMS}]
    for use in uses:
        # The terms that were right are held too: a retry could lose them again.
        if use in lacking or (lacking and use.term.kind is Kind.GLOSSARY):
            yield Held(use.start, use.end, use.english, needs_article=_needs_article(use, source))
    for link in find_links(source):
        if ("W-URL", link.span) in broken:
            yield Held(*link.span, link.text)
    for date in find_dates(source):
        if _breaks("W-DATE", (date.start, date.end), broken):
            yield Held(date.start, date.end, date.english)
    for acronym in find_acronyms(source, language="it"):
        if ("W-ACRONYM", acronym.span) in broken:
            yield Held(*acronym.span, ACRONYMS.get(acronym.letters, acronym.text))
    if any(code == "W-NUMBER" for code, _ in broken):
        for number in numbers_to_hold(source):
            if _breaks("W-NUMBER", (number.start, number.end), broken):
                yield number


def _needs_article(use: Use, source: str) -> bool:
    """Whether English says "the" of it: a name made of words, with a singular article in Italian.

    Models leave the article of a placeholder out, since most names have none.
    """
    is_title = use.english[:1].isupper() and " " in use.english and not use.term.keep
    return is_title and bool(_ARTICLE.search(source[: use.start]))


def _breaks(code: str, span: tuple[int, int], broken: set[tuple[str, tuple[int, int]]]) -> bool:
    """Whether a finding of that code is about a span or a part of it."""
    return any(c == code and span[0] < end and start < span[1] for c, (start, end) in broken)
