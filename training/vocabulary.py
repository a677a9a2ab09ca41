"""The joint SentencePiece vocabulary and Marian's layout of it.

Marian's folder has ``source.spm``, ``target.spm`` (the same model twice here),
and ``vocab.json``: piece -> id, with ``<pad>`` as the last id. ``</s>`` is 0 and
``<unk>`` is 1, as in the published opus-mt models.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

EOS_ID = 0
UNK_ID = 1
MAX_POSITIONS = 256
"""Longest input of the models made here, in tokens, ``</s>`` included."""

TOKENIZER_CONFIG = {
    "tokenizer_class": "MarianTokenizer",
    "source_lang": "it",
    "target_lang": "en",
    "model_max_length": MAX_POSITIONS,
    "eos_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
}


def train_vocabulary(lines: Iterable[str], path: Path, *, size: int, max_lines: int) -> None:
    """Train a unigram model over both languages and write it to ``path``.

    Args:
        lines: Both sides of the pairs, in any order.
        path: The ``.spm`` to write.
        size: Number of ids, ``<pad>`` included.
        max_lines: Only so many lines, sampled, are learnt from.
    """
    import sentencepiece

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        text = Path(scratch) / "lines.txt"
        with text.open("w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in lines)
        sentencepiece.SentencePieceTrainer.train(
            input=str(text),
            model_prefix=str(Path(scratch) / "joint"),
            vocab_size=size - 1,
            character_coverage=0.9999,
            byte_fallback=True,
            # Lines are normalised before; the default rules would turn 5º into 5o.
            normalization_rule_name="identity",
            split_digits=True,
            eos_id=EOS_ID,
            unk_id=UNK_ID,
            bos_id=-1,
            pad_id=-1,
            input_sentence_size=max_lines,
            shuffle_input_sentence=True,
            hard_vocab_limit=False,
            num_threads=os.cpu_count() or 1,
            minloglevel=1,
        )
        (Path(scratch) / "joint.model").replace(path)


def load_vocabulary(path: Path) -> SentencePieceProcessor:
    """Load a ``.spm`` file."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(path))


def vocabulary_size(processor: SentencePieceProcessor) -> int:
    """Number of ids, ``<pad>`` included; ``<pad>`` is the last."""
    return int(processor.get_piece_size()) + 1


def write_marian_layout(folder: Path, spm: Path) -> None:
    """Write ``source.spm``, ``target.spm``, ``vocab.json`` and the tokenizer's configuration."""
    processor = load_vocabulary(spm)
    pieces = {processor.id_to_piece(i): i for i in range(processor.get_piece_size())}
    pieces["<pad>"] = len(pieces)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(spm, folder / name)
    vocabulary = json.dumps(pieces, ensure_ascii=False, indent=0)
    (folder / "vocab.json").write_text(vocabulary, encoding="utf-8")
    config = json.dumps(TOKENIZER_CONFIG, indent=2)
    (folder / "tokenizer_config.json").write_text(config, encoding="utf-8")
