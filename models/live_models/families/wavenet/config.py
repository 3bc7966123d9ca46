"""Hyperparameters of WaveNet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from live_models.contract.parameters import ranged
from live_models.families.sample_wise.config import StreamParameters


@dataclass(frozen=True)
class WaveNetParameters(StreamParameters):
    """The defaults are the thesis's network that learnt, but for its sequences of a second. Any thread: immutable."""

    approach: ClassVar[str] = "wavenet"

    num_blocks: int = ranged(2, 1, 16)
    """Times that the dilations 1, 2, 4, ... are gone through."""
    num_layers: int = ranged(12, 1, 14)
    """Layers of a block: dilations up to 2 to the power of `num_layers - 1`."""
    num_filters: int = ranged(128, 1, 4096)
    """Channels between the layers, of a layer's gates, and of the sum of its skips."""

    @property
    def dilations(self) -> tuple[int, ...]:
        """Of every layer, from the bottom."""
        return tuple(1 << layer for layer in range(self.num_layers)) * self.num_blocks

    @property
    def context_length(self) -> int:
        """One less than the receptive field, which is 8192 samples for two blocks of twelve layers (thesis, 3.3)."""
        return 1 + sum(self.dilations)

    def tensor_shapes(self) -> dict[str, tuple[int, ...]]:
        """`past` and `current` are the taps of a convolution, of a layer's the rows of tanh above those of sigmoid.

        The last layer has no residual: nothing would hear it.
        """
        filters, layers = self.num_filters, len(self.dilations)
        shapes: dict[str, tuple[int, ...]] = {**super().tensor_shapes()}
        for tap in ("past", "current"):
            shapes[f"entry.{tap}"] = (filters, self.entering)
        shapes["entry.bias"] = (filters,)
        for layer in range(layers):
            for tap in ("past", "current"):
                shapes[f"layers.{layer}.{tap}"] = (2 * filters, filters)
            shapes[f"layers.{layer}.bias"] = (2 * filters,)
            for way in ("residual", "skip") if layer < layers - 1 else ("skip",):
                shapes[f"layers.{layer}.{way}.weight"] = (filters, filters)
                shapes[f"layers.{layer}.{way}.bias"] = (filters,)
        shapes |= {"top.weight": (filters, filters), "top.bias": (filters,)}
        return shapes | {"head.weight": (self.output_size, filters), "head.bias": (self.output_size,)}

    @property
    def heeding(self) -> dict[str, int]:
        """Every layer's gates heed a condition (van den Oord et al. 2016, 2.5: global conditioning)."""
        return {f"layers.{layer}.condition": 2 * self.num_filters for layer in range(len(self.dilations))}

    def size(self) -> dict[str, int]:
        """The network's size, for the benchmark."""
        return {"hidden": self.num_filters, "layers": len(self.dilations)}
