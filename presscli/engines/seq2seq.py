"""Encoder-decoder models through transformers, float32: the reference engine."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from presscli.document import Hypothesis
from presscli.engines.base import DecodingOptions, EngineSettings
from presscli.engines.batching import batches_by_length, generate, mean_log_probability
from presscli.engines.loaders import forced_start, load_checkpoint
from presscli.engines.packages import damaged, quiet_transformers, require, require_files
from presscli.errors import EngineError, ModelError

MAX_BATCH_TOKENS = 1024
"""Source tokens a batch, padding included; as in the CTranslate2 engine."""


class Seq2SeqEngine:
    """A transformers model with ``generate``; translates or summarises, as it was trained to.

    ``settings.threads`` sets the threads of torch for the whole process. Neither
    ``generate`` nor a tokenizer is made for several threads: they are used by one at a time.

    Args:
        folder: Holds config.json, model.safetensors and the tokenizer's files.
        max_source_tokens: The longest input, special tokens included.
        settings: Threads and device.

    Raises:
        ModelError: Files are missing or damaged.
        EngineError: torch or transformers is not installed, or the device is not there.
    """

    def __init__(self, folder: Path, *, max_source_tokens: int, settings: EngineSettings) -> None:
        require_files(folder, self.required_files())
        self._torch = require("torch", "transformers")
        transformers = require("transformers", "transformers")
        self._max_source_tokens = max_source_tokens
        self._device = _device(self._torch, settings)
        if settings.threads:
            self._torch.set_num_threads(settings.threads)
        try:
            with quiet_transformers():
                self._tokenizer = transformers.AutoTokenizer.from_pretrained(
                    folder, local_files_only=True
                )
                model = load_checkpoint(folder, "AutoModelForSeq2SeqLM")
        except ModelError:
            raise
        except Exception as error:
            # Damaged files show as SafetensorError, JSONDecodeError, KeyError and others.
            raise damaged(folder, error) from error
        self._searching, self._tokenizing = threading.Lock(), threading.Lock()
        self._forced_start = forced_start(folder)
        self._model: Any = model.to(self._device).eval()

    @staticmethod
    def required_files() -> tuple[str, ...]:
        """Files that the folder must have."""
        return ("config.json", "model.safetensors")

    @property
    def max_source_tokens(self) -> int:
        return self._max_source_tokens

    def count_tokens(self, text: str) -> int:
        return len(self.encode(text))

    def encode(self, text: str) -> list[int]:
        """The token ids of a text; what looks like a special token is read as text."""
        with self._tokenizing:
            encoded = self._tokenizer(text, split_special_tokens=True, verbose=False)
        ids: list[int] = encoded["input_ids"]
        return ids

    def translate_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        return generate(
            texts, self._max_source_tokens, self.encode, lambda inputs: self._run(inputs, options)
        )

    summarize_batch = translate_batch

    def close(self) -> None:
        self._model = None

    def _run(self, inputs: list[list[int]], options: DecodingOptions) -> list[list[Hypothesis]]:
        if self._model is None:
            raise EngineError("engine transformers", "it was closed")
        found: dict[int, list[Hypothesis]] = {}
        for places in batches_by_length([len(i) for i in inputs], MAX_BATCH_TOKENS):
            with self._searching:
                outputs = self._run_batch([inputs[place] for place in places], options)
            found.update(zip(places, outputs, strict=True))
        return [found[place] for place in range(len(inputs))]

    def _run_batch(
        self, inputs: list[list[int]], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        """Generate for one padded batch of shape ``(texts, tokens)``."""
        pad: int = self._model.config.pad_token_id
        longest = max(map(len, inputs))
        ids = self._torch.tensor([row + [pad] * (longest - len(row)) for row in inputs])
        mask = self._torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in inputs])
        with self._torch.inference_mode():
            output = self._model.generate(
                input_ids=ids.to(self._device),
                attention_mask=mask.to(self._device),
                generation_config=self._generation_config(options),
            )
        # One row a hypothesis, the best of the first text first; the start token leads.
        end = self._model.config.eos_token_id
        rows = [until_end(row[1:], end) for row in output.sequences.tolist()]
        with self._tokenizing:
            texts = self._tokenizer.batch_decode(rows, skip_special_tokens=True)
        scores = self._scores(output, [len(row) for row in rows], options)
        hypotheses = [Hypothesis(t.strip(), s) for t, s in zip(texts, scores, strict=True)]
        width = len(hypotheses) // len(inputs)
        return [hypotheses[i : i + width] for i in range(0, len(hypotheses), width)]

    def _scores(self, output: Any, lengths: list[int], options: DecodingOptions) -> list[float]:
        """Mean token log-probability of each row of the output."""
        if options.beam_size > 1:
            searched = output.sequences_scores.tolist()
            penalty = options.length_penalty
        else:
            # Greedy search reports no scores of its own; (rows, tokens) summed, end tokens counted.
            steps = self._model.compute_transition_scores(
                output.sequences, output.scores, normalize_logits=True
            ).tolist()
            searched = [sum(row[:n]) for row, n in zip(steps, lengths, strict=True)]
            penalty = 0.0
        return [mean_log_probability(s, n, penalty) for s, n in zip(searched, lengths, strict=True)]

    def _generation_config(self, options: DecodingOptions) -> Any:
        """Every option that matters, so that no generation_config.json decides one."""
        config = self._model.config
        transformers = require("transformers", "transformers")
        # <unk> loses text, and <pad> is only there to start a Marian decoder.
        banned = {config.pad_token_id, self._tokenizer.unk_token_id} - {None}
        result = transformers.GenerationConfig(
            num_beams=options.beam_size,
            num_return_sequences=min(options.num_hypotheses, options.beam_size),
            do_sample=False,
            early_stopping=False,
            length_penalty=options.length_penalty,
            repetition_penalty=options.repetition_penalty,
            no_repeat_ngram_size=options.no_repeat_ngram_size,
            # At least one token: an empty translation of a text is a lost text.
            min_new_tokens=max(1, options.min_target_tokens),
            max_new_tokens=options.max_target_tokens,
            suppress_tokens=sorted(banned),
            decoder_start_token_id=config.decoder_start_token_id,
            pad_token_id=config.pad_token_id,
            eos_token_id=config.eos_token_id,
            forced_bos_token_id=self._forced_start,
            use_cache=True,
            output_scores=True,
            return_dict_in_generate=True,
        )
        # generate() fills what is not set from the model's own.
        self._model.generation_config = result
        return result


def until_end(ids: list[int], end: int) -> list[int]:
    """The ids up to the first end token, which is kept; what follows is padding."""
    return ids[: ids.index(end) + 1] if end in ids else ids


def _device(torch: Any, settings: EngineSettings) -> str:
    cuda = torch.cuda.is_available()
    if settings.device == "cuda" and not cuda:
        what = "no CUDA device that torch can use (cuda)"
        raise EngineError("device", what, "Allowed: auto, cpu")
    return "cuda" if cuda and settings.device != "cpu" else "cpu"
