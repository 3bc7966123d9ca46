"""How loud a loop is heard, and bringing loops to one loudness (ITU-R BS.1770)."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from live_models.arrays import FloatArray

LOOP_LOUDNESS_LUFS: Final = -18.0
HIGHEST_TRUE_PEAK_DB: Final = -1.0

_SHORTEST_MEASURED_S: Final = 3.0  # a gating block lasts 0.4 s, and one alone says little
_SAFE_PEAK: Final = 0.5


def loudness_lufs(samples: FloatArray, sample_rate: int) -> float:
    """Return the gated loudness in LUFS (ITU-R BS.1770-4, by pyloudnorm); -inf for silence.

    A sound shorter than 3 s is measured as it is heard when it repeats: BS.1770 needs blocks of 0.4 s.

    Shape:
        - samples: `[frames]`, mono, one frame at least
    """
    import pyloudnorm  # loads scipy.signal, most of a second: not at every controller's start

    if not np.any(samples):
        return -math.inf
    if len(samples) < _SHORTEST_MEASURED_S * sample_rate:
        samples = np.tile(samples, math.ceil(_SHORTEST_MEASURED_S * sample_rate / len(samples)))
    # Its other filters are approximations, 0.04 dB off at 997 Hz; these have the coefficients of the recommendation.
    meter = pyloudnorm.Meter(sample_rate, filter_class="DeMan")
    return float(meter.integrated_loudness(np.asarray(samples, np.float64)))


def true_peak(samples: FloatArray) -> float:
    """Return the highest value between the samples, too: four times oversampled (ITU-R BS.1770-4, Annex 2).

    The sound is taken as a circle, as a loop is played.

    Shape:
        - samples: `[frames]`, one frame at least
    """
    from scipy.signal import resample_poly

    edge = samples.take(np.arange(-64, 0), mode="wrap"), samples.take(np.arange(64), mode="wrap")
    oversampled = resample_poly(np.concatenate([edge[0], samples, edge[1]]), 4, 1)
    return max(float(np.abs(samples).max()), float(np.abs(oversampled[256:-256]).max()))


def at_loudness(samples: FloatArray, sample_rate: int, target_lufs: float = LOOP_LOUDNESS_LUFS) -> FloatArray:
    """Return the samples at a loudness in LUFS, less where a true peak would pass -1 dB; silence stays silence.

    Shape:
        - samples, returned: `[frames]`, mono
    """
    loudness = loudness_lufs(samples, sample_rate)
    if loudness == -math.inf:
        return samples
    gain = 10 ** ((target_lufs - loudness) / 20)
    if gain * float(np.abs(samples).max()) > _SAFE_PEAK:  # oversampling costs more than all the rest
        gain = min(gain, 10 ** (HIGHEST_TRUE_PEAK_DB / 20) / true_peak(samples))
    return np.asarray(samples * np.float32(gain), np.float32)
