"""MarianMT through transformers: the reference that the CTranslate2 engine must agree with."""

from __future__ import annotations

from presscli.engines.seq2seq import Seq2SeqEngine


class MarianEngine(Seq2SeqEngine):
    """MarianTokenizer and MarianMTModel; see :class:`Seq2SeqEngine`."""

    @staticmethod
    def required_files() -> tuple[str, ...]:
        """Files that the folder must have."""
        return (*Seq2SeqEngine.required_files(), "source.spm", "target.spm", "vocab.json")

    def encode(self, text: str) -> list[int]:
        # MarianTokenizer takes ">>...<<" at the start of a text for a language code,
        # and what it does not know for <unk>. A space before it keeps it text.
        return super().encode(f" {text}" if text.startswith(">>") else text)
