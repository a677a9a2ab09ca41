"""Label-smoothed cross-entropy of a tied output layer, in slices that stay in the cache.

With a vocabulary of thousands, the logits of a batch are the largest tensor of a
training step by far, and on a CPU making, normalising and differentiating them
whole costs as much as the rest of the model's element-wise work together. Here
each slice of positions goes from logits to gradients at once, as in Liger
Kernel's fused linear cross-entropy (Hsu et al. 2024); only the gradients are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

SLICE_POSITIONS = 512
"""16 MB of float32 logits with 8,000 pieces; on a CPU 256 is 4 % slower, 1,024 as fast."""


def linear_cross_entropy(
    states: torch.Tensor, weight: torch.Tensor, labels: torch.Tensor, smoothing: float
) -> torch.Tensor:
    """Mean label-smoothed cross-entropy of ``states @ weight.T`` against ``labels``.

    Equal to ``functional.cross_entropy(functional.linear(states, weight), labels,
    label_smoothing=smoothing)`` up to rounding; products are made in bfloat16
    where autocast to it is on.

    Args:
        states: ``(positions, width)``.
        weight: ``(pieces, width)``.
        labels: ``(positions,)``, ids of pieces.
        smoothing: Share of the probability that is spread over all pieces, from 0 to 1.

    Returns:
        A 0-dimensional float32 tensor.
    """
    import torch

    if states.is_cuda or not torch.is_grad_enabled():
        # A GPU has the bandwidth for whole logits; without gradients nothing is kept anyway.
        from torch.nn import functional

        logits = functional.linear(states, weight).float()
        return functional.cross_entropy(logits, labels, label_smoothing=smoothing)
    result: torch.Tensor = _function().apply(states, weight, labels, smoothing)
    return result


def _function() -> Any:
    """The autograd function; made here because its base class is PyTorch's."""
    import torch

    class LinearCrossEntropy(torch.autograd.Function):
        @staticmethod
        def forward(
            ctx: Any,
            states: torch.Tensor,
            weight: torch.Tensor,
            labels: torch.Tensor,
            smoothing: float,
        ) -> torch.Tensor:
            half = torch.is_autocast_enabled("cpu")
            dtype = torch.bfloat16 if half else torch.float32
            with torch.autocast("cpu", enabled=False):
                loss, by_states, by_weight = _loss_and_gradients(
                    states.to(dtype), weight.to(dtype), labels, smoothing
                )
            ctx.save_for_backward(by_states.to(states.dtype), by_weight.to(weight.dtype))
            return loss

        @staticmethod
        def backward(ctx: Any, *grads: torch.Tensor) -> tuple[Any, ...]:
            by_states, by_weight = ctx.saved_tensors
            return by_states * grads[0], by_weight * grads[0], None, None

    return LinearCrossEntropy


def _loss_and_gradients(
    states: torch.Tensor, weight: torch.Tensor, labels: torch.Tensor, smoothing: float
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The mean loss and its gradients by ``states`` and ``weight``, the latter in float32."""
    import torch

    positions, pieces = len(states), len(weight)
    total = torch.zeros((), dtype=torch.float32)
    by_states = torch.empty_like(states)
    by_weight = torch.zeros(weight.shape, dtype=torch.float32)
    for start in range(0, positions, SLICE_POSITIONS):
        here = slice(start, start + SLICE_POSITIONS)
        rows, wanted = states[here], labels[here, None]
        logits = (rows @ weight.T).float()
        likely = logits.gather(1, wanted)
        # -log p = log z - logit, whose mean over all pieces is log z - mean logit.
        target = (1 - smoothing) * likely + smoothing * logits.mean(1, keepdim=True)
        highest = logits.amax(1, keepdim=True)
        normaliser = logits.sub_(highest).exp_().sum(1, keepdim=True)
        total += (normaliser.log() + highest - target).sum()
        gradient = logits.div_(normaliser * positions).sub_(smoothing / pieces / positions)
        gradient.scatter_add_(1, wanted, torch.full_like(likely, -(1 - smoothing) / positions))
        gradient = gradient.to(states.dtype)
        by_states[here] = gradient @ weight
        by_weight += gradient.T @ rows
    return total / positions, by_states, by_weight
