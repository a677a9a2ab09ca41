"""A model of the shape of opus-mt-it-en that says what marian-own says.

A release in English is needed to measure what the checks cost, and random weights
babble: every fact would be lost and every repair tried. So marian-own is put into
the larger shape, exactly: each feature stands twice (and the matrices are halved),
the layers that are too many pass their input on, the tokens that are too many are
never picked. What a layer costs does not depend on what is in it.

opus-mt-it-en: 6 + 6 layers, 512 features, 8 heads and 2,048 hidden units, as all
OPUS-MT models of its time; with 80,035 tokens that makes the 86 million weights
(343 MB) of its download.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a model is; as many heads as the small one, twice the features."""

    vocabulary: int = 80_035
    layers: int = 6
    features: int = 512
    hidden: int = 2048
    positions: int = 512


OPUS = Shape()
TABLE = "positions.pt"
"""The table of positions, which transformers makes anew for 512 features and we must not."""


def write_widened(own: Path, folder: Path, shape: Shape = OPUS) -> Path:
    """Write ``folder/hf`` (transformers) and ``folder/ct2`` (CTranslate2 int8).

    Args:
        own: The folder of marian-own.
        folder: Where to; what is there already is taken as it is.
        shape: Of the larger model; its features must be twice those of ``own``.
    """
    if (folder / "ct2" / "model.bin").is_file():
        return folder
    import torch
    import transformers

    from presscli.engines.packages import quiet_transformers

    with quiet_transformers(), torch.no_grad():
        small = transformers.MarianMTModel.from_pretrained(own, dtype=torch.float32)
        config = _config(small.config, shape)
        large = transformers.MarianMTModel(config)
        _fill(small, large)
        hf = folder / "hf"
        large.save_pretrained(hf)
        torch.save(large.model.encoder.embed_positions.weight, hf / TABLE)
        _write_tokenizer(own, hf, shape.vocabulary)
        _convert(large, hf, folder / "ct2")
    return folder


def restore_positions(model: Any, folder: Path) -> None:
    """Give a model that was loaded from ``folder`` its table of positions, if it has one."""
    import torch

    if (folder / TABLE).is_file():
        table = torch.load(folder / TABLE, weights_only=True)
        for part in (model.model.encoder, model.model.decoder):
            part.embed_positions.weight.data = table.data


def _config(small: Any, shape: Shape) -> Any:
    import transformers

    sizes = {
        "vocab_size": shape.vocabulary,
        "decoder_vocab_size": shape.vocabulary,
        "d_model": shape.features,
        "encoder_layers": shape.layers,
        "decoder_layers": shape.layers,
        "encoder_ffn_dim": shape.hidden,
        "decoder_ffn_dim": shape.hidden,
        "max_position_embeddings": shape.positions,
        "dtype": "float32",
    }
    return transformers.MarianConfig(**{**small.to_dict(), **sizes})


def _fill(small: Any, large: Any) -> None:
    """Copy the weights, each feature twice."""
    import torch

    rows = len(small.model.shared.weight)
    table = torch.zeros_like(large.model.shared.weight)
    # Embeddings are scaled by sqrt(features).
    table[:rows] = _twice(small.model.shared.weight, 1) * 0.5**0.5
    large.model.shared.weight.copy_(table)
    large.final_logits_bias.fill_(-1e4)
    large.final_logits_bias[:, :rows] = small.final_logits_bias
    positions = torch.zeros_like(large.model.encoder.embed_positions.weight)
    known = _twice(small.model.encoder.embed_positions.weight, 1)
    positions[: len(known)] = known
    for name in ("encoder", "decoder"):
        part = getattr(large.model, name)
        part.embed_positions.weight.data = positions.clone()
        _fill_layers(getattr(small.model, name).layers, part.layers)
    # Twice the features make the logits larger by as much as the embeddings are.
    last = large.model.decoder.layers[-1].final_layer_norm
    last.weight.mul_(0.5**0.5)
    last.bias.mul_(0.5**0.5)


