"""English names of places."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

from presscli.lexicon.tables import load_names, load_pairs

_BETWEEN_PLACES = re.compile(r"(\s*[/,–-]\s*|\s+(?:e|ed)\s+)", re.IGNORECASE)


@functools.cache
def exonyms() -> Mapping[str, str]:
    """All known places, Italian -> English; our own choice wins over the CLDR's."""
    return MappingProxyType({**load_pairs("places-cldr.tsv"), **load_pairs("places.tsv")})


@functools.lru_cache(maxsize=4096)
def exonym(name: str) -> str | None:
    """The English name of a place.

    Args:
        name: ``Mosca``, ``L’Aia`` or ``MOSCA``; one place and nothing around it.

    Returns:
        ``Moscow``, in capitals where ``name`` is; None where the English name
        is the same or the place is not known, so that the name stays.
    """
    english = _by_folded_name().get(_fold(name))
    if english is None:
        return None
    return english.upper() if name.isupper() and len(name) > 1 else english


def translate_places(text: str) -> str:
    """One place or several, as in ``Roma/Bruxelles`` or ``Mosca, Russia``, in English.

    Names that are not known and the signs between the names stay; ``e`` becomes ``and``.
    """
    whole = exonym(text)
    if whole is not None:
        return whole
    pieces = _BETWEEN_PLACES.split(text)
    if len(pieces) == 1 or not all(pieces[::2]):
        return text
    for at in range(1, len(pieces), 2):
        if pieces[at].strip().lower() in {"e", "ed"}:
            pieces[at] = " AND " if text.isupper() else " and "
    pieces[::2] = [exonym(piece) or piece for piece in pieces[::2]]
    return "".join(pieces)


@functools.cache
def _by_folded_name() -> Mapping[str, str]:
    return MappingProxyType({_fold(name): english for name, english in exonyms().items()})


def _fold(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


def is_known_place(name: str) -> bool:
    """Whether a name is that of a place in our tables, in any case."""
    return _fold(name) in _by_folded_name() or _fold(name) in load_names("cities.tsv")
