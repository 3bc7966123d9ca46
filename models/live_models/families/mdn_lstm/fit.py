"""The training of the mdn_lstm family: the next window's weighted groups."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from live_models.contract.sound import TrainingSound
from live_models.families.mdn_lstm.config import MDNLSTMParameters
from live_models.families.mdn_lstm.features import WeightedGroups
from live_models.families.spectral.fit import SpectralFit, WindowTape
from live_models.features import Normalisation, compress


class MDNLSTMFit(SpectralFit[MDNLSTMParameters]):
    """Learns the next window. See `SpectralFit`."""

    def read(self, sound: TrainingSound) -> Normalisation:
        """The tapes of windows."""
        p = self.parameters
        seen = WeightedGroups(p)
        groups = np.concatenate([seen.groups(samples) for samples in sound.training])
        held_out = np.concatenate([seen.groups(samples) for samples in sound.validation])
        largest = float(groups.max())
        self.training = WindowTape(compress(groups, p.exponent, largest))
        self.validation = WindowTape(compress(held_out, p.exponent, largest))
        power = float(np.mean((groups.astype(np.float64) / largest) ** 2))
        return Normalisation(global_maximum=largest, level=power)

    def noise(self, shape: torch.Size) -> Tensor:
        """What is added to inputs of unit size: uniform in 0..1 as theirs, or normal."""
        if self.parameters.noise == "normal":
            return super().noise(shape)
        return torch.rand(shape, generator=self.torch_rng)
