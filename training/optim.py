"""Muon for hidden matrices, AdamW for the rest, and the learning-rate schedule.

Muon is K. Jordan's optimiser of 2024 (momentum, then orthogonalised by five
Newton-Schulz steps); the coefficients are his. README.md says what it gains
here over AdamW alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)
"""Odd quintic that pushes singular values towards 1; from the Muon write-up."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Factor on the learning rates by step, counted from 1.

    ``inverse-sqrt``: linear warm-up, flat until ``decay_from``, then 1/sqrt.
    ``cosine``: linear warm-up, then down to a twentieth at ``total_steps``.

    Where ``cool_from`` is given, the inverse-sqrt factor is besides taken down in a
    straight line from that step to a fiftieth at ``total_steps``: a constant rate
    with a cool-down ends as well as a cosine (Hägele et al. 2024), and its end may
    be set when the time that is left is known.
    """

    kind: str = "inverse-sqrt"
    warmup: int = 150
    decay_from: int = 1500
    total_steps: int = 20_000
    cool_from: int = 0

    def factor(self, step: int) -> float:
        """The factor at a step."""
        warm = min(1.0, step / max(1, self.warmup))
        if self.kind == "cosine":
            done = min(1.0, step / self.total_steps)
            return warm * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * done)))
        factor = warm * float(max(1.0, step / self.decay_from) ** -0.5)
        if self.cool_from and step > self.cool_from:
            left = (self.total_steps - step) / max(1, self.total_steps - self.cool_from)
            factor *= max(0.02, left)
        return factor


class Muon:
    """Momentum, then the nearest semi-orthogonal matrix, for 2-D parameters.

    Args:
        parameters: Matrices, in a fixed order: the state is kept by position.
        momentum: Nesterov.
        bfloat16: Orthogonalise in bfloat16; the steps are made for that precision.
    """

    def __init__(
        self,
        parameters: list[torch.nn.Parameter],
        momentum: float = 0.95,
        *,
        bfloat16: bool = False,
    ) -> None:
        import torch

        self.parameters = parameters
        self.momentum = momentum
        self.dtype = torch.bfloat16 if bfloat16 else torch.float32
        self.buffers = [torch.zeros_like(p) for p in parameters]

    def step(self, lr: float | torch.Tensor) -> None:
        """Update every parameter that has a gradient; same shapes in one batched product.

        All matrices go through one kernel each: launching them one by one takes longer than
        a GPU does. A learning rate that is a tensor on the device can change between
        replays of a CUDA graph.
        """
        import torch

        pairs = zip(self.parameters, self.buffers, strict=True)
        known = [(p, p.grad, b) for p, b in pairs if p.grad is not None]
        if not known:
            return
        parameters, gradients, buffers = (list(column) for column in zip(*known, strict=True))
        with torch.no_grad():
            torch._foreach_mul_(buffers, self.momentum)
            torch._foreach_add_(buffers, gradients)
            updates = torch._foreach_add(gradients, buffers, alpha=self.momentum)
            groups: dict[torch.Size, list[tuple[torch.Tensor, torch.Tensor]]] = {}
            for parameter, update in zip(parameters, updates, strict=True):
                groups.setdefault(parameter.shape, []).append((parameter, update))
            for shape, items in groups.items():
                tall = shape[0] > shape[1]
                stacked = torch.stack([update for _, update in items])
                made = _orthogonal(stacked.mT if tall else stacked, self.dtype)
                made = made * (lr * max(1.0, shape[0] / shape[1]) ** 0.5)
                changes = (made.mT if tall else made).unbind(0)
                torch._foreach_sub_([parameter for parameter, _ in items], changes)


def _orthogonal(matrices: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    """``(count, rows, columns)`` with rows <= columns -> about the same with singular values 1."""
    x: torch.Tensor = (matrices / (matrices.norm(dim=(1, 2), keepdim=True) + 1e-7)).to(dtype)
    a, b, c = NEWTON_SCHULZ
    for _ in range(5):
        y = x @ x.mT
        x = a * x + (b * y + c * y @ y) @ x
    return x.float()


class Optimizers:
    """The two optimisers of a run as one.

    Args:
        model: Its 2-D parameters outside the embeddings go to Muon if asked for.
        lr: Of AdamW.
        muon_lr: Of Muon; 0 gives every parameter to AdamW.
        bfloat16: For Muon's products.
    """

    def __init__(self, model: Any, *, lr: float, muon_lr: float, bfloat16: bool = False) -> None:
        import torch

        named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
        matrices = [
            p
            for n, p in named
            if muon_lr and p.ndim == 2 and "shared" not in n and "embed" not in n
        ]
        of_muon = {id(p) for p in matrices}
        self.rest = [p for _, p in named if id(p) not in of_muon]
        self.lr, self.muon_lr = lr, muon_lr
        self.muon = Muon(matrices, bfloat16=bfloat16)
        fused = self.rest[0].is_cuda
        self.adam = torch.optim.AdamW(
            self.rest, lr=lr, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=fused
        )

    def gradients(self) -> list[torch.Tensor]:
        """The gradients of the parameters that have one, in a fixed order."""
        parameters = (*self.rest, *self.muon.parameters)
        return [p.grad for p in parameters if p.grad is not None]

    def step(self, factor: float) -> None:
        """Clip AdamW's gradients to norm 1, update, and forget all gradients.

        Muon needs no clipping: its updates have a fixed size.
        """
        import torch

        torch.nn.utils.clip_grad_norm_(self.rest, 1.0)
        for group in self.adam.param_groups:
            group["lr"] = self.lr * factor
        self.muon.step(self.muon_lr * factor)
        self.adam.step()
        for parameter in (*self.rest, *self.muon.parameters):
            parameter.grad = None

    def state_dict(self) -> dict[str, Any]:
        """All that :meth:`load_state_dict` needs to go on exactly."""
        return {"adam": self.adam.state_dict(), "muon": self.muon.buffers}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Take over a state saved by a run with the same model and options."""
        self.adam.load_state_dict(state["adam"])
        for buffer, saved in zip(self.muon.buffers, state["muon"], strict=True):
            buffer.copy_(saved)
