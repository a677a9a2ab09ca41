"""Given names, and names of people and organisations that English writes in its own way."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from presscli.lexicon.tables import load_names, load_rows


def is_given_name(word: str) -> bool:
    """Whether a capitalised word is a known Italian given name."""
    return word[:1].isupper() and word.casefold() in load_names("given-names.tsv")


def english_given_names(name: str) -> tuple[str, ...]:
    """English names and words, in lower case, that a translator may put for a given name."""
    return _by_name("given-names.tsv").get(name.casefold(), ())


def english_forms(name: str) -> tuple[str, ...]:
    """English spellings, in lower case, of a name of history, myth, a people or a region."""
    return _by_name("english-forms.tsv").get(name.casefold(), ())


@functools.cache
def proper_names() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Rows of kind (``person``, ``organisation``), Italian name, and English forms, best first.

    The form ``=`` is the Italian name.
    """
    return tuple(
        (kind, italian, tuple(form.strip() for form in english.split("|")))
        for kind, italian, english in load_rows("proper-names.tsv")
    )


@functools.cache
def _by_name(table: str) -> Mapping[str, tuple[str, ...]]:
    return {row[0].casefold(): tuple(row[1].lower().split()) for row in load_rows(table)}
