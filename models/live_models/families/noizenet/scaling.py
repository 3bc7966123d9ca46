"""What NoizeNet's network sees of a vector of samples: its z-scores, or those of its Fourier transform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from live_models.arrays import FloatArray

QUIETEST: Final = 0.01
"""Smallest deviation that counts, over the largest (-40 dB): above the band of the recording there is no sound, and
nothing to divide by."""

WINDOWS: Final = 4096
"""Largest number of vectors that are measured, spread over the recordings."""


@dataclass(frozen=True)
class Scaling:
    """`(transform @ vector - mean) / deviation`; the inverse of `transform`, orthonormal, is its transpose. Immutable.

    Shape: `transform` `[n, n]`, or None for samples as they are; `mean`, `deviation` `[n]`
    """

    transform: FloatArray | None
    mean: FloatArray
    deviation: FloatArray


def fit_scaling(tape: FloatArray, seg_len: int, domain: str) -> Scaling:
    """Measure mean and deviation (Watson 2021, 5.1.5): of all samples together, or of each part of each bin.

    Shape: tape `[num_samples]`
    """
    if domain == "samples":
        everywhere = np.ones(seg_len, dtype=np.float32)
        mean, deviation = float(np.mean(tape, dtype=np.float64)), float(np.std(tape, dtype=np.float64))
        return Scaling(None, everywhere * mean, everywhere * max(deviation, 1e-6))
    transform = real_fourier(seg_len)
    tape = np.resize(tape, max(len(tape), seg_len))
    stride = max(1, (len(tape) - seg_len) // WINDOWS)
    windows = np.lib.stride_tricks.sliding_window_view(tape, seg_len)[::stride]
    bins = windows @ transform.T
    deviation = np.std(bins, axis=0, dtype=np.float64)
    floor = max(QUIETEST * float(deviation.max()), 1e-6)
    return Scaling(transform, np.mean(bins, axis=0), np.maximum(deviation, floor).astype(np.float32))


def real_fourier(length: int) -> FloatArray:
    """The Fourier transform of real numbers as an orthonormal matrix: rows are cosines and sines of one bin each.

    Shape: -> `[length, length]`
    """
    bins = np.fft.rfft(np.eye(length), axis=0, norm="ortho")
    rows: list[np.ndarray] = []
    for number, one in enumerate(bins):
        alone = number == 0 or 2 * number == length  # these two bins are real
        rows += [one.real] if alone else [np.sqrt(2.0) * one.real, np.sqrt(2.0) * one.imag]
    return np.stack(rows).astype(np.float32)
