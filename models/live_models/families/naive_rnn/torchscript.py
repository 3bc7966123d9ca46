"""NaiveRNN's torchscript backend: its step written out, compiled by TorchScript."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from live_models.arrays import FloatArray
from live_models.condition.numbers import entering
from live_models.families.lstm.backends.stack import StackLayer
from live_models.families.lstm.backends.torchscript import script
from live_models.families.naive_rnn.config import NaiveRNNParameters
from live_models.families.naive_rnn.state import LayerStates, zero_state


class NaiveStep(nn.Module):
    """Steps of `NaiveRNN` (`network`), the truth that it is tested against."""

    upsample_weight: Tensor
    upsample_bias: Tensor
    head_weight: Tensor
    head_bias: Tensor

    def __init__(self, parameters: NaiveRNNParameters, tensors: Mapping[str, FloatArray]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            StackLayer(
                tensors[f"layers.{layer}.weight_ih"],
                tensors[f"layers.{layer}.weight_hh"],
                tensors[f"layers.{layer}.bias"],
                torch.float32,
            )
            for layer in range(parameters.num_layers)
        )
        for end in ("upsample", "head"):
            for name in ("weight", "bias"):
                self.register_buffer(f"{end}_{name}", torch.from_numpy(tensors[f"{end}.{name}"]).clone())

    def forward(self, entering: Tensor, hidden: Tensor, cell: Tensor, entry: Tensor | None = None) -> Tensor:
        """What the head says after the last step; moves the states in place. `entry`: what a condition gives.

        Shape: `[steps, B, entering]`, states `[L, B, H]`, `[B, 4 * H]` -> `[B, output_size]`
        """
        x = hidden[0]
        for step in range(entering.size(0)):
            x = torch.addmm(self.upsample_bias, entering[step], self.upsample_weight.t())
            for index, layer in enumerate(self.layers):
                x = layer(x, hidden[index], cell[index], entry if index == 0 else None) + x
        return torch.addmm(self.head_bias, x, self.head_weight.t())


class TorchScriptNaiveRNN:
    """See `live_models.families.sample_wise.backend.StepNetwork`."""

    def __init__(self, parameters: NaiveRNNParameters, tensors: Mapping[str, FloatArray]) -> None:
        self.parameters = parameters
        self._condition = tensors.get("condition.weight")
        self.module = script(NaiveStep(parameters, tensors).eval())

    def begin(self, batch: int) -> LayerStates:
        """Nothing heard."""
        return zero_state(self.parameters, batch)

    def step(self, entering: FloatArray, state: LayerStates) -> FloatArray:
        """What the head says of the next sample. Shape: `[B, entering]` -> `[B, output_size]`"""
        return self._run(entering[None], state)

    def listen(self, entering: FloatArray, state: LayerStates) -> None:
        """Hear samples. Shape: `[steps, B, entering]`"""
        if len(entering):
            self._run(entering, state)

    def heed(self, state: LayerStates, numbers: FloatArray) -> None:
        """See `Heeds.heed`."""
        assert self._condition is not None
        state.entry = entering(numbers, self._condition)

    def chosen(self, state: LayerStates, lanes: Sequence[int]) -> LayerStates:
        """See `Heeds.chosen`."""
        return state.chosen(lanes)

    def _run(self, entering: FloatArray, state: LayerStates) -> FloatArray:
        heard = torch.from_numpy(np.ascontiguousarray(entering, dtype=np.float32))
        entry = None if state.entry is None else torch.from_numpy(state.entry)
        with torch.inference_mode():
            found = self.module(heard, torch.from_numpy(state.hidden), torch.from_numpy(state.cell), entry)
        return np.asarray(found.numpy())
