"""NoizeNet in training: the shared network between two scalings (PyTorch)."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.lstm.layers import LSTMState
from live_models.families.lstm.network import LSTMNetwork
from live_models.families.noizenet.config import NoizeNetParameters
from live_models.families.noizenet.scaling import Scaling


class NoizeNetwork(LSTMNetwork):
    """Samples in and out; inside, what enters is scaled, and so is what the head predicts.

    `tensors` folds both scalings into the first and the last matrix: a dream knows nothing of them. Behind a linear
    skip the head predicts white numbers, which need no scaling.
    """

    transform: Tensor | None
    mean: Tensor
    deviation: Tensor

    def __init__(self, parameters: NoizeNetParameters, scaling: Scaling) -> None:
        super().__init__(parameters)
        self._scales_output = parameters.predicts_samples
        extra = parameters.input_size - parameters.seg_len  # the level of a vector stays as it is
        transform = None
        if scaling.transform is not None:
            transform = torch.eye(parameters.input_size)
            transform[: parameters.seg_len, : parameters.seg_len] = torch.from_numpy(scaling.transform)
        self.register_buffer("transform", transform)
        self.register_buffer("mean", torch.from_numpy(np.pad(scaling.mean, (0, extra))))
        self.register_buffer("deviation", torch.from_numpy(np.pad(scaling.deviation, (0, extra), constant_values=1.0)))

    def forward(
        self,
        x: Tensor,
        state: LSTMState | None = None,
        masks: tuple[Tensor, Tensor] | None = None,
        condition: Tensor | None = None,
    ) -> tuple[Tensor, LSTMState]:
        """As `LSTMNetwork.forward`."""
        output, new_state = super().forward(self.scaled(x), state, masks, condition)
        if self._scales_output:
            output = output * self.deviation + self.mean
            if self.transform is not None:
                output = output @ self.transform
        return output, new_state

    def scaled(self, x: Tensor) -> Tensor:
        """What the layers see. Shape kept: `[..., I]`."""
        if self.transform is not None:
            x = x @ self.transform.T
        return (x - self.mean) / self.deviation

    def tensors(self) -> dict[str, FloatArray]:
        """The weights of a network that does the same without scaling."""
        found = super().tensors()
        mean, deviation = _exact(self.mean), _exact(self.deviation)
        transform = np.eye(len(mean)) if self.transform is None else _exact(self.transform)
        entry = found["layers.0.weight_ih"] / deviation
        found["layers.0.weight_ih"] = (entry @ transform).astype(np.float32)
        found["layers.0.bias"] = (found["layers.0.bias"] - entry @ mean).astype(np.float32)
        if self._scales_output:
            found["head.weight"] = (transform.T @ (deviation[:, None] * found["head.weight"])).astype(np.float32)
            found["head.bias"] = (transform.T @ (deviation * found["head.bias"] + mean)).astype(np.float32)
        return found


def _exact(tensor: Tensor) -> DoubleArray:
    return tensor.detach().cpu().numpy().astype(np.float64)
