"""Negation: a translation without the ``non`` of its source says the opposite."""

from __future__ import annotations

import re

_HARMLESS = re.compile(
    # English says these without "not": not only, hardly, until, whatever ...
    r"\bnon\s+(?:solo|soltanto|solamente|appena|già|meno|oltre|stop|profit|vedent\w+)\b"
    r"|\b(?:finché|fino\s+a\s+quando|a\s+meno\s+che|di\s+quanto|prima\s+che|se)\s+non\b"
    r"|\bnon\b[^.;:?]{1,60}?\b(?:che|se\s+non|soltanto|solo)\b"
    r"|\bnon\b[^.;:]*\?"  # Rhetorical: "perché non cominciare?"
    r"|\b(?:impossibile|non\s+\w+)\s+non\b|\bnon\s+(?:da\s+poco|\w+\s+non)\b|\bche\s+non\b(?=\s+\w+[aei]re\b)"
    r"|\bpiù\s+che\s+mai\b|\bcome\s+(?:mai|non\s+mai)\b|\bse\s+mai\b|\bmai\b[^.;:?]{0,40}\bcosì\b",
    re.IGNORECASE,
)
_DENYING = re.compile(r"\b(?:non|né|nessun[oa']?|neanche|nemmeno|neppure)\b", re.IGNORECASE)
_ENGLISH = re.compile(
    r"n['’]t\b|\b(?:not|no|non|never|none|nobody|nothing|nowhere|neither|nor|cannot|without"
    r"|hardly|barely|scarcely|rarely|seldom|few|little|less|only|until|unless|except|yet"
    r"|instead|rather|any|anyone|anything|either|too|ever"
    # Verbs and adjectives that deny: the translation of "non riesce" is "fails".
    r"|(?:avoid|refus|reject|fail|lack|ignor|prevent|prohibit|exclud|oppos|neglect)\w*"
    r"|den(?:y|ie[sd]|ying|ial)|miss(?:ing|es)?|absen(?:t|ce)|against|ban(?:ned|s)?|stop\w*"
    r"|far\s+from|out\s+of|other\s+than|lost|wrong\w*|still|remains?|illegal\w*|regardless"
    r"|disagree\w*|dissatisf\w*|discontent\w*|disapprov\w*|dislike\w*|irrelevant|irrespective"
    r"|un(?!ited|ion|ity|ivers|iform|ique|its?\b|der|less|til)[a-z]{4,}"
    r"|in(?:ability|accura|adequa|appropri|capab|complet|conceiv|consist|correct|direct|effect"
    r"|effic|evitab|exist|flexib|secur|suffic|toler|valid|visib|definite)\w*"
    r"|im(?:possib|practic|proper|probab|material)\w*|useless|groundless|\w+-free)\b",
    re.IGNORECASE,
)


def find_negation(source: str) -> tuple[int, int] | None:
    """The span of the first Italian word that denies something, None if nothing does.

    Turns of phrase that only look like a denial (``non solo``, ``finché non``)
    and rhetorical questions are left out.
    """
    harmless = [match.span() for match in _HARMLESS.finditer(source)]
    for match in _DENYING.finditer(source):
        if not any(start <= match.start() < end for start, end in harmless):
            return match.span()
    return None


def negates(target: str) -> bool:
    """Whether an English text denies anything, by whatever word."""
    return _ENGLISH.search(target) is not None
