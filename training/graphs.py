"""Whole updates that a GPU replays as CUDA graphs: gathering, loss, gradients, optimisers.

Launching the thousands of operations of an update costs a slow host many times what a
large GPU needs to compute them. A graph launches them all at once, but every tensor in it
has a fixed shape and a fixed place, so there is one graph for each length class of lines,
and rates and gradients are tensors that stay where they are. Without CUDA the same
functions run operation by operation.

Between the products of a model this small the time goes into moving numbers, so gradients
are made with a whole copy of the weights in bfloat16, not under autocast, whose norms and
sums are in float32 and which casts every input again; the optimisers keep the float32 ones.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from training.batches import DeviceArrays, send, shifted
from training.model import decoder_states
from training.optim import Optimizers

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

_IGNORED = -100
"""The label of padding: PyTorch's own default for what a loss leaves out."""


class GraphOptimizers(Optimizers):
    """Muon and AdamW that never ask the device and pass by gradients that are not finite.

    Gradients are allocated once. The learning rates are tensors, set before an update and
    read by it. Where a gradient is infinite or not a number, all gradients and both rates of
    that update become 0: the weights stay, the moments decay, and :attr:`skipped` counts it.

    Args:
        model: On its device.
        lr: Of AdamW.
        muon_lr: Of Muon; 0 gives every parameter to AdamW.
        bfloat16: For Muon's products.
    """

    def __init__(self, model: Any, *, lr: float, muon_lr: float, bfloat16: bool = False) -> None:
        import torch

        super().__init__(model, lr=lr, muon_lr=muon_lr, bfloat16=bfloat16)
        self.parameters = [*self.rest, *self.muon.parameters]
        names = {id(p): name for name, p in model.named_parameters()}
        self.names = [names[id(p)] for p in self.parameters]
        device = self.rest[0].device
        self.adam_rate = torch.zeros((), device=device)
        self.muon_rate = torch.zeros((), device=device)
        self.skipped = torch.zeros((), device=device)
        """Updates passed by so far."""
        for parameter in self.parameters:
            parameter.grad = torch.zeros_like(parameter)
        self.adam = torch.optim.AdamW(
            self.rest,
            lr=self.adam_rate,
            betas=(0.9, 0.98),
            eps=1e-9,
            weight_decay=0.0,
            fused=True,
            capturable=device.type == "cuda",
        )

    def set_rates(self, factor: float) -> None:
        """Say what the next :meth:`update` multiplies the learning rates by."""
        self.adam_rate.fill_(self.lr * factor)
        self.muon_rate.fill_(self.muon_lr * factor)

    def update(self) -> None:
        """Clip AdamW's gradients to norm 1 and update, or pass by."""
        import torch

        with torch.no_grad():
            gradients = self.gradients()
            finite = torch.stack(torch._foreach_norm(gradients)).isfinite().all()
            zero = torch.zeros_like(self.skipped)
            for gradient in gradients:
                torch.where(finite, gradient, zero, out=gradient)
            self.adam_rate.mul_(finite)
            self.muon_rate.mul_(finite)
            self.skipped.add_(~finite)
            torch.nn.utils.clip_grad_norm_(self.rest, 1.0)
            self.muon.step(self.muon_rate)
            self.adam.step()

    def forget(self) -> None:
        """Set moments and step counts back to 0, in place."""
        for buffer in self.muon.buffers:
            buffer.zero_()
        for state in self.adam.state.values():
            for tensor in state.values():
                tensor.zero_()

    def state_dict(self) -> dict[str, Any]:
        """As ``Optimizers`` reads it, on any device."""
        state = super().state_dict()
        for group in state["adam"]["param_groups"]:
            group |= {"lr": self.lr, "capturable": False}
        return state


