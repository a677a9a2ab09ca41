"""What a word in capitals is that no table has: a common word, a name, or an acronym.

Case cannot tell, so the rest must: whether Italian has the word, its letters, the article
before it, and the company it keeps (``LE SEGRETERIE DI FERT, SIT E UNAT``).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from presscli.letters import capitalised, lower
from presscli.lexicon.italian import is_italian
from presscli.lexicon.people import is_given_name
from presscli.lexicon.places import is_known_place
from presscli.lexicon.tables import load_rows
from presscli.lexicon.terms import acronym

_ORGANS = re.compile(
    r"sindacat[oi]|sigl[ae]|segreteri[ae]|(?:con)?federazion[ei]|organizzazion[ei]|associazion[ei]"
    r"|delegat[oiea]|iscritt[oi]|adesion[ei]|rappresentant[ei]"
)
_DISPUTE = re.compile(
    r"scioper\w+|sindac(?:al|at)\w+|sigl[ae]|segreteri[ae]|vertenz[ae]|astensione|precettazione"
    r"|aderi\w+|adesion[ei]|protest\w+"
)
_ARTICLES = frozenset((
    "il", "lo", "la", "l", "i", "gli", "le", "un", "uno", "una", "del", "dello", "della", "dell",
    "dei", "degli", "delle", "al", "allo", "alla", "all", "ai", "agli", "alle", "dal", "dallo",
    "dalla", "dall", "dai", "dagli", "dalle", "nel", "nello", "nella", "nell", "sul", "sullo",
    "sulla", "sull",
))  # fmt: skip
_PLACING = frozenset(("a", "ad", "in", "tra", "fra", "per", "da", "di", "verso", "presso"))
"""Before a place, and before no list of unions without a word for them."""
_ONSET = re.compile(
    r"(?:[b-df-hj-np-tv-z]|s[bcdfgklmnpqrtvw]?[rl]?|[bcdfgkptv][rl]|[cgpstkrwz]h|sch|ch[rl]|thr|gn"
    r"|ps|pt|pn|kn|mc|ts|tz|cz|qu|wr|kw|dj|nj)?[aeiouyàèéìòùáíóúäëïöü]"
)
"""How words of Italy and its neighbours begin."""
_VOWEL_END = re.compile(r"[aeiouyàèéìòùáíóúäëïöü]\Z")
_LONGEST_LISTED, _LONGEST_NEAR, _LONGEST_FAR, _LONGEST_ALONE, _CERTAIN = 5, 6, 5, 5, 3
"""Letters of an acronym at most: of one that is a word too, in a list with a word for unions
before it, in a list without, alone with something that tells; and of one that needs nothing."""
_NEAR_TOKENS = 3
"""``SEGRETERIE REGIONALI DI``: words from that for unions to a list, itself included."""


@functools.cache
def words_under(table: str, *keys: str) -> frozenset[str]:
    """The words that one of our tables has under any of these keys, as they are written there."""
    rows = load_rows(table)
    return frozenset(word for key, words in rows if key in keys for word in words.split())


def function_words() -> frozenset[str]:
    """Italian words that carry grammar."""
    return words_under("function_words.tsv", "it")


def binding_abbreviations() -> frozenset[str]:
    """Abbreviations after whose full stop the sentence goes on, in lower case: ``dott``."""
    return words_under("abbreviations.tsv", "bound", "title")


@functools.cache
def written_forms() -> dict[str, str]:
    """Case-folded word -> how it is written, for the words of ``capitals.tsv``."""
    words = words_under("capitals.tsv", "form", "name", "acronym", "first")
    return {word.casefold(): word for word in words}


def ambiguous_places() -> frozenset[str]:
    """Places with an everyday word for a name, in lower case."""
    return words_under("capitals.tsv", "noun")


def names_follow(previous: str, gap: str, word: str) -> bool:
    """Whether ``word`` is a surname, as a first name or a title stands before it."""
    if word in function_words():
        return False
    title = gap == ". " and previous.lower() in words_under("capitals.tsv", "person")
    first = capitalised(lower(previous))
    listed = first in words_under("capitals.tsv", "first")
    return title or (
        gap == " " and (listed or (is_given_name(first) and not is_common(first.lower())))
    )


def is_common(low: str) -> bool:
    """Whether a lower-case word is a common Italian one, in function or in meaning."""
    return low in function_words() or is_italian(low)


def looks_like_acronym(word: str, previous: str, beside: Sequence[str]) -> bool:
    """Whether an unknown word is an acronym, by its letters and the words around it.

    Args:
        word: In capitals, and no word that Italian has.
        previous: The word before it in lower case; empty where there is none.
        beside: Those of its neighbours, in lower case, that no sign parts from it.
    """
    low = word.lower()
    if any(len(other) > _CERTAIN and _is_unknown(other) for other in beside):
        return False  # A part of a name: "RIO TINTO", "JOE ROGAN".
    if len(word) <= _CERTAIN:
        return True
    if len(word) > _LONGEST_ALONE:
        return False
    return not _ONSET.match(low) or (previous in _ARTICLES and not _VOWEL_END.search(low))


def listed_acronyms(words: Sequence[str], gaps: Sequence[str], named: Sequence[bool]) -> set[int]:
    """Places of the acronyms that stand in a list, or after a word for unions.

    Args:
        words: The words of a text in capitals, in lower case.
        gaps: What stands before each of them.
        named: Whether each is known as a name, or belongs to one.
    """
    found: set[int] = set()
    for run in _lists(words, gaps):
        unknown = [at for at in run if not named[at] and _is_unknown(words[at])]
        if unknown and _names_unions(words[: run[0]], is_list=len(run) > 1):
            longest = {at: _LONGEST_NEAR if at in unknown else _LONGEST_LISTED for at in run}
            found |= {at for at in run if not named[at] and len(words[at]) <= longest[at]}
            continue
        certain = {at for at in run if _is_known_acronym(words[at])}
        certain |= {at for at in unknown if len(words[at]) <= _CERTAIN}
        if len(run) > 1 and set(run) == {*unknown, *certain}:
            longest_far = (
                _LONGEST_FAR if _is_disputed(words[: run[0]]) else _CERTAIN + bool(certain)
            )
            found |= {at for at in unknown if len(words[at]) <= longest_far}
    return found


def _names_unions(before: Sequence[str], *, is_list: bool) -> bool:
    """Whether unions are to be named next; a verb may stand before what is no list."""
    if before[-1:] == ["di"] and not is_list:
        before = before[:-1]
    return any(map(_ORGANS.fullmatch, before[-_NEAR_TOKENS if is_list else -1 :]))


def _is_disputed(before: Sequence[str]) -> bool:
    """Whether a text speaks of strikes and unions, and no place is to be named next."""
    return any(map(_DISPUTE.fullmatch, before)) and before[-1] not in _PLACING


def _is_known_acronym(low: str) -> bool:
    return bool(acronym(low.upper())) or written_forms().get(low, "").isupper()


def _is_unknown(low: str) -> bool:
    return low.isalpha() and not is_common(low) and not is_known_place(low)


def _lists(words: Sequence[str], gaps: Sequence[str]) -> Iterator[list[int]]:
    """Runs of words with commas or ``E`` between them, a word alone too; function words end one."""
    run: list[int] = []
    joined = False
    for at, word in enumerate(words):
        if word in {"e", "ed"} and gaps[at] == " " and run:
            joined = True
            continue
        listed = gaps[at] == ", " or (joined and gaps[at] == " ")
        if run and not listed:
            yield run
            run = []
        joined = False
        if word in function_words():
            if run:
                yield run
            run = []
        else:
            run.append(at)
    if run:
        yield run
