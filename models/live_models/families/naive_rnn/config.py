"""Hyperparameters of NaiveRNN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from live_models.contract.parameters import Parameters, chosen, ranged
from live_models.quantisation import NUM_CLASSES, QUANTISATIONS


@dataclass(frozen=True)
class NaiveRNNParameters(Parameters):
    """The defaults are the thesis's best network. Any thread: immutable."""

    approach: ClassVar[str] = "naive_rnn"

    lr: float = ranged(1e-3, 1e-9, 1.0)
    """Step size of Adam at the start (it falls along half a cosine when the training has a time limit)."""
    sample_rate: int = ranged(14700, 4000, 192_000)
    """Hz."""
    num_layers: int = ranged(2, 1, 16)
    hidden_size: int = ranged(512, 1, 1_000_000)
    """Cells of an LSTM layer."""
    sequence_length: int = ranged(128, 1, 65536)
    """Samples of truncated back-propagation."""
    batch_size: int = ranged(32, 1, 4096)
    """Sections of the recordings that are heard side by side, each with a state of its own."""
    quantisation: str = chosen("linear", *QUANTISATIONS)
    """Widths of the 256 classes: `linear` (thesis) or `mulaw` (ITU-T G.711: finer for small values)."""

    @property
    def hop_length(self) -> int:
        """Samples that one step of dreaming returns."""
        return 1

    def tensor_shapes(self) -> dict[str, tuple[int, ...]]:
        """Gates are in PyTorch's order (input, forget, cell, output); the two biases of an LSTM layer are summed."""
        hidden = self.hidden_size
        shapes: dict[str, tuple[int, ...]] = {"upsample.weight": (hidden, 1), "upsample.bias": (hidden,)}
        for layer in range(self.num_layers):
            shapes[f"layers.{layer}.weight_ih"] = (4 * hidden, hidden)
            shapes[f"layers.{layer}.weight_hh"] = (4 * hidden, hidden)
            shapes[f"layers.{layer}.bias"] = (4 * hidden,)
        return shapes | {"head.weight": (NUM_CLASSES, hidden), "head.bias": (NUM_CLASSES,)}

    def size(self) -> dict[str, int]:
        """The network's size, for the benchmark."""
        return {"hidden": self.hidden_size, "layers": self.num_layers}
