"""What a stage may ask of an engine, whatever model does the work behind it.

An engine owns its model: it is made by :func:`presscli.engines.open_translator`
or :func:`presscli.engines.open_summarizer`, and closed by one thread; any number may use
it in between. One that can do only one thing at a time lets the others wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from presscli.document import Hypothesis


@dataclass(frozen=True, slots=True)
class DecodingOptions:
    """How to search for hypotheses.

    ``max_target_tokens`` is in the model's subword tokens. ``num_hypotheses``
    never exceeds ``beam_size``. ``no_repeat_ngram_size`` 0 means no such rule.
    """

    beam_size: int = 4
    num_hypotheses: int = 1
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    min_target_tokens: int = 0
    max_target_tokens: int = 256


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How an engine uses the machine. ``threads`` 0 lets the engine choose."""

    threads: int = 0
    device: str = "auto"
    """``auto``, ``cpu`` or ``cuda``."""


@runtime_checkable
class Engine(Protocol):
    """What translators and summarisers share."""

    @property
    def max_source_tokens(self) -> int:
        """The longest input, in the model's subword tokens, that may be sent."""

    def count_tokens(self, text: str) -> int:
        """Subword tokens that ``text`` takes, special tokens included."""

    def close(self) -> None:
        """Give memory and threads back; closing twice is allowed."""


@runtime_checkable
class Translator(Engine, Protocol):
    """Italian segments in, English hypotheses out."""

    def translate_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        """Translate segments.

        Args:
            texts: Segments of at most ``max_source_tokens`` subword tokens each.
            options: How to search.

        Returns:
            For each text, in the order given, 1 to ``options.num_hypotheses``
            hypotheses, best first: in the order of the search, which is that of
            the scores where ``length_penalty`` is 1.

        Raises:
            SegmentTooLongError: A text is over the limit; none is translated.
        """


@runtime_checkable
class Summarizer(Engine, Protocol):
    """English text in, English summaries out."""

    def summarize_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        """Summarise texts; the contract is that of ``Translator.translate_batch``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as a summariser reads it over.

    ``score`` is the log-probability, in nats, that the model repeats it word by word to
    its end. ``cuts`` are what would be left of it without one phrase, most probable first;
    theirs is the log-probability that the model goes on behind the phrase where it could
    go on with it, an upper bound for that cut.
    """

    score: float = 0.0
    cuts: tuple[Hypothesis, ...] = ()


@dataclass(frozen=True, slots=True)
class Weight:
    """How probable a shorter version of a text is as a summary of it, in nats.

    ``total`` is the log-probability of all its tokens and its end, ``weakest`` the least of
    a token behind the one at which it parts from the text.
    """

    total: float
    weakest: float


@runtime_checkable
class CutFinder(Summarizer, Protocol):
    """A summariser that can say, without a search, what it might leave out."""

    def likely_cuts(self, texts: Sequence[str]) -> list[Reading]:
        """Read texts over for the phrases that the model is likely to leave out.

        What is said of a text does not depend on those that are given with it.

        Args:
            texts: As for ``summarize_batch``.

        Returns:
            For each text, in the order given, how it reads; without cuts where the text is
            longer than the model reads over at once.

        Raises:
            SegmentTooLongError: A text is over the limit; the model is not run.
        """

    def weigh(self, texts: Sequence[str], versions: Sequence[str]) -> list[Weight]:
        """How probable a shorter version of each text is.

        Args:
            texts: As for ``likely_cuts``.
            versions: One for each text, none longer than its text.

        Returns:
            One for each version, in the order given.
        """
