"""Measures the loudness of loops and brings them to the same loudness (ITU-R BS.1770)."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from live_models.arrays import FloatArray

LOOP_LOUDNESS_LUFS: Final = -18.0
HIGHEST_TRUE_PEAK_DB: Final = -1.0

_SHORTEST_MEASURED_S: Final = 3.0  # a gating block lasts 0.4 s; one alone is not reliable
_SAFE_PEAK: Final = 0.5


def loudness_lufs(samples: FloatArray, sample_rate: int) -> float:
    """Return the gated loudness in LUFS (ITU-R BS.1770-4, by pyloudnorm); -inf for silence.

    A sound shorter than 3 s is repeated for the measurement: BS.1770 needs blocks of 0.4 s.

    Shape:
        - samples: `[frames]` or `[2, frames]` (the powers of both add up), at least one frame
    """
    import pyloudnorm  # loads scipy.signal, most of a second: not at every start of a controller

    if not np.any(samples):
        return -math.inf
    frames = samples.shape[-1]
    if frames < _SHORTEST_MEASURED_S * sample_rate:
        samples = np.tile(samples, math.ceil(_SHORTEST_MEASURED_S * sample_rate / frames))
    # These filters have the coefficients of the recommendation; the others are approximations, 0.04 dB off at 997 Hz.
    meter = pyloudnorm.Meter(sample_rate, filter_class="DeMan")
    return float(meter.integrated_loudness(np.asarray(samples.T, np.float64)))


def true_peak(samples: FloatArray) -> float:
    """Return the highest value, including those between samples: four times oversampled (ITU-R BS.1770-4, Annex 2).

    The sound is a circle, as a loop is played.

    Shape:
        - samples: `[..., frames]`, at least one frame
    """
    from scipy.signal import resample_poly

    edge = (samples.take(np.arange(start, start + 64), axis=-1, mode="wrap") for start in (-64, 0))
    oversampled = resample_poly(np.concatenate([next(edge), samples, next(edge)], axis=-1), 4, 1, axis=-1)
    return max(float(np.abs(samples).max()), float(np.abs(oversampled[..., 256:-256]).max()))


def at_loudness(samples: FloatArray, sample_rate: int, target_lufs: float = LOOP_LOUDNESS_LUFS) -> FloatArray:
    """Return the samples at a loudness in LUFS, or lower so that the true peak stays below -1 dB. Silence stays as is.

    Shape:
        - samples, returned: `[frames]` or `[2, frames]`
    """
    loudness = loudness_lufs(samples, sample_rate)
    if loudness == -math.inf:
        return samples
    gain = 10 ** ((target_lufs - loudness) / 20)
    if gain * float(np.abs(samples).max()) > _SAFE_PEAK:  # oversampling costs more than the rest of this
        gain = min(gain, 10 ** (HIGHEST_TRUE_PEAK_DB / 20) / true_peak(samples))
    return np.asarray(samples * np.float32(gain), np.float32)
