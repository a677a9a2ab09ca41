"""Shapes, the MarianMT that is trained, and its loss.

Tensors: ``(batch, positions)`` of ids; positions of padding are the model's pad
id on the source and left out of the loss on the target.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presscli.errors import ModelError, UsageError
from training.loss import linear_cross_entropy
from training.vocabulary import EOS_ID, MAX_POSITIONS

if TYPE_CHECKING:
    import torch

    from training.batches import Batch


@dataclass(frozen=True, slots=True)
class Shape:
    """Layers and widths of a model; heads are of 32 (tiny), 48 or 64 dimensions."""

    encoder_layers: int
    decoder_layers: int
    d_model: int
    ffn: int
    heads: int = 8


SHAPES = {
    "nano": Shape(2, 1, 64, 256, 4),
    "tiny-v0": Shape(4, 2, 256, 1024),
    "tiny": Shape(6, 2, 256, 1024),
    "small": Shape(6, 2, 384, 1536),
    "deep": Shape(12, 2, 384, 1536),
    "base": Shape(6, 2, 512, 2048),
}
"""``nano`` is for tests and ``make train-smoke``; ``tiny-v0`` is the first prototype's."""


def build_model(
    vocabulary: int, shape: Shape, *, dropout: float = 0.1, attention: str = "sdpa"
) -> Any:
    """A ``MarianMTModel`` with random weights.

    Post-norm, swish, sinusoidal positions, all embeddings tied, as in the
    published opus-mt models. ``attention`` is ``sdpa``, PyTorch's fused kernels, or
    ``eager``, plain products, which win on a CPU in bfloat16.
    """
    from transformers import MarianConfig, MarianMTModel

    pad = vocabulary - 1
    config = MarianConfig(
        vocab_size=vocabulary,
        d_model=shape.d_model,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_ffn_dim=shape.ffn,
        decoder_ffn_dim=shape.ffn,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        max_position_embeddings=MAX_POSITIONS,
        activation_function="swish",
        dropout=dropout,
        attention_dropout=0.0,
        activation_dropout=0.0,
        pad_token_id=pad,
        eos_token_id=EOS_ID,
        forced_eos_token_id=EOS_ID,
        decoder_start_token_id=pad,
        scale_embedding=True,
        tie_word_embeddings=True,
        share_encoder_decoder_embeddings=True,
        attn_implementation=attention,
    )
    model = MarianMTModel(config)
    # A pad logit is 0, which may be the greatest: it must never be generated.
    model.generation_config.bad_words_ids = [[pad]]
    return model


def load_weights(model: Any, folder: Path) -> None:
    """Copy the weights of a transformers folder of the same shape and vocabulary.

    The embedding of ``<pad>``, which starts the decoder, comes along: the first
    prototype had it trained, and presscli's engines run either kind.

    Raises:
        ModelError: The folder's model has another shape or vocabulary.
    """
    from safetensors.torch import load_file

    path = folder / "model.safetensors"
    try:
        weights = load_file(path)
        missing, unexpected = model.load_state_dict(
            {name: tensor.float() for name, tensor in weights.items()}, strict=False
        )
    except (OSError, RuntimeError) as error:
        hint = "Give the --shape and the vocabulary that the folder was made with."
        raise ModelError(str(path), f"cannot be loaded ({error})", hint) from error
    # Tied and computed tensors are not stored: they follow from the shared embedding.
    tied = ("embed_tokens", "embed_positions", "lm_head", "final_logits_bias")
    lost = [name for name in missing if not any(part in name for part in tied)]
    if lost or unexpected:
        what = f"other tensors than the model's ({', '.join([*lost, *unexpected][:3])})"
        raise ModelError(str(path), what, f"Known shapes: {', '.join(SHAPES)}.")


def shape_named(name: str) -> Shape:
    """Look a shape up.

    Raises:
        UsageError: No such shape.
    """
    if name not in SHAPES:
        raise UsageError("--shape", f"unknown ({name})", f"Known: {', '.join(SHAPES)}.")
    return SHAPES[name]


def batch_loss(model: Any, batch: Batch, smoothing: float) -> torch.Tensor:
    """Mean cross-entropy per target token, label-smoothed, as a 0-dimensional tensor.

    Logits are made for real target positions only, and none for ``<pad>``, whose
    embedding therefore stays as it is, zero in a new model: it starts the decoder,
    and CTranslate2 starts Marian decoders from a zero vector.
    """
    decoded = decoder_states(model, batch.source, batch.source_mask, batch.decoder_input)
    states = decoded.index_select(0, batch.label_positions)
    return linear_cross_entropy(states, model.lm_head.weight[:-1], batch.labels, smoothing)


def decoder_states(
    model: Any, source: torch.Tensor, source_mask: torch.Tensor, decoder_input: torch.Tensor
) -> torch.Tensor:
    """``(lines * positions, width)``: what the output layer makes logits of.

    Encoder and decoder are called apart with ready 4-D masks: given 2-D masks,
    transformers asks the device whether anything is masked, and the loop would
    wait for the answer.
    """
    import torch

    mask = source_mask[:, None, None, :]
    length = decoder_input.shape[1]
    causal = torch.ones(1, 1, length, length, dtype=torch.bool, device=source.device).tril()
    if model.config._attn_implementation == "eager":
        mask, causal = _additive(mask), _additive(causal)
    encoded = model.model.encoder(input_ids=source, attention_mask=mask).last_hidden_state
    decoded: torch.Tensor = model.model.decoder(
        input_ids=decoder_input,
        attention_mask=causal,
        encoder_hidden_states=encoded,
        encoder_attention_mask=mask,
        use_cache=False,
    ).last_hidden_state
    return decoded.flatten(0, 1)


def _additive(mask: torch.Tensor) -> torch.Tensor:
    """A mask that is true where attention may go, as numbers to add to its scores."""
    import torch

    blocked = torch.finfo(torch.bfloat16).min
    return torch.zeros_like(mask, dtype=torch.bfloat16).masked_fill_(~mask, blocked)
