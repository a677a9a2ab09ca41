"""Mend what a model wrote in the wrong convention, where nothing can be misread.

Each repair needs the same thing in the source: figures with the same digits, the
same acronym, the same place, the same word. Nothing is added and nothing is left out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from presscli.check.ambiguous import in_english, is_ambiguous
from presscli.check.change_fixes import change_fixes
from presscli.check.coverage import find_residue, lexicon
from presscli.check.denials import ITALIAN_NON, NON
from presscli.check.figures import PHONE, Figure, find_figures, may_be_year
from presscli.check.links import blank, find_links
from presscli.check.names import opens_sentence
from presscli.check.scales import doubled_scales, scale_fixes
from presscli.check.senses import sense_fixes
from presscli.check.unit_fixes import per_fixes, unit_fixes
from presscli.glossary.patterns import put_all
from presscli.lexicon.places import exonym
from presscli.lexicon.terms import acronym
from presscli.lexicon.words import WORD

_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(r"\d\D\d")
_PHONE_DIGITS = 6
_WELL_FORMED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CAPITALISED = re.compile(r"(?<![\w@.-])[^\W\d_a-zàèéìòù][^\W\d_]+(?![\w@])")
_PLACE = re.compile(rf"{_CAPITALISED.pattern}(?:[ -]{_CAPITALISED.pattern})?")


def repair(source: str, target: str) -> str:
    """Rewrite figures, acronyms, places and words that were left in Italian form.

    Args:
        source: The Italian segment.
        target: Its translation by a model.

    Returns:
        The translation, with ``1.274`` as ``1,274``, ``Osce`` as ``OSCE``,
        ``Mosca`` as ``Moscow``, ``colloqui`` as "talks" and "binary 4" as "track 4"
        where the source has them; otherwise unchanged.
    """
    digits = _DIGIT.search(target) and _DIGIT.search(source)
    # Bare runs of digits mean the same in both languages.
    if digits and (_GROUPED.search(target) or _GROUPED.search(source)):
        for fixes in (_phone_fixes, _figure_fixes):
            target = apply_fixes(target, fixes(source, target))
    units = (unit_fixes, per_fixes)
    others = (_acronym_fixes, _place_fixes, _denial_fixes, _word_fixes)
    figured = (doubled_scales, scale_fixes, change_fixes) if digits else ()
    for fixes in (*figured, *units, *others):
        target = apply_fixes(target, fixes(source, target))
    return put_all(target, sense_fixes(source, target))


_Fix = tuple[int, int, str]


def apply_fixes(text: str, fixes: Iterable[_Fix]) -> str:
    """The text with each start and end replaced by what stands beside them; none overlap."""
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
    by_digits = _by_digits(source)
    for figure in find_figures(_opaque(target), language="en"):
        meant = by_digits.get(figure.digits, {})
        # Two source numbers with the same digits (1,25 and 12,5): no telling which.
        if len(meant) != 1:
            continue
        wanted = next(iter(meant.values()))
        english = in_english(wanted, source)
        if figure.text != english and not _reads_as(figure, wanted, source):
            yield figure.start, figure.end, english


@functools.lru_cache(maxsize=64)
def _by_digits(source: str) -> Mapping[str, Mapping[Decimal, Figure]]:
    """The figures of an Italian text by their digits, and by what they mean."""
    by_digits: dict[str, dict[Decimal, Figure]] = {}
    for figure in find_figures(_opaque(source), language="it"):
        if figure.value is not None:
            by_digits.setdefault(figure.digits, {}).setdefault(figure.value, figure)
    return by_digits


def _reads_as(figure: Figure, wanted: Figure, source: str) -> bool:
    """Whether an English reader takes the figure for the number that is meant."""
    if is_ambiguous(wanted, source):
        return False
    if not _WELL_FORMED.fullmatch(figure.text) or figure.value != wanted.value:
        return False
    is_year = wanted.text.isdecimal() and may_be_year(wanted.value or 0)
    return not is_year or figure.text == wanted.text


def _acronym_fixes(source: str, target: str) -> Iterator[_Fix]:
    foreign = _foreign_acronyms(source)
    for match in _CAPITALISED.finditer(target) if foreign else ():
        word = match[0]
        english = foreign.get(word)
        if english is None:
            continue
        # "Ai" and "Al" are also how a sentence begins.
        if len(word) > 2 or word.isupper():
            yield match.start(), match.end(), english


@functools.lru_cache(maxsize=64)
def _foreign_acronyms(source: str) -> Mapping[str, str]:
    """The acronyms of an Italian text that English has otherwise, with their English."""
    pairs = ((word, acronym(word)) for word in _CAPITALISED.findall(source))
    return {word: english for word, english in pairs if english and english != word}


def _place_fixes(source: str, target: str) -> Iterator[_Fix]:
    if not any(place in target for place in _places(source)):
        return
    for match in _PLACE.finditer(target):
        for place in (match[0], *re.split(r"[ -]", match[0])):
            english = exonym(place)
            if english is None or not re.search(rf"\b{re.escape(place)}\b", source):
                continue
            start = match.start() + match[0].index(place)
            if not _follows_first_name(target, start):
                yield start, start + len(place), english
                break


@functools.lru_cache(maxsize=64)
def _places(source: str) -> tuple[str, ...]:
    """Places of an Italian text, in one word or two, that English names otherwise."""
    words = re.findall(r"\w+", source)
    pairs = (f"{a}{join}{b}" for a, b in pairwise(words) for join in " -")
    return tuple(word for word in (*words, *pairs) if word[0].isupper() and exonym(word))


def _follows_first_name(text: str, start: int) -> bool:
    """Whether the word before is capitalised too: ``Gaetano Mosca`` is a person."""
    before = text[max(0, start - 40) : start].rstrip()
    word = re.search(r"[\w'’]+$", before)
    if word is None or not text[start - 1 : start].isspace() or not word[0][0].isupper():
        return False
    return not opens_sentence(before, word.start())


def _denial_fixes(source: str, target: str) -> Iterator[_Fix]:
    """``Non we can accept``, where a model left the denial standing, as "We cannot accept"."""
    found = ITALIAN_NON.finditer(target) if "on " in target and NON.search(source) else ()
    for match in found:
        if match["who"]:
            who = match["who"].capitalize() if match[0][0].isupper() else match["who"]
            join = "" if match["verb"] == "can" else " "
            yield match.start(), match.end(), f"{who} {match['verb']}{join}not"


def _word_fixes(source: str, target: str) -> Iterator[_Fix]:
    """Words left in Italian that have one meaning in a press release.

    The learnt lexicon is not used here: its first translation is right for most
    words, and for the others a wrong word would look like a translation.
    """
    left = set(find_residue(source, target))
    for match in WORD.finditer(target) if left else ():
        english = lexicon().press.get(match[0].lower(), "") if match[0] in left else ""
        if english:
            first = opens_sentence(target, match.start())
            cased = english[0].upper() + english[1:] if first else english
            yield match.start(), match.end(), cased