def _twice(weight: Any, *dims: int) -> Any:
    import torch

    for dim in dims:
        weight = torch.cat([weight, weight], dim)
    return weight


def _fill_layers(small: Any, large: Any) -> None:
    for source, target in zip(small, large, strict=False):
        for name, module in source.named_children():
            _fill_module(name, module, getattr(target, name))
    spare = large[len(small) :]
    for layer in spare:
        for name, module in layer.named_children():
            if name.endswith("attn"):
                module.out_proj.weight.zero_()
                module.out_proj.bias.zero_()
            elif name == "fc2":
                module.weight.zero_()
                module.bias.zero_()
    if len(spare):
        # Normalising what is normal changes nothing; the gains come last of all.
        last, final = large[len(small) - 1].final_layer_norm, large[-1].final_layer_norm
        final.weight.copy_(last.weight)
        final.bias.copy_(last.bias)
        last.weight.fill_(1.0)
        last.bias.zero_()


def _fill_module(name: str, source: Any, target: Any) -> None:
    if name.endswith("layer_norm"):
        target.weight.copy_(_twice(source.weight, 0))
        target.bias.copy_(_twice(source.bias, 0))
    elif name.endswith("attn"):
        _fill_attention(source, target)
    elif name == "fc1":
        target.weight.zero_()
        target.bias.zero_()
        target.weight[: len(source.weight)] = _twice(source.weight, 1) / 2
        target.bias[: len(source.bias)] = source.bias
    elif name == "fc2":
        target.weight.zero_()
        target.weight[:, : source.weight.shape[1]] = _twice(source.weight, 0)
        target.bias.copy_(_twice(source.bias, 0))


def _fill_attention(source: Any, target: Any) -> None:
    """As many heads, of twice the size; scores are divided by the root of the size."""
    heads, size = source.num_heads, source.head_dim
    for name, factor in (("q_proj", 0.5**0.5), ("k_proj", 1.0), ("v_proj", 1.0)):
        old, new = getattr(source, name), getattr(target, name)
        weight = _twice(old.weight.view(heads, size, -1), 1).reshape(2 * heads * size, -1)
        new.weight.copy_(_twice(weight, 1) / 2 * factor)
        new.bias.copy_(_twice(old.bias.view(heads, size), 1).reshape(-1) * factor)
    out = source.out_proj.weight
    wide = _twice(out.view(len(out), heads, size), 2).reshape(len(out), -1) / 2
    target.out_proj.weight.copy_(_twice(wide, 0))
    target.out_proj.bias.copy_(_twice(source.out_proj.bias, 0))


def _write_tokenizer(own: Path, folder: Path, size: int) -> None:
    for name in ("source.spm", "target.spm", "tokenizer_config.json"):
        shutil.copyfile(own / name, folder / name)
    vocabulary: Mapping[str, int] = json.loads((own / "vocab.json").read_text(encoding="utf-8"))
    spare = {f"unused{n}": n for n in range(len(vocabulary), size)}
    text = json.dumps({**vocabulary, **spare}, ensure_ascii=False)
    (folder / "vocab.json").write_text(text, encoding="utf-8")


def _convert(model: Any, hf: Path, target: Path) -> None:
    """Convert what is in memory: the positions on the disk are not transformers' own."""
    import transformers
    from ctranslate2.converters.converter import Converter

    from presscli.engines.loaders import _loader_for

    class Loaded(Converter):  # type: ignore[misc]
        def _load(self) -> Any:
            tokenizer = transformers.AutoTokenizer.from_pretrained(hf, local_files_only=True)
            return _loader_for(model, "marian")(model, tokenizer)

    Loaded().convert(str(target), quantization="int8", force=True)
    for name in ("source.spm", "target.spm", "vocab.json"):
        shutil.copyfile(hf / name, target / name)


if __name__ == "__main__":
    write_widened(Path(sys.argv[1]), Path(sys.argv[2]))
