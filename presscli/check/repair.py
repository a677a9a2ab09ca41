"""Mend what a model wrote in the wrong convention, where nothing can be misread.

Each repair needs the same thing in the source: figures with the same digits, the
same acronym, the same place, the same word. Nothing is added and nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from presscli.check.coverage import find_residue, lexicon
from presscli.check.figures import PHONE, Figure, find_figures, write_english
from presscli.check.links import blank, find_links
from presscli.check.names import opens_sentence
from presscli.lexicon.places import exonym
from presscli.lexicon.terms import acronym

_WORD = re.compile(r"[^\W\d_]+")
_PHONE_DIGITS = 6
_WELL_FORMED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_YEARS = (Decimal(1900), Decimal(2099))
_CAPITALISED = re.compile(r"(?<![\w@.-])[^\W\d_a-zàèéìòù][^\W\d_]+(?![\w@])")
_PLACE = re.compile(rf"{_CAPITALISED.pattern}(?:[ -]{_CAPITALISED.pattern})?")


def repair(source: str, target: str) -> str:
    """Rewrite figures, acronyms, places and words that were left in Italian form.

    Args:
        source: The Italian segment.
        target: Its translation by a model.

    Returns:
        The translation, with ``1.274`` as ``1,274``, ``Osce`` as ``OSCE``,
        ``Mosca`` as ``Moscow`` and ``colloqui`` as "talks" where the source has
        them; otherwise unchanged.
    """
    for fixes in (_phone_fixes, _figure_fixes, _acronym_fixes, _place_fixes, _word_fixes):
        target = _apply(target, list(fixes(source, target)))
    return target


_Fix = tuple[int, int, str]


def _apply(text: str, fixes: list[_Fix]) -> str:
    for start, end, new in sorted(fixes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _opaque(text: str) -> str:
    """The text without what is never rewritten: links and phone numbers."""
    spans = [link.span for link in find_links(text)]
    return blank(text, [*spans, *(match.span() for match in PHONE.finditer(text))])


def _phone_fixes(source: str, target: str) -> Iterator[_Fix]:
    """Phone numbers whose digits a model kept and whose spaces it did not."""
    for number in {match[0] for match in PHONE.finditer(source)}:
        digits = re.findall(r"\d", number)
        if number in target or len(digits) < _PHONE_DIGITS:
            continue
        pattern = r"(?<![\d.,])\+?" + r"[ ./-]?".join(digits) + r"(?!\d)"
        for match in re.finditer(pattern, target):
            yield match.start(), match.end(), number


def _figure_fixes(source: str, target: str) -> Iterator[_Fix]:
    by_digits: dict[str, dict[Decimal, Figure]] = {}
    for figure in find_figures(_opaque(source), language="it"):
        if figure.value is not None:
            by_digits.setdefault(figure.digits, {}).setdefault(figure.value, figure)
    for figure in find_figures(_opaque(target), language="en"):
        meant = by_digits.get(figure.digits, {})
        # Two source numbers with the same digits (1,25 and 12,5): no telling which.
        if len(meant) != 1:
            continue
        wanted = next(iter(meant.values()))
        if not _reads_as(figure, wanted):
            yield figure.start, figure.end, write_english(wanted)


def _reads_as(figure: Figure, wanted: Figure) -> bool:
    """Whether an English reader takes the figure for the number that is meant."""
    if not _WELL_FORMED.fullmatch(figure.text) or figure.value != wanted.value:
        return False
    is_year = wanted.text.isdecimal() and _YEARS[0] <= (wanted.value or 0) <= _YEARS[1]
    return not is_year or figure.text == wanted.text


def _acronym_fixes(source: str, target: str) -> Iterator[_Fix]:
    known = {match[0] for match in _CAPITALISED.finditer(source)}
    for match in _CAPITALISED.finditer(target):
        word = match[0]
        english = acronym(word)
        if english is None or english == word or word not in known:
            continue
        # "Ai" and "Al" are also how a sentence begins.
        if len(word) > 2 or word.isupper():
            yield match.start(), match.end(), english


def _place_fixes(source: str, target: str) -> Iterator[_Fix]:
    for match in _PLACE.finditer(target):
        for place in (match[0], *re.split(r"[ -]", match[0])):
            english = exonym(place)
            if english is None or not re.search(rf"\b{re.escape(place)}\b", source):
                continue
            start = match.start() + match[0].index(place)
            if not _follows_first_name(target, start):
                yield start, start + len(place), english
                break


def _follows_first_name(text: str, start: int) -> bool:
    """Whether the word before is capitalised too: ``Gaetano Mosca`` is a person."""
    before = text[max(0, start - 40) : start].rstrip()
    word = re.search(r"[\w'’]+$", before)
    if word is None or not text[start - 1 : start].isspace() or not word[0][0].isupper():
        return False
    return not opens_sentence(before, word.start())


def _word_fixes(source: str, target: str) -> Iterator[_Fix]:
    """Words left in Italian that have one meaning in a press release.

    The learnt lexicon is not used here: its first translation is right for most
    words, and for the others a wrong word would look like a translation.
    """
    left = set(find_residue(source, target))
    for match in _WORD.finditer(target) if left else ():
        english = lexicon().press.get(match[0].lower(), "") if match[0] in left else ""
        if english:
            first = opens_sentence(target, match.start())
            cased = english[0].upper() + english[1:] if first else english
            yield match.start(), match.end(), cased
