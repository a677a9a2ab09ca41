"""Acronyms and the set words of press furniture, Italian to English."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from presscli.lexicon.tables import load_names, load_pairs, load_rows

ACRONYMS: Mapping[str, str] = load_pairs("acronyms.tsv")
"""Italian acronyms in capitals -> English ones, those spelled alike included."""


# ###, -30-, "- fine -"; agencies' own codes: YHX-RED, 12-MAR-25 18:30 NNNN, Dmo 20250303T120000Z.
_END_MARK = re.compile(
    r"\W+|-\s*30\s*-|[A-Z]{2,4}[-/][A-Z]{2,4}|\d{1,2}-[A-Z]{3}-\d{2}\b.{0,20}\bNNNN"
    r"|[A-Z][a-z]{2} \d{8}T\d{6}Z"
)


class LabelKind(StrEnum):
    """What a label opens; the kinds are explained in ``data/labels.tsv``."""

    SOURCE = "source"
    COPYRIGHT = "copyright"
    CONTACT = "contact"
    DATUM = "datum"
    BOILERPLATE = "boilerplate"
    KEYWORDS = "keywords"
    CAPTION = "caption"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the head of a line: ``line == text + separator + rest``.

    ``english`` has the case style of ``text``. ``separator`` is the colon or
    dash, with its spaces; it is spaces alone, or empty, where there is none.
    """

    kind: LabelKind
    text: str
    english: str
    separator: str
    rest: str

    @property
    def marked(self) -> bool:
        """Whether a colon, a dash or the end of the line follows the label."""
        return bool(self.separator.strip()) or not self.rest


def acronym(text: str) -> str | None:
    """The English of an Italian acronym.

    Args:
        text: One word, in capitals (``ONU``) or as newspapers write it (``Onu``);
            a word that begins in lower case is no acronym (``usa``, "uses").

    Returns:
        ``UN``, or None where it is not a known acronym.
    """
    if not text[:1].isupper():
        return None
    return ACRONYMS.get(text.upper())


def is_agency(name: str) -> bool:
    """Whether a name is that of a known news agency or release wire, in any case."""
    agencies = load_names("agencies.tsv")
    return any(part.strip().casefold() in agencies for part in (name, *name.split("/")))


def is_end_mark(text: str) -> bool:
    """Whether a text is a mark that ends or parts a release, or an agency's code, and no words."""
    return bool(_END_MARK.fullmatch(text))


def split_label(line: str, *kinds: LabelKind) -> Label | None:
    """The longest known label that a line begins with.

    Args:
        line: One line without surrounding spaces.
        kinds: Only labels of these kinds; all kinds when none is given.
    """
    for kind in kinds or tuple(LabelKind):
        match = _label_pattern(kind).match(line)
        if match:
            english = match_case(match["label"], _english(kind)[_fold(match["label"])])
            return Label(kind, match["label"], english, match["separator"], line[match.end() :])
    return None


def translate_phrases(text: str) -> str:
    """A text with its known phrases (``Ufficio stampa``, ``cell.``) in English, the rest kept."""
    return _phrase_pattern().sub(
        lambda match: match_case(match[0], _phrases()[_fold(match[0])]), text
    )


def match_case(source: str, target: str) -> str:
    """``target`` with the capitals of ``source``: all, the first, or only its own."""
    if source.isupper() and len(source) > 2:
        return target.upper()
    return target[:1].upper() + target[1:] if source[:1].isupper() else target


@functools.cache
def _english(kind: LabelKind) -> Mapping[str, str]:
    return {_fold(row[1]): row[2] for row in load_rows("labels.tsv") if row[0] == kind}


@functools.cache
def _label_pattern(kind: LabelKind) -> re.Pattern[str]:
    names = "|".join(_spelling(name) for name in sorted(_english(kind), key=len, reverse=True))
    return re.compile(
        rf"(?P<label>{names})(?P<separator>\s*[:–—]+\s*|\s+-+\s+|\s*-\s*$|\s*)",
        re.IGNORECASE,
    )


@functools.cache
def _phrases() -> Mapping[str, str]:
    return {_fold(row[1]): row[2] for row in load_rows("labels.tsv") if row[0] == "phrase"}


@functools.cache
def _phrase_pattern() -> re.Pattern[str]:
    names = "|".join(_spelling(name) for name in sorted(_phrases(), key=len, reverse=True))
    return re.compile(rf"(?<![\w@.])(?:{names})", re.IGNORECASE)


def _spelling(name: str) -> str:
    """A pattern for a label: any spaces between its words, either apostrophe, whole words."""
    words = r"\s+".join(re.escape(word) for word in name.split()).replace("'", "['’]")
    return words + r"(?![\w@])" if name[-1].isalnum() else words


def _fold(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
