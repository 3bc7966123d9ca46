"""States of a network in training, carried from one sequence to the next as constants."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

LaneState = list[tuple[Tensor, ...]]
"""Of each layer its tensors, whatever they are (an LSTM's hidden and cell state, a GRU's hidden state)."""


def detached(state: LaneState) -> LaneState:
    """The state as a constant: gradients end here (truncated back-propagation)."""
    return [tuple(tensor.detach() for tensor in layer) for layer in state]


def packed(name: str, state: LaneState | None) -> dict[str, Tensor]:
    """A state as named tensors, to be saved; `unpacked` undoes it."""
    return {
        f"{name}.{index}.{part}": tensor
        for index, layer in enumerate(state or [])
        for part, tensor in enumerate(layer)
    }  # fmt: skip


def unpacked(name: str, tensors: Mapping[str, Tensor], device: torch.device) -> LaneState | None:
    """The state that `packed` gave these names; None where there was none."""
    state: LaneState = []
    while f"{name}.{len(state)}.0" in tensors:
        parts: list[Tensor] = []
        while (key := f"{name}.{len(state)}.{len(parts)}") in tensors:
            parts.append(tensors[key].to(device))
        state.append(tuple(parts))
    return state or None
