"""Which language a release is in, and whether that is certain enough to act upon.

langdetect reads letter sequences, and is sure of itself even where it is wrong: of
windows of 3 to 8 words it takes one in ten for another language. Function words
(``nella``, ``che``) are few but hard to mistake, so both are weighed together. What
is short, or in two languages, is called uncertain, so that a person decides.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from presscli.document import Detection
from presscli.evidence import LEAST_PROBABILITY, OTHER, WORD, possible, prior, settle, weigh_words

UNDETERMINED = "und"
"""The language of a text without letters, as ISO 639-2 calls it."""
SEED = 0
"""langdetect samples letter sequences at random; with one seed a text gets one answer."""

CERTAIN_CONFIDENCE = 0.99
CERTAIN_WORDS = 4
"""A text is certain from both on. On the development sets, Italian and English: of 1,600 windows
of 3 to 8 words 95 in 100 get the right language, 72 are called certain, and none of those is
wrong; of 800 sentences 98, 93 and none; of 300 runs of three sentences 100, 100 and none."""
MIXED_SHARE = 0.3
"""From this share on, the smaller language makes a text mixed; a quotation in another language
or an English boilerplate stays below it."""

_ADDRESS = re.compile(r"[\w.+-]{0,64}@\S*|https?://\S*|www\.\S*")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]*")
_CHUNK_CHARS = 100
_SHORT_CHUNK_CHARS = 40
_MOST_CHUNKS = 40
_MOST_CHARS = 10_000
"""What langdetect reads at most; a language does not change after that."""
_SURE = 0.99999
"""From here on a probability is shown as 1, so the words that prove it need no help."""

_lock = Lock()


def detect(text: str) -> Detection:
    """The language of a text.

    Args:
        text: The body of a release, or any part of one.

    Returns:
        ISO 639-1 code, confidence and margin. For a text in two languages the
        confidence is the share of the larger one. ``certain`` is False for a
        text too short or too mixed; the language is ``und`` where no letter is.
    """
    text = _prepared(text[:_MOST_CHARS])
    if not WORD.search(text):
        return Detection(UNDETERMINED, 0.0, 0.0, certain=False)
    shares = _shares(text)
    if len(shares) > 1:
        language, share, margin = _ranked(shares)
        return Detection(language, share, margin, certain=1 - share < MIXED_SHARE)
    language, confidence, margin = _ranked(_guess(text))
    word_count = sum(1 for _ in WORD.finditer(text))
    certain = confidence >= CERTAIN_CONFIDENCE and word_count >= CERTAIN_WORDS
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
    return [_paragraph_language(text, document.language) for text in texts]


def _paragraph_language(text: str, usual: str) -> str:
    """What :func:`detect` is certain of, else ``usual``; without letters where words suffice."""
    prepared = _prepared(text[:_MOST_CHARS])
    passages = _sampled(prepared)
    if len(passages) < 2 and sum(1 for _ in WORD.finditer(prepared)) < CERTAIN_WORDS:
        return usual
    if _candidates([prepared, *passages]) <= {usual}:
        return usual
    found = detect(text)
    return found.language if found.certain else usual


def _candidates(texts: Sequence[str]) -> set[str]:
    """The languages that one or another of some texts may be certain to be in."""
    found: set[str] = set()
    return found.union(*(possible(weigh_words(text), CERTAIN_CONFIDENCE) for text in texts))


def _prepared(text: str) -> str:
    """``text`` without addresses, and in lower case where it is set in capitals."""
    text = _ADDRESS.sub(" ", text)
    letters = sum(map(str.isalpha, text))
    # langdetect skips words in capitals, and so finds nothing in an agency flash.
    capitals = sum(len(word) for word in WORD.findall(text) if len(word) > 1 and word.isupper())
    return text.lower() if capitals * 2 > letters else text


def _guess(text: str) -> dict[str, float]:
    """Language -> probability, of both kinds of evidence together."""
    words = weigh_words(text)
    settled = settle(words, _SURE)
    if settled:
        return {settled: 1.0}
    sequences = _letter_sequences(text)
    scores = {
        language: math.log(max(sequences.get(language, 0.0), LEAST_PROBABILITY))
        + words.get(language, 0.0)
        + math.log(prior(language, words))
        for language in sequences.keys() | words.keys()
    }
    best = max(scores.values())
    weights = {language: math.exp(score - best) for language, score in scores.items()}
    total = sum(weights.values())
    return {language: weight / total for language, weight in weights.items()}


def _ranked(probabilities: Mapping[str, float]) -> tuple[str, float, float]:
    """The likeliest language, its probability, and the distance to the second."""
    ranked = sorted(probabilities.items(), key=lambda item: (-item[1], item[0]))
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0], ranked[0][1], ranked[0][1] - second


def _shares(text: str) -> dict[str, float]:
    """Language -> its share of the characters of those passages that are clearly in one."""
    chars: dict[str, int] = {}
    passages = _sampled(text)
    candidates = _candidates(passages)
    if len(passages) < 2 or (len(candidates) < 2 and OTHER not in candidates):
        return {}  # one language at most; which, the whole text tells better
    for passage in passages:
        language, confidence, _ = _ranked(_guess(passage))
        if confidence >= CERTAIN_CONFIDENCE:
            chars[language] = chars.get(language, 0) + len(passage)
    total = sum(chars.values())
    return {language: count / total for language, count in chars.items()}


def _sampled(text: str) -> list[str]:
    """At most :data:`_MOST_CHUNKS` passages, from all over the text."""
    passages = list(_passages(text))
    return passages[:: 1 + len(passages) // _MOST_CHUNKS]


def _passages(text: str) -> Iterator[str]:
    """Whole sentences, together about ``_CHUNK_CHARS`` long, within lines."""
    passage = ""
    for match in _SENTENCE.finditer(text):
        passage += match.group()
        line_ends = passage.endswith("\n") and len(passage) >= _SHORT_CHUNK_CHARS
        if line_ends or len(passage) >= _CHUNK_CHARS:
            yield passage
            passage = ""
    if len(passage) >= _SHORT_CHUNK_CHARS:
        yield passage


def _letter_sequences(text: str) -> dict[str, float]:
    """Language -> probability as langdetect has it; empty where it finds nothing to go by."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return {}
    probabilities: dict[str, float] = {}
    for one in found:
        code = one.lang.split("-")[0]  # zh-cn and zh-tw are one language in ISO 639-1
        probabilities[code] = probabilities.get(code, 0.0) + one.prob
    return probabilities


def _factory() -> Any:
    """A factory of langdetect with a seed of its own; the module-wide one stays as it is."""
    with _lock:
        return _loaded_factory()


@cache
def _loaded_factory() -> Any:
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    # In the order of names: a directory's own order differs between machines, and so would sums.
    profiles = sorted(path for path in Path(PROFILES_DIRECTORY).iterdir() if path.is_file())
    factory = DetectorFactory()
    factory.load_json_profile([path.read_text(encoding="utf-8") for path in profiles])
    factory.set_seed(SEED)
    return factory
