"""Fakes at the engine border, the only place where the tests fake anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from presscli.document import Hypothesis
from presscli.engines.base import DecodingOptions


class FakeEngine:
    """Answers from a table (or gives the text back) and remembers what it was asked.

    ``answers`` maps an input to its hypotheses, best first, or to a function of
    the decoding options.
    """

    def __init__(
        self,
        answers: Mapping[str, Sequence[str] | Callable[[DecodingOptions], Sequence[str]]]
        | None = None,
        max_source_tokens: int = 60,
    ) -> None:
        self.answers = dict(answers or {})
        self.batches: list[tuple[list[str], DecodingOptions]] = []
        self.closed = 0
        self._max_source_tokens = max_source_tokens

    @property
    def max_source_tokens(self) -> int:
        return self._max_source_tokens

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def translate_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        self.batches.append((list(texts), options))
        return [self._answer(text, options) for text in texts]

    summarize_batch = translate_batch

    def _answer(self, text: str, options: DecodingOptions) -> list[Hypothesis]:
        assert len(text.split()) <= self._max_source_tokens, f"over the limit: {text!r}"
        answer = self.answers.get(text, [text])
        texts = answer(options) if callable(answer) else answer
        return [Hypothesis(t, -0.1 * (i + 1)) for i, t in enumerate(texts)][
            : options.num_hypotheses
        ]

    def close(self) -> None:
        self.closed += 1

    @property
    def asked(self) -> list[str]:
        """Every text asked for, in order."""
        return [text for batch, _ in self.batches for text in batch]
