"""``pytorch_model.bin`` to safetensors, without running what a pickle may hold.

Some hub repositories have their weights as a pickle only. A pickle can name any
function to call; ``torch.load(weights_only=True)`` has an interpreter of its own
that makes tensors and plain containers and refuses all else. (The hub's automatic
conversions, under ``refs/pr/``, are pull requests that anybody may open and nobody
has reviewed, so they are not followed.)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from presscli.errors import ModelError
from presscli.models.layout import PICKLED_WEIGHTS

if TYPE_CHECKING:
    import torch

SAFE_WEIGHTS = "model.safetensors"


def convert_bin_to_safetensors(folder: Path, *, where: str = "") -> Path:
    """Replace ``pytorch_model.bin`` of a folder by ``model.safetensors``.

    Args:
        folder: The folder, which is changed.
        where: What messages call it; its path, if empty.

    Returns:
        The new file. The pickle is removed once it is written.

    Raises:
        ModelError: The pickle holds anything but tensors, or is damaged.
    """
    import torch
    from safetensors.torch import save_file

    source = folder / PICKLED_WEIGHTS
    shown = f"{where or folder}/{PICKLED_WEIGHTS}"
    try:
        state = torch.load(source, map_location="cpu", weights_only=True)
    except Exception as error:  # a damaged pickle raises anything at all
        raise ModelError(
            shown, "refused: damaged, or more than tensors", "Pull or copy it again"
        ) from error
    if not isinstance(state, dict) or not all(map(torch.is_tensor, state.values())):
        raise ModelError(shown, "refused: more than tensors", "Use a safetensors model")
    target = folder / SAFE_WEIGHTS
    # transformers checks this mark before it reads the tensors.
    save_file(_without_aliases(state), target, metadata={"format": "pt"})
    source.unlink()
    return target


def _without_aliases(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Each stored tensor once: embeddings are tied, and safetensors refuses aliases.

    Of aliases ``model.shared.weight`` stays, from which transformers ties the rest.
    """
    kept: dict[object, str] = {}
    for name in sorted(state, key=lambda n: (not n.endswith("shared.weight"), n)):
        tensor = state[name]
        place = (tensor.untyped_storage().data_ptr(), tensor.storage_offset(), tensor.shape)
        kept.setdefault(place if tensor.numel() else name, name)
    return {name: state[name].contiguous().clone() for name in sorted(kept.values())}
