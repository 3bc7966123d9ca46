"""How much noise there is in each step of a draw, and how the head hears of it."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.latent_spectrum.config import NOISE_FEATURES

MOST_NOISE: Final = 20.0
LEAST_NOISE: Final = 0.05
"""Deviations of the noise that a draw begins with, and of the last, where movements are of size 1."""

BENT: Final = 4.0
"""How much closer together the last steps are than the first (rho of Karras et al. 2022, equation 5)."""

SLOWEST, QUICKEST = 0.25, 8.0
"""Of the sines and cosines by which the head hears the noise's logarithm."""


def noise_levels(steps: int) -> DoubleArray:
    """Deviations of the noise in each step, and nothing at the end. Shape: -> `[steps + 1]`"""
    roots = MOST_NOISE ** (1.0 / BENT), LEAST_NOISE ** (1.0 / BENT)
    return np.append(np.linspace(*roots, steps) ** BENT, 0.0)


def heard_noise(levels: DoubleArray) -> FloatArray:
    """What the head hears of noise. Shape: `[...]` -> `[..., NOISE_FEATURES]`"""
    angles = np.log(levels)[..., None] * noise_frequencies()
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=-1).astype(np.float32)


def noise_frequencies() -> DoubleArray:
    """Shape: -> `[NOISE_FEATURES / 2]`"""
    return np.geomspace(SLOWEST, QUICKEST, NOISE_FEATURES // 2)
