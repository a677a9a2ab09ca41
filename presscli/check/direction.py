"""Direction: a translation in which what rose falls says the opposite.

``aumento``, ``crescere``, ``in rialzo``, ``superiore``, ``più`` and their like are
counted against ``calo``, ``scendere``, ``in ribasso``, ``inferiore``, ``meno`` on both
sides. Many are translated by a word without direction, so only a side that is gone
while the other has grown is reported.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

from presscli.check.coverage import lexicon
from presscli.document import Finding, Severity
from presscli.lexicon.changes import FALLING, RISING
from presscli.lexicon.words import word_set

_IT = {
    "up": re.compile(
        rf"\b(?:{RISING}|espan\w+|potenzia\w+|miglior\w*|meglio|asces[ae]|ottim\w+"
        r"|rafforz\w+|superior[ei]|superat\w+|supera(?:no|re|va)?|maggior[ei]|impenna\w+|raddoppi\w+"
        r"|accelera\w*|(?<!\bnon )più|oltre|in attivo|(?:al di )?sopra)\b",
        re.IGNORECASE,
    ),
    "down": re.compile(
        rf"\b(?:{FALLING}|cad(?:e|ono|ut[oaie]|endo|de|eva)|peggior\w+|inferior[ei]|minor[ei]?"
        r"|croll\w+|indebol\w+|dimezz\w+|declin\w+|rallent\w+"
        r"|(?<!\bnon )meno|(?:al di )?sotto)\b(?! male\b)",
        re.IGNORECASE,
    ),
}
_EN = {
    "up": re.compile(
        r"\b(?:increas\w+|rise[sn]?|rising|rose|arise\w*|grow\w*|grew|gain\w*|up|upwards?|high|higher"
        r"|highest|more|most|above|over|greater|greatest|larger|largest|bigger|biggest|climb\w*"
        r"|improv\w+|strength\w*|strong\w*|rais\w+|boost\w*|expan\w+|surg\w+|soar\w*|upturn|jump\w*"
        r"|doubl\w+|exceed\w*|superior|better|best|enhanc\w+|accelerat\w+|outperform\w*|beyond"
        r"|surpass\w*|ris(?:ing|er)|lift\w*|further|additional|longer|majority"
        r"|(?!low|few|small|slow|weak|short|less)\w+er than)\b",
        re.IGNORECASE,
    ),
    "down": re.compile(
        r"\b(?:decreas\w+|fall|falls|fell|fallen|falling|drop\w*|declin\w+|reduc\w+|lower\w*|low"
        r"|lowest|(?<!\bno )(?:less|fewer)|lesser|least|fewest|below|under|down|downwards?"
        r"|shrink\w*|shrank|shrunk|cut|cuts|cutting|slump\w*|plung\w+|worse\w*|worst|deteriorat\w+|weak\w*"
        r"|diminish\w*|los[st]|losses|smaller|smallest|minor\w*|inferior|slip\w*|slid\w*|downturn"
        r"|halv\w+|lessen\w*|slow\w*|curb\w*|slash\w*|small)\b",
        re.IGNORECASE,
    ),
}
_OTHER = {"up": "down", "down": "up"}
_VAGUE = re.compile(
    r"high|highest|over|up|most|more|further|additional|longer|majority|strong\w*|best|great\w*|larg\w+"
    r"|low|lowest|worst|small\w*|least|under|minor\w*|lo[sz]\w+|cut\w*|slow\w*|weak|\w+er than"
    r"|doubl\w+",
    re.IGNORECASE,
)
"""Words too common to say that something was turned round."""
_NUMBER = r"\s+(?:(?:il|lo|i|gli|le|la|un|una|a|an|the)\s+|l['’])?(?:[€$£]\s?)?(?:\d|{words})"
_IT_NUMBER = _NUMBER.format(
    words=r"(?:due|tre|quattr|cinqu|sei|sett|ott|nov|diec|vent|trent|quarant|cento|mille|un |una )"
)
_EN_NUMBER = _NUMBER.format(
    words=r"(?:two|three|four|five|six|seven|eight|nine|ten|twel|twen|thir|for|fif|hundred|one)"
)
_IT_NOT, _EN_NOT = r"(?<!\bnon )", r"(?<!\bno )(?<!\bnot )"
"""``non meno di 200`` is "at least 200": :mod:`presscli.check.limits` reads these."""
_IT_BOUNDS = {
    "up": re.compile(
        rf"\b{_IT_NOT}(?:oltre|più di|almeno|superior[ei] (?:a|al|ai|alle)|sopra|minimo)"
        rf"{_IT_NUMBER}",
        re.IGNORECASE,
    ),
    "down": re.compile(
        rf"\b{_IT_NOT}(?:meno di|inferior[ei] (?:a|al|ai|alle)|sotto|al massimo)"
        rf"{_IT_NUMBER}",
        re.IGNORECASE,
    ),
}
_EN_BOUNDS = {
    "up": re.compile(
        rf"\b{_EN_NOT}(?:over|more than|at least|above|exceeding|upwards? of|beyond"
        rf"|in excess of){_EN_NUMBER}",
        re.IGNORECASE,
    ),
    "down": re.compile(
        rf"\b{_EN_NOT}(?:less than|fewer than|under|below|at most){_EN_NUMBER}", re.IGNORECASE
    ),
}
"""``oltre 600``, "less than 600": the number's own direction."""
_PARTS = frozenset(("attivo", "almeno", "minimo", "massimo"))
_BOUND_WORDS = frozenset(
    ("over", "than", "least", "above", "exceeding", "upward", "upwards", "beyond", "excess")
) | {"under", "below", "most"}
_PARTICLES = frozenset(("up", "down"))
"""``thrown down``: no direction of its own."""
_STEM_CHARS = 5
_NOTHING: tuple[Mapping[str, tuple[re.Match[str], ...]], ...] = ({"up": (), "down": ()},) * 2


