"""The sliced loss of the training recipe is the plain one, in value and gradients."""

from __future__ import annotations

import pytest
import torch  # noqa: TID253

from training.loss import SLICE_POSITIONS, linear_cross_entropy


def _case(positions: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    random = torch.Generator().manual_seed(positions)
    states = torch.randn(positions, 16, generator=random, requires_grad=True)
    weight = torch.randn(50, 16, generator=random, requires_grad=True)
    labels = torch.randint(0, 50, (positions,), generator=random)
    return states, weight, labels


@pytest.mark.parametrize("positions", [1, 7, SLICE_POSITIONS, SLICE_POSITIONS * 2 + 3])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_value_and_gradients_are_those_of_cross_entropy(positions: int, smoothing: float) -> None:
    states, weight, labels = _case(positions)
    plain = torch.nn.functional.cross_entropy(
        torch.nn.functional.linear(states, weight), labels, label_smoothing=smoothing
    )
    wanted = torch.autograd.grad(plain * 3, [states, weight])

    sliced = linear_cross_entropy(states, weight, labels, smoothing)
    found = torch.autograd.grad(sliced * 3, [states, weight])

    torch.testing.assert_close(sliced, plain)
    torch.testing.assert_close(found, wanted)


def test_half_precision_stays_near() -> None:
    states, weight, labels = _case(600)
    plain = linear_cross_entropy(states, weight, labels, 0.1)
    with torch.autocast("cpu", torch.bfloat16):
        half = linear_cross_entropy(states, weight, labels, 0.1)
    (by_weight,) = torch.autograd.grad(half, [weight])
    assert half.dtype == torch.float32
    assert by_weight.dtype == weight.dtype
    torch.testing.assert_close(half, plain, rtol=0.01, atol=0.01)


def test_without_gradients_the_value_is_the_same() -> None:
    states, weight, labels = _case(20)
    with torch.no_grad():
        apart = linear_cross_entropy(states, weight, labels, 0.1)
    torch.testing.assert_close(apart, linear_cross_entropy(states, weight, labels, 0.1))
