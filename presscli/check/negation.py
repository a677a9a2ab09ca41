"""Negation: a translation without the ``non`` of its source says the opposite."""

from __future__ import annotations

import re

_HARMLESS = re.compile(
    # English says these without "not": hardly, apart from, until, nothing but ...
    r"\bnon\s+(?:appena|già|meno|oltre|stop|profit|vedent\w+|da\s+poco|a\s+caso|è\s+che)\b"
    r"|\b(?:finché|fino\s+a\s+quando|a\s+meno\s+che|di\s+quanto|prima\s+che)\s+non\b"
    r"|\bnon\b[^.;:?]{1,50}?\b(?:che|se\s+non|soltanto|altro)\b"
    r"|\bse\s+non\s+(?:addirittura|altro|noi|lui|lei|loro)\b|\bnon\b[^.;:]{1,40}\ba\s+meno\s+di\b"
    r"|\bche\s+non\s+\w+[aei]re\b|\b(?:impossibile|non\s+\w+)\s+non\b"
    r"|\bnon\b[^.;:?]{0,200}\?",  # Rhetorical: "perché non cominciare?"
    re.IGNORECASE,
)
_NON = re.compile(r"\bnon\b", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:né|nessun[oa']?|neanche|nemmeno|neppure)\b", re.IGNORECASE)
_DENIAL = re.compile(f"{_NON.pattern}|{_OTHER.pattern}", re.IGNORECASE)
_CLAUSE = re.compile(r"[^,.;:()]+")
_PLAIN = r"n['’]t\b|\b(?:not|no|non|never|none|nobody|nothing|nowhere|neither|nor|cannot|without)\b"
_LEXICAL = (
    # Words that deny by themselves: the translation of "non riesce" is "fails".
    r"\b(?:hardly|barely|scarcely|rarely|seldom|few|little|unless|until|instead|regardless"
    r"|(?:avoid|refus|reject|fail|lack|ignor|prevent|prohibit|exclud|neglect)\w*"
    r"|den(?:y|ie[sd]|ying|ial)|missing|absen(?:t|ce)|far\s+from|other\s+than|rather\s+than"
    r"|free\s+(?:of|from)|yet\s+to|out\s+of|too\s+\w+\s+to|wrong\w*|illegal\w*|useless"
    r"|groundless|fruitless|irrelevant|irrespective"
    r"|dis(?:agree|satisf|approv|content|like|regard|obey|honest)\w*"
    r"|un(?!ited|ion|ity|ivers|iform|ique|its?\b|der|less|til)[a-z]{4,}"
    r"|in(?:ability|accura|adequa|appropri|capab|complet|conceiv|consist|correct|effect|effic"
    r"|evitab|flexib|secur|suffic|toler|valid|visib)\w*"
    r"|im(?:possib|practic|proper|probab)\w*)\b"
)
_ENGLISH = re.compile(f"{_PLAIN}|{_LEXICAL}", re.IGNORECASE)


def find_negations(source: str) -> list[tuple[int, int]]:
    """Spans of the Italian words that deny something, one a clause's denial.

    ``non ... nessuno`` denies once. Turns of phrase that English says without a
    negation (``finché non``) and rhetorical questions are left out.
    """
    harmless = {
        denial.start()
        for match in _HARMLESS.finditer(source)
        for denial in _DENIAL.finditer(source, *match.span())
    }
    found = []
    for clause in _CLAUSE.finditer(source):
        denials = list(_NON.finditer(source, *clause.span()))
        denials = denials or list(_OTHER.finditer(source, *clause.span()))[:1]
        found += [match.span() for match in denials if match.start() not in harmless]
    return found


def count_english(target: str) -> int:
    """How often an English text denies anything, by whatever word."""
    return len(_ENGLISH.findall(target))
