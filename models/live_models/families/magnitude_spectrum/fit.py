"""The training of the magnitude_spectrum family: the next window's compressed magnitudes."""

from __future__ import annotations

from live_models.arrays import FloatArray
from live_models.families.magnitude_spectrum.config import MagnitudeSpectrumParameters
from live_models.families.spectral.fit import SpectralFit


class MagnitudeSpectrumFit(SpectralFit[MagnitudeSpectrumParameters]):
    """Learns the next window. See `SpectralFit`."""

    def magnitudes(self, samples: FloatArray) -> FloatArray:
        """See `SpectralFit.magnitudes`."""
        return self.parameters.analysis.magnitudes(samples)
