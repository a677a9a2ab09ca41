"""Choose among the hypotheses of an engine the one that is truest to its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presscli.check.counterparts import measure
from presscli.check.coverage import find_residue
from presscli.check.invented import find_invented
from presscli.check.reword import mend
from presscli.check.segment import check_segment, find_broken
from presscli.check.shape import added_sentences, find_repetition, repeated_share
from presscli.check.wording import PLAIN, Wording, agree
from presscli.document import Finding, Hypothesis, Severity

# What each property is worth beside the engine's own score (mean token
# log-probability). Rounded from a ridge regression of sentence chrF on these
# properties, over the 6-best lists of embedded-v1 for 290 dev-set lines; on the
# 290 others chrF rose by 0.7. Halving or doubling any one moves it by under
# 0.1. A usual length counted too, and does no longer: with marian-own it cost
# 0.2 BLEU over the dev sets at the same chrF. The weight of errors is not tuned:
# a fluent lie is no translation.
_ERROR = 2.0
_NEGATION = 0.5
"""Counting negations is no proof, so one weighs less than a number."""
_SOURCE_COVERAGE = 2.0
_TARGET_SUPPORT = 1.5
_REPEATED = 3.0
_LOOP = 0.5
_RESIDUE = 1.0
_ADDED_SENTENCE = 0.5
_NAME = 0.5
_LIKE_NAMES = frozenset({"W-NAME", "W-LIMIT", "W-SENSE"})
"""Warnings that weigh as much as a wrong name, each."""
_INVENTED = 0.5
"""As much as a name: a word that is none says nothing to the reader."""
_SOUND_SHARE = 0.9
"""Explained words, the mean of both sides, from which the engine's first choice stays if
nothing is found in it: so for a quarter of the lines of the dev sets, at the same chrF
(54 % at 0.8 would lose 0.1)."""
_MAX_ERRORS = 3
"""Errors counted: beyond these a hypothesis is out in any case."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The hypothesis chosen, repaired.

    ``score`` is the engine's for that hypothesis. ``findings`` are what is
    still wrong with ``text``.
    """

    text: str
    score: float
    findings: tuple[Finding, ...]


def choose(
    source: str, hypotheses: Sequence[Hypothesis], *, index: int = -1, wording: Wording = PLAIN
) -> Choice:
    """Repair every hypothesis and pick the one that ranks best.

    Changed facts weigh most, then words of the source that nothing in the
    translation says and words of the translation that nothing in the source
    says, then shape and the engine's score. Of
    hypotheses that break no more facts, those with the terms of the glossary win.

    Args:
        source: The Italian segment.
        hypotheses: What an engine made of it, best score first; at least one.
        index: The segment's number, for the findings.
        wording: The user's glossary, and names that must stay.

    Returns:
        The best; of equals the one that the engine put first. That one is taken at
        once if it breaks nothing and nearly every word of it and its source is explained.

    Raises:
        ValueError: No hypotheses.
    """
    if not hypotheses:
        message = "choose: no hypotheses. At least one is needed"
        raise ValueError(message)
    first = mend(source, hypotheses[0].text, wording)
    if _is_sound(source, first, wording):
        findings = check_segment(source, first, index=index, wording=wording)
        if not findings:
            return Choice(first, hypotheses[0].score, ())
    contest = enter(source, hypotheses, index=index, wording=wording)
    best = contest.winner()
    return Choice(contest.texts[best], hypotheses[best].score, contest.findings(best))


def _is_sound(source: str, text: str, wording: Wording) -> bool:
    """Whether nearly every word is explained on both sides, so that no other need be looked at."""
    coverage = measure(*agree(wording, source, text).hidden)
    return coverage.source_share + coverage.target_share >= 2 * _SOUND_SHARE


def enter(
    source: str, hypotheses: Sequence[Hypothesis], *, index: int = -1, wording: Wording = PLAIN
) -> Contest:
    """Repair the hypotheses and weigh what is cheap to see; arguments as for :func:`choose`."""
    texts = [mend(source, h.text, wording) for h in hypotheses]
    # What findings could only lower: each hypothesis is checked when it may still win.
    bounds = [
        h.score + _promise(source, text, wording) for h, text in zip(hypotheses, texts, strict=True)
    ]
    return Contest(source, texts, bounds, index, wording)


class Contest:
    """Hypotheses of one segment, checked one by one in the order of what they can reach at best.

    Args:
        source: The Italian segment.
        texts: The hypotheses.
        bounds: The rank of each if nothing is found in it; findings only lower it.
        index: The segment's number, for the findings.
        wording: The user's glossary, and names that must stay.
    """

    def __init__(
        self,
        source: str,
        texts: Sequence[str],
        bounds: Sequence[float],
        index: int = -1,
        wording: Wording = PLAIN,
    ) -> None:
        self._source, self.texts, self._bounds = source, texts, bounds
        self._index, self._wording = index, wording
        self._found: dict[int, tuple[Finding, ...]] = {}

    def winner(self) -> int:
        """The place of the best, with most of the wanted terms among equals in facts."""
        best = self._first_ranked()
        if not self._misses(best):
            return best
        errors = self._errors(best)
        rivals = [k for k in range(len(self.texts)) if self._errors(k) <= errors]
        return max(rivals, key=lambda k: (-self._misses(k), self.rank(k)))

    def _first_ranked(self) -> int:
        """The place of the highest rank; of equals the first. No rank is above its bound."""
        order = sorted(range(len(self.texts)), key=lambda k: (-self._bounds[k], k))
        best = order[0]
        for k in order[1:]:
            if self._bounds[k] < self.rank(best):
                break
            if self._may_reach(self.rank(best), k):
                best = min(best, k, key=lambda k: (-self.rank(k), k))
        return best

    def _may_reach(self, rank: float, k: int) -> bool:
        """Whether a hypothesis may have a rank, by its facts alone; the rest only lowers it."""
        if k in self._found:
            return True
        broken = find_broken(self._source, self.texts[k], wording=self._wording)
        return self._bounds[k] - _penalty(broken) >= rank

    def rank(self, k: int) -> float:
        """How good a hypothesis is; higher is better."""
        return self._bounds[k] - _penalty(self.findings(k))

    def findings(self, k: int) -> tuple[Finding, ...]:
        """What is wrong with a hypothesis; read at the first call."""
        if k not in self._found:
            self._found[k] = check_segment(
                self._source, self.texts[k], index=self._index, wording=self._wording
            )
        return self._found[k]

    def _misses(self, k: int) -> int:
        return sum(f.code == "W-GLOSSARY" for f in self.findings(k))

    def _errors(self, k: int) -> int:
        return sum(f.severity is Severity.ERROR for f in self.findings(k))


def _penalty(findings: Sequence[Finding]) -> float:
    """What findings take from a hypothesis; never less for more of them."""
    errors = [f.code for f in findings if f.severity is Severity.ERROR]
    denials = errors.count("W-NEGATION")
    others = sum(f.code in _LIKE_NAMES for f in findings)
    penalty = _ERROR * min(len(errors) - denials, _MAX_ERRORS) + _NEGATION * denials
    return penalty + _NAME * others


def _promise(source: str, text: str, wording: Wording) -> float:
    """What a hypothesis has beside its score, if it breaks no fact."""
    hidden = agree(wording, source, text).hidden
    coverage = measure(*hidden)
    penalty = (
        _REPEATED * repeated_share(text)
        + _LOOP * bool(find_repetition(text))
        + _ADDED_SENTENCE * added_sentences(source, text)
        + _RESIDUE * len(find_residue(*hidden)) / max(1, len(source.split()))
        + _INVENTED * len({word for word, _ in find_invented(*hidden)})
    )
    return (
        _SOURCE_COVERAGE * coverage.source_share + _TARGET_SUPPORT * coverage.target_share - penalty
    )
