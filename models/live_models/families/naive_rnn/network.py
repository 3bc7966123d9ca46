"""The network of NaiveRNN: one sample in, residual LSTM layers, a linear head (PyTorch)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn

from live_models.arrays import FloatArray
from live_models.condition.numbers import SIZE
from live_models.families.lstm.layers import layer_tensors, load_layer_tensors
from live_models.families.naive_rnn.config import NaiveRNNParameters
from live_models.families.sample_wise.lanes import LaneState
from live_models.families.sample_wise.network import StreamNetwork, beside


class NaiveRNN(StreamNetwork):
    """Each layer's input is added to its output. What enters for a sample is brought to the layers' width.

    A condition enters the first layer beside it.
    """

    def __init__(self, parameters: NaiveRNNParameters) -> None:
        super().__init__()
        hidden = parameters.hidden_size
        self.upsample = nn.Linear(parameters.entering, hidden)
        self.heeded = SIZE if parameters.condition else 0
        self.layers = nn.ModuleList(
            nn.LSTM(hidden + (0 if layer else self.heeded), hidden) for layer in range(parameters.num_layers)
        )
        self.head = nn.Linear(hidden, parameters.output_size)

    def forward(
        self, inputs: Tensor, state: LaneState | None = None, condition: Tensor | None = None
    ) -> tuple[Tensor, LaneState]:
        """See `StreamNetwork.forward`. Shape: `[T, B, entering]` -> `[T, B, output_size]`"""
        x: Tensor = self.upsample(inputs)
        new_state: LaneState = []
        for index, layer in enumerate(self.layers):
            entering = beside(x, condition) if index == 0 and self.heeded else x
            out, layer_state = layer(entering, None if state is None else state[index])
            x = out + x
            new_state.append(layer_state)
        return self.head(x), new_state

    def tensors(self) -> dict[str, FloatArray]:
        """The weights by the checkpoint's names, float32 copies."""
        found = layer_tensors(self.layers)
        if self.heeded:
            both = found["layers.0.weight_ih"]
            found["layers.0.weight_ih"] = np.ascontiguousarray(both[:, : -self.heeded])
            found["condition.weight"] = np.ascontiguousarray(both[:, -self.heeded :])
        for name, tensor in self._ends().items():
            found[name] = tensor.detach().cpu().numpy().astype("float32", copy=True)
        return found

    def load_tensors(self, tensors: Mapping[str, FloatArray]) -> None:
        """Take the weights of a checkpoint."""
        if self.heeded:
            both = np.concatenate([tensors["layers.0.weight_ih"], tensors["condition.weight"]], axis=1)
            tensors = {**tensors, "layers.0.weight_ih": both}
        load_layer_tensors(self.layers, tensors)
        with torch.no_grad():
            for name, tensor in self._ends().items():
                tensor.copy_(torch.from_numpy(tensors[name]))

    def _ends(self) -> dict[str, Tensor]:
        """Weights before and after the LSTM layers."""
        return {name: value for name, value in self.named_parameters() if not name.startswith("layers.")}
