"""What a family's network is while it is trained (PyTorch)."""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor, nn

from live_models.arrays import FloatArray
from live_models.families.sample_wise.lanes import LaneState


class StreamNetwork(nn.Module):
    """A network that hears one sample after the other; the base of each family's own."""

    def forward(self, inputs: Tensor, state: LaneState | None = None) -> tuple[Tensor, LaneState]:
        """What the head says of the sample after each, and the state after the last.

        Shape: `[context_length + T, B, entering]` -> `[T, B, output_size]`
        """
        raise NotImplementedError

    def tensors(self) -> dict[str, FloatArray]:
        """The weights by the checkpoint's names, float32 copies; the linear predictor is not among them."""
        raise NotImplementedError

    def load_tensors(self, tensors: Mapping[str, FloatArray]) -> None:
        """Take the weights of a checkpoint."""
        raise NotImplementedError
