"""A-weighting: how much less the ear hears of low frequencies (IEC 61672-1:2013, annex E)."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_models.arrays import DoubleArray

POLES_HZ: Final = (20.598997, 107.65265, 737.86223, 12194.217)
"""Two poles at the first and the last, one at the others; the formula's f1 to f4."""

HELD_BELOW_HZ: Final = 100.0
"""The weight of this frequency holds for all below it: towards 0 Hz the formula falls without end, and undoing it would
raise rounding to a rumble (Naterop & Giacomuzzi's own remedy)."""


def a_weighting_db(frequencies_hz: DoubleArray) -> DoubleArray:
    """The weighting of the standard, 0 dB at 1 kHz; minus infinity at 0 Hz. Shape kept."""
    found = np.full(np.shape(frequencies_hz), -np.inf)
    heard = frequencies_hz > 0.0
    found[heard] = 20.0 * np.log10(_response(frequencies_hz[heard]) / _response(np.array([1000.0])))
    return found


def weights(num_bins: int, fft_size: int, sample_rate: int) -> DoubleArray:
    """Factors for the magnitudes of the first `num_bins` bins of an FFT. Shape: -> `[num_bins]`, all above 0."""
    frequencies = np.arange(num_bins) * sample_rate / fft_size
    return np.asarray(10.0 ** (a_weighting_db(np.maximum(frequencies, HELD_BELOW_HZ)) / 20.0))


def _response(hz: DoubleArray) -> DoubleArray:
    square = np.square(hz, dtype=np.float64)
    f1, f2, f3, f4 = (pole**2 for pole in POLES_HZ)
    found: DoubleArray = square**2 / ((square + f1) * np.sqrt((square + f2) * (square + f3)) * (square + f4))
    return found
