"""Words and turns of phrase that deny, in Italian and in English."""

from __future__ import annotations

import re

HARMLESS = re.compile(
    # English says these without "not": hardly, apart from, until, nothing but ...
    r"\bnon\s+(?:appena|già|meno|oltre|stop|profit|vedent\w+|da\s+poco|a\s+caso|è\s+che"
    r"|di\s+rado|per\s+niente|per\s+nulla|so\s+(?:che|cosa|quanto|chi)|a\s+torto)\b"
    r"|\b(?:finché|fino\s+a\s+quando|fintantoché|a\s+meno\s+che|prima\s+che)\b"
    r"[^,.;:]{0,50}?\s+non\b|\b(?:di\s+quanto|più\s+che)\s+non\b"
    r"|\bnon\s+(?:\w+\s+)?(?:può|possono|potev\w+|potrà|potrebbe\w*|poss\w+|potr\w+|fa|fanno|resta"
    r"|restano|rimane|rest\w+|ha|hanno|c['’]è|c['’]era|vi\s+è|v['’]è|fece\w*|aspett\w+|chied\w+)"
    r"\s+(?:\w+\s+)?(?:che|altro\s+che|se\s+non|altro)\b"
    r"|\bnon\b[^.;:?]{1,60}?\b(?:se\s+non|altro\s+che)\b|\bnon\s+r\w+\s+altro\b"
    r"|\bnon\s+(?:\w+\s+){0,2}(?:solo|soltanto|solamente)\b|\bnon\s+tanto\b|\bnon\s+un[oa]?,"
    r"|\bnon\s+(?:si\s+)?po\w+\s+(?:che\s+)?non\b|\bnon\s+(?:si\s+)?può\s+(?:che\s+)?non\b"
    r"|\bse\s+non\s+(?:addirittura|altro|noi|lui|lei|loro|proprio|anche|di\s+più)\b"
    r"|\bnon\b[^.;:]{1,40}\ba\s+meno\b|\bnon\s+ved\w+\s+l['’]ora\b"
    r"|\bche\s+non\s+\w+[aei]re\b|\b(?:impossibile|non\s+\w+)\s+non\b"
    r"|\bpiù\s+\w+\s+(?:di\s+quanto|che)\s+non\b|\b(?:poco|manca\w*)\s+(?:che|poco)\s+non\b"
    r"|\bperché\s+non\s+(?:\w+[aei]re\b|\w+iamo\b[^.;:]*\?)|\bsenza\s+(?:dubbio|altro|contare)\b"
    r"|\bsenz['’]altro\b|\bnulla\s+osta\b|\bnon\s+è\s+(?:vero|così)\?|\bo\s+no\b|\bo\s+meno\b"
    r"|\bniente\s+(?:di\s+meno|meno)\b|\bquanto\s+mai\b|\bpiù\s+che\s+mai\b|\bse\s+mai\b"
    r"|\bnon\s+(?:(?:superior|inferior)[ei]\b|(?:più|maggior[ei]|minor[ei])\s+d\w+\s+(?:\d|(?:due|tre"
    r"|quattro|cinque|sei|sette|otto|nove|dieci|dodici|venti|trenta|cento|mille|un\s+mili\w+)\b))"
    r"|\bnon\s+ultim[oae]\b|\bnon\s+(?:si\s+)?(?:fa|è)\s+(?:forse|mica)\b",
    re.IGNORECASE,
)
NON = re.compile(r"\bnon\b", re.IGNORECASE)
OTHER = re.compile(
    r"\b(?:né|nessun[oa']?|nessun['’]|neanche|nemmeno|neppure)\b(?<!senza nessun)(?<!senza nessuna)"
    r"|(?<!senza )\b(?:niente|nulla)\b",
    re.IGNORECASE,
)
WITHOUT = re.compile(r"\bsenza\b|\bsenz['’]", re.IGNORECASE)
DENIAL = re.compile(f"{NON.pattern}|{OTHER.pattern}|{WITHOUT.pattern}", re.IGNORECASE)
_AUXILIARY = (
    r"(?:can|could|may|might|must|shall|should|will|would|do|does|did"
    r"|am|is|are|was|were|has|have|had)"
)
ITALIAN_NON = re.compile(
    rf"\bnon\s+(?:(?P<who>I|you|he|she|it|we|they)\s+)?(?P<verb>{_AUXILIARY})\b", re.IGNORECASE
)
"""``Non`` as a model left it before an English verb: no English denial, and none is read there."""
PLAIN = re.compile(
    r"n['’]t\b|\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|without)\b"
    rf"|\bnon\b(?!\s+(?:(?:I|you|he|she|it|we|they)\s+)?{_AUXILIARY}\b)",
    re.IGNORECASE,
)
IDLE = re.compile(
    # What Italian may say with "non", as in "non solo", or without.
    r"\bnot\s+(?:only|just|merely|simply|least|to\s+mention|so\s+much)\b|\bcannot\s+but\b"
    r"|\bno\s+(?:more|less|fewer)\s+than\b|\bnothing\s+(?:but|other|less)\b"
    r"|\bor\s+not\b|\b(?:unless|until|other\s+than|rather\s+than)\b",
    re.IGNORECASE,
)
EMPTY = re.compile(
    # What denies nothing: "isn't it?", "No 4".
    r"\bgoes\s+without\s+saying\b|\b(?:no|without(?:\s+a)?)\s+doubt\b"
    r"|\bNo\.?(?=\s*\d)|\bnone\s+the\s+less\b"
    r"|\b\w+n['’]t\s+(?:I|you|he|she|it|we|they|there)\?|\bwhy\s+not\b|^No,",
    re.IGNORECASE,
)
LEXICAL = re.compile(
    # Words that deny by themselves: the translation of "non riesce" is "fails".
    r"\b(?:hardly|barely|scarcely|rarely|seldom|(?<!a )few|(?:so|very|said|too)\s+little"
    r"|out\s+of\s+(?!the|range)|instead|regardless"
    r"|(?:avoid|refus|reject|lack|ignor|prevent|prohibit|exclud|neglect|miss)\w*"
    r"|fail(?:s|ed|ing)?|den(?:y|ie[sd]|ying|ial)|absen(?:t|ce)|short\s+of"
    r"|free\s+(?:of|from)|yet\s+to|too\s+\w+\s+to|wrong\w*|illegal\w*|useless"
    r"|(?!unless|nevertheless|nonetheless|regardless|less)\w{3,}less(?:ly)?"
    r"|irrespective|stop\w*|abort\w*|outdated|obsolete|defunct|former|declin\w+"
    r"|ir(?:relev|regul|ration|respons|reconcil)\w*|il(?:legit|logic)\w*|non(?!e)[a-z]{4,}"
    r"|dis(?:agree|satisf|approv|content|like|regard|obey|honest)\w*"
    r"|un(?!ited|ion|ity|ivers|iform|ique|its?\b|der|less|til|ilater|like\b)[a-z]{4,}"
    r"|in(?:ability|accura|adequa|adv|explic|excus|justif|sensi|appropri|capab|complet|conceiv|consist|correct|effect|effic"
    r"|evitab|flexib|secur|suffic|toler|valid|visib)\w*"
    r"|im(?:possib|practic|proper|probab)\w*)\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:non|né|nessun[oa']?|senza)\s+(?!(?:in|im|ir|dis|viet|proib|neg|rifiut|evit)\w)(?:\w+['’])?\w+"
    r"(?:\s+(?!(?:in|im|ir|dis|viet|proib|neg|rifiut|evit)\w)(?:\w+['’])?\w+)?",
    re.IGNORECASE,
)
DENYING = re.compile(
    # Italian words that English may say with "not". Those that are far more often said without
    # ("meno", "invece", "ormai", "fuori") are none: 13 of 5,750 translations have one for them.
    r"\b(?:no|mai|mica|tranne|eccetto|salvo|anziché|finché|contrari\w+|difficil\w+|impossib\w+"
    r"|imped\w+|incapac\w+|indispensab\w+|manc(?!iat)\w+|evit\w+|rifiut\w+|viet\w+|divieto|proib\w+"
    r"|neg(?:a|o|ò|are|ano|ando|at[oaie]|hi|hiamo|azion[ei]|herà|heranno)|esclu(?!siv)\w+|priv[oaie]"
    r"|assen(?!so)\w+|smett\w+|smess\w+|perd(?!ur)\w+|vuot\w+|null\w+|ignot\w+|ignor\w+|cess\w+"
    r"|altriment\w+|illes\w+|dissen\w+|inferior\w+|sfugg\w+|prescind\w+|respin\w+"
    r"|in(?:adegu|suffic|giust|util|cert|visib|compat|opportun)\w*|sottovalut\w+|sottoutil\w+)\b|\?",
    re.IGNORECASE,
)
NO_DENIAL = re.compile(
    # Turns of phrase with a denial that English never says with "not".
    r"\bsenza\s+dubbio\b|\bsenz['’]altro\b|\bnon\s+a\s+caso\b|\bse\s+non\s+addirittura\b",
    re.IGNORECASE,
)
NOT_SO = re.compile(r"(?:n['’]t|\b(?:not|never|no|cannot))\s+(?:be\s+)?\w+", re.IGNORECASE)
DENIED_WORD = re.compile(
    r"\b(?:non|senza)\s+(?:\w{1,3}\s+){0,2}((?:\w+['’])?[^\W\d_]{4,})(?:\s+([^\W\d_]{4,}))?",
    re.IGNORECASE,
)
PREFIXED = re.compile(r"\b(?:un|in|im|ir|il|dis|non-?)([a-z]{4,})", re.IGNORECASE)
"""English words that deny what follows their first letters: "unrelated"."""
OPTIONAL = re.compile(
    # "without further ado", "no longer", "no, ...": often put in where Italian denies nothing.
    r"nor\b|neither\b|without\b|non\b|no,|not\s+(?:only|just|least|merely|even|yet)\b"
    r"|no\s+(?:more|less|fewer|longer)\b|never\s+before\b",
    re.IGNORECASE,
)
