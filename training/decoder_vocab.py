"""Which pieces of the joint vocabulary the decoder may say: those that English uses.

Of the 8,000 pieces of marian-own a third stands on the Italian side of the training lines
alone. The output layer takes about a third of the time of a search with a model this small,
so ``presscli.engines.decoder_vocab`` leaves them out of the CTranslate2 model.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from presscli.engines.decoder_vocab import DECODER_VOCAB
from presscli.placeholders import SIGNS
from training.arrays import TokenArrays, load_arrays
from training.vocabulary import EOS_ID, UNK_ID, load_vocabulary

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

MIN_COUNT = 2
"""How often the English side must have a piece. In 31 million tokens 85 pieces stand once,
nearly all Italian words left in a translation (``▁della``, ``▁Signor``); a model learns to
say none of them from one line. All that is seldomer than 100 times would be 0.04 % of the
tokens, names among them, for 8 % fewer pieces: not worth a name."""


def english_pieces(
    arrays: TokenArrays, processor: SentencePieceProcessor, *, min_count: int = MIN_COUNT
) -> list[str]:
    """The pieces that a decoder needs, in the order of the vocabulary.

    Beside those of the training lines: ``</s>``, ``<unk>`` and ``<pad>``, the bytes that
    spell unknown characters, all digits, and what spells the signs of ``presscli.placeholders``,
    which a translation must be able to give back.

    Args:
        arrays: Training lines; the target side is counted.
        processor: The vocabulary that they were made with.
        min_count: How often a piece must be there.
    """
    import numpy as np

    size = processor.get_piece_size()
    counts = np.bincount(arrays.target, minlength=size)
    wanted = {EOS_ID, UNK_ID, *np.flatnonzero(counts >= min_count).tolist()}
    wanted |= {i for i in range(size) if processor.is_byte(i)}
    always = [*map(str, range(10)), *(sign for signs in SIGNS for sign in signs)]
    # At the start of a text, inside it, and behind an opening bracket.
    for text in (f"{before}{sign}" for sign in always for before in ("", "a ", "(")):
        wanted |= set(processor.encode(text))
    return [*(processor.id_to_piece(i) for i in sorted(wanted)), "<pad>"]


def write_decoder_vocab(folder: Path, data: Path, *, min_count: int = MIN_COUNT) -> list[str]:
    """Write ``decoder_vocab.json`` into a transformers folder.

    Args:
        folder: Holds the model.
        data: What it was trained on: ``spm.model`` and ``train/``.
        min_count: As for :func:`english_pieces`.

    Returns:
        The pieces.

    Raises:
        InputError: There are no token arrays.
    """
    processor = load_vocabulary(data / "spm.model")
    pieces = english_pieces(load_arrays(data / "train"), processor, min_count=min_count)
    text = json.dumps(pieces, ensure_ascii=False, indent=0)
    (folder / DECODER_VOCAB).write_text(text + "\n", encoding="utf-8")
    return pieces
