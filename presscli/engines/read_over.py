"""What one pass of a prompted model over a text and its copy says: cuts, and weights.

The pass gives the log-probability of the whole vocabulary behind every token; only that
of the tokens which may be asked for is kept: those of the copy, their spellings at the
head of a sentence, and the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from presscli.document import Hypothesis
from presscli.engines.base import Reading, Weight
from presscli.engines.cuts import capitalized, find_cuts, without
from presscli.engines.prompted_model import PromptedModel

MOST_READ_OVER = 96
"""Tokens of a text that is read over. A pass gives the probabilities of the whole vocabulary
at every token of the prompt and the text, which for 44,406 tokens and twice 96 takes 35 MB and
on the way three times that. Of 600 key sentences one was longer."""

MOST_CUTS = 24
"""Cuts given for a text; those after them are improbable."""


class Reader:
    """Reads texts over with a prompted model.

    Args:
        model: The weights and the tokenizer.
        end: The token that ends an output.
    """

    def __init__(self, model: PromptedModel, end: str) -> None:
        self._model = model
        self._end = end

    def read(self, prompt: Sequence[str] | None, text: str) -> Reading:
        """How a text reads; see :meth:`presscli.engines.base.CutFinder.likely_cuts`.

        Args:
            prompt: The prompt's tokens with the text in it; None for a text without words.
            text: The text; one of more than :data:`MOST_READ_OVER` tokens is not read.
        """
        copy = self._copy(text)
        if prompt is None or len(copy) > MOST_READ_OVER:
            return Reading()
        table = self._table(prompt, copy)
        cuts = find_cuts(copy, table.log_probability)[:MOST_CUTS]
        decode = self._model.vocabulary.decode
        return Reading(
            sum(table.scores(copy)),
            tuple(Hypothesis(decode(without(copy, cut)), cut.score) for cut in cuts),
        )

    def weigh(self, prompt: Sequence[str], text: str, version: str) -> Weight:
        """How probable a version of a text is; as :meth:`presscli.engines.base.CutFinder.weigh`."""
        copy, other = self._copy(text), self._copy(version)
        scores = self._table(prompt, other).scores(other)
        parting = next(
            (at for at, pair in enumerate(zip(copy, other, strict=False)) if pair[0] != pair[1]),
            min(len(copy), len(other)),
        )
        return Weight(sum(scores), min(scores[parting + 1 :], default=0.0))

    def _copy(self, text: str) -> list[str]:
        """A text's tokens as the model would repeat it behind the prompt."""
        return self._model.vocabulary.encode_plain(f" {' '.join(text.split())}")

    def _table(self, prompt: Sequence[str], copy: Sequence[str]) -> _Table:
        asked = [*copy, *map(capitalized, copy), self._end]
        numbered = {token: self._model.vocabulary.token_id(token) for token in asked}
        known = {token: number for token, number in numbered.items() if number is not None}
        # The row of a token is about the token that follows it.
        tokens, start = [*prompt, *copy], len(prompt) - 1
        rows = self._model.log_probabilities(tokens, start, list(known.values()))
        return _Table(rows, dict(zip(known, range(len(known)), strict=True)), self._end)


class _Table:
    """Log-probabilities in nats: a row for each token of a copy and its end, a column a token."""

    def __init__(self, rows: Any, columns: dict[str, int], end: str) -> None:
        self._rows = rows
        self._columns = columns
        self._end = end

    def log_probability(self, place: int, token: str) -> float | None:
        """Of a token at a place of the copy; None for one that the model does not have."""
        column = self._columns.get(token)
        return None if column is None else float(self._rows[place, column])

    def scores(self, copy: Sequence[str]) -> list[float]:
        """Of the copy's own tokens and the end behind them."""
        found = (self.log_probability(*one) for one in enumerate((*copy, self._end)))
        # A token that the model lacks cannot tell versions of a text apart.
        return [score or 0.0 for score in found]
