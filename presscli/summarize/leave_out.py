"""Key sentences without a phrase that a model would leave out: no search, one or two passes.

A search for a shorter sentence costs many times what reading the sentence over does, and
most of what it finds that holds is the sentence without one phrase. So the model is only
asked what it thinks of such sentences. First it reads the sentence itself, which shows the
phrases that it is likely to leave out. The most probable one that is proved safe
(:mod:`presscli.summarize.derive`) is left out. Where none is, it reads the sentence without
each phrase after which it holds, to the end: what has become no sentence, or another one,
shows as a word that the model does not expect.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from presscli.document import Hypothesis
from presscli.engines.base import CutFinder
from presscli.summarize.derive import follows
from presscli.summarize.marks import is_well_marked, joins_figures, mend_marks
from presscli.summarize.passages import Passage
from presscli.summarize.words import words

MAX_LENGTH_RATIO = 0.9
"""A sentence with more of its source's words than this is not worth a change of wording."""

MIN_SAFE_CUT = -5.0
"""A cut less probable than this (nats, see :class:`CutFinder`) is not the model's choice. Of 366
key sentences 18 had a safe one above it; all were read, and all were true and good English."""

MIN_CUT_TO_WEIGH = -2.25
"""A less probable cut that is not proved safe is not read to its end."""

MIN_AFTER_CUT = -1.0
"""The least probable token behind such a cut (nats)."""

MIN_AGAINST_COPY = -2.0
"""How much less probable (nats) such a shorter sentence may be than the sentence itself.
This and the two above were set on 99 key sentences that have such a cut, by reading what
they let through, and counted on 57 others (``docs/summaries.md``)."""

MOST_CUTS = 8
"""Cuts of a sentence that are put to the checks, the most probable first."""

Holds = Callable[[str, Passage], bool]
"""Whether a sentence is true to the key sentence that it is to stand for."""


def leave_out(model: CutFinder, keys: Sequence[Passage], holds: Holds) -> dict[Passage, str]:
    """Shorten those sentences that can do without a phrase.

    Args:
        model: Reads them over.
        keys: Sentences that fit it; none twice.
        holds: Nothing is given back that does not pass this.

    Raises:
        EngineError: The model failed.
    """
    readings = model.likely_cuts([key.text for key in keys]) if keys else []
    shortened = {}
    for key, reading in zip(keys, readings, strict=True):
        cuts = _true_cuts(reading.cuts, key, holds)
        text = _safe_cut(cuts, key) or _probable_cut(model, cuts, key, reading.score)
        if text:
            shortened[key] = text
    return shortened


def is_shorter(text: str, key: Passage) -> bool:
    """Whether a text is enough shorter than a sentence to stand for it."""
    return len(words(text)) <= MAX_LENGTH_RATIO * len(words(key.text))


def _true_cuts(cuts: Sequence[Hypothesis], key: Passage, holds: Holds) -> list[Hypothesis]:
    """Those of the likely cuts after which a sentence is shorter and holds, their marks mended."""
    likely = [c for c in cuts if c.score >= MIN_SAFE_CUT and is_shorter(c.text, key)]
    marked: dict[str, Hypothesis] = {}
    for cut in likely[:MOST_CUTS]:
        text = mend_marks(cut.text, key.text)
        if is_well_marked(text) and not joins_figures(text, key.text):
            marked.setdefault(text, replace(cut, text=text))
    return [cut for text, cut in marked.items() if holds(text, key)]


def _safe_cut(cuts: Sequence[Hypothesis], key: Passage) -> str:
    """The first of the cuts that is proved to leave a sentence true; empty if none is."""
    return next((cut.text for cut in cuts if follows(cut.text, key.text)), "")


def _probable_cut(
    model: CutFinder, cuts: Sequence[Hypothesis], key: Passage, copy_score: float
) -> str:
    """The most probable of the cuts when read to their ends; empty if none is probable."""
    texts = [cut.text for cut in cuts if cut.score >= MIN_CUT_TO_WEIGH]
    weights = model.weigh([key.text] * len(texts), texts) if texts else []
    probable = [
        (weight.total, text)
        for weight, text in zip(weights, texts, strict=True)
        if weight.weakest >= MIN_AFTER_CUT and weight.total - copy_score >= MIN_AGAINST_COPY
    ]
    return max(probable, key=lambda pair: pair[0])[1] if probable else ""
