"""A decoder-only model that translates or summarises what a prompt shows it (CTranslate2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from presscli.document import Hypothesis
from presscli.engines.base import DecodingOptions, Reading, Weight
from presscli.engines.batching import encode_within, generate, mean_log_probability
from presscli.engines.ct2 import search_options
from presscli.engines.prompted_model import PromptedModel
from presscli.engines.read_over import Reader
from presscli.errors import EngineError

MAX_BATCH_TOKENS = 1024
"""Prompt tokens times hypotheses in a batch, padding included; a longer prompt goes alone.
A beam of 4 takes about five segments. CPU time measured with embedded-v1: ten at once take
a fifth longer than four, as only the length that all prompts share is read at once;
greedily, one by one takes twice as long as four. Memory grows with the hypotheses: twice
as much for a beam of 8 takes 300 MB more and saves no time."""

PLACE = "{text}"
"""Where a prompt takes the segment or the release."""


class PromptedEngine:
    """One task of a prompted model; a translator or a summariser, as the prompt says.

    Args:
        model: Shared with the other task's engine, if there is one.
        prompt: Text with ``{text}`` in it once, special tokens as the tokenizer spells them.
        end: The token that ends an output; a line break ends one too.
        max_source_tokens: The longest input, prompt included.
    """

    def __init__(
        self, model: PromptedModel, *, prompt: str, end: str, max_source_tokens: int
    ) -> None:
        self._model = model
        self._max_source_tokens = max_source_tokens
        vocabulary = model.vocabulary
        self._ends = [end, *vocabulary.line_breaks()]
        pattern = "|".join(map(re.escape, sorted(vocabulary.special_tokens, key=len, reverse=True)))
        # Special tokens at odd places, the text between them at even ones.
        self._parts = re.split(f"({pattern})", prompt) if pattern else [prompt]
        self._labels = re.findall(r"\w+:", prompt)
        self._reader = Reader(model, end)
        self._open = True
        model.acquire()

    @property
    def max_source_tokens(self) -> int:
        return self._max_source_tokens

    def count_tokens(self, text: str) -> int:
        return len(self._encode(text))

    def translate_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        return generate(
            texts, self._max_source_tokens, self._encode, lambda inputs: self._run(inputs, options)
        )

    summarize_batch = translate_batch

    def likely_cuts(self, texts: Sequence[str]) -> list[Reading]:
        """See :class:`presscli.engines.base.CutFinder`."""
        inputs = encode_within(texts, self._max_source_tokens, self._encode)
        return [self._reader.read(inputs.get(place), text) for place, text in enumerate(texts)]

    def weigh(self, texts: Sequence[str], versions: Sequence[str]) -> list[Weight]:
        """See :class:`presscli.engines.base.CutFinder`."""
        inputs = encode_within(texts, self._max_source_tokens, self._encode)
        return [
            self._reader.weigh(inputs[place], text, version)
            for place, (text, version) in enumerate(zip(texts, versions, strict=True))
        ]

    def close(self) -> None:
        if self._open:
            self._open = False
            self._model.release()

    def _encode(self, text: str) -> list[str]:
        """The prompt's tokens around the text, which is put on one line as in training."""
        line = " ".join(text.split())
        tokens: list[str] = []
        for place, part in enumerate(self._parts):
            if place % 2:
                tokens.append(part)
            elif part:
                tokens += self._model.vocabulary.encode_plain(part.replace(PLACE, line))
        return tokens

    def _run(self, inputs: list[list[str]], options: DecodingOptions) -> list[list[Hypothesis]]:
        try:
            results = self._model.generator.generate_batch(
                inputs,
                max_batch_size=MAX_BATCH_TOKENS // options.beam_size,
                batch_type="tokens",
                include_prompt_in_result=False,
                end_token=self._ends,
                # At least one token: an empty translation of a text is a lost text.
                min_length=max(1, options.min_target_tokens),
                max_length=options.max_target_tokens,
                **search_options(options),
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError("engine ct2", f"failed ({error})") from error
        return [self._without_labels(self._hypotheses(result, options)) for result in results]

    def _without_labels(self, hypotheses: list[Hypothesis]) -> list[Hypothesis]:
        """Drop those in which the model went on with the prompt, unless all did."""
        clean = [h for h in hypotheses if not any(label in h.text for label in self._labels)]
        return clean or hypotheses

    def _hypotheses(self, result: Any, options: DecodingOptions) -> list[Hypothesis]:
        return [
            Hypothesis(
                self._model.vocabulary.decode(tokens),
                mean_log_probability(score, len(tokens), options.length_penalty),
            )
            for tokens, score in zip(result.sequences, result.scores, strict=True)
        ]
