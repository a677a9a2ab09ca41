"""Where the words of a phrase stand in a translation: themselves, or translated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from presscli.check.figures import find_figures, write_english
from presscli.lexicon.tables import load_rows
from presscli.spans.pieces import EDGE, QUOTES
from presscli.translate import is_verbatim

_FOLDED = str.maketrans({**dict.fromkeys("“”«»„", '"'), **dict.fromkeys("‘’‚", "'"), "\u00a0": " "})
"""One character for one, so that offsets stay."""
_IT_ARTICLE = re.compile(r"(?:(?:il|lo|la|i|gli|le|un|uno|una)\s|(?:l|un)['’])", re.IGNORECASE)
_EN_ARTICLE = re.compile(r"(?:the|an?|its|their|his|her|our)\s+", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\b(?:the|an?)\s+\Z", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_GLUE = frozenset(
    {"the", "a", "an", "of", "s", "to", "in", "on", "at", "for", "by", "with", "from", "and"}
    | {"as", "its", "their", "his", "her", "is", "are", "was", "were", "be", "been", "that"}
)
"""Words that come and go when a phrase is turned; ``every``, ``over``, ``not`` do not."""
_LINK_WORDS = {"qui": "here", "clicca qui": "click here", "questo link": "this link"}
"""What links are called that say nothing; a model needs more to go by."""


def candidates(text: str, opens: bool, translations: Mapping[str, str]) -> Iterator[str]:
    """What a phrase may be in the translation, the surest first."""
    if _stands_for_itself(text, opens=opens):
        yield text
    if not any(c.isalpha() for c in text):
        yield _in_english_figures(text)
    if set_phrase := _LINK_WORDS.get(text.lower()):
        yield set_phrase
    if english := translations.get(text, ""):
        bare = english.strip(EDGE + QUOTES)
        if _IT_ARTICLE.match(text):
            yield bare
        yield _EN_ARTICLE.sub("", bare, count=1) if _EN_ARTICLE.match(bare) else bare


def _stands_for_itself(text: str, *, opens: bool) -> bool:
    """Whether a phrase is a name, a figure or an address, which a translation may have as it is."""
    if is_verbatim(text):
        return not any(c in ".," for c in text) or any(c.isalpha() for c in text)
    names = [w for w in _WORD.findall(text) if w[:1].isupper() or w[:1].isdigit()]
    return bool(names) and (len(names) > 1 or not opens)


def _in_english_figures(text: str) -> str:
    for figure in reversed(find_figures(text, language="it")):
        text = text[: figure.start] + write_english(figure) + text[figure.end :]
    return text


def occurrences(phrase: str, text: str) -> list[tuple[int, int]]:
    """Where a phrase stands in a text as whole words, whatever its case, quotes and spaces."""
    words = [re.escape(word) for word in phrase.translate(_FOLDED).split()]
    if not words:
        return []
    pattern = r"\s+".join(words)
    before = r"(?<!\w)" if phrase.strip()[0].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if phrase.strip()[-1].isalnum() else ""
    found = re.finditer(before + pattern + after, text.translate(_FOLDED), re.IGNORECASE)
    return [match.span() for match in found]


def window(english: str, target: str) -> tuple[int, int] | None:
    """Where the content words of a phrase stand together in a target, with no others among them.

    None where one of them is not there, or more than once.
    """
    wanted = [stem for stem, _ in _content(english)]
    known = _content(target)
    stems = [stem for stem, _ in known]
    if not wanted or len(set(wanted)) < len(wanted):
        return None
    if any(stems.count(stem) != 1 for stem in wanted):
        return None
    places = sorted(stems.index(stem) for stem in wanted)
    if places[-1] - places[0] != len(places) - 1:
        return None
    start, end = known[places[0]][1][0], known[places[-1]][1][1]
    article = _ARTICLE_BEFORE.search(target[:start]) if _EN_ARTICLE.match(english) else None
    return article.start() if article else start, end


def _content(text: str) -> list[tuple[str, tuple[int, int]]]:
    """The words of an English text but for its glue, each as a stem and where it stands."""
    words = ((match[0].lower(), match.span()) for match in _WORD.finditer(text))
    return [(_stem(word), at) for word, at in words if word not in _GLUE]


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word


def says_something(english: str) -> bool:
    """Whether there is a word in it that could not be any other."""
    words = {word.lower() for word in _WORD.findall(english)}
    return bool(words - _function_words()) or english.lower() in _LINK_WORDS.values()


@cache
def _function_words() -> frozenset[str]:
    rows = load_rows("function_words.tsv")
    return frozenset(word for key, words in rows if key == "en" for word in words.split())
