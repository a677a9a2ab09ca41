"""Segments -> the English chosen for each, with a ladder of repairs for those that break a fact.

The ladder, in the order of cures for the time they take (docs/performance.md); a
segment climbs only while it has an error-level finding, and the attempt with the
fewest findings wins. A segment that only lacks a term of the glossary, or has a name
translated, takes the second step alone:

1. the best of the n-best list (it comes from the same beam search),
2. what was got wrong (a term, a name, a date, a number, an acronym) behind a placeholder,
3. the segment cut around what must pass exactly (URLs, addresses, handles),
4. the segment split at clause boundaries,
5. a wider beam.

What is still wrong then is kept and flagged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from presscli.document import Finding, Hypothesis, Segment, Severity
from presscli.engines.base import DecodingOptions, Translator
from presscli.placeholders import SIGNS, Held, behind_signs, restored
from presscli.typography import normalize, restore

PROTECTED = re.compile(
    r"(?:https?://|www\.)[^\s<>«»“”\"]*[^\s<>«»“”\".,;:!?)]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\w)@\w{2,}"
)
"""URLs, e-mail addresses and handles: a model must never touch their characters."""

WIDER_BEAM_FACTOR = 2
"""A second search this much wider; beyond that, beam search rarely finds better
(Koehn and Knowles 2017, "Six Challenges for Neural Machine Translation", section 3.6)."""

CLAUSE_TOKENS = 36
"""Pieces of at most this many subword tokens when a segment is split at clauses. 24 cure a
few more and cost BLEU: 21.1 instead of 21.5 on the 95 lines that needed a repair
(docs/performance.md, "What is left")."""


class Choice(Protocol):
    """What a chooser gives back: the text, its score, and what is still wrong with it."""

    @property
    def text(self) -> str:
        """The hypothesis chosen, repaired."""

    @property
    def score(self) -> float:
        """The engine's score of it."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is still wrong with it."""


Chooser = Callable[[str, Sequence[Hypothesis]], Choice]
Holder = Callable[[str, Sequence[Finding]], tuple[Held, ...]]
Splitter = Callable[[str, Callable[[str], int], int], tuple[Segment, ...]]


@dataclass(frozen=True, slots=True)
class Attempt:
    """The English of one segment, its score, and what is still wrong with it.

    ``by_person``: it comes from a translator's memory, not from the model.
    """

    text: str
    score: float
    findings: tuple[Finding, ...] = ()
    by_person: bool = False

    @property
    def errors(self) -> int:
        """How many facts are broken."""
        return sum(f.severity is Severity.ERROR for f in self.findings)

    @property
    def rank(self) -> tuple[int, int, int, float]:
        """Smaller is better: broken facts, terms that are not as wanted, doubts, the score."""
        misses = sum(f.code == "W-GLOSSARY" for f in self.findings)
        return (self.errors, misses, len(self.findings), -self.score)


def hold_nothing(source: str, findings: Sequence[Finding]) -> tuple[Held, ...]:
    """The default for ``hold``: no placeholders."""
    return ()


