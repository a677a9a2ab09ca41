"""Acronyms and the set words of press furniture, Italian to English."""

from __future__ import annotations

from collections.abc import Mapping

from presscli.lexicon.tables import load_pairs

ACRONYMS: Mapping[str, str] = load_pairs("acronyms.tsv")
"""Italian acronyms in capitals -> English ones, those spelled alike included."""


def acronym(text: str) -> str | None:
    """The English of an Italian acronym.

    Args:
        text: One word, in capitals (``ONU``) or as newspapers write it (``Onu``);
            a word that begins in lower case is no acronym (``usa``, "uses").

    Returns:
        ``UN``, or None where it is not a known acronym.
    """
    if not text[:1].isupper():
        return None
    return ACRONYMS.get(text.upper())
