"""The linear skip of a frame of bands in closed form: each is predicted from its own past and its neighbours'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.signal import oaconvolve

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.sample_wise.linear import (
    LARGEST_RADIUS,
    RIDGE,
    SCATTER_STEPS,
    SMALLEST_AROUND,
    STARTING,
    USUAL_RATE,
    WHITENING_RIDGE,
    size_around,
)
from live_models.heads import MIN_LOG_DEVIATION

WINDOWS: Final = 16_000
"""Largest number of windows that are fitted, as `linear.WINDOWS`: three bands have fewer weights, and eight times."""

AROUND_S: Final = 0.02
"""Time over which the size of what is left over is measured, as `linear.AROUND`."""

QUIETEST: Final = 1e-7
"""Least size of what is left over of a band, where recordings have nothing."""


@dataclass(frozen=True)
class BandSkip:
    """A frame's linear skip, and the size of its residual in the recordings. See `linear.SampleSkip`.

    `deviations`: the unit of each band's residual, over `deviation`: between its usual size and that of all of it, of
    which plucks are most.

    Shape: `weight` `[bands, length]`; `deviations` `[bands]`; `whitening` `[length, length]`; `around`
    `[num_frames, bands]`: the residual's size around each frame, in units of its band
    """

    weight: FloatArray
    deviations: FloatArray
    deviation: float
    whitening: FloatArray
    around: DoubleArray

    @property
    def units(self) -> DoubleArray:
        """Of what is left over of each band. Shape: `[bands]`"""
        return self.deviation * self.deviations.astype(np.float64)

    def tensors(self) -> dict[str, FloatArray]:
        """What a checkpoint holds of it; copies."""
        return {"linear.weight": self.weight.copy(), "linear.deviations": self.deviations.copy()}

    def starting_deviations(self, count: int) -> FloatArray:
        """As `linear.starting_deviations`, of each band. Shape: -> `[count, bands]`"""
        low, high = np.log(np.quantile(self.around, STARTING, axis=0) + 1e-9)
        return np.linspace(low, high, count).clip(MIN_LOG_DEVIATION, -MIN_LOG_DEVIATION).astype(np.float32)


def fit_band_skip(tape: FloatArray, bands: int, length: int, sample_rate: int) -> BandSkip:
    """Fit the weights that predict a frame from the frames before it, and the size of what they leave over.

    As `linear.fit_linear_skip` for each band, with windows weighted by the size of its own residual: what is a pluck to
    a low band is over in a high one. Bands that are no neighbours share nothing but errors of the fit.

    `length`: numbers that it hears, of whole frames; `sample_rate`: of the sound, Hz.
    Shape: `[num_frames * bands]`, frame after frame. The tape must be longer than `length`.
    """
    lags = length // bands
    frames = tape.astype(np.float64).reshape(-1, bands)
    windows = np.lib.stride_tricks.sliding_window_view(frames.ravel(), length + bands)[::bands]
    stride = max(1, len(windows) // WINDOWS)
    fitted, width = windows[::stride], min(len(windows), max(1, round(AROUND_S * sample_rate / bands)))
    weight, around = np.zeros((bands, length)), np.ones((len(windows), bands))
    for band in range(bands):
        near = np.flatnonzero(np.abs(np.arange(length) % bands - band) <= 1)
        for _ in range(SCATTER_STEPS + 1):
            sizes = np.maximum(around[:, band], SMALLEST_AROUND * np.median(around[:, band]) + QUIETEST)[::stride, None]
            x, label = fitted[:, near] / sizes, fitted[:, length + band] / sizes[:, 0]
            square = x.T @ x
            square[np.diag_indices(len(near))] += RIDGE * np.trace(square) / len(near) + 1e-12
            weight[band, near] = np.linalg.solve(square, x.T @ label)
            left_over = frames[lags:, band] - predicted_frames(frames, weight[band : band + 1])[:, 0]
            around[:, band] = size_around(left_over, width)
    weight = stable_frames(weight, LARGEST_RADIUS ** (USUAL_RATE * bands / sample_rate))
    left_over = frames[lags:] - predicted_frames(frames, weight)
    around = size_around(left_over, width) + QUIETEST
    whole = np.sqrt(np.mean(left_over**2, axis=0)) + QUIETEST
    units = np.sqrt(np.median(around, axis=0) * whole)
    deviation = float(np.sqrt(np.mean(whole**2)))
    around /= units
    return BandSkip(
        weight.astype(np.float32),
        (units / deviation).astype(np.float32),
        deviation,
        _whitening(fitted[:, :length], np.tile(units, lags), np.exp(np.mean(np.log(around), axis=1))[::stride]),
        around,
    )


def stable_frames(weight: DoubleArray, largest_radius: float) -> DoubleArray:
    """The predictor with all its resonances decaying, as `linear.stable`; those are eigenvalues of its companion.

    Shape: `[bands, length]`
    """
    bands, length = weight.shape
    lags = length // bands
    companion = np.zeros((length, length))
    companion[:bands] = weight.reshape(bands, lags, bands)[:, ::-1].reshape(bands, length)
    companion[bands:, :-bands] = np.eye(length - bands)
    excess = float(np.abs(np.linalg.eigvals(companion)).max()) / largest_radius
    if excess <= 1.0:
        return weight
    return np.asarray(weight / np.repeat(excess ** np.arange(lags, 0, -1), bands))


def predicted_frames(frames: DoubleArray, weight: np.ndarray) -> DoubleArray:
    """What weights make of all frames but the first ones, which they only hear.

    Shape: `[..., lags + n, bands]`, `[outputs, lags * bands]` -> `[..., n, outputs]`
    """
    kernels = weight.astype(np.float64).reshape(len(weight), -1, frames.shape[-1])[:, ::-1]
    lags, found = kernels.shape[1], []
    for kernel in kernels:
        used = np.flatnonzero(kernel.any(axis=0))
        filters = kernel[:, used].reshape(*[1] * (frames.ndim - 2), lags, len(used))
        heard = oaconvolve(frames[..., used], filters, axes=-2) if len(used) else np.zeros((*frames.shape[:-1], 1))
        found.append(heard[..., lags - 1 : frames.shape[-2] - 1, :].sum(axis=-1))
    return np.stack(found, axis=-1)


def _whitening(windows: np.ndarray, units: DoubleArray, sizes: DoubleArray) -> FloatArray:
    """A lower triangle that makes usual windows numbers of about 1, be their bands loud or quiet.

    Shape: `[n, length]`, `[length]`, `[n]` -> `[length, length]`
    """
    sizes = np.maximum(sizes, SMALLEST_AROUND * np.median(sizes))
    x = windows / sizes[:, None] / units
    square = x.T @ x / len(x)
    square[np.diag_indices(len(square))] += WHITENING_RIDGE * np.trace(square) / len(square) + 1e-12
    return np.asarray(np.linalg.inv(np.linalg.cholesky(square)) / (np.median(sizes) * units), dtype=np.float32)
