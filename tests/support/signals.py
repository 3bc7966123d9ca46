"""Test signals and measures."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from live_models.features import REFERENCE_RMS

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


def harmonic_tones(pitches: Sequence[float], seconds: float = 2.0, rate: int = 11025, partials: int = 8):
    """Steady tones on MIDI pitches, partials falling as 1 / number, at the level at which models hear."""
    time = np.arange(round(seconds * rate)) / rate
    found = np.zeros(len(time))
    for pitch in pitches:
        hz = 440.0 * 2.0 ** ((pitch - 69.0) / 12.0)
        found += sum(np.sin(2.0 * np.pi * hz * k * time) / k for k in range(1, partials + 1) if hz * k < 0.45 * rate)
    return (REFERENCE_RMS * found / np.std(found)).astype(np.float32)
