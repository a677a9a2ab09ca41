"""The names of a release as it writes them elsewhere, for the casing of what is in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscli.capitals import is_common
from presscli.casing import is_all_caps, truecase
from presscli.document import Paragraph, PressRelease
from presscli.glossary import find_surnames

_NAME = re.compile(r"(?<=[\w,;:] )[A-ZÀ-Ý][\w'’-]+")
"""A capitalised word that does not begin a sentence."""
_OPENER = re.compile(r"(?:^|[.!?…] )[«“\"]?([A-ZÀ-Ý][a-zà-ÿ]{2,})(?![\w'’])", re.MULTILINE)


def known_names(release: PressRelease) -> frozenset[str]:
    """Names that a release writes as such.

    They are the capitalised words within sentences of the running text, those at the head of a
    sentence that are no common words, the dateline's place, and the surnames of people that
    texts in capitals name in full. None are looked for where no text is in capitals.
    """
    running, capitals = list[str](), list[str]()
    for paragraph in release.paragraphs:
        text = body_of(paragraph)
        (capitals if is_all_caps(text) else running).append(text)
    if not capitals:
        return frozenset()
    names = {place for p in release.paragraphs for place in _dateline_place(p)}
    for text in running:
        names.update(_NAME.findall(text), _openers(text))
    people = find_surnames(truecase(text, names) for text in capitals)
    return frozenset(names | {term.source for term in people.terms})


def body_of(paragraph: Paragraph) -> str:
    """The paragraph's text without its dateline."""
    return paragraph.text[len(paragraph.dateline.raw) if paragraph.dateline else 0 :]


def _dateline_place(paragraph: Paragraph) -> Iterator[str]:
    """The dateline's place, as a name where it is in capitals."""
    place = paragraph.dateline.place if paragraph.dateline else ""
    if place:
        yield place.title() if place.isupper() else place


def _openers(text: str) -> Iterator[str]:
    for match in _OPENER.finditer(text):
        if not is_common(match[1].lower()):
            yield match[1]
