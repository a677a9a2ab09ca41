"""MarianMT, BART and PEGASUS through CTranslate2, int8: the everyday engine on a CPU."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from presscli.document import Hypothesis
from presscli.engines.base import DecodingOptions, EngineSettings
from presscli.engines.batching import generate, mean_log_probability
from presscli.engines.convert import read_record
from presscli.engines.isa import prefer_avx512
from presscli.engines.packages import damaged, require, require_files
from presscli.engines.vocabulary import FastVocabulary, MarianVocabulary, Vocabulary
from presscli.errors import EngineError
from presscli.heap import keep_freed_memory, share_one_arena
from presscli.overlap import outside

MAX_BATCH_TOKENS = 1024
"""Source tokens a batch, padding included. CTranslate2 sorts by length and restores the order.

Of a large model, whose weights are read from memory at every step: the more hypotheses share
a reading the better, up to about here (docs/performance.md)."""

CACHED_BATCH_TOKENS = 256
"""The same for weights that stay in a processor's cache. There small batches win: less padding,
less of everything else that has to stay in the cache, and every worker is busy to the end."""

CACHED_BYTES = 32 * 2**20
"""The weights of a model.bin that count as cached: a usual last-level cache."""

MIN_BATCH_TOKENS = 128
"""Smaller batches, made so that every worker has one, cost more than they gain."""

MOST_WORKERS = 4
"""Batches at once; beyond that, the threads of one batch help each other."""

PATIENCE = 2.0
"""Finished hypotheses to wait for, as a multiple of the beam (Kasai et al. 2022,
"A Call for Clarity in Beam Search"). With 1, CTranslate2 ends the search as soon as a
beam's worth of hypotheses has ended, however improbable, and a sentence cut short can
win over the whole one; transformers goes on. 2 costs about a tenth more time."""


class CT2Engine:
    """An encoder-decoder model of CTranslate2; translates or summarises, as it was trained to.

    Args:
        folder: Holds model.bin and the vocabulary's files.
        vocabulary: Between text and the model's tokens.
        max_source_tokens: The longest input, special tokens included.
        settings: Threads and device.
        target_prefix: Tokens that every output begins with.

    Raises:
        ModelError: Files are missing or damaged.
        EngineError: ctranslate2 is not installed, or the device is not there.
    """

    def __init__(
        self,
        folder: Path,
        *,
        vocabulary: Vocabulary,
        max_source_tokens: int,
        settings: EngineSettings,
        target_prefix: Sequence[str] = (),
    ) -> None:
        self._vocabulary = vocabulary
        self._max_source_tokens = max_source_tokens
        self._prefix = list(target_prefix)
        self._workers, threads = share_threads(settings.threads)
        self._model = load_model("Translator", folder, settings, (self._workers, threads))
        weights = (folder / "model.bin").stat().st_size
        self._batch_tokens = most_batch_tokens(weights, self._model.device)

    @property
    def max_source_tokens(self) -> int:
        return self._max_source_tokens

    def count_tokens(self, text: str) -> int:
        return len(self._vocabulary.encode(text))

    def translate_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        return generate(
            texts,
            self._max_source_tokens,
            self._vocabulary.encode,
            lambda inputs: self._run(inputs, options),
        )

    summarize_batch = translate_batch

    def close(self) -> None:
        self._model = None

    def _run(self, inputs: list[list[str]], options: DecodingOptions) -> list[list[Hypothesis]]:
        if self._model is None:
            raise EngineError("engine ct2", "it was closed")
        try:
            with outside():
                results = self._model.translate_batch(
                    inputs,
                    target_prefix=[self._prefix] * len(inputs) if self._prefix else None,
                    max_batch_size=batch_tokens(
                        sum(map(len, inputs)), self._workers, self._batch_tokens
                    ),
                    batch_type="tokens",
                    # 0: never cut an input, as CTranslate2 would above 1,024 tokens.
                    max_input_length=0,
                    # At least one token: an empty translation of a text is a lost text.
                    min_decoding_length=max(1, options.min_target_tokens),
                    max_decoding_length=options.max_target_tokens,
                    **search_options(options),
                )
        except (RuntimeError, ValueError) as error:
            raise EngineError("engine ct2", f"failed ({error})") from error
        return [self._hypotheses(result, options) for result in results]

    def _hypotheses(self, result: Any, options: DecodingOptions) -> list[Hypothesis]:
        return [
            Hypothesis(
                self._vocabulary.decode(tokens),
                mean_log_probability(score, len(tokens), options.length_penalty),
            )
            for tokens, score in zip(result.hypotheses, result.scores, strict=True)
        ]


def open_marian(folder: Path, max_source_tokens: int, settings: EngineSettings) -> CT2Engine:
    """Open a converted MarianMT; see :class:`CT2Engine`."""
    return CT2Engine(
        folder,
        vocabulary=MarianVocabulary(folder),
        max_source_tokens=max_source_tokens,
        settings=settings,
    )


def open_summarization(folder: Path, max_source_tokens: int, settings: EngineSettings) -> CT2Engine:
    """Open a converted BART or PEGASUS; see :class:`CT2Engine`."""
    forced = str(read_record(folder).get("forced_bos_token") or "")
    return CT2Engine(
        folder,
        vocabulary=FastVocabulary(folder),
        max_source_tokens=max_source_tokens,
        settings=settings,
        target_prefix=[forced] if forced else (),
    )


def share_threads(threads: int) -> tuple[int, int]:
    """How many batches are translated at once, and by how many threads each.

    Threads that share a batch wait for each other after every layer, and CTranslate2's
    spin meanwhile; with a batch each, the same work took a quarter less processor time
    (docs/performance.md). The weights are in memory once.

    Args:
        threads: As asked for; 0 for as many as this process may use.
    """
    threads = threads or usable_cores()
    workers = min(threads, MOST_WORKERS)
    return workers, threads // workers


def usable_cores() -> int:
    """Cores that this process may use; a container's may be fewer than the machine's."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def most_batch_tokens(weight_bytes: int, device: str) -> int:
    """The most source tokens of a batch, for a model of so many bytes on ``cpu`` or ``cuda``."""
    cached = device == "cpu" and weight_bytes <= CACHED_BYTES
    return CACHED_BATCH_TOKENS if cached else MAX_BATCH_TOKENS


