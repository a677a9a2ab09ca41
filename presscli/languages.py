"""In which language a release is, as a whole and paragraph by paragraph."""

from __future__ import annotations

from presscli.detect import UNDETERMINED, detect, detect_paragraphs
from presscli.document import Detection, Paragraph, ParagraphKind, PressRelease
from presscli.errors import LanguageError
from presscli.markup import BlockKind
from presscli.plan import TARGET_LANGUAGE

_TELLING = {ParagraphKind.BODY, ParagraphKind.QUOTE}
"""Kinds of paragraphs that are evidence of a language, and matter for a summary."""

_RUNNING = {BlockKind.PARAGRAPH, BlockKind.ITEM}
_SHORT_ITEM_WORDS = 8
"""A list item of fewer words is in the document's language: too little to go by."""
_STOPS = (".", "!", "?", ".»", ".”", '."', ".)")


def is_running_text(paragraph: Paragraph) -> bool:
    """Whether a paragraph tells what the release says, in sentences.

    Of a document that is neither a cell nor a note, and no block quotation: in a mail
    that is what somebody else wrote. A list item is running text where it is a sentence.
    """
    if paragraph.kind not in _TELLING:
        return False
    if paragraph.block is None:
        return True
    if paragraph.block.kind is BlockKind.ITEM:
        return paragraph.text[:1].isupper() and paragraph.text.endswith(_STOPS)
    return paragraph.block.kind in _RUNNING


def body_text(release: PressRelease) -> str:
    """The running text, which tells a language best; all of the text if there is none."""
    telling = [p.text for p in release.paragraphs if is_running_text(p)]
    return "\n\n".join(telling or [p.text for p in release.paragraphs if p.text])


def detect_language(
    release: PressRelease, name: str, supported: frozenset[str], given: str = ""
) -> Detection:
    """Detect the language of a release, or take the one given.

    Raises:
        LanguageError: Not certain, or not among ``supported`` and not English.
    """
    known = ", ".join(sorted(supported))
    if given:
        return _given_language(given, supported)
    detection = detect(body_text(release))
    if not detection.certain:
        raise LanguageError(
            name,
            f"language not certain ({_best_guess(detection)})",
            f"Supported: {known}, and en as it is. If you know it, run again with: --from it",
        )
    if detection.language not in supported | {TARGET_LANGUAGE}:
        raise LanguageError(
            name,
            f"language '{detection.language}' is not supported "
            f"(confidence {detection.confidence:.2f})",
            f"Supported: {known}, and en as it is. If the guess is wrong: --from it",
        )
    return detection


def _best_guess(detection: Detection) -> str:
    if detection.language == UNDETERMINED:
        return "no words in a script that is known"
    return f"best guess '{detection.language}', confidence {detection.confidence:.2f}"


def _given_language(given: str, supported: frozenset[str]) -> Detection:
    if given not in supported | {TARGET_LANGUAGE}:
        known = ", ".join(sorted(supported | {TARGET_LANGUAGE}))
        raise LanguageError("--from", f"language '{given}' is not supported", f"Known: {known}")
    return Detection(given, 1.0, 1.0, certain=True)


def paragraph_languages(release: PressRelease, detection: Detection) -> list[str]:
    """The language of each paragraph; names and addresses are no evidence of another one."""
    telling = [_has_own_language(p) for p in release.paragraphs]
    texts = (p.text for p, tells in zip(release.paragraphs, telling, strict=True) if tells)
    found = iter(detect_paragraphs(list(texts), detection))
    return [next(found) if tells else detection.language for tells in telling]


def _has_own_language(paragraph: Paragraph) -> bool:
    """Whether its words can be evidence of another language; a cell's or short item's cannot."""
    kind = paragraph.block.kind if paragraph.block else BlockKind.PARAGRAPH
    if kind is BlockKind.CELL:
        return False
    if kind is BlockKind.ITEM and len(paragraph.text.split()) < _SHORT_ITEM_WORDS:
        return False
    return paragraph.kind in _TELLING
