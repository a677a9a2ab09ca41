"""Which language a release is in, and whether that is certain enough to act upon.

langdetect's letter sequences, function words (``nella``, ``che``) and endings
(``-zione``, ``-ção``) are weighed word by word, so that neither a foreign name nor a
loan word decides. What is short, or in two languages, is called uncertain, so that a
person decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from presscli.detect.text import passages, prepare, unquoted, words
from presscli.detect.weighing import guess, ranked
from presscli.document import Detection

UNDETERMINED = "und"
"""The language of a text without words in a known script, as ISO 639-2 calls it."""
CERTAIN_CONFIDENCE = 0.99
CERTAIN_WORDS = 3
"""A text is certain from both on; the words must differ. docs/quality.md has how often that is
right."""
CERTAIN_MARGIN = 0.2
"""By so much of the text the larger language must lead in a text of several; a quotation or an
English boilerplate leaves it more, a release in two versions less."""
_LEAST_DOUBT = 0.001
"""A passage is in another language than the whole where the whole's is less likely than this."""
_MOST_PASSAGES = 80


def detect(text: str) -> Detection:
    """The language of a text.

    Args:
        text: The body of a release, or any part of one.

    Returns:
        ISO 639-1 code, confidence and margin. For a text in two languages the
        confidence is the share of the larger one. ``certain`` is False for a
        text too short or too mixed; the language is ``und`` where no word is, or
        none in a script that we know.
    """
    text = prepare(text)
    probabilities = guess(text)
    if not probabilities:
        return Detection(UNDETERMINED, 0.0, 0.0, certain=False)
    language, confidence, margin = ranked(probabilities)
    shares = _shares(text, language)
    if len(shares) > 1:
        return _of_parts(text, language, shares)
    certain = confidence >= CERTAIN_CONFIDENCE and _has_enough_words(text)
    return Detection(language, confidence, margin, certain)


def detect_paragraphs(texts: Sequence[str], document: Detection) -> list[str]:
    """The language of each paragraph of a release.

    Args:
        texts: The paragraphs.
        document: What :func:`detect` says of them all.

    Returns:
        One code a paragraph, in order: its own where it is certain, else the
        document's, as for headlines, names and lines of contacts.
    """
    found = (detect(text) for text in texts)
    return [one.language if one.certain else document.language for one in found]


def _has_enough_words(text: str) -> bool:
    different = set()
    for word in words(text):
        different.add(word.text)
        if len(different) >= CERTAIN_WORDS:
            return True
    return False


def _of_parts(text: str, main: str, shares: dict[str, float]) -> Detection:
    """The larger language of a text in several; where it is close, quotations do not count."""
    language, share, margin = ranked(shares)
    if margin < CERTAIN_MARGIN:
        language, share, margin = ranked(_shares(unquoted(text), main) or shares)
    return Detection(language, share, margin, certain=round(margin, 6) >= CERTAIN_MARGIN)


def _shares(text: str, main: str) -> dict[str, float]:
    """Language -> its share of the characters of those passages that are clearly in one.

    A passage that might be in ``main``, the likeliest of the whole, is no evidence of
    another: one in three Galician sentences passes for Portuguese.
    """
    pieces = list(passages(text))
    chars: dict[str, int] = {}
    for passage in pieces[:: 1 + len(pieces) // _MOST_PASSAGES]:
        found = guess(passage)
        if not found:
            continue
        language, confidence, _ = ranked(found)
        clear = language == main or found.get(main, 0.0) <= _LEAST_DOUBT
        if clear and confidence >= CERTAIN_CONFIDENCE:
            chars[language] = chars.get(language, 0) + len(passage)
    total = sum(chars.values())
    return {language: count / total for language, count in chars.items()}
