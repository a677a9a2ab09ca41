"""The ladder from what a model writes down to the release's own sentences.

1. the model's n-best list, best score first;
2. where nothing in it holds, a wider search with other penalties;
3. where that does not hold either, the key sentence itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from presscli.document import Finding, Hypothesis, SummarySentence
from presscli.engines.base import DecodingOptions, Summarizer
from presscli.summarize.passages import Passage, chunk, split_sentences
from presscli.summarize.support import find_support
from presscli.summarize.words import words

MAX_LENGTH_RATIO = 0.9
"""A sentence with more of its source's words than this is not worth a change of wording."""

Check = Callable[[str, Sequence[str]], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes summary sentences with a model, and keeps those that the release supports.

    Args:
        model: The summariser; None writes nothing, so that key sentences are left.
        options: How it searches the first time.
        check: Finds what is wrong with a sentence, given those that support it.
    """

    model: Summarizer | None
    options: DecodingOptions
    check: Check

    def shorten(self, keys: Sequence[Passage]) -> list[SummarySentence]:
        """Each key sentence as the model shortens it, or as it is."""
        written: dict[Passage, SummarySentence] = {}
        for search in self._searches():
            # A model's shortest summary is longer than a shortened sentence.
            options = replace(search, min_target_tokens=0)
            left = [key for key in keys if key not in written and self._fits(key)]
            for key, hypotheses in zip(left, self._write(left, options), strict=True):
                found = self._first_shortened(key, hypotheses)
                if found:
                    written[key] = found
        return [written.get(key) or as_it_is(key) for key in keys]

    def abstract(
        self, passages: Sequence[Passage], marks: Sequence[float], keys: Sequence[Passage]
    ) -> list[SummarySentence]:
        """The best supported sentences that the model writes about the whole release.

        Args:
            passages: The release.
            marks: How much each passage says of what the release is about.
            keys: What fills the places for which the model has nothing that holds;
                as many as the summary may have sentences.
        """
        importance = {i: m for p, m in zip(passages, marks, strict=True) for i in p.support}
        found: dict[tuple[int, ...], SummarySentence] = {}
        for options in self._searches():
            for group in self._chunks(passages):
                for sentence in self._best_supported(group, options):
                    found.setdefault(sentence.support, sentence)
            if len(found) >= len(keys):
                break
        ranked = sorted(found.values(), key=lambda s: -max(importance[i] for i in s.support))
        chosen = _without_overlap(ranked)[: len(keys)]
        used = {i for s in chosen for i in s.support}
        spare = [as_it_is(key) for key in keys if used.isdisjoint(key.support)]
        chosen += spare[: len(keys) - len(chosen)]
        return sorted(chosen, key=lambda s: s.support)

    def _searches(self) -> list[DecodingOptions]:
        """The first search and the one that follows where it finds nothing that holds."""
        if self.model is None:
            return []
        other = replace(
            self.options,
            beam_size=self.options.beam_size * 2,
            num_hypotheses=self.options.beam_size * 2,
            repetition_penalty=max(1.1, self.options.repetition_penalty),
            no_repeat_ngram_size=self.options.no_repeat_ngram_size or 3,
        )
        return [self.options, other]

    def _write(
        self, passages: Sequence[Passage], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        if self.model is None or not passages:
            return []
        return self.model.summarize_batch([p.text for p in passages], options)

    def _fits(self, passage: Passage) -> bool:
        return (
            self.model is not None
            and self.model.count_tokens(passage.text) <= self.model.max_source_tokens
        )

    def _chunks(self, passages: Sequence[Passage]) -> list[list[Passage]]:
        if self.model is None:
            return []
        return list(chunk(passages, self.model.count_tokens, self.model.max_source_tokens))

    def _first_shortened(
        self, key: Passage, hypotheses: Sequence[Hypothesis]
    ) -> SummarySentence | None:
        """The best hypothesis that is one true sentence, and shorter than the key sentence."""
        for hypothesis in hypotheses:
            text = " ".join(hypothesis.text.split())
            shorter = len(words(text)) <= MAX_LENGTH_RATIO * len(words(key.text))
            if shorter and find_support(text, [key]) and not self.check(text, [key.text]):
                return SummarySentence(text, key.support)
        return None

    def _best_supported(
        self, group: Sequence[Passage], options: DecodingOptions
    ) -> list[SummarySentence]:
        """The supported sentences of the hypothesis that has the fewest others."""
        whole = Passage(" ".join(p.text for p in group), ())
        (hypotheses,) = self._write([whole], options)
        best: list[SummarySentence] = []
        fewest_refused = -1
        for hypothesis in hypotheses:
            sentences = split_sentences(" ".join(hypothesis.text.split()))
            kept = [s for s in (self._supported(t, group) for t in sentences) if s]
            refused = len(sentences) - len(kept)
            if kept and (fewest_refused < 0 or refused < fewest_refused):
                best, fewest_refused = kept, refused
        return best

    def _supported(self, text: str, group: Sequence[Passage]) -> SummarySentence | None:
        support = find_support(text, group)
        sources = [p.text for p in group if set(p.support) <= set(support)]
        if not support or self.check(text, sources):
            return None
        return SummarySentence(text, support, abstractive=text not in sources)


def as_it_is(key: Passage) -> SummarySentence:
    """A key sentence as a summary sentence, marked as the release's own."""
    return SummarySentence(key.text, key.support, abstractive=False)


def _without_overlap(sentences: Sequence[SummarySentence]) -> list[SummarySentence]:
    """Those that share no source sentence with a better one."""
    kept: list[SummarySentence] = []
    used: set[int] = set()
    for sentence in sentences:
        if used.isdisjoint(sentence.support):
            kept.append(sentence)
            used.update(sentence.support)
    return kept
