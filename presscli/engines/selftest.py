"""A model that was just converted must say something sensible before anyone relies on it."""

from __future__ import annotations

from presscli.engines.base import DecodingOptions, Translator
from presscli.errors import ModelError

PROBE = "Buongiorno."

MAX_WORDS = 12
"""Far more than a greeting takes. Checkpoints whose conversion went wrong repeat a
word without end (huggingface/transformers issue 26216)."""


def self_test(translator: Translator, where: str) -> None:
    """Translate one greeting, greedily.

    This tells a broken conversion from a working one; it says nothing about quality.

    Args:
        translator: Italian to English.
        where: The model's folder or name, for the message.

    Raises:
        ModelError: The translation is blank, or far too long.
    """
    options = DecodingOptions(beam_size=1, max_target_tokens=4 * MAX_WORDS)
    text = translator.translate_batch([PROBE], options)[0][0].text
    if not text or len(text.split()) > MAX_WORDS:
        raise ModelError(
            where,
            f"model fails its self-test ({PROBE!r} became {text[:60]!r})",
            "Get it again: presscli models pull",
        )
