"""MDN-LSTM for nn~."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

import torch
from torch import Tensor

from live_models.contract.checkpoint import Checkpoint
from live_models.families.lstm.backends.entries import eager
from live_models.families.mdn_lstm.features import WeightedGroups
from live_models.families.mdn_lstm.generator import generator, seen_by
from live_models.families.mdn_lstm.grouping import SMALLEST
from live_models.families.spectral.dreamer import SpectralDreamer
from live_models.families.spectral.generator import SpectralGenerator


class WeightedGroupsDreamer(SpectralDreamer):
    """With `live_models.families.mdn_lstm.features` and `grouping` in TorchScript."""

    weights: Tensor
    widths: Tensor
    of_bin: Tensor
    below: Tensor
    above: Tensor
    share: Tensor

    def __init__(self, checkpoint: Checkpoint, found: SpectralGenerator, seen: WeightedGroups) -> None:
        super().__init__(checkpoint, found)
        grouping = seen.grouping
        self.smallest = SMALLEST
        self.register_buffer("weights", torch.from_numpy(seen.weights))
        self.register_buffer("widths", torch.from_numpy(grouping.widths).to(torch.float32))
        for name in ("of_bin", "below", "above", "share"):
            self.register_buffer(name, torch.from_numpy(getattr(grouping, name)))

    def seen(self, magnitudes: Tensor) -> Tensor:
        """Features of magnitudes. Shape: `[B, num_bins]` -> `[B, input_size]`."""
        return torch.pow(self.grouped(magnitudes * self.weights) / self.maximum, self.exponent)

    def magnitudes(self, features: Tensor) -> Tensor:
        """Magnitudes of features. Shape: `[B, input_size]` -> `[B, num_bins]`."""
        means = torch.pow(features.clamp(min=0.0), 1.0 / self.exponent) * self.maximum
        logs = torch.log(means.clamp(min=self.smallest))
        lower, upper = logs.index_select(-1, self.below), logs.index_select(-1, self.above)
        bins = torch.exp(lower + self.share * (upper - lower))
        return bins * (means / self.grouped(bins)).index_select(-1, self.of_bin) / self.weights

    def grouped(self, spectra: Tensor) -> Tensor:
        """The mean of each group. Shape: `[B, num_bins]` -> `[B, num_groups]`."""
        sums = torch.zeros([spectra.size(0), self.widths.size(0)], dtype=spectra.dtype, device=spectra.device)
        return sums.index_add_(-1, self.of_bin, spectra) / self.widths


def dreamer(checkpoint: Checkpoint) -> WeightedGroupsDreamer:
    """The table's entry for nn~. Raises ValueError and ControlError for an unusable card."""
    return WeightedGroupsDreamer(checkpoint, generator(checkpoint, eager(checkpoint, 1)), seen_by(checkpoint))
