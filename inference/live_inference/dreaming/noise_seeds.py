"""Seeds of noise: what a network makes of nothing that was played (Watson 2021, 5.1.4 and 5.8)."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.features import REFERENCE_RMS

NOISES: Final = ("normal", "perlin")
"""Kinds: white noise of a normal distribution, and gradient noise."""

LOWEST_HZ: Final = 110.0
OCTAVES: Final = 4
"""Gradient noise sums octaves of lattices, 110 to 880 points a second, each half as loud as the one below (Perlin 1985,
"An image synthesizer", as in his turbulence): pitches that wander where a singer's are. The paper gives no numbers."""


def noise_seed(kind: str, num_samples: int, sample_rate: int, rng_seed: int) -> FloatArray:
    """Noise with an RMS of `REFERENCE_RMS`; the same numbers give the same noise. Any thread.

    Raises ValueError for a kind that is none of `NOISES`, or no samples.

    Shape: -> `[num_samples]`, float32
    """
    if kind not in NOISES or num_samples < 1:
        raise ValueError(f"noise must be one of {', '.join(NOISES)} and not empty, got {kind!r}, {num_samples} samples")
    rng = np.random.default_rng([rng_seed, NOISES.index(kind)])
    noise: DoubleArray
    if kind == "normal":
        noise = rng.standard_normal(num_samples)
    else:
        times_s = np.arange(num_samples) / sample_rate
        noise = np.zeros(num_samples)
        for octave in range(OCTAVES):
            noise += gradient_noise(times_s * LOWEST_HZ * 2.0**octave, rng) / 2.0**octave
    rms = float(np.sqrt(np.mean(noise**2)))
    return np.asarray(noise * (REFERENCE_RMS / max(rms, 1e-12)), dtype=np.float32)


def gradient_noise(places: DoubleArray, rng: np.random.Generator) -> DoubleArray:
    """Gradient noise in one dimension: 0 with a random slope at every whole number, smooth between them.

    Between two whole numbers the two straight lines are mixed by 6 t^5 - 15 t^4 + 10 t^3, whose first two derivatives
    vanish at both ends (Perlin 2002, "Improving noise"). Shape: places `[n]`, not negative, ascending -> `[n]`
    """
    slopes = rng.uniform(-1.0, 1.0, int(places[-1]) + 2)
    whole = places.astype(np.int64)
    t = places - whole
    before, after = slopes[whole] * t, slopes[whole + 1] * (t - 1.0)
    fade = t**3 * (t * (6.0 * t - 15.0) + 10.0)
    return np.asarray(before + fade * (after - before))
