"""The pieces that a translator's decoder may say: ``decoder_vocab.json`` of a model folder.

    ["</s>", "<unk>", "<0x00>", ..., "▁the", ..., "<pad>"]

A joint vocabulary holds the pieces of both languages, and the output layer, which is
computed for every token of every hypothesis, the third of them that only Italian uses.
Where a model folder has this file - a JSON list of pieces as ``vocab.json`` spells them,
in any order - the CTranslate2 model made of it says no other. The encoder keeps them all,
and so does the transformers engine. Special tokens are kept whether listed or not.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from presscli.engines.packages import REPAIR
from presscli.errors import ModelError

DECODER_VOCAB = "decoder_vocab.json"


def read_decoder_vocab(folder: Path) -> frozenset[str] | None:
    """The pieces that the folder's decoder may say; None if it may say all.

    Raises:
        ModelError: The file is there, but is not a list of pieces.
    """
    path = folder / DECODER_VOCAB
    try:
        pieces = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise ModelError(str(path), f"cannot be read ({error})", REPAIR) from error
    if not isinstance(pieces, list) or not all(isinstance(piece, str) for piece in pieces):
        raise ModelError(str(path), "not a JSON list of pieces", REPAIR)
    return frozenset(pieces)


def trim_decoder(spec: Any, pieces: frozenset[str], special: Collection[str], folder: Path) -> None:
    """Leave only some pieces in a CTranslate2 specification's decoder and its vocabulary.

    Args:
        spec: A ``TransformerSpec`` with its vocabularies, before it is validated. Rows of
            the decoder's embeddings ``(pieces, features)``, and of the projection, are in
            the order of the target vocabulary.
        pieces: Those that the decoder may say.
        special: Tokens that stay in any case.
        folder: Where the model comes from, for the message.

    Raises:
        ModelError: The model has no such piece.
    """
    (target,) = spec._vocabularies["target"]
    unknown = sorted(pieces - set(target) - set(special))
    if unknown:
        what = f"{len(unknown)} pieces that the model does not have ({unknown[0]})"
        raise ModelError(str(folder / DECODER_VOCAB), what, REPAIR)
    rows = [row for row, piece in enumerate(target) if piece in pieces or piece in special]
    decoder = spec.decoder
    decoder.embeddings.weight = decoder.embeddings.weight[rows]
    decoder.projection.weight = decoder.projection.weight[rows]
    if decoder.projection.has_bias():
        decoder.projection.bias = decoder.projection.bias[rows]
    spec._vocabularies["target"] = [[target[row] for row in rows]]
