"""LSTM layers of any family: their weights by the checkpoint's names, and their state between two stretches."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn

from live_models.arrays import FloatArray

LSTMState = list[tuple[Tensor, Tensor]]
"""Hidden and cell state of each layer. Shape: `[1, B, H]` each"""


class PlainRNN(nn.RNN):
    """`nn.RNN` with tanh (Elman 1990), whose state has the two parts of an LSTM's; the second stays as it is."""

    def forward(  # type: ignore[override]
        self, x: Tensor, state: tuple[Tensor, Tensor] | None = None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Shape: as `nn.LSTM`."""
        out, hidden = super().forward(x, None if state is None else state[0])
        return out, (hidden, torch.zeros_like(hidden) if state is None else state[1])


def layer_of(cell: str, inputs: int, size: int) -> nn.LSTM | PlainRNN:
    """A layer of `lstm` or `rnn` cells."""
    return nn.LSTM(inputs, size) if cell == "lstm" else PlainRNN(inputs, size)


def detach(state: LSTMState) -> LSTMState:
    """The state as a constant: gradients end here (truncated back-propagation)."""
    return [(hidden.detach(), cell.detach()) for hidden, cell in state]


def packed(name: str, state: LSTMState | None) -> dict[str, Tensor]:
    """A state as named tensors, to be saved; `unpacked` undoes it."""
    tensors: dict[str, Tensor] = {}
    for index, (hidden, cell) in enumerate(state or []):
        tensors |= {f"{name}.{index}.hidden": hidden, f"{name}.{index}.cell": cell}
    return tensors


def unpacked(name: str, tensors: Mapping[str, Tensor], device: torch.device) -> LSTMState | None:
    """The state that `packed` gave these names; None where there was none."""
    state: LSTMState = []
    while (prefix := f"{name}.{len(state)}") + ".hidden" in tensors:
        state.append((tensors[prefix + ".hidden"].to(device), tensors[prefix + ".cell"].to(device)))
    return state or None


def layer_tensors(layers: nn.ModuleList) -> dict[str, FloatArray]:
    """Weights of `nn.LSTM` layers as `layers.<n>.weight_ih`, `.weight_hh`, `.bias` (both biases summed); copies."""
    found: dict[str, FloatArray] = {}
    for index, layer in enumerate(layers):
        found[f"layers.{index}.weight_ih"] = copied(layer.get_parameter("weight_ih_l0"))
        found[f"layers.{index}.weight_hh"] = copied(layer.get_parameter("weight_hh_l0"))
        biases = [copied(layer.get_parameter(name)) for name in ("bias_ih_l0", "bias_hh_l0")]
        found[f"layers.{index}.bias"] = biases[0] + biases[1]
    return found


def load_layer_tensors(layers: nn.ModuleList, tensors: Mapping[str, FloatArray]) -> None:
    """Take the weights that `layer_tensors` gave."""
    with torch.no_grad():
        for index, layer in enumerate(layers):
            layer.get_parameter("weight_ih_l0").copy_(torch.from_numpy(tensors[f"layers.{index}.weight_ih"]))
            layer.get_parameter("weight_hh_l0").copy_(torch.from_numpy(tensors[f"layers.{index}.weight_hh"]))
            layer.get_parameter("bias_ih_l0").copy_(torch.from_numpy(tensors[f"layers.{index}.bias"]))
            layer.get_parameter("bias_hh_l0").zero_()


def copied(tensor: Tensor) -> FloatArray:
    """A float32 copy on the CPU."""
    return tensor.detach().cpu().numpy().astype(np.float32, copy=True)
