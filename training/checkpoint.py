"""What a run leaves on disk, so that it can be cut anywhere and go on exactly.

``last.pt`` holds everything (weights, optimiser, position in the data, random
state); ``weights-TOKENS.safetensors`` are float32 weights alone, the last few
for averaging and one in a while for good, as milestones of the curve.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presscli.errors import ModelError

if TYPE_CHECKING:
    import torch

    from training.optim import Optimizers

LAST = "last.pt"


@dataclass(slots=True)
class Progress:
    """How far a run is. ``batch`` counts within ``epoch``; ``tokens`` are target tokens."""

    step: int = 0
    tokens: int = 0
    epoch: int = 0
    batch: int = 0
    seconds: float = 0.0


def save_checkpoint(
    folder: Path, model: Any, optimizers: Optimizers, progress: Progress, fingerprint: str
) -> None:
    """Write ``last.pt`` through a temporary file beside it.

    Args:
        folder: Of the run.
        model: The model.
        optimizers: Its optimisers.
        progress: How far the run is.
        fingerprint: Of the data and the options that decide the order of training.
    """
    import torch

    state = {
        "model": model.state_dict(),
        "optimizers": optimizers.state_dict(),
        "progress": asdict(progress),
        "fingerprint": fingerprint,
        "rng": torch.get_rng_state(),
        "cuda_rng": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
    }
    temporary = folder / f".tmp-{LAST}"
    torch.save(state, temporary)
    temporary.replace(folder / LAST)


def load_checkpoint(
    path: Path, model: Any, optimizers: Optimizers, *, fingerprint: str
) -> Progress:
    """Take a checkpoint over, random state included.

    A file of the prototype (``adam``, ``muon``, ``state``) gives its weights and
    optimiser state; its order of data was another, so the epoch starts anew, and
    so it does when ``fingerprint`` is not the one that was saved.

    Raises:
        ModelError: The file is of another shape or damaged.
    """
    import torch

    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        if "muon" in state:
            state = _from_prototype(state)
        model.load_state_dict(state["model"])
        optimizers.load_state_dict(state["optimizers"])
    except (OSError, RuntimeError, KeyError, ValueError) as error:
        hint = "Give the --shape and the data of the run that wrote it."
        raise ModelError(str(path), f"cannot be taken over ({error})", hint) from error
    progress = Progress(**state["progress"])
    if state["fingerprint"] != fingerprint:
        return Progress(progress.step, progress.tokens, seconds=progress.seconds)
    torch.set_rng_state(state["rng"])
    if state["cuda_rng"] and torch.cuda.is_available():
        torch.cuda.set_rng_state_all(state["cuda_rng"])
    return progress


def _from_prototype(state: dict[str, Any]) -> dict[str, Any]:
    muon = [state["muon"][i] for i in sorted(state["muon"])]
    return {
        "model": state["model"],
        "optimizers": {"adam": state["adam"], "muon": muon},
        "progress": {"step": state["state"]["step"], "tokens": state["state"]["tokens"]},
        "fingerprint": "",
    }


def save_weights(folder: Path, model: Any, tokens: int, *, keep: int, milestone: int) -> Path:
    """Write the weights alone and drop old ones.

    Args:
        folder: Of the run.
        model: The model.
        tokens: Target tokens seen, part of the name.
        keep: How many of the last are kept for averaging.
        milestone: One a ``milestone`` tokens is kept for good; 0 keeps none.
    """
    from safetensors.torch import save_file

    tensors = {n: p.detach().float().cpu().contiguous() for n, p in model.named_parameters()}
    path = folder / f"weights-{tokens:012d}.safetensors"
    save_file(tensors, path)
    saved = list_weights(folder)
    marks: set[int] = set()
    for old in saved[:-keep]:
        mark = int(old.stem.partition("-")[2]) // milestone if milestone else 0
        if milestone and mark > 0 and mark not in marks:
            marks.add(mark)
        else:
            old.unlink()
    return path


def list_weights(folder: Path) -> list[Path]:
    """The saved weights of a run, oldest first."""
    return sorted(folder.glob("weights-*.safetensors"))


def average_weights(paths: Sequence[Path]) -> dict[str, torch.Tensor]:
    """The mean of every tensor over the files, summed in float64, returned in float32.

    Raises:
        ModelError: No file, or files of different models.
    """
    from safetensors.torch import load_file

    if not paths:
        raise ModelError("weights", "none to average", "Train first: python -m training.train")
    total = {name: tensor.double() for name, tensor in load_file(paths[0]).items()}
    for path in paths[1:]:
        tensors = load_file(path)
        if tensors.keys() != total.keys():
            raise ModelError(str(path), f"is of another model than {paths[0].name}")
        for name, tensor in tensors.items():
            total[name] += tensor
    return {name: (tensor / len(paths)).float() for name, tensor in total.items()}
