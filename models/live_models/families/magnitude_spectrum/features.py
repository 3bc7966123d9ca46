"""What a magnitude-spectrum network sees of a sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.magnitude_spectrum.config import FULL, MagnitudeSpectrumParameters
from live_models.features import compress, expand
from live_models.resynthesis.band_splitting import NUM_BANDS, SLICES
from live_models.resynthesis.full_band import full_band_windows


@dataclass(frozen=True)
class CompressedMagnitudes:
    """Magnitudes relative to the greatest, raised to a power; so are the noise bands' levels. See `SpectralFeatures`.

    Shape: `maxima` `[feature_size]`, or one number for all
    """

    parameters: MagnitudeSpectrumParameters
    maxima: FloatArray

    def features(self, samples: FloatArray) -> FloatArray:
        """See `SpectralFeatures.features`. Shape: `[num_samples]` -> `[num_windows, feature_size]`."""
        return compress(windows_of(samples, self.parameters), self.parameters.exponent, self.maxima)

    def magnitudes(self, features: FloatArray) -> FloatArray:
        """See `SpectralFeatures.magnitudes`. Shape kept."""
        return expand(features, self.parameters.exponent, self.maxima)


def windows_of(samples: FloatArray, parameters: MagnitudeSpectrumParameters) -> FloatArray:
    """Magnitudes, and in full band the noise bands' levels. Shape: `[num_samples]` -> `[num_windows, feature_size]`"""
    p = parameters
    if p.band == FULL:
        return full_band_windows(samples, p.analysis, p.sample_rate)
    return p.analysis.magnitudes(samples)


def maxima_of(parameters: MagnitudeSpectrumParameters, bins: float, bands: FloatArray) -> FloatArray:
    """What each number of a window is divided by. Shape: `bands` `[NUM_BANDS]` -> `[feature_size]`, float32"""
    low = np.full(parameters.seg_len, bins, dtype=np.float32)
    return np.concatenate([low, np.tile(bands.astype(np.float32), SLICES)]) if parameters.band == FULL else low


def band_maxima(card: Mapping[str, Any]) -> FloatArray:
    """The noise bands' greatest levels in the recordings, as the card has them. Shape: -> `[NUM_BANDS]`

    Ones where the card has none: weights that were never trained. Raises ValueError for what cannot be used.
    """
    found = np.asarray(card.get("noise_bands", np.ones(NUM_BANDS)), dtype=np.float64)
    if found.shape != (NUM_BANDS,) or not np.isfinite(found).all() or found.min() <= 0.0:
        raise ValueError(f"noise_bands must be {NUM_BANDS} numbers above 0, got {str(found.tolist())[:80]}")
    return found.astype(np.float32)
