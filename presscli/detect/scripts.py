"""Writing systems, and the languages of langdetect's profiles that are written in each."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

_LATIN = (
    "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi"
)
PROFILES: Mapping[str, tuple[str, ...]] = {
    "LATIN": tuple(_LATIN.split()),
    "CYRILLIC": ("bg", "mk", "ru", "uk"),
    "ARABIC": ("ar", "fa", "ur"),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "CJK": ("ja", "zh-cn", "zh-tw"),
    "BENGALI": ("bn",),
    "GREEK": ("el",),
    "GUJARATI": ("gu",),
    "GURMUKHI": ("pa",),
    "HANGUL": ("ko",),
    "HEBREW": ("he",),
    "KANNADA": ("kn",),
    "MALAYALAM": ("ml",),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "THAI": ("th",),
}
"""Writing system, named as Unicode names its letters -> langdetect's profiles. A text is compared
with those of its own script alone: fewer to load, and none to take by accident."""
_WRITTEN_WITH_CJK = frozenset({"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})
LATIN = "LATIN"


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The writing system of one letter, as the first word of its Unicode name."""
    name = unicodedata.name(letter, "").split(" ")[0]
    return "CJK" if name in _WRITTEN_WITH_CJK else name


def main_script(text: str) -> str:
    """The writing system of most letters of a text; empty where it has none.

    Latin letters count half, as in langdetect: a Russian text may be full of
    Latin names, but hardly an Italian one of Russian.
    """
    scripts = {script_of(letter) for letter in set(text) if letter.isalpha()}
    if len(scripts) < 2:
        return next(iter(scripts), "")
    counts: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter.isalpha():
            counts[script_of(letter)] += count * (1 if letter < "\u0250" else 2)
    return max(counts, key=lambda script: (counts[script], script))
