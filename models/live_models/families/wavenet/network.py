"""The network of WaveNet (PyTorch): whole stretches, as it is trained (van den Oord et al. 2016; thesis 3.3)."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from live_models.arrays import FloatArray
from live_models.condition.numbers import SIZE
from live_models.families.sample_wise.lanes import LaneState
from live_models.families.sample_wise.network import StreamNetwork
from live_models.families.wavenet.config import WaveNetParameters


class Convolution(nn.Module):
    """A causal convolution of width two: one matrix for what came a dilation ago, one for what comes now."""

    def __init__(self, channels: int, outputs: int) -> None:
        super().__init__()
        bound = (2 * channels) ** -0.5
        self.past, self.current = (nn.Parameter(torch.empty(outputs, channels)) for _ in range(2))
        self.bias = nn.Parameter(torch.empty(outputs))
        for parameter in self.parameters():
            nn.init.uniform_(parameter, -bound, bound)

    def forward(self, x: Tensor, dilation: int) -> Tensor:
        """Of all steps but the first `dilation`, which have no past. Shape: `[T, B, C]` -> `[T - dilation, B, O]`"""
        now = nn.functional.linear(x[dilation:], self.current, self.bias)
        return now + nn.functional.linear(x[:-dilation], self.past)


class Layer(Convolution):
    """tanh times sigmoid of a dilated convolution, and what leaves it: to the next layer and to the skips' sum.

    A condition is added to what is in both (van den Oord et al. 2016, 2.5).
    """

    def __init__(self, filters: int, dilation: int, *, last: bool, heeds: bool) -> None:
        super().__init__(filters, 2 * filters)
        self.dilation = dilation
        self.condition: nn.Parameter | None = None
        if heeds:
            self.condition = nn.Parameter(torch.empty(2 * filters, SIZE).uniform_(-(SIZE**-0.5), SIZE**-0.5))
        self.residual = None if last else nn.Linear(filters, filters)
        self.skip = nn.Linear(filters, filters)

    def gated(self, x: Tensor, condition: Tensor | None) -> Tensor:
        """Shape: `[T, B, filters]`, `[B, SIZE]` -> `[T - dilation, B, filters]`"""
        sums = self(x, self.dilation)
        if self.condition is not None and condition is not None:
            sums = sums + nn.functional.linear(condition, self.condition)
        signal, gate = sums.chunk(2, dim=-1)
        return torch.tanh(signal) * torch.sigmoid(gate)


class WaveNet(StreamNetwork):
    """Dilated convolutions whose skips are summed; ReLU, 1x1, ReLU, 1x1 make the head's numbers of the sum.

    At the bottom stands a causal convolution of width two, so that two blocks of twelve layers hear 8192 samples.
    """

    def __init__(self, parameters: WaveNetParameters) -> None:
        super().__init__()
        filters, dilations = parameters.num_filters, parameters.dilations
        self.entry = Convolution(parameters.entering, filters)
        self.layers = nn.ModuleList(
            Layer(filters, dilation, last=number == len(dilations) - 1, heeds=parameters.condition)
            for number, dilation in enumerate(dilations)
        )
        self.top, self.head = nn.Linear(filters, filters), nn.Linear(filters, parameters.output_size)
        self.context_length = parameters.context_length

    def forward(
        self, inputs: Tensor, state: LaneState | None = None, condition: Tensor | None = None
    ) -> tuple[Tensor, LaneState]:
        """What the head says of the sample after each of the last `T`. There is no state: the context is heard again.

        See `StreamNetwork.forward`.

        Shape: `[context_length + T, B, entering]` -> `[T, B, output_size]`
        """
        del state
        steps = len(inputs) - self.context_length
        x, skips = self.entry(inputs, 1), inputs.new_zeros(())
        for layer in self._stack():
            gated = layer.gated(x, condition)
            skips = skips + layer.skip(gated[-steps:])
            if layer.residual is not None:
                x = x[layer.dilation :] + layer.residual(gated)
        return self.finish(skips), []

    def stream(self, inputs: Tensor, heard: list[Tensor], condition: Tensor | None = None) -> Tensor:
        """The same for inputs that follow one another in several calls, with what convolutions heard before.

        `heard`: of the bottom and of each layer what entered in its last steps, as many as its dilation; moved on.
        Shape: `[T, B, entering]`, each `[dilation, B, channels]`, `[B, SIZE]` -> `[T, B, output_size]`
        """
        both = torch.cat([heard[0], inputs])
        heard[0] = both[-1:]
        x, skips = self.entry(both, 1), inputs.new_zeros(())
        for number, layer in enumerate(self._stack(), 1):
            both = torch.cat([heard[number], x])
            heard[number] = both[-layer.dilation :]
            gated = layer.gated(both, condition)
            skips = skips + layer.skip(gated)
            if layer.residual is not None:
                x = x + layer.residual(gated)
        return self.finish(skips)

    def _stack(self) -> list[Layer]:
        return [layer for layer in self.layers if isinstance(layer, Layer)]

    def finish(self, skips: Tensor) -> Tensor:
        """From the sum of the skips to the head's numbers. Shape: `[..., filters]` -> `[..., output_size]`"""
        found: Tensor = self.head(torch.relu(self.top(torch.relu(skips))))
        return found

    def tensors(self) -> dict[str, FloatArray]:
        """The weights by the checkpoint's names, float32 copies."""
        return {
            name: value.detach().cpu().numpy().astype("float32", copy=True) for name, value in self.named_parameters()
        }

    def load_tensors(self, tensors: Mapping[str, FloatArray]) -> None:
        """Take the weights of a checkpoint."""
        with torch.no_grad():
            for name, value in self.named_parameters():
                value.copy_(torch.from_numpy(tensors[name]))
