"""What a magnitude-spectrum network sees of a sound."""

from __future__ import annotations

from dataclasses import dataclass

from live_models.arrays import FloatArray
from live_models.families.magnitude_spectrum.config import MagnitudeSpectrumParameters
from live_models.features import Normalisation, compress, expand


@dataclass(frozen=True)
class CompressedMagnitudes:
    """Magnitudes relative to the greatest, raised to a power. See `SpectralFeatures`."""

    parameters: MagnitudeSpectrumParameters
    normalisation: Normalisation

    def features(self, samples: FloatArray) -> FloatArray:
        """See `SpectralFeatures.features`. Shape: `[num_samples]` -> `[num_windows, window_size]`."""
        p = self.parameters
        return compress(p.analysis.magnitudes(samples), p.exponent, self.normalisation.global_maximum)

    def magnitudes(self, features: FloatArray) -> FloatArray:
        """See `SpectralFeatures.magnitudes`. Shape kept."""
        return expand(features, self.parameters.exponent, self.normalisation.global_maximum)
