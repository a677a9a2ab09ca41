"""How many summary sentences say what their release does not: 200 summaries, counted.

    python -m benchmarks.traced --eval FOLDER --outputs out.jsonl

The releases are the English references of ``samples/``, and the lines of the English
sides of the dev sets in ``FOLDER``, taken as they stand, 8 to 15 lines a release, so
that only the summariser is judged.

The counts (:func:`unknown_facts`) do not use presscli's own checks: a figure, month,
weekday or capitalised word counts as unknown if the release does not have it, letter by
letter. What they mean is in ``docs/summaries.md``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from benchmarks.releases import Sample, load_releases
from presscli.check import check_summary_sentence
from presscli.document import Hypothesis, SentenceOrigin
from presscli.engines.base import (
    CutFinder,
    DecodingOptions,
    EngineSettings,
    Reading,
    Weight,
)
from presscli.engines.opening import open_summarizer
from presscli.models import ensure
from presscli.registry import load_registry
from presscli.summarize import summarize
from presscli.summarize.support import support_score
from presscli.summarize.words import word_set

SENTENCES = 3
_CLAIMS = {"W-CLAIM", "W-HEDGE", "W-NEGATION"}

_FIGURE = re.compile(r"\d(?:[\d.,:/]*\d)?")
_WORD = re.compile(r"[^\W\d_]+")
_CALENDAR = word_set(
    """january february march april june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday"""
)
_SPELLED = word_set(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion trillion dozen half third quarter"""
)


@dataclass(frozen=True)
class Row:
    """A sentence, what it rests on, and its facts that the release, and the support, lack."""

    release: str
    text: str
    origin: str
    score: float
    quote: str
    not_in_release: list[str]
    not_in_support: list[str]
    findings: list[str]


class Watched:
    """The embedded summariser; keeps what it would leave out of each text if nobody checked."""

    def __init__(self, threads: int) -> None:
        spec = load_registry(None).models["embedded-v1"]
        settings = EngineSettings(threads=threads, device="cpu")
        self._engine = open_summarizer(spec, ensure(spec, offline=True), settings=settings)
        self.first_choices: dict[str, str] = {}

    @property
    def max_source_tokens(self) -> int:
        """See :class:`presscli.engines.base.Engine`."""
        return self._engine.max_source_tokens

    def count_tokens(self, text: str) -> int:
        """See :class:`presscli.engines.base.Engine`."""
        return self._engine.count_tokens(text)

    def summarize_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        """See :class:`presscli.engines.base.Summarizer`."""
        return self._engine.summarize_batch(texts, options)

    def likely_cuts(self, texts: Sequence[str]) -> list[Reading]:
        """See :class:`presscli.engines.base.CutFinder`."""
        readings = cast("CutFinder", self._engine).likely_cuts(texts)
        self.first_choices |= {
            text: reading.cuts[0].text
            for text, reading in zip(texts, readings, strict=True)
            if reading.cuts
        }
        return readings

    def weigh(self, texts: Sequence[str], versions: Sequence[str]) -> list[Weight]:
        """See :class:`presscli.engines.base.CutFinder`."""
        return cast("CutFinder", self._engine).weigh(texts, versions)

    def close(self) -> None:
        """See :class:`presscli.engines.base.Engine`."""
        self._engine.close()


def unknown_facts(sentence: str, release: str) -> list[str]:
    """Figures, numbers in words, months, weekdays and names that the release does not have.

    Letter by letter, but for capitals: ``8.3`` is unknown where the release has ``8,3``.
    The first word of a sentence is a name only if it is nowhere in the release in small
    letters and nowhere capitalised either.
    """
    figures = set(_FIGURE.findall(release))
    words = {word.lower() for word in _WORD.findall(release)}
    capitalised = {word for word in _WORD.findall(release) if word[0].isupper()}
    unknown = [figure for figure in _FIGURE.findall(sentence) if figure not in figures]
    for match in _WORD.finditer(sentence):
        word = match[0]
        fact = word.lower() in _CALENDAR | _SPELLED
        opens = not sentence[: match.start()].strip("\"“”«»‘’'( ")
        name = word[0].isupper() and word not in capitalised
        is_new = word.lower() not in words and (fact or name)
        if is_new or (name and not opens):
            unknown.append(word)
    return unknown


def trace(sample: Sample, model: Watched) -> list[Row]:
    """Summarise a release as the embedded profile does.

    Returns:
        The sentences of the summary, then each key sentence without the phrase that the
        model would leave out first, with the origin ``unchecked``.
    """
    model.first_choices.clear()
    summary = summarize(
        sample.sentences,
        model,
        check=check_summary_sentence,
        sentence_count=SENTENCES,
        headline=sample.headline,
    )
    rows = []
    for sentence in summary.sentences:
        sources = [sample.sentences[i] for i in sentence.support]
        rows.append(_row(sample, sentence.text, sources, sentence.origin.value, sentence.score))
    for source, text in model.first_choices.items():
        score = support_score(text, source)
        rows.append(_row(sample, text, [source], "unchecked", score))
    return rows


def _row(sample: Sample, text: str, sources: Sequence[str], origin: str, score: float) -> Row:
    # A quotation of several segments is one sentence of the summary: joined, it is checked.
    quote = " ".join(sources)
    return Row(
        sample.name,
        text,
        origin,
        round(score, 3),
        quote,
        unknown_facts(text, " ".join(sample.sentences)),
        unknown_facts(text, quote),
        sorted({f.code for f in check_summary_sentence(text, [quote])}),
    )


def count(rows: Sequence[Row], origins: Sequence[str]) -> dict[str, object]:
    """How many sentences of some origins there are, and how many of them have a fault."""
    chosen = [r for r in rows if r.origin in origins]
    return {
        "origin": " ".join(origins),
        "sentences": len(chosen),
        "with_facts_not_in_release": sum(bool(r.not_in_release) for r in chosen),
        "with_facts_not_in_support": sum(bool(r.not_in_support) for r in chosen),
        "with_claims_changed": sum(bool(_CLAIMS & set(r.findings)) for r in chosen),
        "mean_score": round(sum(r.score for r in chosen) / max(1, len(chosen)), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--eval", type=Path, required=True, help="folder of the dev sets")
    parser.add_argument("--outputs", type=Path, help="every sentence (JSONL); replaced")
    parser.add_argument("--count", type=int, default=200, help="how many summaries")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    model = Watched(arguments.threads)
    rows: list[Row] = []
    for sample in load_releases(arguments.eval)[: arguments.count]:
        rows += trace(sample, model)
        print(sample.name, file=sys.stderr, flush=True)
    model.close()
    shipped = [origin.value for origin in SentenceOrigin]
    for origins in ([], *([origin] for origin in shipped), ["unchecked"]):
        print(json.dumps(count(rows, origins or shipped)))
    if arguments.outputs:
        lines = [json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in rows]
        arguments.outputs.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
