"""Hyperparameters of NaiveRNN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from live_models.contract.parameters import ranged
from live_models.families.sample_wise.config import StreamParameters


@dataclass(frozen=True)
class NaiveRNNParameters(StreamParameters):
    """The defaults are the thesis's best network. Any thread: immutable."""

    approach: ClassVar[str] = "naive_rnn"

    num_layers: int = ranged(2, 1, 16)
    """Recurrent layers, one above the other."""
    hidden_size: int = ranged(512, 1, 1_000_000)
    """Cells of an LSTM layer."""

    def tensor_shapes(self) -> dict[str, tuple[int, ...]]:
        """Gates are in PyTorch's order (input, forget, cell, output); the two biases of an LSTM layer are summed."""
        hidden = self.hidden_size
        shapes = {"upsample.weight": (hidden, self.entering), "upsample.bias": (hidden,), **super().tensor_shapes()}
        for layer in range(self.num_layers):
            shapes[f"layers.{layer}.weight_ih"] = (4 * hidden, hidden)
            shapes[f"layers.{layer}.weight_hh"] = (4 * hidden, hidden)
            shapes[f"layers.{layer}.bias"] = (4 * hidden,)
        return shapes | {"head.weight": (self.output_size, hidden), "head.bias": (self.output_size,)}

    @property
    def heeding(self) -> dict[str, int]:
        """The first layer's gates heed a condition."""
        return {"condition.weight": 4 * self.hidden_size}

    def size(self) -> dict[str, int]:
        """The network's size, for the benchmark."""
        return {"hidden": self.hidden_size, "layers": self.num_layers}

    def unread(self, backend: str) -> frozenset[str]:
        """The first layer's input weights, on the cpu backends: they and the upsampling are one column."""
        return frozenset({"layers.0.weight_ih"} if backend.startswith("cpu") else ())