@dataclass(frozen=True, slots=True)
class SegmentTranslator:
    """Translates segments with one engine, one chooser and one way to split.

    Args:
        engine: The engine that does the work.
        options: How it searches the first time.
        choose: Picks from the n-best list of a segment.
        split: Splits a text into lossless pieces of a number of tokens.
        hold: Tells what a translation got wrong and what must stand for it.
    """

    engine: Translator
    options: DecodingOptions
    choose: Chooser
    split: Splitter
    hold: Holder = hold_nothing

    def translate(self, texts: Sequence[str]) -> list[Attempt]:
        """Translate segments, in the order given.

        Args:
            texts: Segments of at most the engine's ``max_source_tokens`` each.

        Returns:
            One attempt a segment. Quotes and dashes follow the source's style.

        Raises:
            SegmentTooLongError: A segment is over the engine's limit.
        """
        attempts = self._search(texts, self.options)
        for signs in SIGNS:
            self._behind_placeholders(texts, attempts, signs)
        steps = [self._around_protected, self._by_clause, self._wider]
        for step in steps if self.options.beam_size > 1 else steps[:-1]:
            failed = [i for i, attempt in enumerate(attempts) if attempt.errors]
            if not failed:
                break
            retries = step([texts[i] for i in failed])
            for i, retry in zip(failed, retries, strict=True):
                if retry is not None:
                    attempts[i] = min(attempts[i], retry, key=lambda attempt: attempt.rank)
        return attempts

    def _behind_placeholders(
        self, texts: Sequence[str], attempts: list[Attempt], signs: Sequence[str]
    ) -> None:
        """Replace each attempt that gets better when what it got wrong is held."""
        wanted: dict[int, tuple[str, str, tuple[Held, ...]]] = {}
        for i, attempt in enumerate(attempts):
            source = normalize(texts[i]) if attempt.findings else ""
            held = self.hold(source, attempt.findings) if attempt.findings else ()
            masked = behind_signs(source, held, signs) if held else None
            if masked and self.engine.count_tokens(masked) <= self.engine.max_source_tokens:
                wanted[i] = (source, masked, held)
        inputs = [masked for _, masked, _ in wanted.values()]
        found = self.engine.translate_batch(inputs, self.options) if inputs else []
        for (i, (source, _, held)), hypotheses in zip(wanted.items(), found, strict=True):
            usable = restored(hypotheses, held, signs)
            if usable:
                retry = self._judge(texts[i], source, usable)
                attempts[i] = min(attempts[i], retry, key=lambda attempt: attempt.rank)

    def _search(self, texts: Sequence[str], options: DecodingOptions) -> list[Attempt]:
        inputs = [normalize(text) for text in texts]
        found = self.engine.translate_batch(inputs, options)
        return [
            self._judge(text, source, hypotheses)
            for text, source, hypotheses in zip(texts, inputs, found, strict=True)
        ]

    def _judge(self, text: str, source: str, hypotheses: Sequence[Hypothesis]) -> Attempt:
        choice = self.choose(source, hypotheses)
        return Attempt(restore(text, tidy(choice.text)), choice.score, choice.findings)

    def _wider(self, texts: Sequence[str]) -> list[Attempt | None]:
        wider = replace(
            self.options,
            beam_size=self.options.beam_size * WIDER_BEAM_FACTOR,
            num_hypotheses=self.options.num_hypotheses * WIDER_BEAM_FACTOR,
        )
        return [*self._search(texts, wider)]

    def _by_clause(self, texts: Sequence[str]) -> list[Attempt | None]:
        pieces = [self.split(text, self.engine.count_tokens, CLAUSE_TOKENS) for text in texts]
        return self._glued(texts, pieces)

    def _around_protected(self, texts: Sequence[str]) -> list[Attempt | None]:
        return self._glued(texts, [cut_around_protected(text) for text in texts])

    def _glued(
        self, texts: Sequence[str], pieces: Sequence[tuple[Segment, ...]]
    ) -> list[Attempt | None]:
        """Translate all pieces in one batch and put each text's pieces together again.

        None for a text that is in one piece: it would come out as it did the first time.
        """
        cut = [g if len(g) > 1 or (g and is_verbatim(g[0].text)) else () for g in pieces]
        wanted = [p.text for group in cut for p in group if not is_verbatim(p.text)]
        translated = iter(self._search(wanted, self.options) if wanted else [])
        return [
            self._glue(text, group, translated) if group else None
            for text, group in zip(texts, cut, strict=True)
        ]

    def _glue(
        self, text: str, group: tuple[Segment, ...], translated: Iterator[Attempt]
    ) -> Attempt:
        parts, scores = [], []
        for piece in group:
            if is_verbatim(piece.text):
                parts.append(piece.text + piece.separator)
                continue
            attempt = next(translated)
            parts.append(joinable(attempt.text, piece.text) + piece.separator)
            scores.append(attempt.score)
        glued = "".join(parts)
        score = sum(scores) / len(scores) if scores else 0.0
        return self._judge(text, normalize(text), [Hypothesis(glued, score)])


def is_verbatim(text: str) -> bool:
    """Whether a piece has nothing for a model: a protected span, or no letters at all."""
    return bool(PROTECTED.fullmatch(text)) or not any(c.isalpha() for c in text)


def cut_around_protected(text: str) -> tuple[Segment, ...]:
    """Cut a text before and after each protected span, losslessly.

    Spaces at a cut become separators, so that no piece begins or ends with one,
    except where the text itself does.
    """
    pieces: list[Segment] = []
    before = ""
    for piece in re.split(f"({PROTECTED.pattern})", text):
        body = piece.strip()
        lead, trail = _spaces_around(piece)
        if pieces:
            pieces[-1] = Segment(pieces[-1].text, pieces[-1].separator + lead)
            lead = ""
        before += lead
        if body:
            pieces.append(Segment(before + body, trail))
            before = ""
    return tuple(pieces)


def _spaces_around(text: str) -> tuple[str, str]:
    """White space before and after a text; all of it counts as before if there is nothing else."""
    if not text.strip():
        return text, ""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def joinable(target: str, source: str) -> str:
    """Undo what a model adds to a clause it takes for a sentence: a final stop, a capital."""
    if target.endswith(".") and not source.endswith("."):
        target = target.removesuffix(".")
    if source[:1].islower() and target[:1].isupper() and target[1:2].islower():
        target = target[:1].lower() + target[1:]
    return target


def tidy(text: str) -> str:
    """One line without control characters: model output is untrusted input to a terminal."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())
