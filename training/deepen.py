"""Give a trained model twice its encoder layers, to train on from there.

    python -m training.deepen --folder build/small --out build/deep

Behind every layer comes a copy of it whose two blocks add nothing at first: the matrices that
end them are 0, and both norms are those of what stands before it. A post-norm encoder of
twelve layers is hard to train from random weights at a high rate (Wang et al. 2019, "Learning
Deep Transformer Models for Machine Translation"); growing it is the idea of progressive
stacking (Gong et al. 2019), whose copies are whole. README.md compares the two.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from presscli.errors import ModelError

if TYPE_CHECKING:
    import torch

_LAYER = re.compile(r"(.*\.encoder\.layers\.)(\d+)\.(.+)")
_ENDS = ("self_attn.out_proj.weight", "self_attn.out_proj.bias", "fc2.weight", "fc2.bias")
_BEFORE = {
    f"self_attn_layer_norm.{part}": f"final_layer_norm.{part}" for part in ("weight", "bias")
}
"""Tensors of a new layer -> those of the layer before that they are copies of."""


def deepened(weights: Mapping[str, torch.Tensor]) -> Iterator[tuple[str, torch.Tensor]]:
    """Name and tensor of the deeper model; all but its new layers are those given.

    Args:
        weights: Of a ``MarianMTModel``, by name.
    """
    import torch

    for name, tensor in weights.items():
        found = _LAYER.fullmatch(name)
        if found is None:
            yield name, tensor
            continue
        layers, number, part = found[1], int(found[2]), found[3]
        new = weights[f"{layers}{number}.{_BEFORE[part]}"] if part in _BEFORE else tensor
        yield f"{layers}{2 * number}.{part}", tensor
        yield (
            f"{layers}{2 * number + 1}.{part}",
            torch.zeros_like(new) if part in _ENDS else new.clone(),
        )


def deepen(folder: Path, out: Path) -> None:
    """Write ``OUT/model.safetensors``, which ``training.train --init OUT`` reads.

    Args:
        folder: A transformers folder.
        out: The folder to write; training makes the rest of a model's files.

    Raises:
        ModelError: The weights cannot be read.
    """
    from safetensors.torch import load_file, save_file

    path = folder / "model.safetensors"
    try:
        weights = load_file(path)
    except OSError as error:
        hint = "Give a transformers folder, as training.export writes them."
        raise ModelError(str(path), f"cannot be read ({error})", hint) from error
    out.mkdir(parents=True, exist_ok=True)
    save_file(dict(deepened(weights)), out / path.name)


def main(arguments: Sequence[str] | None = None) -> None:
    """Deepen one folder into another."""
    parser = argparse.ArgumentParser(prog="training.deepen", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="transformers folder")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    values = parser.parse_args(arguments)
    deepen(values.folder, values.out)


if __name__ == "__main__":
    main()
