"""What must pass letter for letter: URLs, e-mail addresses, handles, hashtags, file names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

_LINK = re.compile(
    r"(?i:https?://|www\.)[^\s<>«»“”\"]+"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@.])@\w{2,}(?:\.\w+)*"
    r"|(?<![\w&])#(?=\w*[^\W\d])\w{2,}"
    r"|(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:com|org|net|eu|it|ru|de|fr|uk|ch|info|int|gov|edu|io|tv|news|press)\b(?:/[^\s<>«»“”\"]*)?"
    r"|(?<![\w.-])[\w-]++\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|csv|txt|html?|mp[34])\b"
)
_MAY_LINK = re.compile(r"[@#]|://|\.\S")
"""Every link has one of these; few sentences do."""
_TRAILING = ".,;:!?)]}'’…"


@dataclass(frozen=True, slots=True)
class Link:
    """A URL, address, handle or file name, without the punctuation that follows it."""

    text: str
    span: tuple[int, int]


def find_links(text: str) -> list[Link]:
    """Links in reading order. ``Terna.it`` counts as one, ``fine.Il`` does not."""
    return list(_links(text))


@functools.lru_cache(maxsize=128)
def _links(text: str) -> tuple[Link, ...]:
    """The links of a text; each check of a segment asks for them anew."""
    if not _MAY_LINK.search(text):
        return ()
    found = []
    for match in _LINK.finditer(text):
        bare = match[0].rstrip(_TRAILING)
        if bare.count("(") > bare.count(")") and match[0][len(bare) : len(bare) + 1] == ")":
            bare += ")"
        found.append(Link(bare, (match.start(), match.start() + len(bare))))
    return tuple(found)


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spans made unmatchable; every offset stays what it was."""
    letters: list[str] = []
    for start, end in spans:
        letters = letters or list(text)
        letters[start:end] = "\0" * (end - start)
    return "".join(letters) or text
