"""An engine that returns its input: for tests and dry runs, never for a user's release."""

from __future__ import annotations

from collections.abc import Sequence

from presscli.document import Hypothesis
from presscli.engines.base import DecodingOptions


class IdentityEngine:
    """Translates and summarises by giving the text back; a token is a word."""

    def __init__(self, max_source_tokens: int = 128) -> None:
        self._max_source_tokens = max_source_tokens

    @property
    def max_source_tokens(self) -> int:
        return self._max_source_tokens

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def translate_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        return [[Hypothesis(text, 0.0)] for text in texts]

    summarize_batch = translate_batch

    def close(self) -> None:
        return None
