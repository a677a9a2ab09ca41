"""A decoder-only model that translates or summarises what a prompt shows it (CTranslate2)."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from presscli.document import Hypothesis
from presscli.engines.base import DecodingOptions, EngineSettings, Reading, Weight
from presscli.engines.batching import encode_within, generate, mean_log_probability
from presscli.engines.ct2 import load_model, search_options, to_array
from presscli.engines.cuts import find_cuts, without
from presscli.engines.vocabulary import FastVocabulary
from presscli.errors import EngineError
from presscli.overlap import outside

MAX_BATCH_TOKENS = 1024
"""Prompt tokens times hypotheses in a batch, padding included; a longer prompt goes alone.
A beam of 4 takes about five segments. CPU time measured with embedded-v1: ten at once take
a fifth longer than four, as only the length that all prompts share is read at once;
greedily, one by one takes twice as long as four. Memory grows with the hypotheses: twice
as much for a beam of 8 takes 300 MB more and saves no time."""

MOST_READ_OVER = 96
"""Tokens of a text that is read over. A pass gives the probabilities of the whole vocabulary
at every token of the prompt and the text, which for 44,406 tokens and twice 96 takes 35 MB and
on the way three times that. Of 600 key sentences one was longer."""

MOST_CUTS = 24
"""Cuts given for a text; those after them are improbable."""

PLACE = "{text}"
"""Where a prompt takes the segment or the release."""


class PromptedModel:
    """The weights and the tokenizer, loaded once for all engines that prompt them.

    Args:
        folder: Holds model.bin, config.json, vocabulary.json and tokenizer.json.
        settings: Threads and device.

    Raises:
        ModelError: Files are missing or damaged.
        EngineError: ctranslate2 is not installed, or the device is not there.
    """

    def __init__(self, folder: Path, settings: EngineSettings) -> None:
        with ThreadPoolExecutor(1) as pool:
            # Either takes as long as the other.
            loading = pool.submit(load_model, "Generator", folder, settings)
            self.vocabulary = FastVocabulary(folder)
            self._generator: Any = loading.result()
        self._users = 0
        self._pass = threading.Lock()

    @property
    def closed(self) -> bool:
        """Whether the last engine that used it was closed."""
        return self._generator is None

    @property
    def generator(self) -> Any:
        """The CTranslate2 generator.

        Raises:
            EngineError: The model was closed.
        """
        if self._generator is None:
            raise EngineError("engine ct2", "it was closed")
        return self._generator

    def log_probabilities(self, tokens: Sequence[str], start: int) -> Any:
        """Of the next token behind each from ``start`` on, in nats: ``(tokens, vocabulary)``.

        One text at a time, whatever thread asks: what a pass holds in memory is there once,
        and no text's figures depend on another's length.

        Raises:
            EngineError: The model was closed, or it failed.
        """
        generator = self.generator
        try:
            # The lock within: whoever waits for it lets others check meanwhile.
            with outside(), self._pass:
                output = generator.forward_batch([list(tokens)], return_log_probs=True)
                return to_array(output)[0, start:].copy()
        except (RuntimeError, ValueError) as error:
            raise EngineError("engine ct2", f"failed ({error})") from error

    def acquire(self) -> None:
        """Count one more engine that uses the model."""
        self._users += 1

    def release(self) -> None:
        """Count one less; the last one gives the memory back."""
        self._users -= 1
        if self._users <= 0:
            self._generator = None


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
        return [self._read_over(inputs.get(place), text) for place, text in enumerate(texts)]

    def weigh(self, texts: Sequence[str], versions: Sequence[str]) -> list[Weight]:
        """See :class:`presscli.engines.base.CutFinder`."""
        inputs = encode_within(texts, self._max_source_tokens, self._encode)
        return [
            self._weigh(inputs[place], text, version)
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

    def _copy(self, text: str) -> list[str]:
        """A text's tokens as the model would repeat it behind the prompt."""
        return self._model.vocabulary.encode_plain(f" {' '.join(text.split())}")

    def _read_over(self, prompt: Sequence[str] | None, text: str) -> Reading:
        """How a text reads, from one pass over its prompt and its copy."""
        copy = self._copy(text)
        if prompt is None or len(copy) > MOST_READ_OVER:
            return Reading()
        rows = self._rows(prompt, copy)
        vocabulary = self._model.vocabulary

        def log_probability(place: int, token: str) -> float | None:
            number = vocabulary.token_id(token)
            return None if number is None else float(rows[place][number])

        cuts = find_cuts(copy, log_probability)[:MOST_CUTS]
        return Reading(
            sum(self._scores(rows, copy)),
            tuple(Hypothesis(vocabulary.decode(without(copy, cut)), cut.score) for cut in cuts),
        )

    def _weigh(self, prompt: Sequence[str], text: str, version: str) -> Weight:
        copy, other = self._copy(text), self._copy(version)
        scores = self._scores(self._rows(prompt, other), other)
        parting = next(
            (at for at, pair in enumerate(zip(copy, other, strict=False)) if pair[0] != pair[1]),
            min(len(copy), len(other)),
        )
        return Weight(sum(scores), min(scores[parting + 1 :], default=0.0))

    def _rows(self, prompt: Sequence[str], copy: Sequence[str]) -> Any:
        """A row of the vocabulary's log-probabilities for each token of a copy and its end."""
        # The row of a token is about the token that follows it.
        return self._model.log_probabilities([*prompt, *copy], len(prompt) - 1)

    def _scores(self, rows: Any, copy: Sequence[str]) -> list[float]:
        """The log-probabilities of a copy's tokens and the end behind it; see :meth:`_rows`."""
        numbers = [self._model.vocabulary.token_id(token) for token in (*copy, self._ends[0])]
        # A token that the model lacks cannot tell versions of a text apart.
        return [
            0.0 if number is None else float(row[number])
            for row, number in zip(rows, numbers, strict=True)
        ]

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
