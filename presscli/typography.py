"""Quotes, dashes, spaces and accents: plain for the model, typographic again after it.

Nothing here changes a digit. ``normalize`` changes a letter only where a keyboard's
apostrophe stands for its accent (``citta'``); ``restore`` changes none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from presscli.lexicon.tables import load_rows

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´", "'"),
        **dict.fromkeys("—―⸺", "–"),
        **dict.fromkeys("‐‑−﹣－", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),
        "…": "...",
    }
)
_GUILLEMET_SPACE = re.compile(r"(?<=[«“]) | (?=[»”])")
_SPACES = re.compile(r"[^\S\n]+")
_NUMBER_RANGE = re.compile(r"(?<=\d)–(?=\d)")
_DASH = re.compile(" ?– ?")

_TYPED_ACCENT = re.compile(r"(?<![\w'])([^\W\d_]*[aeiou])'(?![\w'])", re.IGNORECASE)
_AFTER_ELISION = re.compile(r"(?<=[^\W\d_]')([^\W\d_]*[aeiou])'(?![\w'])", re.IGNORECASE)
_OPEN_QUOTE = re.compile(r"(?<!\w)'(?=[^\W\d_])(?!ndr)", re.IGNORECASE)
_CLOSED_E = re.compile(r"(?:.*ch|n|s|.*tr|.*pot|vice)e\Z", re.IGNORECASE)
"""Final *e* that takes the acute accent: perché, né, sé, ventitré, poté, viceré."""
_GRAVE, _ACUTE = "\u0300", "\u0301"


@lru_cache(maxsize=1024)
def normalize(text: str) -> str:
    """An Italian text with the characters that models saw most of in training.

    Straight quotes, ``-`` with a space at either side for a dash, a plain
    hyphen in ranges (``9-10``), single ordinary spaces, ``...``, and accented
    letters for the apostrophes that agencies type instead (``e'``, ``citta'``,
    ``perche'``). Truncated words (``po'``, ``mo'``, ``di'``) keep their
    apostrophe, and so does the last word of a text in single quotes. Kept, since a
    segment is measured as the model sees it before it is translated.

    Args:
        text: Any text; line ends stay. Normalising twice changes nothing more.
    """
    # Spaces first: the patterns after it then meet one at a time, and take linear time.
    text = _GUILLEMET_SPACE.sub("", _SPACES.sub(" ", text)).translate(_PLAIN)
    text = _DASH.sub(" - ", _NUMBER_RANGE.sub("-", text.replace("''", '"')))
    return _with_accents(_SPACES.sub(" ", text)).strip(" ")


def _with_accents(text: str) -> str:
    """``text`` with typed apostrophes turned into accents."""
    quote = _OPEN_QUOTE.search(text)
    quoted_from = quote.start() if quote else len(text)

    def accented(match: re.Match[str]) -> str:
        word = match[1]
        if word.lower() in _truncated():
            return match[0]
        if match.start() > quoted_from and word.lower() not in _only_accented():
            return match[0]
        mark = _ACUTE if _CLOSED_E.match(word) else _GRAVE
        return unicodedata.normalize("NFC", word + mark)

    return _AFTER_ELISION.sub(accented, _TYPED_ACCENT.sub(accented, text))


@cache
def _words(kind: str) -> frozenset[str]:
    rows = load_rows("apostrophes.tsv")
    return frozenset(word for key, words in rows if key == kind for word in words.split())


def _truncated() -> frozenset[str]:
    return _words("truncated")


def _only_accented() -> frozenset[str]:
    return _words("accented")


_BEFORE_MARK = re.compile(r"(?<=\S) +(?=[,;:!?)\]]|\.(?!\w|\.))")
_AFTER_OPENING = re.compile(r"(?<=[(\[]) +")
_PERCENT = re.compile(r"(?<=\d) +%")
_CURRENCY = re.compile(r"(?<![\d.,] )(?<![\d.,])([€$£]) +(?=\d)")
_HYPHEN_RANGE = re.compile(r"(?<!\d)\d+-\d+(?!\d)")
_INNER_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<=s)'(?=\s)")
_TYPOGRAPHIC = re.compile("[«»“”]")
_OPENS = frozenset("«“")
_WHOLE_QUOTATION = re.compile("[«“][^«»“”]*[»”][.!?]?")


def restore(source: str, target: str) -> str:
    """English typography for a translation, as rich as that of its source.

    Straight quotes become “ ” where the source has “ ” or « » and it is plain
    which ones open; apostrophes ’ where the source has them; a spaced hyphen a
    spaced dash, and a hyphen in a range of figures a dash, where the source has
    them so. Always: no space before ``, ; : ! ?`` and ``%``, none after
    ``€`` before a figure, single spaces.

    Args:
        source: The Italian segment as it was before :func:`normalize`.
        target: Its English.

    Returns:
        ``target`` with the same letters and digits in the same order.
    """
    text = _SPACES.sub(" ", target).strip(" ")
    text = _AFTER_OPENING.sub("", _BEFORE_MARK.sub("", text))
    text = _CURRENCY.sub(r"\1", _PERCENT.sub("%", text))
    text = _with_dashes(source, text)
    if "’" in source and "'" not in source:
        text = _INNER_APOSTROPHE.sub("’", text)
    if "…" in source and "..." not in source:
        text = text.replace("...", "…")
    return _with_quotes(source, text)


def _with_dashes(source: str, text: str) -> str:
    dash = re.search(r"(?<=\s)[–—](?=\s)", source)
    if dash:
        text = re.sub(r"(?<=\S) [-–—] (?=\S)", f" {dash[0]} ", text)
    ranges = {span.replace("–", "-"): span for span in re.findall(r"\d+–\d+", source)}
    return _HYPHEN_RANGE.sub(lambda match: ranges.get(match[0], match[0]), text)


def _with_quotes(source: str, text: str) -> str:
    """Straight and angle quotes of ``text`` as “ ” where each one's direction is plain."""
    wanted = [mark in _OPENS for mark in _TYPOGRAPHIC.findall(source)]
    text = text.replace("«", "“").replace("»", "”")
    if _WHOLE_QUOTATION.fullmatch(source.strip()):
        text = _closed(text)
    straight = [m.start() for m in re.finditer('"', text)]
    if not wanted or not straight:
        return text
    directions = list(_directions(text, straight))
    alternating = [at % 2 == 0 for at in range(len(straight))]
    paired = len(straight) % 2 == 0 and directions == alternating
    if not paired and directions != wanted:
        return text
    letters = list(text)
    for at, opens in zip(straight, directions, strict=True):
        letters[at] = "“" if opens else "”"
    return "".join(letters)


def _closed(text: str) -> str:
    """Give a text that is one quotation the mark that a model forgot at either end."""
    if len(re.findall('["“”]', text)) != 1:
        return text
    if text[0] in '"“':
        return f"“{text[1:]}”"
    return f"“{text[:-1]}”" if text[-1] in '"”' else text


def _directions(text: str, positions: list[int]) -> Iterator[bool | None]:
    """For each quote whether it opens, from the spaces around it; None where they do not say."""
    for at in positions:
        before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
        opens = before.isspace() or before in "([-–—/'"
        closes = after.isspace() or after in ".,;:!?)]-–—/'…"
        yield opens if opens != closes else None
