"""The summary of a translated release, and where each of its sentences came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from presscli.document.translation import Finding


class SentenceOrigin(StrEnum):
    """Where a summary sentence came from."""

    MODEL = "model"
    """A model wrote it, and the release supports it."""
    REWRITTEN = "rewritten"
    """A model wrote it and left out who says so; that was put back."""
    REPLACED = "replaced"
    """What a model wrote had no support; the translated sentence that it was nearest to
    stands in its place, unchanged."""
    RELEASE = "release"
    """One of the release's own sentences, unchanged; no sentence of a model was refused."""


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A summary sentence with the indices of the translated segments that support it.

    ``score`` says how close it keeps to them, 0 to 1: 1 is word by word
    (:func:`presscli.summarize.support.support_score`). Numbers, dates, names and
    claims are not a matter of the score: they have to be theirs.
    """

    text: str
    support: tuple[int, ...] = ()
    abstractive: bool = True
    """False when it is one of the release's own sentences, unchanged."""
    score: float = 1.0
    corrected: bool = False
    """What the model wrote did not hold: see ``origin``."""

    @property
    def origin(self) -> SentenceOrigin:
        if self.abstractive:
            return SentenceOrigin.REWRITTEN if self.corrected else SentenceOrigin.MODEL
        return SentenceOrigin.REPLACED if self.corrected else SentenceOrigin.RELEASE


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of a translated release."""

    sentences: tuple[SummarySentence, ...]
    signature: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(s.text for s in self.sentences)

    @property
    def method(self) -> str:
        """``abstractive``, ``extractive`` or ``mixed``."""
        kinds = {s.abstractive for s in self.sentences}
        if kinds == {True}:
            return "abstractive"
        return "mixed" if len(kinds) == 2 else "extractive"
