"""The eager backend: the PyTorch modules themselves, the readable truth that every other backend agrees with."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch

from live_models.arrays import FloatArray
from live_models.families.lstm.backends.network import Masks, NetworkState, zero_state
from live_models.families.lstm.config import LSTMParameters
from live_models.families.lstm.network import LSTMNetwork


class EagerNetwork:
    """`live_models.families.lstm.network.LSTMNetwork`, one step at a time on the CPU. See `Network`."""

    def __init__(self, parameters: LSTMParameters, tensors: Mapping[str, FloatArray]) -> None:
        self.parameters = parameters
        self._network = LSTMNetwork(parameters)
        self._network.load_tensors(tensors)

    @classmethod
    def around(cls, network: LSTMNetwork) -> EagerNetwork:
        """The backend around a network as it is, weights changing or not (concurrent dreaming)."""
        backend = cls.__new__(cls)
        backend.parameters = network.hyperparameters
        backend._network = network
        return backend

    def begin(self, batch: int) -> NetworkState:
        """A state of zeros for `batch` lanes."""
        return zero_state(self.parameters, batch)

    def step(self, x: FloatArray, state: NetworkState, masks: Masks | None) -> FloatArray:
        """What the head puts out; moves `state` in place. Shape: `[B, I]` -> `[B, O]`."""
        with torch.inference_mode():
            pairs = [
                (torch.from_numpy(state.hidden[layer : layer + 1]), torch.from_numpy(state.cell[layer : layer + 1]))
                for layer in range(self.parameters.num_layers)
            ]
            torch_masks = None
            if masks is not None:
                torch_masks = (torch.from_numpy(masks.inputs)[None], torch.from_numpy(masks.outputs)[None])
            entering = torch.from_numpy(np.ascontiguousarray(x, dtype=np.float32))[None]
            condition = None if state.condition is None else torch.from_numpy(state.condition)[None]
            y, new = self._network(entering, pairs, torch_masks, condition)
            for layer, (hidden, cell) in enumerate(new):
                state.hidden[layer] = hidden[0].numpy()
                state.cell[layer] = cell[0].numpy()
            return np.asarray(y[0].numpy()).copy()

    def heed(self, state: NetworkState, numbers: FloatArray) -> None:
        """See `Network.heed`."""
        state.condition = np.asarray(numbers, dtype=np.float32)
