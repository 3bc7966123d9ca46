"""The linear skip of a sample in closed form: a least-squares predictor (covariance method)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.ndimage import uniform_filter1d

from live_models.arrays import DoubleArray, FloatArray
from live_models.heads import MIN_LOG_DEVIATION

WINDOWS: Final = 40_000
"""Largest number of windows that are fitted: about four seconds' worth, spread over the whole recordings."""

SCATTER_STEPS: Final = 2
"""Times that the windows are weighted again."""

USUAL_RATE: Final = 11025
"""Hz. The rate of which `AROUND` and `LARGEST_RADIUS` speak."""

AROUND: Final = 221
SMALLEST_AROUND: Final = 0.01
"""Samples over which the residual's size is measured (20 ms), and the smallest size that counts, over the median."""

RIDGE: Final = 1e-8
"""Share of the windows' power added to the diagonal: keeps the predictor small where the sound does not fix it."""

LARGEST_RADIUS: Final = 0.99995
"""Largest radius of a predictor's poles: at 11025 Hz the longest resonance falls by 5 dB a second."""

STARTING: Final = (0.05, 0.999)
"""At first a mixture's components are spread between these quantiles of the residual's size."""

WHITENING_RIDGE: Final = 1e-6
"""As RIDGE, for whitened inputs: -60 dB; below that float32 loses the differences of weights."""


@dataclass(frozen=True)
class SampleSkip:
    """A sample's linear skip, and the size of its residual in the recordings.

    Shape: `weight` `[1, length]`; `whitening` `[length, length]`, lower triangular: multiplied by a window it gives the
    residuals of predictors of every order, usually about 1; `around` `[num_samples]`: the residual's size around each
    sample, in units of `deviation`, that of the whole residual.
    """

    weight: FloatArray
    deviation: float
    whitening: FloatArray
    around: DoubleArray

    @property
    def units(self) -> DoubleArray:
        """Of what is left over. Shape: `[1]`"""
        return np.array([self.deviation])

    def tensors(self) -> dict[str, FloatArray]:
        """What a checkpoint holds of it; copies."""
        return {"linear.weight": self.weight.copy()}

    def starting_deviations(self, count: int) -> FloatArray:
        """See `starting_deviations`."""
        return starting_deviations(self, count)


def fit_linear_skip(tape: FloatArray, length: int, sample_rate: int) -> SampleSkip:
    """Fit the weights that predict a sample from the `length` samples before it, and the residual's deviation.

    Least squares alone fits the plucks, whose residual is a hundred times that of the ringing between them; such a
    predictor rings like noise through a broad filter. So it is fitted again with each window divided by the residual's
    size around it (Tyler 1987, as `fit_vector_skip`; for speech: Lee 1988, "On robust linear prediction of speech").

    `sample_rate`: of the tape, Hz. Shape: `[num_samples]`. The tape must be longer than `length`.
    """
    width, radius = max(1, round(AROUND * sample_rate / USUAL_RATE)), LARGEST_RADIUS ** (USUAL_RATE / sample_rate)
    samples = tape.astype(np.float64)
    stride = max(1, (len(tape) - length) // WINDOWS)
    windows = np.lib.stride_tricks.sliding_window_view(samples, length + 1)[::stride]
    sizes = np.ones((len(windows), 1))
    for again in range(SCATTER_STEPS + 1):
        x, label = windows[:, :-1] / sizes, windows[:, -1:] / sizes
        square = x.T @ x
        trace = np.trace(square) / length
        square[np.diag_indices(length)] += RIDGE * trace + 1e-12
        weight = np.linalg.solve(square, x.T @ label)[:, 0]
        if again == SCATTER_STEPS:
            weight = stable(np.asarray(weight, dtype=np.float64), radius)
        left_over = samples[length:] - np.convolve(samples, weight[::-1])[length - 1 : -length]
        around = size_around(left_over, min(width, len(left_over)))
        if again < SCATTER_STEPS:
            sizes = np.maximum(around, SMALLEST_AROUND * np.median(around) + 1e-9)[::stride, None][: len(windows)]
    deviation = max(float(np.std(left_over)), 1e-6)
    square[np.diag_indices(length)] += WHITENING_RIDGE * trace
    whitening = np.linalg.inv(np.linalg.cholesky(square / len(windows))) / (np.median(around) + 1e-9)
    return SampleSkip(weight[None].astype(np.float32), deviation, whitening.astype(np.float32), around / deviation)


def size_around(left_over: DoubleArray, width: int) -> DoubleArray:
    """The residual's size over `width` samples around each; 0 in digital silence, where a running sum that has been
    loud may end below it. Shape: `[n, ...]`, kept"""
    return np.asarray(np.sqrt(np.maximum(uniform_filter1d(left_over**2, width, axis=0), 0.0)))


def stable(weight: DoubleArray, largest_radius: float) -> DoubleArray:
    """The predictor with all its resonances decaying: fed by itself, one outside the unit circle would grow.

    The same factor moves all of them inwards (bandwidth expansion: Viswanathan & Makhoul 1975). Shape: `[length]`
    """
    roots = np.roots(np.concatenate([[1.0], -weight[::-1]]))
    excess = float(np.abs(roots).max()) / largest_radius if len(roots) else 0.0
    if excess <= 1.0:
        return weight
    return np.asarray(weight / excess ** np.arange(len(weight), 0, -1))


def starting_deviations(skip: SampleSkip, count: int) -> FloatArray:
    """Logarithms of the deviations that a mixture's components start with, from the quietest ringing to a pluck.

    Shape: -> `[count]`
    """
    low, high = np.log(np.quantile(skip.around, STARTING) + 1e-9)
    return np.linspace(low, high, count).clip(MIN_LOG_DEVIATION, -MIN_LOG_DEVIATION).astype(np.float32)
