"""The network written out for one step: what `torchscript`, `cuda_graph` and the export for nn~ run (PyTorch)."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from live_models.arrays import FloatArray
from live_models.families.lstm.config import LSTMParameters


class StackLayer(nn.Module):
    """One layer's step; moves its state in place, since a captured graph is replayed on fixed addresses.

    Input and recurrent weights lie side by side, so that a step is one product. Weights may be bfloat16; sums, gates
    and state are float32 whatever they are. Gates are in PyTorch's order (input, forget, cell, output); a plain RNN has
    one sum and no cell state.
    """

    weight: Tensor
    bias: Tensor

    def __init__(self, weight_ih: FloatArray, weight_hh: FloatArray, bias: FloatArray, dtype: torch.dtype) -> None:
        super().__init__()
        pair = [torch.from_numpy(weight_ih), torch.from_numpy(weight_hh)]
        self.register_buffer("weight", torch.cat(pair, dim=1).to(dtype))
        self.register_buffer("bias", torch.from_numpy(bias).clone())
        self.plain = len(bias) == weight_hh.shape[1]

    def forward(self, x: Tensor, hidden: Tensor, cell: Tensor, entry: Tensor | None) -> Tensor:
        """The layer's output; `entry` is added to its sums. Shape: `[B, I]`, `[B, H]`, `[B, H]` -> `[B, H]`."""
        entering = torch.cat([x, hidden], dim=1).to(self.weight.dtype)
        gates = torch.matmul(entering, self.weight.t()).to(torch.float32) + self.bias
        if entry is not None:
            gates = gates + entry
        if self.plain:
            hidden.copy_(torch.tanh(gates))
            return hidden
        enter, forget, new, leave = gates.chunk(4, dim=1)
        cell.copy_(torch.sigmoid(forget) * cell + torch.sigmoid(enter) * torch.tanh(new))
        hidden.copy_(torch.sigmoid(leave) * torch.tanh(cell))
        return hidden


class Stack(nn.Module):
    """LSTM layers, dropout by masks from outside, optional residual connections, and the head: one step.

    The same network as `LSTMNetwork` (`families.lstm.network`), the truth that it is tested against. It can be
    scripted, captured, or run as it is.
    """

    head_weight: Tensor
    head_bias: Tensor

    def __init__(
        self, parameters: LSTMParameters, tensors: Mapping[str, FloatArray], dtype: torch.dtype = torch.float32
    ) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            StackLayer(
                tensors[f"layers.{layer}.weight_ih"],
                tensors[f"layers.{layer}.weight_hh"],
                tensors[f"layers.{layer}.bias"],
                dtype,
            )
            for layer in range(parameters.num_layers)
        )
        self.residual = parameters.use_residual
        self.register_buffer("head_weight", torch.from_numpy(tensors["head.weight"]).to(dtype, copy=True))
        self.register_buffer("head_bias", torch.from_numpy(tensors["head.bias"]).clone())

    def forward(
        self,
        x: Tensor,
        hidden: Tensor,
        cell: Tensor,
        mask_in: Tensor | None,
        mask_out: Tensor | None,
        entry: Tensor | None = None,
    ) -> Tensor:
        """What the head puts out; moves `hidden` and `cell` in place. `entry`: what a condition gives.

        Shape: `[B, I]`, states `[L, B, H]`, masks as in `live_models.families.lstm.backends.network.Masks`, entry
        `[B, gates * H]` -> `[B, O]`
        """
        size = hidden.size(2)
        column = 0
        for index, layer in enumerate(self.layers):
            entering = x
            if mask_in is not None:
                entering = x * mask_in[:, column : column + x.size(1)]
            column += x.size(1)
            out = layer(entering, hidden[index], cell[index], entry if index == 0 else None)
            if mask_out is not None:
                out = out * mask_out[:, index * size : (index + 1) * size]
            x = out + x if self.residual and index > 0 else out
        product = torch.matmul(x.to(self.head_weight.dtype), self.head_weight.t())
        return product.to(torch.float32) + self.head_bias
