"""The bare loop that TorchScript runs best."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

from torch import Tensor, nn

from live_models.families.sample_rnn.torchscript import SampleRNNStep


class WrittenOutLoop(nn.Module):
    """Steps of a `SampleRNNStep`, each fed by the one before."""

    def __init__(self, step: SampleRNNStep) -> None:
        super().__init__()
        self.step = step

    def forward(
        self, x: Tensor, heard: Tensor, hidden: Tensor, cell: Tensor, above: list[Tensor], count: int, steps: int
    ) -> Tensor:
        """What enters after `steps` steps. Shape: as in `SampleRNNStep.forward`"""
        size = x.size(1)
        for number in range(steps):
            x = self.step(x, heard, hidden, cell, above, count + number, True)[:, :size]
        return x
