"""The network of NaiveRNN: one sample in, residual LSTM layers, a linear head (PyTorch)."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from live_models.arrays import FloatArray
from live_models.families.lstm.layers import layer_tensors, load_layer_tensors
from live_models.families.naive_rnn.config import NaiveRNNParameters
from live_models.families.sample_wise.lanes import LaneState
from live_models.families.sample_wise.network import StreamNetwork


class NaiveRNN(StreamNetwork):
    """Each layer's input is added to its output. What enters for a sample is brought to the layers' width."""

    def __init__(self, parameters: NaiveRNNParameters) -> None:
        super().__init__()
        hidden = parameters.hidden_size
        self.upsample = nn.Linear(parameters.entering, hidden)
        self.layers = nn.ModuleList(nn.LSTM(hidden, hidden) for _ in range(parameters.num_layers))
        self.head = nn.Linear(hidden, parameters.output_size)

    def forward(self, inputs: Tensor, state: LaneState | None = None) -> tuple[Tensor, LaneState]:
        """What the head says of the sample after each, and the state after the last.

        Shape: `[T, B, entering]` -> `[T, B, output_size]`
        """
        x: Tensor = self.upsample(inputs)
        new_state: LaneState = []
        for index, layer in enumerate(self.layers):
            out, layer_state = layer(x, None if state is None else state[index])
            x = out + x
            new_state.append(layer_state)
        return self.head(x), new_state

    def tensors(self) -> dict[str, FloatArray]:
        """The weights by the checkpoint's names, float32 copies."""
        found = layer_tensors(self.layers)
        for name, tensor in self._ends().items():
            found[name] = tensor.detach().cpu().numpy().astype("float32", copy=True)
        return found

    def load_tensors(self, tensors: Mapping[str, FloatArray]) -> None:
        """Take the weights of a checkpoint."""
        load_layer_tensors(self.layers, tensors)
        with torch.no_grad():
            for name, tensor in self._ends().items():
                tensor.copy_(torch.from_numpy(tensors[name]))

    def _ends(self) -> dict[str, Tensor]:
        """Weights before and after the LSTM layers."""
        return {name: value for name, value in self.named_parameters() if not name.startswith("layers.")}