def check_direction(source: str, target: str, *, index: int = -1) -> Iterator[Finding]:
    """Increases that became decreases, and the other way round; at most one finding.

    Args:
        source: The Italian segment.
        target: Its translation.
        index: The segment's number, for the findings.
    """
    for wanted, english in zip(_wanted(source), (_EN_BOUNDS, _EN), strict=True):
        for way, opposite in _OTHER.items():
            if not wanted[way] or not _may_turn(target, opposite):
                continue
            firm = [m for m in english[opposite].finditer(target) if not _VAGUE.fullmatch(m[0])]
            turned = firm[len(wanted[opposite]) :]
            if turned and len(wanted[way]) > len(english[way].findall(target)):
                yield _finding(wanted[way][0], turned[0], index)
                return
    yield from _check_words(source, target, index)


def _check_words(source: str, target: str, index: int) -> Iterator[Finding]:
    """A word whose English is not there, while one of the other way is that nothing explains.

    Counting does not see ``aumentare ancora di più`` become "decrease even more".
    """
    wanted = _wanted(source)[1]
    for way, opposite in _OTHER.items():
        if not wanted[way] or not _may_turn(target, opposite):
            continue
        lost = [m for m in _unsaid(wanted[way], target) if _english(m[0])]
        turned = _unmeant(opposite, source, target) if lost else []
        # Words that the lexicon does not know to be each other's English may be all the same.
        lost = lost[len(_unmeant(way, source, target)) :] if turned else []
        turned = turned[len(_unsaid(wanted[opposite], target)) :]
        if lost and turned:
            yield _finding(lost[0], turned[0], index)
            return


def _unsaid(matches: Iterable[re.Match[str]], target: str) -> list[re.Match[str]]:
    """Italian words of whose English nothing is in a translation; or none is known."""
    said = _stems(word_set(target))
    return [m for m in matches if said.isdisjoint(_english(m[0]))]


def _unmeant(way: str, source: str, target: str) -> list[re.Match[str]]:
    """Firm words of a direction in a translation that no word of its source may mean."""
    firm = [
        m
        for m in _EN[way].finditer(target)
        if not _VAGUE.fullmatch(m[0]) and m[0].lower() not in _PARTICLES
    ]
    offered = _offered(source) if firm else frozenset()
    return [m for m in firm if _stems([m[0].lower()]).isdisjoint(offered)]


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:_STEM_CHARS] for word in words)


@functools.lru_cache(maxsize=1024)
def _english(phrase: str) -> frozenset[str]:
    """Stems of the English for the last word of an Italian phrase; maybe none."""
    return _stems(lexicon().of(phrase.lower().split()[-1]))


@functools.lru_cache(maxsize=64)
def _offered(source: str) -> frozenset[str]:
    """Stems of all that the words of an Italian text may mean."""
    return _stems(english for word in word_set(source) for english in lexicon().of(word))


@functools.lru_cache(maxsize=64)
def _wanted(source: str) -> tuple[Mapping[str, tuple[re.Match[str], ...]], ...]:
    """Words of either direction in an Italian text: those of numbers, and all."""
    if not any(_is_directed(word) for word in word_set(source)):
        return _NOTHING
    return tuple(
        {way: tuple(pattern.finditer(source)) for way, pattern in italian.items()}
        for italian in (_IT_BOUNDS, _IT)
    )


def _may_turn(target: str, way: str) -> bool:
    """Whether an English text has a firm word of a direction, or one for a number's."""
    return any(_is_firm(word, way) for word in word_set(target))


@functools.lru_cache(maxsize=16_384)
def _is_directed(word: str) -> bool:
    """Whether any pattern of :data:`_IT` or :data:`_IT_BOUNDS` has the word in it."""
    return word in _PARTS or any(pattern.search(word) for pattern in _IT.values())


@functools.lru_cache(maxsize=16_384)
def _is_firm(word: str, way: str) -> bool:
    """Whether a word, alone or in a turn of phrase, shows a direction in English."""
    match = _EN[way].search(word)
    return word in _BOUND_WORDS or bool(match and not _VAGUE.fullmatch(match[0]))


def _finding(first: re.Match[str], second: re.Match[str], index: int) -> Finding:
    return Finding(
        "W-DIRECTION",
        Severity.ERROR,
        f"'{first[0]}' became '{second[0]}' in the translation",
        index,
        source_value=first[0],
        target_value=second[0],
        source_span=first.span(),
        target_span=second.span(),
    )
