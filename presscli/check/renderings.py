"""What else a translator may have put for a term: found in a translation, it can be replaced."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping

from presscli.check.coverage import content_words, lexicon
from presscli.lexicon.people import english_given_names
from presscli.lexicon.places import exonym
from presscli.lexicon.terms import acronym

_JOIN = r"(?:['’]s?)?(?:[ -](?:of|for|the|and|in|on|to|di|de|della?|e|d['’]))*[ -]"
_MOST_WORDS = 3
"""Content words whose orders are all tried; longer terms are found in their own order only."""
_BEST, _LAST = 1, 2
"""Places in a word's list of translations, itself at 0; the lexicon is learnt, so its tail is noisy
(``terranno`` has "talks")."""
_NEVER = re.compile(r"(?!)")


@functools.lru_cache(maxsize=1024)
def rendering_pattern(term: str, others: str) -> re.Pattern[str]:
    """A pattern for translations of an Italian term, word by word, from the lexicon.

    Args:
        term: As the source has it.
        others: The rest of the source: what its words may mean is left out.
    """
    words = [w for w in content_words(term) if w not in lexicon().italian_function]
    if not words:
        return _NEVER
    rest = set(content_words(others)) - set(words)
    claims = [pair for w in rest for pair in enumerate([w, *lexicon().of(w)])]
    claimed = {english: rank for rank, english in sorted(claims, reverse=True)}
    forms = [_forms(word, claimed if len(words) == 1 else {}) for word in words]
    wholes = [re.escape(w) for w in (exonym(term), acronym(term), term) if w]
    orders: Iterable[tuple[str, ...]] = [()]
    if all(forms):
        orders = itertools.permutations(forms) if len(forms) <= _MOST_WORDS else [tuple(forms)]
    phrases = [_JOIN.join(order) for order in orders if order]
    return re.compile(rf"(?<![\w-])(?:{'|'.join([*wholes, *phrases])})(?![\w-])", re.IGNORECASE)


def _forms(word: str, claimed: Mapping[str, int]) -> str:
    """The English of one word as alternatives; empty where it is not known.

    What another word of the source may mean is left out, unless it is the best translation
    of this one and among the last of the other: ``claimed`` has its place there.
    """
    function = lexicon().english_function
    press = lexicon().press.get(word, "")
    english = dict.fromkeys([word, *english_given_names(word), *press.split(), *lexicon().of(word)])
    known = [
        e
        for rank, e in enumerate(english)
        if e not in function and (e not in claimed or (rank <= _BEST and claimed[e] > _LAST))
    ]
    return f"(?:{'|'.join(map(re.escape, known))})" if known else ""
