"""WaveNet written out for one step, with rings (PyTorch): what TorchScript runs, and what others would write."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from live_models.arrays import FloatArray
from live_models.families.wavenet.config import WaveNetParameters


class RingLayer(nn.Module):
    """One layer's step. Both taps lie side by side, and so do residual and skip: a step is two products."""

    taps: Tensor
    bias: Tensor
    leaving: Tensor
    leaving_bias: Tensor

    def __init__(self, tensors: Mapping[str, FloatArray], layer: int) -> None:
        super().__init__()
        own = {name: torch.from_numpy(value) for name, value in tensors.items()}
        at = f"layers.{layer}"
        ways = [way for way in ("residual", "skip") if f"{at}.{way}.weight" in own]
        self.register_buffer("taps", torch.cat([own[f"{at}.past"], own[f"{at}.current"]], 1).t().contiguous())
        self.register_buffer("bias", own[f"{at}.bias"].clone())
        self.register_buffer("leaving", torch.cat([own[f"{at}.{way}.weight"] for way in ways]).t().contiguous())
        self.register_buffer("leaving_bias", torch.cat([own[f"{at}.{way}.bias"] for way in ways]))

    def forward(self, x: Tensor, ring: Tensor, step: int, entry: Tensor | None) -> Tensor:
        """Residual and skip; the ring is moved on in place. `entry`: what a condition gives to the gates.

        Shape: `[B, C]`, `[dilation, B, C]`, `[B, 2 C]` -> `[B, C or 2 C]`
        """
        oldest = ring[step % ring.size(0)]
        sums = torch.addmm(self.bias, torch.cat([oldest, x], dim=1), self.taps)
        if entry is not None:
            sums = sums + entry
        oldest.copy_(x)
        signal, gate = sums.chunk(2, dim=1)
        return torch.addmm(self.leaving_bias, torch.tanh(signal) * torch.sigmoid(gate), self.leaving)


class RingStep(nn.Module):
    """One step of the whole network, the same as `WaveNet.stream` with one sample."""

    entry: Tensor
    entry_bias: Tensor

    def __init__(self, parameters: WaveNetParameters, tensors: Mapping[str, FloatArray]) -> None:
        super().__init__()
        entry = [torch.from_numpy(tensors[f"entry.{tap}"]) for tap in ("past", "current")]
        self.register_buffer("entry", torch.cat(entry, 1).t().contiguous())
        self.register_buffer("entry_bias", torch.from_numpy(tensors["entry.bias"]).clone())
        self.layers = nn.ModuleList(RingLayer(tensors, layer) for layer in range(len(parameters.dilations)))
        self.top = _linear(tensors, "top")
        self.head = _linear(tensors, "head")
        self.filters = parameters.num_filters

    def forward(
        self, entering: Tensor, before: Tensor, rings: list[Tensor], step: int, entry: Tensor | None = None
    ) -> Tensor:
        """What the head says; `before`, what entered last, and the rings are moved on in place.

        Shape: `[B, entering]`, `[B, entering]`, each `[dilation, B, C]`, `entry` `[layers, B, 2 C]`: what a condition
        gives -> `[B, output_size]`
        """
        x = torch.addmm(self.entry_bias, torch.cat([before, entering], dim=1), self.entry)
        before.copy_(entering)
        skips = torch.zeros_like(x)
        for number, layer in enumerate(self.layers):
            leaving = layer(x, rings[number], step, None if entry is None else entry[number])
            if leaving.size(1) > self.filters:
                x = x + leaving[:, : self.filters]
            skips = skips + leaving[:, -self.filters :]
        found: Tensor = self.head(torch.relu(self.top(torch.relu(skips))))
        return found


def zero_rings(parameters: WaveNetParameters, batch: int) -> tuple[Tensor, list[Tensor]]:
    """Nothing heard: what entered last, and the rings."""
    rings = [torch.zeros(dilation, batch, parameters.num_filters) for dilation in parameters.dilations]
    return torch.zeros(batch, parameters.entering), rings


def _linear(tensors: Mapping[str, FloatArray], name: str) -> nn.Linear:
    weight = tensors[f"{name}.weight"]
    found = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        found.weight.copy_(torch.from_numpy(weight))
        found.bias.copy_(torch.from_numpy(tensors[f"{name}.bias"]))
    return found
