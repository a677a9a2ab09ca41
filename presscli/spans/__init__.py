"""Bold, italic and links of a source around its English: where they belong, or nowhere.

A model says nothing of where a phrase went. A span of a document's markup is placed
where that is plain, and dropped where it is not:

1. it covers a whole paragraph, segment or dateline: so it does in English;
2. its words stand in the translation as they are, once (names, addresses), or it is an
   amount (``120 milioni di euro``) that stands there once, however it is written;
3. its words, translated by themselves in the same batch, stand in the translation once:
   as they are, or all of them and no others in another order (``the plant's crisis``,
   ``the crisis of the plant``).

Its words must occur once in the source segment too, its numbers agree, its place be
about as far into the sentence, and no other span lay claim to the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from presscli.document import Paragraph, TranslatedParagraph
from presscli.markup import Span, nested
from presscli.spans.numbers import amount, same_numbers
from presscli.spans.pieces import Piece, Stretch, covers, piece_of, stretches_of, whole
from presscli.spans.words import candidates, occurrences, says_something, window
from presscli.translate import is_verbatim

__all__ = ["phrases_of", "place_spans"]

_MOST_DRIFT = 0.6
"""How much farther into its segment the English of a span may stand than its source, as a
share of the segment: languages reorder within a clause, hardly from one end to the other."""
_MOST_GROWTH = 0.35
"""How much larger or smaller a share of its segment the English may be."""
_MOST_PHRASE_CHARS = 300


def phrases_of(paragraph: Paragraph, segments: Iterable[tuple[str, str, bool]]) -> tuple[str, ...]:
    """What of a paragraph's spans has to be translated by itself, so that they can be placed.

    Args:
        paragraph: A paragraph of a document.
        segments: Source and separator of each planned segment, and whether a model
            translates it as it stands.
    """
    spans = paragraph.block.spans if paragraph.block else ()
    if not spans:
        return ()
    known = list(segments)
    at = len(paragraph.text) - sum(len(source) + len(separator) for source, separator, _ in known)
    wanted = []
    for source, separator, modelled in known:
        stretch = Stretch(source, "", at, 0)
        pieces = [piece_of(span, stretch) for span in spans] if modelled else []
        wanted += [p.text for p in pieces if p and not covers(p) and _is_phrase(p.text)]
        at += len(source) + len(separator)
    return tuple(dict.fromkeys(wanted))


def place_spans(
    paragraph: TranslatedParagraph, translations: Mapping[str, str]
) -> tuple[Span, ...]:
    """The spans of a paragraph's source that have a place in its English.

    Args:
        paragraph: A paragraph of a document, translated.
        translations: English by source, of what :func:`phrases_of` asked for.

    Returns:
        Spans of ``paragraph.text`` that do not cross, in order.
    """
    block = paragraph.source.block
    if block is None or not block.spans:
        return ()
    stretches = stretches_of(paragraph)
    pieces = [p for span in block.spans for s in stretches if (p := piece_of(span, s))]
    placed = [replace(p, placed=_place(p, translations)) for p in pieces]
    sure = [p for p in placed if p.placed and not _is_contested(p, placed)]
    return nested(_joined(sure, paragraph.text))


def _is_phrase(text: str) -> bool:
    """Whether a text has something for a model."""
    return len(text) <= _MOST_PHRASE_CHARS and not is_verbatim(text)


def _place(piece: Piece, translations: Mapping[str, str]) -> tuple[int, int] | None:
    if piece.stretch.source == piece.stretch.target:
        return piece.start, piece.end
    if covers(piece):
        return whole(piece)
    if len(occurrences(piece.text, piece.stretch.source)) != 1:
        return None
    return amount(piece) or _by_words(piece, translations)


def _by_words(piece: Piece, translations: Mapping[str, str]) -> tuple[int, int] | None:
    """Where the words of a span stand, themselves or translated."""
    target = piece.stretch.target
    for english in candidates(piece.text, piece.start == 0, translations):
        found = occurrences(english, target)
        if len(found) == 1 and _agrees(piece, found[0]):
            return found[0]
        if found:
            return None
    turned = window(translations.get(piece.text, ""), target)
    return turned if turned and _agrees(piece, turned) else None


def _agrees(piece: Piece, found: tuple[int, int]) -> bool:
    """Whether what was found can be the English of a span: numbers, substance, size, place."""
    source, target = piece.stretch.source, piece.stretch.target
    english = target[slice(*found)]
    if not same_numbers(piece.text, english) or not says_something(english):
        return False
    share = (piece.end - piece.start) / len(source)
    growth = (found[1] - found[0]) / len(target) - share
    drift = sum(found) / 2 / len(target) - (piece.start + piece.end) / 2 / len(source)
    return abs(growth) <= _MOST_GROWTH and abs(drift) <= _MOST_DRIFT


def _is_contested(piece: Piece, others: Sequence[Piece]) -> bool:
    """Whether a piece of another place in the source was found in the same place."""
    return any(
        other.placed
        and not _overlap(piece.at_source, other.at_source)
        and _overlap(piece.at_target, other.at_target)
        for other in others
    )


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _joined(pieces: Sequence[Piece], text: str) -> list[Span]:
    """Spans again: pieces of one that follow each other with nothing but space between."""
    spans: list[tuple[Span, Span]] = []
    for piece in pieces:
        start, end = piece.at_target
        source, last = spans[-1] if spans else (None, None)
        if source is piece.span and last and not text[last.end : start].strip():
            spans[-1] = (piece.span, replace(last, end=end))
        else:
            spans.append((piece.span, replace(piece.span, start=start, end=end)))
    return [span for _, span in spans]
