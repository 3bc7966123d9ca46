"""The training of the magnitude_spectrum family: the next window's compressed magnitudes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.magnitude_spectrum.config import FULL, MagnitudeSpectrumParameters
from live_models.families.magnitude_spectrum.features import maxima_of, windows_of
from live_models.families.spectral.fit import SpectralFit
from live_models.resynthesis.band_splitting import NUM_BANDS, SLICES

LEAST_SHARE: Final = 1e-3
"""A noise band's greatest level counts as this share of the loudest band's at least: in recordings that end at 11 kHz
the bands above hold rounding alone."""


class MagnitudeSpectrumFit(SpectralFit[MagnitudeSpectrumParameters]):
    """Learns the next window. See `SpectralFit`."""

    _bands: FloatArray

    def magnitudes(self, samples: FloatArray) -> FloatArray:
        """See `SpectralFit.magnitudes`."""
        return windows_of(samples, self.parameters)

    def maxima(self, spectra: Sequence[FloatArray]) -> FloatArray:
        """One for all bins, and one for each noise band. See `SpectralFit.maxima`."""
        p = self.parameters
        self._bands = np.ones(NUM_BANDS, dtype=np.float32)
        if p.band == FULL:
            highest = np.max([one[:, p.seg_len :].max(axis=0) for one in spectra], axis=0)
            bands = highest.reshape(SLICES, NUM_BANDS).max(axis=0)
            self._bands = np.maximum(bands, max(LEAST_SHARE * float(bands.max()), 1e-9)).astype(np.float32)
        return maxima_of(p, max(float(one[:, : p.seg_len].max()) for one in spectra), self._bands)

    def card(self) -> dict[str, Any]:
        """With the noise bands' greatest levels."""
        bands = {"noise_bands": [float(f"{one:.6g}") for one in self._bands]} if self.parameters.band == FULL else {}
        return super().card() | bands
