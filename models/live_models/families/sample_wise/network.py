"""What a family's network is while it is trained (PyTorch)."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from live_models.arrays import FloatArray
from live_models.condition.numbers import SIZE
from live_models.families.sample_wise.lanes import LaneState


class StreamNetwork(nn.Module):
    """A network that hears one sample after the other; the base of each family's own."""

    def forward(
        self, inputs: Tensor, state: LaneState | None = None, condition: Tensor | None = None
    ) -> tuple[Tensor, LaneState]:
        """What the head says of the sample after each, and the state after the last.

        `condition`: what is heeded in all steps, where the network was built for it; None: nothing.

        Shape: `[context_length + T, B, entering]`, condition `[B, SIZE]` -> `[T, B, output_size]`
        """
        raise NotImplementedError

    def tensors(self) -> dict[str, FloatArray]:
        """The weights by the checkpoint's names, float32 copies; the linear predictor is not among them."""
        raise NotImplementedError

    def load_tensors(self, tensors: Mapping[str, FloatArray]) -> None:
        """Take the weights of a checkpoint."""
        raise NotImplementedError


def beside(x: Tensor, condition: Tensor | None) -> Tensor:
    """What enters a layer, and beside it in every step the condition (None: zeros, nothing is heeded).

    Shape: `[T, B, I]`, `[B, SIZE]` -> `[T, B, I + SIZE]`
    """
    heeded = x.new_zeros(x.shape[1], SIZE) if condition is None else condition
    return torch.cat([x, heeded.expand(len(x), -1, -1)], dim=-1)
