"""What each summary sentence rests on: for explanations in text, notes on hover, and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presscli.document import Result, SentenceOrigin, SummarySentence

ORIGINS = {
    SentenceOrigin.MODEL: "written by the model",
    SentenceOrigin.REWRITTEN: "written by the model, who says so put back",
    SentenceOrigin.REPLACED: "replaced by the release's own sentence",
    SentenceOrigin.RELEASE: "the release's own sentence",
}
"""In words for a reader."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A summary sentence beside what supports it.

    ``segments`` are indices from 0; a reader is shown them from 1, as in findings.
    ``quote`` is their English, ``source`` their text in the source language, pieces
    in the release's order with a space between. ``score`` is 0 to 1.
    """

    sentence: SummarySentence
    segments: tuple[int, ...]
    quote: str
    source: str
    score: float

    @property
    def label(self) -> str:
        """``written by the model, support 0.93, segments 4 and 5``."""
        numbers = [str(index + 1) for index in self.segments]
        many = "segments" if len(numbers) > 1 else "segment"
        where = f", {many} {_listed(numbers)}" if numbers else ""
        return f"{ORIGINS[self.sentence.origin]}, support {self.score:.2f}{where}"


def evidence(result: Result) -> Iterator[Evidence]:
    """What each sentence of the summary rests on, in the summary's order; empty without one."""
    by_index = {s.index: s for p in result.paragraphs for s in p.segments}
    for sentence in result.summary.sentences if result.summary else ():
        found = [by_index[i] for i in sentence.support if i in by_index]
        yield Evidence(
            sentence,
            sentence.support,
            " ".join(" ".join(s.target.split()) for s in found),
            " ".join(" ".join(s.source.split()) for s in found),
            sentence.score,
        )


def _listed(numbers: list[str]) -> str:
    """``4``, ``4 and 5``, ``4, 5 and 6``."""
    return " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))