class Updates:
    """Updates over lines of one length class each.

    Args:
        model: On its device.
        arrays: What it is trained on, on the same device.
        optimizers: Its optimisers.
        pad: The pad id.
        smoothing: Of the labels.
        bfloat16: Whether products are made in it.
    """

    def __init__(
        self,
        model: Any,
        arrays: DeviceArrays,
        optimizers: GraphOptimizers,
        *,
        pad: int,
        smoothing: float,
        bfloat16: bool,
    ) -> None:
        self.arrays, self.optimizers = arrays, optimizers
        self.pad, self.smoothing, self.bfloat16 = pad, smoothing, bfloat16
        self.model = copy.deepcopy(model).bfloat16() if bfloat16 else model
        known = dict(self.model.named_parameters())
        self.parameters = [known[name] for name in optimizers.names]
        self.rows: dict[int, torch.Tensor] = {}
        self.losses: dict[int, torch.Tensor] = {}
        self.graphs: dict[int, Any] = {}
        self.update_graph: Any = None

    def loss(self, rows: torch.Tensor, width: int) -> torch.Tensor:
        """Mean loss per target token of some lines, each padded to ``width`` positions.

        Padding goes through the output layer too and is left out by its label, since the
        number of real positions would change the tensors' shapes.
        """
        from torch.nn import functional

        source, source_mask = self.arrays.padded(rows, 0, width, self.pad)
        target, real = self.arrays.padded(rows, 1, width, self.pad)
        states = decoder_states(self.model, source, source_mask, shifted(target, self.pad))
        logits = functional.linear(states, self.model.lm_head.weight[:-1])
        labels = target.masked_fill(~real, _IGNORED).flatten()
        return functional.cross_entropy(
            logits.float(), labels, ignore_index=_IGNORED, label_smoothing=self.smoothing
        )

    def gradients(self, rows: torch.Tensor, width: int) -> torch.Tensor:
        """Put the gradients of :meth:`loss` where the optimisers read them; returns the loss."""
        import torch

        loss = self.loss(rows, width)
        made = torch.autograd.grad(loss, self.parameters)
        torch._foreach_copy_(self.optimizers.gradients(), made)
        return loss.detach()

    def update(self) -> None:
        """Let the optimisers update the weights, and the copy in bfloat16 follow them."""
        self.optimizers.update()
        self.follow()

    def follow(self) -> None:
        """Make the copy in bfloat16 anew, after weights were changed from outside."""
        import torch

        if self.bfloat16:
            with torch.no_grad():
                torch._foreach_copy_(self.parameters, self.optimizers.parameters)

    def capture(self, lines: Mapping[int, int]) -> None:
        """Record every graph; the weights are left as they are.

        Args:
            lines: Width of a length class -> lines of a batch of it.
        """
        import torch

        self._warm_up(lines)
        pool = torch.cuda.graph_pool_handle()
        # The largest first: the others then fit into its memory.
        for width in sorted(lines, reverse=True):
            self.rows[width] = self._some(lines[width])
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph, pool=pool):
                self.losses[width] = self.gradients(self.rows[width], width)
            self.graphs[width] = graph
        self.update_graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.update_graph, pool=pool):
            self.update()
        torch.cuda.synchronize()
        self.optimizers.forget()
        self.optimizers.skipped.zero_()

    def _warm_up(self, lines: Mapping[int, int]) -> None:
        """Let libraries and optimisers allocate what they keep, on a stream beside."""
        import torch

        self.optimizers.set_rates(0.0)
        side: torch.cuda.Stream = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for width in (max(lines), min(lines)):
                for _ in range(2):
                    self.gradients(self._some(lines[width]), width)
            for _ in range(2):
                self.update()
        torch.cuda.current_stream().wait_stream(side)
        torch.cuda.synchronize()

    def _some(self, count: int) -> torch.Tensor:
        """Numbers of lines, whichever."""
        import torch

        return torch.zeros(count, dtype=torch.int64, device=self.arrays.source.device)

    def run(self, lines: NDArray[np.int64], width: int, factor: float) -> torch.Tensor:
        """One update, without waiting for it.

        Args:
            lines: As many as were captured for the width.
            width: Of their length class.
            factor: On the learning rates.

        Returns:
            The loss before the update, on the device.
        """
        rows = send(lines, self.arrays.source.device)
        self.optimizers.set_rates(factor)
        if width not in self.graphs:
            loss = self.gradients(rows, width)
            self.update()
            return loss
        self.rows[width].copy_(rows)
        self.graphs[width].replay()
        self.update_graph.replay()
        return self.losses[width].clone()
