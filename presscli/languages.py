"""In which language a release is, as a whole and paragraph by paragraph."""

from __future__ import annotations

from presscli.detect import detect, detect_paragraphs
from presscli.document import Detection, ParagraphKind, PressRelease
from presscli.errors import LanguageError
from presscli.plan import TARGET_LANGUAGE

TELLING = {ParagraphKind.BODY, ParagraphKind.QUOTE}
"""Kinds of paragraphs that are evidence of a language, and matter for a summary."""


def body_text(release: PressRelease) -> str:
    """The running text, which tells a language best; all of the text if there is none."""
    telling = [p.text for p in release.paragraphs if p.kind in TELLING]
    return "\n\n".join(telling or [p.text for p in release.paragraphs])


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
        guess = f"best guess '{detection.language}', confidence {detection.confidence:.2f}"
        raise LanguageError(
            name,
            f"language not certain ({guess})",
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


def _given_language(given: str, supported: frozenset[str]) -> Detection:
    if given not in supported | {TARGET_LANGUAGE}:
        known = ", ".join(sorted(supported | {TARGET_LANGUAGE}))
        raise LanguageError("--from", f"language '{given}' is not supported", f"Known: {known}")
    return Detection(given, 1.0, 1.0, certain=True)


def paragraph_languages(release: PressRelease, detection: Detection) -> list[str]:
    """The language of each paragraph; names and addresses are no evidence of another one."""
    telling = [p.text for p in release.paragraphs if p.kind in TELLING]
    found = iter(detect_paragraphs(telling, detection))
    return [next(found) if p.kind in TELLING else detection.language for p in release.paragraphs]
