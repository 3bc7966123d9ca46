"""What a magnitude-spectrum network sees of a sound."""

from __future__ import annotations

import numpy as np

from live_models.families.magnitude_spectrum.config import MagnitudeSpectrumParameters
from live_models.features import Normalisation, compress


def windows_of(samples: np.ndarray, p: MagnitudeSpectrumParameters, normalisation: Normalisation) -> np.ndarray:
    """Compressed magnitudes of a sound already at its reference level, one window per hop.

    Shape: `[num_samples]` -> `[num_windows, window_size]`, float32
    """
    return compress(p.analysis.magnitudes(samples), p.exponent, normalisation.global_maximum)
