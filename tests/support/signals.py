"""Test signals and measures."""

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 48000


def tone(hz: float, seconds: float, level: float = 1.0, sample_rate: int = SAMPLE_RATE) -> NDArray[np.float32]:
    t = np.arange(round(seconds * sample_rate)) / sample_rate
    return (level * np.sin(2 * np.pi * hz * t)).astype(np.float32)


def noise(seconds: float, level: float = 0.1, rng_seed: int = 0, sample_rate: int = SAMPLE_RATE) -> NDArray[np.float32]:
    rng = np.random.default_rng(rng_seed)
    return (level * rng.standard_normal(round(seconds * sample_rate))).astype(np.float32)


def rms(samples: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(np.square(np.asarray(samples, np.float64)))))


def error_db(found: NDArray[np.floating], wanted: NDArray[np.floating]) -> float:
    """Energy of the difference against the energy of what was wanted, in dB."""
    return float(20 * np.log10(rms(np.asarray(found, np.float64) - wanted) / rms(wanted) + 1e-30))
