"""Who is named as the speaker: "ha detto Rossi" may not become "said Bianchi".

Attributions are found by the verb of saying that stands beside a name, or by
``secondo`` and "according to". A translation that names nobody ("he said") is none
of this check's business.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from presscli.check.coverage import content_words, lexicon
from presscli.check.names import is_common, proper_names
from presscli.check.spelling import is_alike, is_same_root
from presscli.document import Finding, Severity
from presscli.lexicon.date_patterns import EN_MONTHS, EN_WEEKDAYS
from presscli.lexicon.places import exonyms
from presscli.lexicon.terms import acronym
from presscli.lexicon.words import word_set

_NAME = r"[A-ZÀ-Ý][\w’'-]*\w"
_NAMES = rf"{_NAME}(?:\s+(?:(?:d[aie]|de[ilr]?|della|van|von|al|bin)\s+)?{_NAME}){{0,4}}"
_PARTICIPLES = (
    "detto|dichiarato|affermato|spiegato|aggiunto|annunciato|sottolineato|sostenuto|riferito"
    "|commentato|confermato|ribadito|precisato|osservato|ricordato|concluso|risposto|avvertito"
    "|ammesso|scritto|raccontato|replicato|assicurato|dichiarata|detta"
)
_IT_SAYS = (
    rf"(?:(?:ha|hanno|aveva|avevano|avrebbe)\s+(?:\w+mente\s+|poi\s+|anche\s+|inoltre\s+|già\s+)?"
    rf"(?:{_PARTICIPLES})|dice|dichiara|afferma|spiega|sostiene|aggiunge|sottolinea|commenta"
    r"|conferma|ribadisce|precisa|osserva|ricorda|conclude|risponde|avverte|racconta|replica)"
)
_EN_SAYS = (
    r"(?:(?:has |had |have )?(?:said|stated|declared|explained|added|announced|stressed|claimed"
    r"|reported|commented|confirmed|noted|recalled|concluded|replied|warned|told|admitted|argued"
    r"|insisted|observed|pointed out)|says|states|explains|adds|stresses|claims|notes|warns|tells"
    r"|comments|concludes|confirms|announces|argues)"
)
_AUXILIARIES = frozenset(
    ("hanno", "aveva", "avevano", "avrebbe", "anche", "inoltre", "mente", "have")
)
_SIGNS = {
    "it": frozenset(re.findall(r"[a-z]{4,}", _IT_SAYS)) - _AUXILIARIES
    | {"secondo", "sostenerlo", "dirlo", "affermarlo", "annunciarlo"},
    "en": frozenset(re.findall(r"[a-z]{4,}", _EN_SAYS)) - _AUXILIARIES | {"according"},
}
"""One of these words is in every attribution; most sentences have none."""
_REST = (
    # "the director general, Rossi" goes on behind its comma.
    rf"(?P<rest>(?:the|il|lo|la|l['’])\s?[a-zà-ÿ ]{{2,60}},\s{_NAMES}"
    r"|[^,.;:!?\"“”«»()–—\n]{2,80})"
)
_IT = (
    re.compile(rf"(?P<names>{_NAMES})\s+{_IT_SAYS}\b"),
    re.compile(rf"\b{_IT_SAYS}\s+(?!che\b|di\b|a\b|al\b|alla\b|ai\b|in\b){_REST}"),
    re.compile(rf"\b[Ss]econdo\s+{_REST}"),
    re.compile(
        rf"\b[Aa] (?:sostenerlo|dirlo|affermarlo|annunciarlo) è (?P<names>.{{0,40}}?{_NAMES})"
    ),
)
_EN = (
    re.compile(rf"(?P<names>{_NAMES})\s+(?:\w+ly\s+|also\s+|then\s+)?{_EN_SAYS}\b"),
    re.compile(rf"\b(?!told|tells){_EN_SAYS}\s+(?!that\b|to\b|in\b){_REST}"),
    re.compile(rf"\b[Aa]ccording\s+to\s+{_REST}"),
    re.compile(rf"\b[Ii]t (?:is|was) (?P<names>[^,.]{{0,40}}?{_NAMES}) who (?:{_EN_SAYS})"),
)
_STOP = re.compile(
    r"\s(?:che|that|a|al|alla|ai|agli|alle|allo|in|nel|on|at|to|during|durante)\s.*", re.DOTALL
)
_IGNORED = frozenset(
    {"mr", "mrs", "ms", "dr", "he", "she", "it", "they", "we", "the", "this", "that", "these",
     "however", "but", "and", "president", "minister", "prime", "foreign", "professor"}
    | {forms[0].lower() for forms in (*EN_MONTHS, *EN_WEEKDAYS)}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speaker:
    """The names of one attribution, and where they stand."""

    names: tuple[str, ...]
    span: tuple[int, int]


def check_speakers(source: str, target: str, *, index: int = -1) -> Iterator[Finding]:
    """A speaker of the source that gave way to another in the translation; at most one finding.

    Args:
        source: The Italian segment.
        target: Its translation.
        index: The segment's number, for the findings.
    """
    wanted = _speakers(source)
    if not wanted:
        return
    found = find_speakers(target, language="en")
    lost = [s for s in wanted if not any(_is_same(s, other) for other in found)]
    new = [s for s in found if not any(_is_same(other, s) for other in wanted)]
    if not (lost and new):
        return
    first, second = (text[slice(*s.span)] for text, s in ((source, lost[0]), (target, new[0])))
    yield Finding(
        "W-SPEAKER",
        Severity.ERROR,
        f"what '{first}' says is said by '{second}' in the translation",
        index,
        source_value=first,
        target_value=second,
        source_span=lost[0].span,
        target_span=new[0].span,
    )


@functools.lru_cache(maxsize=64)
def _speakers(source: str) -> tuple[Speaker, ...]:
    return tuple(find_speakers(source, language="it"))


def find_speakers(text: str, *, language: str) -> list[Speaker]:
    """Attributions that name somebody, in the order of their places.

    Args:
        text: A segment.
        language: ``it`` or ``en``.
    """
    if word_set(text).isdisjoint(_SIGNS[language]):
        return []
    speakers: list[Speaker] = []
    for pattern in _IT if language == "it" else _EN:
        for match in pattern.finditer(text):
            group = match.lastgroup or ""
            phrase = _STOP.sub("", match[group])
            names = [m for m in re.finditer(_NAME, phrase) if _may_name(m[0], language)]
            taken = any(s.span[0] <= match.start() < s.span[1] + 12 for s in speakers)
            if names and not taken:
                start = match.start(group)
                span = (start + names[0].start(), start + names[-1].end())
                speakers.append(Speaker(tuple(m[0] for m in names), span))
    return sorted(speakers, key=lambda s: s.span)


def _may_name(word: str, language: str) -> bool:
    """Whether a capitalised word is a name, and not merely the first of its sentence."""
    lower = word.lower()
    if lower in _IGNORED:
        return False
    if language == "it":
        return not is_common(word) or bool(proper_names(lower))
    words = lexicon()
    return lower not in words.english or lower in words.proper or word.isupper()


def _is_same(source: Speaker, target: Speaker) -> bool:
    """Whether any name of an Italian attribution may be one of an English one."""
    said = [word for name in target.names for word in (name.lower(), *content_words(name))]
    for name in source.names:
        lower = name.lower()
        english = [acronym(name) or "", exonyms().get(name) or "", *lexicon().of(lower)]
        if any(word and is_same_root(word.lower(), other) for word in english for other in said):
            return True
        if any(is_alike(word, other) for word in (lower, *content_words(name)) for other in said):
            return True
    return False
