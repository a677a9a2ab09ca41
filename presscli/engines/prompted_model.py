"""The weights and the tokenizer of a decoder-only model, loaded once for all its tasks."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from presscli.engines.base import EngineSettings
from presscli.engines.ct2 import load_model, to_array
from presscli.engines.vocabulary import FastVocabulary
from presscli.errors import EngineError
from presscli.overlap import outside


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
        # One after the other: the weights then take the 45 MB that reading a tokenizer.json
        # leaves behind. Both take no longer (0.1 s each) than side by side.
        self.vocabulary = FastVocabulary(folder)
        self._generator: Any = load_model("Generator", folder, settings)
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

    def log_probabilities(self, tokens: Sequence[str], start: int, asked: Sequence[int]) -> Any:
        """Of some tokens behind each from ``start`` on, in nats: ``(tokens, asked)``.

        One text at a time, whatever thread asks: what a pass holds in memory, its
        log-probabilities of the whole vocabulary, is there once, and no text's figures
        depend on another's length.

        Args:
            tokens: What is read.
            start: The first place to tell of.
            asked: Places in the vocabulary; the columns of the result.

        Raises:
            EngineError: The model was closed, or it failed.
        """
        generator = self.generator
        try:
            # The lock within: whoever waits for it lets others check meanwhile.
            with outside(), self._pass:
                output = generator.forward_batch([list(tokens)], return_log_probs=True)
                return to_array(output)[0][start:, asked]
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
