"""Hyperparameters of SampleRNN."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from live_models.contract.parameters import chosen, ranged
from live_models.families.sample_wise.config import StreamParameters

PREDICTOR_LAYERS = 2
"""Layers of the multilayer network between the window and the head (thesis 4.2.2)."""


@dataclass(frozen=True)
class SampleRNNParameters(StreamParameters):
    """The defaults are the thesis's network (4.2.2). Any thread: immutable."""

    approach: ClassVar[str] = "sample_rnn"

    sequence_length: int = ranged(512, 1, 65536)
    """Samples of truncated back-propagation: whole frames of the slowest tier."""
    frame_sizes: tuple[int, ...] = (8, 2)
    """Samples of a frame of each recurrent tier, the slowest first; each is a multiple of the next."""
    frame_width: int = ranged(2, 1, 4096)
    """Last samples that the multilayer network hears itself."""
    cell: str = chosen("lstm", "lstm", "gru")
    """Of the tiers: LSTM (thesis), or GRU (Cho et al. 2014), which has three quarters of the weights."""
    hidden_size: int = ranged(512, 1, 1_000_000)
    """Cells of each tier."""
    predictor_size: int = ranged(512, 1, 1_000_000)
    """Width of the multilayer network's two hidden layers."""

    @property
    def context_length(self) -> int:
        """Samples before a stretch that the network needs: with the first of it they fill the largest frame."""
        return self.frame_sizes[0] - 1

    @property
    def gates(self) -> int:
        """Gates of a cell, each with weights of its own."""
        return 4 if self.cell == "lstm" else 3

    @property
    def ratios(self) -> tuple[int, ...]:
        """Steps of the next tier (at last: samples) in one step of each."""
        below = (*self.frame_sizes[1:], 1)
        return tuple(size // next_ for size, next_ in zip(self.frame_sizes, below, strict=True))

    def tensor_shapes(self) -> dict[str, tuple[int, ...]]:
        """Gates are in PyTorch's order; the two biases of an LSTM tier are summed, those of a GRU tier are not.

        `tiers.<n>.frame` brings a tier's frame to the width of what comes from above (not of the first),
        `tiers.<n>.upsample` makes of one step what each step below is conditioned on, side by side. Frames are laid
        out sample by sample.
        """
        hidden, width = self.hidden_size, self.predictor_size
        shapes = super().tensor_shapes()
        for tier, (size, ratio) in enumerate(zip(self.frame_sizes, self.ratios, strict=True)):
            name, heard = f"tiers.{tier}", size * self.entering
            if tier > 0:
                shapes |= {f"{name}.frame.weight": (hidden, heard), f"{name}.frame.bias": (hidden,)}
            shapes[f"{name}.weight_ih"] = (self.gates * hidden, hidden if tier > 0 else heard)
            shapes[f"{name}.weight_hh"] = (self.gates * hidden, hidden)
            shapes[f"{name}.bias"] = (self.gates * hidden,)
            if self.cell == "gru":
                shapes[f"{name}.bias_hh"] = (self.gates * hidden,)
            below = ratio * (hidden if tier < len(self.frame_sizes) - 1 else width)
            shapes |= {f"{name}.upsample.weight": (below, hidden), f"{name}.upsample.bias": (below,)}
        shapes |= {"window.weight": (width, self.frame_width * self.entering), "window.bias": (width,)}
        for layer in range(PREDICTOR_LAYERS):
            shapes |= {f"predictor.{layer}.weight": (width, width), f"predictor.{layer}.bias": (width,)}
        return shapes | {"head.weight": (self.output_size, width), "head.bias": (self.output_size,)}

    @property
    def heeding(self) -> dict[str, int]:
        """The gates of every tier heed a condition."""
        return {f"tiers.{tier}.condition": self.gates * self.hidden_size for tier in range(len(self.frame_sizes))}

    def size(self) -> dict[str, int]:
        """The network's size, for the benchmark."""
        return {"hidden": self.hidden_size, "layers": len(self.frame_sizes)}

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        yield from super().faults()
        sizes = self.frame_sizes
        if not sizes or min(sizes) < 1 or any(a <= b or a % b for a, b in itertools.pairwise(sizes)):
            yield f"frame_sizes must fall, each a multiple of the next, got {list(sizes)}"
            return
        if self.frame_width > sizes[0]:
            yield f"frame_width must be at most the largest of frame_sizes ({sizes[0]}), got {self.frame_width}"
        if self.sequence_length % sizes[0]:
            yield f"sequence_length must be a multiple of {sizes[0]}, the largest frame, got {self.sequence_length}"
