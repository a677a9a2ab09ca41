"""Check a translation that was made elsewhere: by a person, or by another engine.

    read, read -> parse, parse -> align -> check

Both sides are cut into units (paragraphs, or lines with ``lines``), the units
aligned, their sentences aligned in turn, and each group of sentences checked as
:mod:`presscli.pipeline` checks a segment of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from presscli.check import PLAIN, Wording, align, check_segment
from presscli.document import (
    ComparedUnit,
    Comparison,
    Finding,
    Severity,
    SourceText,
)
from presscli.errors import InputError, LanguageError
from presscli.glossary import Glossary, find_surnames
from presscli.languages import body_text
from presscli.parse import parse, parse_source
from presscli.render.text import strip_credit
from presscli.segment import segment

SOURCE_LANGUAGE = "it"
NO_TERMS = Glossary()
_SAYS_NOTHING = re.compile(r"[\W_]*")
_SHOWN_CHARS = 60


def compare_releases(
    source: SourceText, target: SourceText, glossary: Glossary = NO_TERMS
) -> Comparison:
    """Check a release, or any text, against its Italian source, paragraph by paragraph.

    What presscli adds to a translation as text (marks, summary, credit) is left out.

    Args:
        source: The Italian text.
        target: Its English translation.
        glossary: Terms that it must have.
    """
    it = _paragraphs(source)
    wording = Wording(glossary, find_surnames(it))
    en = _paragraphs(_without_credit(target))
    units = []
    for index, bead in enumerate(align(it, en)):
        first, second = _join(it[slice(*bead.source)]), _join(en[slice(*bead.target)])
        numbers = (
            bead.source[0] + 1 if first else 0,
            bead.target[0] + 1 if second else 0,
        )
        units.append(_compare_unit(first, second, index, numbers, wording))
    return Comparison(source, target, lines=False, units=tuple(units))


def compare_lines(
    source: SourceText, target: SourceText, glossary: Glossary = NO_TERMS
) -> Comparison:
    """Check a text whose line n is the translation of line n of its Italian source.

    Args:
        source: The Italian lines.
        target: Their English translations.
        glossary: Terms that they must have.

    Raises:
        InputError: The numbers of lines differ.
    """
    it, en = (text.text.removesuffix("\n").split("\n") for text in (source, target))
    if len(it) != len(en):
        raise InputError(
            target.name,
            f"{len(en)} lines, but {source.name} has {len(it)}",
            "With --lines, line n translates line n. Without it paragraphs are aligned",
        )
    wording = Wording(glossary)
    units = [
        _compare_unit(first, second, index, (index + 1, index + 1), wording)
        for index, (first, second) in enumerate(zip(it, en, strict=True))
    ]
    return Comparison(source, target, lines=True, units=tuple(units))


def require_italian(source: SourceText) -> None:
    """Refuse a source that is certainly in another language: its findings would mean nothing.

    Raises:
        LanguageError: It is.
    """
    from presscli.detect import detect  # loads langdetect

    found = detect(body_text(parse_source(source)))
    if found.certain and found.language != SOURCE_LANGUAGE:
        raise LanguageError(
            source.name,
            f"language '{found.language}' (confidence {found.confidence:.2f}), not Italian",
            "SOURCE is the Italian text, TARGET its English translation. "
            "If the guess is wrong: --from it",
        )


def _without_credit(target: SourceText) -> SourceText:
    """A translation without what presscli adds as text; a document is as its blocks are."""
    return target if target.blocks else replace(target, text=strip_credit(target.text))


def _paragraphs(text: SourceText) -> list[str]:
    """The texts of its paragraphs; empty cells, and a title that is not in the text, are none."""
    return [p.text for p in parse(text.text, blocks=text.blocks).paragraphs if p.text]


def _join(paragraphs: Sequence[str]) -> str:
    return "\n".join(paragraphs)


def _compare_unit(
    source: str, target: str, index: int, numbers: tuple[int, int], wording: Wording
) -> ComparedUnit:
    findings = tuple(check_passage(source, target, index=index, wording=wording))
    return ComparedUnit(index, numbers[0], numbers[1], source, target, findings)


def check_passage(
    source: str, target: str, *, index: int = -1, wording: Wording = PLAIN
) -> Iterator[Finding]:
    """Check a text of one or more sentences against its translation.

    Args:
        source: The Italian text: a line, a paragraph.
        target: Its translation; either may be empty.
        index: The passage's number, for the findings.
        wording: The glossary and the names that it is held to.

    Returns:
        What :func:`presscli.check.check_segment` finds in each group of sentences, and
        the sentences that have no counterpart; spans are offsets within ``source`` and
        ``target``.
    """
    first, second = _sentences(source), _sentences(target)
    if not (_says(source) and _says(target)):
        yield from _alone(source, target, (0, len(source)), (0, len(target)), index)
        return
    for bead in align([source[a:b] for a, b in first], [target[a:b] for a, b in second]):
        (a, b), (c, d) = _extent(first, bead.source), _extent(second, bead.target)
        if a == b or c == d:
            yield from _alone(source, target, (a, b), (c, d), index)
            continue
        for finding in check_segment(source[a:b], target[c:d], index=index, wording=wording):
            yield replace(
                finding,
                source_span=_shift(finding.source_span, a),
                target_span=_shift(finding.target_span, c),
            )


def _says(text: str) -> bool:
    return not _SAYS_NOTHING.fullmatch(text)


def _sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences that have a letter or figure."""
    spans, at = [], 0
    for piece in segment(text):
        end = at + len(piece.text)
        if _says(piece.text):
            spans.append((at, end))
        at = end + len(piece.separator)
    return spans


def _extent(spans: Sequence[tuple[int, int]], units: tuple[int, int]) -> tuple[int, int]:
    """From the first to the last of the units; empty where there are none."""
    chosen = spans[slice(*units)]
    return (chosen[0][0], chosen[-1][1]) if chosen else (0, 0)


def _shift(span: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return (span[0] + by, span[1] + by) if span else None


def _alone(
    source: str, target: str, at: tuple[int, int], to: tuple[int, int], index: int
) -> Iterator[Finding]:
    """The finding for text that only one side has; none where it says nothing."""
    missing, added = source[slice(*at)], target[slice(*to)]
    if _says(missing) and not _says(added):
        yield Finding(
            "W-MISSING",
            Severity.ERROR,
            f"not in the translation: '{_shorten(missing)}'",
            index,
            source_value=missing,
            source_span=at,
        )
    elif _says(added) and not _says(missing):
        yield Finding(
            "W-ADDED",
            Severity.WARNING,
            f"not in the source: '{_shorten(added)}'",
            index,
            target_value=added,
            target_span=to,
        )


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN_CHARS else flat[:_SHOWN_CHARS].rsplit(" ", 1)[0] + " ..."
