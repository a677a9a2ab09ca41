"""English words that say whose claim a sentence is, how sure it is, and on what it depends.

``The minister said that the works could begin in May`` states two things about the
works: that a minister speaks, and that nothing is settled. A text that leaves out
``said`` or ``could`` is short and false. The lists are of press usage; a word that is
more often a noun in it (``report``, ``state``, ``note``, ``claim``) is listed in its
verbal forms only.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class ClaimKind(StrEnum):
    """What a sentence loses with the word."""

    ATTRIBUTION = "attribution"
    """Who says it: it holds for the whole sentence, wherever it stands."""
    CONDITION = "condition"
    """On what it depends; it holds for the whole sentence as well."""
    HEDGE = "hedge"
    """How sure or how far it is; it holds for the clause that it stands in."""
    NEGATION = "negation"
    """That it is not so; for its clause."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A word of a claim at ``text[start:end]``; ``key`` is the same for words that say the same."""

    kind: ClaimKind
    key: str
    text: str
    start: int
    end: int


_SAY = "say said says saying|stated stating|declare declared declares declaring"
_VERBS = """
add added adds adding | announce announced announces announcing | explain explained explains
explaining | reported reportedly reporting | claimed claims claiming | allege alleged alleges
alleging allegedly | argue argued argues arguing | assert asserted asserts asserting | maintains
maintaining maintained | insist insisted insists insisting | stress stressed stresses stressing
| emphasise emphasised emphasises emphasising emphasize emphasized emphasizes emphasizing |
underline underlined underlines underlining | highlight highlighted highlights highlighting |
noted notes noting | warn warned warns warning | believe believed believes believing | think
thinks thought | confirm confirmed confirms confirming | deny denied denies denying | admit
admitted admits admitting | acknowledge acknowledged acknowledges acknowledging | affirm
affirmed affirms affirming | recalled recalls recalling | reiterate reiterated reiterates
reiterating | reply replied replies replying | write writes wrote | tell tells told | comment
commented comments commenting | observed observes observing | remarked remarks remarking | fear
feared fears fearing | suggest suggested suggests suggesting | concluded concludes concluding |
predict predicted predicts predicting | assure assured assures assuring | accuse accused accuses
accusing | consider considered considers considering | purported purportedly | supposed
supposedly | presumed presumably | so-called | self-styled | asked asks asking ask | urge urged
urges urging | demand demanded demands demanding | recommend recommended recommends recommending
| request requested requests requesting | call calls called calling | indicate indicated
indicates indicating | reveal revealed reveals revealing | informed informs informing | pointed
points pointing | agree agreed agrees | according | opinion | view | words | behalf
"""
_HEDGES = """
may | might | could | would | should | ought | must | likely | unlikely | probable probably |
possible possibly | perhaps maybe | potential potentially | apparently apparent | seem seems
seemed | appear appears appeared | plan plans planned planning | intend intends intended
intending | aim aims aimed aiming | hope hopes hoped hoping | wish wishes wished | want wants
wanted | expect expects expected expecting | propose proposes proposed proposing | estimate
estimates estimated estimating | forecast forecasts | projected | try tries tried trying |
attempt attempts attempted attempting | seek seeks sought seeking | undertake undertakes
undertook undertaken undertaking | promise promises promised | pledge pledges pledged |
provisional provisionally | preliminary | proposal | draft | need needs needed | threaten
threatens threatened | risk risks risked | virtually | practically | almost | nearly | mainly |
mostly | largely | partly | partially | some | often | sometimes usually | can | only |
temporarily temporary
"""
_CONDITIONS = """
if | unless | whether | provided | until | except excluding | subject | assuming | otherwise |
depending depends
"""
_NEGATIONS = """
no | not cannot | never | nor neither | none nobody nothing nowhere | without | fail fails
failed failing | refuse refuses refused refusing | reject rejects rejected rejecting | lack
lacks lacked lacking | prevent prevents prevented preventing | avoid avoids avoided avoiding |
hardly barely scarcely | rarely seldom
"""

# "provided", "subject", "view", "words" and the like count in these turns only.
_TURNS = {
    "according": r"according\s+to",
    "opinion": r"in\s+[\w’' ]{0,30}opinion",
    "view": r"in\s+the\s+view",
    "words": r"in\s+the\s+words",
    "provided": r"provided(?:\s+that|,)",
    "subject": r"subject\s+to",
    "behalf": r"on\s+behalf\s+of",
    "pointed": r"point(?:ed|s|ing)\s+(?:out|to)",
    "call": r"call(?:s|ed|ing)?\s+(?:for|on|upon)",
}
_MONTH = re.compile(
    r"(?:\d\s+(?:of\s+)?|\bin\s+|\blast\s+|\bnext\s+|\bof\s+)?May(?=\s+\d|[\s.,;)]|$)"
)


@functools.cache
def claim_words() -> dict[str, tuple[ClaimKind, str]]:
    """Each word in lower case, with its kind and the key that it shares with its other forms."""
    table: dict[str, tuple[ClaimKind, str]] = {}
    for kind, lists in (
        (ClaimKind.HEDGE, _HEDGES),
        (ClaimKind.CONDITION, _CONDITIONS),
        (ClaimKind.NEGATION, _NEGATIONS),
        (ClaimKind.ATTRIBUTION, _VERBS),
    ):
        for group in lists.split("|"):
            forms = group.split()
            table |= dict.fromkeys(forms, (kind, forms[0]))
    return table | dict.fromkeys(_SAY.replace("|", " ").split(), (ClaimKind.ATTRIBUTION, "say"))


@functools.cache
def _pattern() -> re.Pattern[str]:
    turns = "|".join(_TURNS.values())
    words = "|".join(sorted(claim_words(), key=len, reverse=True))
    return re.compile(
        rf"(?P<not>(?:\bca)?n['’]t\b)|(?P<turn>\b(?:{turns}))|\b(?P<word>{words})\b", re.IGNORECASE
    )


def find_claims(text: str) -> Iterator[Claim]:
    """The words of an English text that say who claims a thing and how sure it is, in order."""
    months = {match.end() for match in _MONTH.finditer(text)}
    for match in _pattern().finditer(text):
        kind, key = _read(match)
        if not key or (key == "may" and match.end() in months):
            continue
        yield Claim(kind, key, match[0], *match.span())


def _read(match: re.Match[str]) -> tuple[ClaimKind, str]:
    if match["not"]:
        return ClaimKind.NEGATION, "not"
    lower = match[0].lower()
    if match["turn"]:
        name = next(n for n, turn in _TURNS.items() if re.fullmatch(turn, lower))
        return claim_words()[name]
    is_turn = any(claim_words()[lower][1] == claim_words()[name][1] for name in _TURNS)
    return (ClaimKind.HEDGE, "") if is_turn else claim_words()[lower]
