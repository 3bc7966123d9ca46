"""The training of the mdn_lstm family: the next window's weighted groups."""

from __future__ import annotations

import torch
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.families.mdn_lstm.config import MDNLSTMParameters
from live_models.families.mdn_lstm.features import WeightedGroups
from live_models.families.spectral.fit import SpectralFit


class MDNLSTMFit(SpectralFit[MDNLSTMParameters]):
    """Learns the next window. See `SpectralFit`."""

    def magnitudes(self, samples: FloatArray) -> FloatArray:
        """Weighted groups. See `SpectralFit.magnitudes`."""
        return WeightedGroups(self.parameters).groups(samples)

    def noise(self, shape: torch.Size) -> Tensor:
        """What is added to inputs of unit size: uniform in 0..1 as theirs, or normal."""
        if self.parameters.noise == "normal":
            return super().noise(shape)
        return torch.rand(shape, generator=self.torch_rng)