def batch_tokens(tokens: int, workers: int, most: int) -> int:
    """The size of a batch that gives every worker one, if there are so many tokens."""
    return max(MIN_BATCH_TOKENS, min(most, -(-tokens // workers)))


def prepare_process() -> None:
    """Tell CTranslate2 and the C library what suits a search; harmless when repeated."""
    prefer_avx512()
    keep_freed_memory()
    share_one_arena()


def load_model(
    kind: str, folder: Path, settings: EngineSettings, shared: tuple[int, int] | None = None
) -> Any:
    """Load a CTranslate2 model.

    Args:
        kind: ``Translator`` or ``Generator``.
        folder: Holds model.bin.
        settings: Threads and device.
        shared: Batches at once and threads for each; by default one with all threads.

    Raises:
        ModelError: Files are missing or damaged.
        EngineError: ctranslate2 is not installed, or the device is not there.
    """
    workers, threads = shared or (1, settings.threads)
    require_files(folder, ("model.bin", "config.json"))
    prepare_process()
    ctranslate2 = require("ctranslate2", "ct2")
    cuda = ctranslate2.get_cuda_device_count() > 0
    if settings.device == "cuda" and not cuda:
        what = "no CUDA device that ctranslate2 can use (cuda)"
        raise EngineError("device", what, "Allowed: auto, cpu")
    try:
        return getattr(ctranslate2, kind)(
            str(folder),
            device="cpu" if settings.device == "cpu" or not cuda else "cuda",
            compute_type="default",  # as it was converted: int8
            inter_threads=workers,
            intra_threads=threads,
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise damaged(folder, error) from error


def search_options(options: DecodingOptions) -> dict[str, Any]:
    """What ``Translator`` and ``Generator`` call our decoding options by."""
    return {
        "beam_size": options.beam_size,
        "patience": PATIENCE,
        "num_hypotheses": min(options.num_hypotheses, options.beam_size),
        "length_penalty": options.length_penalty,
        "repetition_penalty": options.repetition_penalty,
        "no_repeat_ngram_size": options.no_repeat_ngram_size,
        "disable_unk": True,
        "return_scores": True,
        # The scores are normalised by a length that counts the end token.
        "return_end_token": True,
    }


def to_array(output: Any) -> Any:
    """A CTranslate2 storage as a numpy array in the machine's memory; not copied there."""
    cpu = require("ctranslate2", "ct2").Device.cpu
    return require("numpy", "ct2").asarray(
        output if output.device == "cpu" else output.to_device(cpu)
    )
