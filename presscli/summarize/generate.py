"""The ladder from what a model writes down to the release's own sentences.

A model that can say what it would leave out (:class:`CutFinder`) does not write:

1. the sentence without a phrase that it is likely to leave out and that may be left out
   safely, else without one after which it holds and that the model, having read the
   shorter sentence to its end, still finds probable;
2. else the sentence of the release.

One that cannot:

1. its n-best list, best score first;
2. the same with who says so put back, where only that was missing;
3. where nothing in it holds, a wider search with other penalties;
4. where that does not hold either, the sentence of the release that it is nearest to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from presscli.document import Finding, Hypothesis, SentenceOrigin, SummarySentence
from presscli.engines.base import CutFinder, DecodingOptions, Summarizer
from presscli.summarize.attribution import restore
from presscli.summarize.leave_out import is_shorter, leave_out
from presscli.summarize.passages import Passage, chunk, split_sentences
from presscli.summarize.support import find_support, nearest, support_score

MIN_NEAREST_SCORE = 0.5
"""A sentence of the release that is less like what a model wrote does not stand in for it."""

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
        asked = [key for key in dict.fromkeys(keys) if self._fits(key)]
        if isinstance(self.model, CutFinder):
            texts = leave_out(self.model, asked, self._holds)
            return [_written(texts[key], key) if key in texts else as_it_is(key) for key in keys]
        return self._search(keys, asked)

    def _search(self, keys: Sequence[Passage], asked: Sequence[Passage]) -> list[SummarySentence]:
        """Each sentence as the model writes it shorter in a search, or as it is."""
        written: dict[Passage, SummarySentence] = {}
        refused: set[Passage] = set()
        for search in self._searches():
            # A model's shortest summary is longer than a shortened sentence.
            options = replace(search, min_target_tokens=0)
            left = [key for key in asked if key not in written]
            for key, hypotheses in zip(left, self._write(left, options), strict=True):
                texts = _shorter(hypotheses, key)
                found = self._first_that_holds(texts, key)
                if found:
                    written[key] = found
                elif texts:
                    refused.add(key)
        return [written.get(key) or as_it_is(key, corrected=key in refused) for key in keys]

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
                    before = found.get(sentence.support)
                    if before is None or before.origin is SentenceOrigin.REPLACED:
                        found[sentence.support] = sentence
            if sum(s.origin is not SentenceOrigin.REPLACED for s in found.values()) >= len(keys):
                break
        ranked = sorted(
            found.values(),
            key=lambda s: (
                s.origin is SentenceOrigin.REPLACED,
                -max(importance[i] for i in s.support),
            ),
        )
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

    def _first_that_holds(self, texts: Sequence[str], key: Passage) -> SummarySentence | None:
        """The first text that is true to the key sentence, as it is or with its attribution."""
        for text in texts:
            if self._holds(text, key):
                return _written(text, key)
        for text in texts:
            whole = restore(text, key.text)
            if whole and is_shorter(whole, key) and self._holds(whole, key):
                score = support_score(whole, key.text)
                return SummarySentence(whole, key.support, score=score, corrected=True)
        return None

    def _holds(self, text: str, key: Passage) -> bool:
        return bool(find_support(text, [key])) and not self.check(text, [key.text])

    def _best_supported(
        self, group: Sequence[Passage], options: DecodingOptions
    ) -> list[SummarySentence]:
        """The sentences of the hypothesis that has the fewest without support.

        For one without, the sentence of the release that it is nearest to.
        """
        whole = Passage(" ".join(p.text for p in group), ())
        (hypotheses,) = self._write([whole], options)
        best: list[SummarySentence] = []
        fewest_refused = -1
        for hypothesis in hypotheses:
            sentences = split_sentences(" ".join(hypothesis.text.split()))
            kept = [self._supported(t, group) or self._replaced(t, group) for t in sentences]
            refused = sum(s is None or s.corrected for s in kept)
            if fewest_refused < 0 or refused < fewest_refused:
                best, fewest_refused = [s for s in kept if s], refused
        return best

    def _supported(self, text: str, group: Sequence[Passage]) -> SummarySentence | None:
        support = find_support(text, group)
        sources = [p.text for p in group if set(p.support) <= set(support)]
        if not support or self.check(text, sources):
            return None
        score = support_score(text, " ".join(sources))
        return SummarySentence(text, support, abstractive=text not in sources, score=score)

    def _replaced(self, text: str, group: Sequence[Passage]) -> SummarySentence | None:
        """Its source's attribution put back, else the sentence of the release nearest to it."""
        passage, score = nearest(text, group)
        if passage is None or score < MIN_NEAREST_SCORE:
            return None
        whole = restore(text, passage.text)
        if whole and self._holds(whole, passage):
            kept = support_score(whole, passage.text)
            return SummarySentence(whole, passage.support, score=kept, corrected=True)
        return as_it_is(passage, corrected=True)


def _written(text: str, key: Passage) -> SummarySentence:
    """A key sentence as a model shortened it."""
    return SummarySentence(text, key.support, score=support_score(text, key.text))


def _shorter(hypotheses: Sequence[Hypothesis], key: Passage) -> list[str]:
    """What a model wrote, without what is no shorter than the sentence it was given."""
    texts = [" ".join(hypothesis.text.split()) for hypothesis in hypotheses]
    return [text for text in texts if is_shorter(text, key)]


def as_it_is(key: Passage, *, corrected: bool = False) -> SummarySentence:
    """A key sentence as a summary sentence, marked as the release's own.

    ``corrected`` says that a model wrote another one for it, which did not hold.
    """
    return SummarySentence(key.text, key.support, abstractive=False, corrected=corrected)


def _without_overlap(sentences: Sequence[SummarySentence]) -> list[SummarySentence]:
    """Those that share no source sentence with a better one."""
    kept: list[SummarySentence] = []
    used: set[int] = set()
    for sentence in sentences:
        if used.isdisjoint(sentence.support):
            kept.append(sentence)
            used.update(sentence.support)
    return kept
