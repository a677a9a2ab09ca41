"""From text to the token strings that CTranslate2 takes, and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from presscli.engines.packages import damaged, require, require_files

END = "</s>"
"""End of a segment in every MarianMT."""


class Vocabulary(Protocol):
    """What an engine needs of a tokenizer."""

    def encode(self, text: str) -> list[str]:
        """The model's input for a text, special tokens included."""

    def decode(self, tokens: Sequence[str]) -> str:
        """The text of output tokens, special tokens dropped, without spaces around it."""


class MarianVocabulary:
    """The two SentencePiece models of a MarianMT folder, as MarianTokenizer uses them.

    A piece that the joint vocab.json does not know becomes ``<unk>`` inside
    CTranslate2. Unlike MarianTokenizer, which takes ``>>...<<`` at the start of
    a text for a language code, this reads all text as text.
    """

    def __init__(self, folder: Path) -> None:
        require_files(folder, ("source.spm", "target.spm"))
        sentencepiece = require("sentencepiece", "ct2")
        try:
            self._source, self._target = (
                sentencepiece.SentencePieceProcessor(model_file=str(folder / name))
                for name in ("source.spm", "target.spm")
            )
        except (RuntimeError, OSError) as error:
            raise damaged(folder, error) from error

    def encode(self, text: str) -> list[str]:
        return [*self._source.encode(text, out_type=str), END]

    def decode(self, tokens: Sequence[str]) -> str:
        pieces = [token for token in tokens if token != END]
        # Pieces that only the source side knows keep their mark of a word's start.
        text: str = self._target.decode_pieces(pieces)
        return text.replace("▁", " ").strip()


class FastVocabulary:
    """A tokenizer.json, read without transformers.

    Text that looks like a special token (``<eos>``) is encoded as plain text.
    """

    def __init__(self, folder: Path) -> None:
        require_files(folder, ("tokenizer.json",))
        tokenizers = require("tokenizers", "ct2")
        try:
            self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # tokenizers raises it bare
            raise damaged(folder, error) from error
        self._tokenizer.encode_special_tokens = True
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        decoder = self._tokenizer.get_added_tokens_decoder()
        self.special_tokens = frozenset(t.content for t in decoder.values() if t.special)

    def encode(self, text: str) -> list[str]:
        tokens: list[str] = self._tokenizer.encode(text).tokens
        return tokens

    def encode_plain(self, text: str) -> list[str]:
        """As ``encode``, without the special tokens that the model's template adds."""
        tokens: list[str] = self._tokenizer.encode(text, add_special_tokens=False).tokens
        return tokens

    def token_id(self, token: str) -> int | None:
        """The place of a token in the model's vocabulary; None if it has no such token."""
        place: int | None = self._tokenizer.token_to_id(token)
        return place

    def line_breaks(self) -> list[str]:
        """The tokens that are line breaks, in the spellings of SentencePiece and byte-level BPE."""
        spellings = ("\n", "\n\n", "<0x0A>", "Ċ", "ĊĊ")
        return [t for t in spellings if self._tokenizer.token_to_id(t) is not None]

    def decode(self, tokens: Sequence[str]) -> str:
        ids = [self._tokenizer.token_to_id(t) for t in tokens if t not in self.special_tokens]
        text: str = self._tokenizer.decode([i for i in ids if i is not None])
        return text.strip()
