"""The training of the magnitude_spectrum family: the next window's compressed magnitudes."""

from __future__ import annotations

import numpy as np

from live_models.arrays import FloatArray
from live_models.contract.sound import TrainingSound
from live_models.families.magnitude_spectrum.config import MagnitudeSpectrumParameters
from live_models.families.spectral.fit import SpectralFit, WindowTape
from live_models.features import Normalisation, compress


class MagnitudeSpectrumFit(SpectralFit[MagnitudeSpectrumParameters]):
    """Learns the next window. See `SpectralFit`."""

    def read(self, sound: TrainingSound) -> Normalisation:
        """The tapes of windows."""
        p = self.parameters
        spectra = [p.analysis.magnitudes(samples) for samples in sound.training]
        largest = max(float(one.max()) for one in spectra)
        power = sum(_compressed_in_place(one, p.exponent, largest) for one in spectra)
        windows = spectra[0] if len(spectra) == 1 else np.concatenate(spectra)
        held_out = [compress(p.analysis.magnitudes(samples), p.exponent, largest) for samples in sound.validation]
        self.training, self.validation = WindowTape(windows), WindowTape(np.concatenate(held_out))
        return Normalisation(global_maximum=largest, level=power / windows.size)


def _compressed_in_place(spectra: FloatArray, exponent: float, largest: float) -> float:
    """Make magnitudes features, in their own memory (of an hour they are gigabytes).

    Returns the sum of their powers relative to the largest; in float64, or quiet windows are lost in it.
    """
    power = 0.0
    for first in range(0, len(spectra), 1024):
        block = spectra[first : first + 1024]
        power += float(np.sum((block.astype(np.float64) / largest) ** 2))
        block[:] = compress(block, exponent, largest)
    return power
