"""Cut a paragraph into sentences, and a sentence that is too long into parts, losing nothing.

The rules know Italian press, legal and business prose (``art. 5``, ``D.Lgs. n. 231``,
``Alfa S.p.A. Il gruppo``) and enough English for an English paragraph. Cutting too
little costs a model some quality; cutting inside a citation makes it lose words. So a
doubtful full stop does not cut.

Every function here keeps one promise: the texts and separators of the segments, put
together in order, are the text that came in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from presscli.document import Segment
from presscli.lexicon.tables import load_rows
from presscli.segment.assemble import assemble

_STOPS = ".!?…。！？"
_CLOSERS = "\"'”’»)]"
_SPACED_CLOSERS = "»”"
_OPENERS = "\"'“‘«„([¿¡–—-•*·"
_SPACE_RUN = re.compile(r"\s+")
_LINE_END = re.compile(r"[\n\r\u2028\u2029]")
_LIST_MARKER = re.compile(r"\W{0,3}(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})\Z")
_ROMAN_OR_LETTER = re.compile(r"(?:[IVXLC]+|[A-Za-z])\b")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}\Z")
_AFTER_FIGURE = re.compile(r"\d[°º]?\s+\S+\Z")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN_HEAD = re.compile(r".*[\s'’/(\[«“\"–—]", re.DOTALL)
_LOOK_BACK_CHARS = 80
"""No abbreviation, list marker or run of closing quotes is longer; keeps the scan linear."""
_BRACKET_REACH_CHARS = 400

_NAME_PARTICLES = frozenset(
    ("di", "de", "del", "della", "dei", "degli", "da", "dal", "dalla", "la", "lo", "le", "li", "d")
)
"""Function words that also open a surname: after an initial they do not open a sentence."""


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """Abbreviation -> what it may be (see ``abbreviations.tsv``)."""
    kinds: dict[str, set[str]] = {}
    for kind, forms in load_rows("abbreviations.tsv"):
        for form in forms.split():
            kinds.setdefault(form, set()).add(kind)
    return {form: frozenset(found) for form, found in kinds.items()}


@cache
def _starters() -> frozenset[str]:
    """Words that open a sentence when they have a capital: no name begins with them."""
    rows = load_rows("function_words.tsv")
    return frozenset[str]().union(*(words.split() for key, words in rows if key in {"it", "en"}))


def segment(text: str) -> tuple[Segment, ...]:
    """Cut a paragraph into sentences.

    A line end always cuts, so that each entry of a contact block stands alone.

    Args:
        text: A paragraph; any text will do.

    Returns:
        Segments without white space at either end, which stands in their
        separators. Only where ``text`` begins with white space is the first
        segment empty. No segment for an empty text.
    """
    if not text:
        return ()
    return assemble(text, _boundaries(text))


def _boundaries(text: str) -> Iterator[tuple[int, int]]:
    """The white space that separates sentences, as half-open spans, in order."""
    start = 0
    for run in _SPACE_RUN.finditer(text):
        at, after = run.span()
        outer = at == 0 or after == len(text)
        if outer or _LINE_END.search(run.group()) or _ends_sentence(text, start, at, after):
            yield at, after
            start = after


def _ends_sentence(text: str, start: int, at: int, after: int) -> bool:
    """Whether the white space ``text[at:after]`` separates two sentences."""
    if text[at - 1] not in _STOPS and text[at - 1] not in _CLOSERS:
        return False
    if text[after] in _SPACED_CLOSERS:
        return False
    head = text[max(start, at - _LOOK_BACK_CHARS) : at]
    inner = _without_closers(head)
    stem = inner.rstrip(_STOPS)
    if not stem or stem == inner:
        return False
    if _inside_brackets(text, start, at, head[len(inner) :], stem):
        return False
    return _stop_ends(stem, inner[len(stem) :], _opening(text, after), text[after])


def _without_closers(head: str) -> str:
    """``head`` without the quotes and brackets after its last stop (``Vado. »``)."""
    inner = head.rstrip(_CLOSERS)
    closers = head[len(inner) :]
    if closers[:1] and closers[0] in _SPACED_CLOSERS:
        return inner.rstrip().rstrip(_CLOSERS)
    return inner


def _inside_brackets(text: str, start: int, at: int, closers: str, stem: str) -> bool:
    """Whether the stop belongs to brackets in mid-sentence: ``(sic!)``, ``[...]``."""
    if not ({")", "]"} & set(closers)):
        return False
    if stem[-1] in "([":
        return True
    reach = max(start, at - _BRACKET_REACH_CHARS)
    opening = max(text.rfind("(", reach, at), text.rfind("[", reach, at))
    return opening > start


def _opening(text: str, after: int) -> str:
    """The first characters of the next sentence, from its first letter, digit or sign."""
    window = text[after : after + _LOOK_BACK_CHARS]
    return window.lstrip(_OPENERS + " \t\u00a0\u2009\u202f")


def _stop_ends(stem: str, stop: str, opening: str, first: str) -> bool:
    """Whether ``stem`` + ``stop`` ends a sentence where ``opening`` follows.

    ``first`` is the character right after the white space: a quote or bracket
    that ``opening`` no longer has.
    """
    if not opening:
        return False
    plain = stop == "."
    if opening[0].islower():
        return bool(_BRAND.match(opening)) and not (plain and _kinds_of(stem))
    if not (opening[0].isalnum() or opening[0] in "€$£@#"):
        return False
    if not plain:
        return True
    return not _is_list_marker(stem) and not _is_abbreviation(stem, opening, first)


def _is_list_marker(stem: str) -> bool:
    """``1.`` or ``a.`` at the head of a segment, or in a list after a colon or semicolon."""
    if len(stem) < _LOOK_BACK_CHARS - 1 and _LIST_MARKER.match(stem):
        return True
    before, _, last = stem.rpartition(" ")
    return before.endswith((":", ";")) and bool(_LIST_MARKER.match(last))


def _token(stem: str) -> str:
    """The last token of ``stem``, freed of what is glued to its front (``dell'art``)."""
    return _TOKEN_HEAD.sub("", stem)


def _kinds_of(stem: str) -> frozenset[str]:
    """What the last token of ``stem`` may be an abbreviation of (see ``abbreviations.tsv``)."""
    return _kinds().get(_token(stem).lower(), frozenset()) - {"label"}


def _is_abbreviation(stem: str, opening: str, first: str) -> bool:
    """Whether the full stop after ``stem`` is an abbreviation's, and no sentence ends with it."""
    token = _token(stem)
    kinds = _kinds_of(stem)
    if opening[0].isdigit():
        return bool(kinds) or bool(_DOTTED.match(token))
    starter = opening[1:2] != "." and _first_word(opening).lower() in _starters()
    if len(token) == 1 and token.isupper():
        return _is_initial(stem, opening, starter)
    if "bound" in kinds:
        return True
    if "title" in kinds or ("month" in kinds and _AFTER_FIGURE.search(stem)):
        return not starter or _opens_surname(opening)
    if "ending" in kinds or _DOTTED.match(token):
        return not starter and first not in '«“"'
    return "number" in kinds and bool(_ROMAN_OR_LETTER.match(opening)) and not starter


def _is_initial(stem: str, opening: str, starter: bool) -> bool:
    """Whether a lone capital abbreviates a first name (``G. Verdi``), ``vitamina C.`` does not."""
    words = stem[:-1].split()
    if words and "label" in _kinds().get(_token(words[-1]).lower(), frozenset()):
        return False
    return not starter or _opens_surname(opening)


def _first_word(opening: str) -> str:
    """The first word of the next sentence; ``È``, ``E'`` and ``L'`` without apostrophe."""
    found = _WORD.match(opening)
    return found.group() if found else ""


def _opens_surname(opening: str) -> bool:
    """``Di Maio``, ``La Russa``, ``D'Alema``: a particle and a capitalised name."""
    first = _first_word(opening)
    rest = opening[len(first) :].lstrip(" '’")
    return first.lower() in _NAME_PARTICLES and rest[:1].isupper()
