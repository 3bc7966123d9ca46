"""The linear skip of a frame of bands in closed form: every band is predicted from the last frames of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from scipy.ndimage import uniform_filter1d

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.sample_wise.linear import (
    LARGEST_RADIUS,
    RIDGE,
    SCATTER_STEPS,
    SMALLEST_AROUND,
    WHITENING_RIDGE,
    WINDOWS,
)

AROUND_S: Final = 0.02
"""Time over which the size of what is left over is measured, as `linear.AROUND`."""

RADIUS_RATE: Final = 11025
"""Hz. The rate of which `LARGEST_RADIUS` speaks."""

PIECE: Final = 2048
"""Windows that are added up at a time: they overlap, and all of them are gigabytes."""

SPREAD_FLOOR: Final = 1e-5
"""Of the largest deviation of a band (-100 dB): what smaller ones are raised by. There a recording has nothing."""


class InBands(Protocol):
    """What the fit needs of hyperparameters."""

    @property
    def bands(self) -> int:
        """Bands of a frame."""
        ...

    @property
    def seg_len(self) -> int:
        """Numbers that the skip hears: whole frames."""
        ...

    @property
    def sample_rate(self) -> int:
        """Hz, of the sound."""
        ...


@dataclass(frozen=True)
class BandSkip:
    """A frame's linear skip, and the size of its residual in the recordings. See `linear.SampleSkip`.

    What is left over of a frame is `deviation * spread @ u`: the numbers `u` of each band have variance 1 and tell
    nothing of each other.

    Shape: `weight` `[bands, length]`; `spread` `[bands, bands]`, lower triangular; `whitening` `[length, length]`;
    `around` `[num_frames]`: the root mean square of `u` around each frame, over its own of all frames.
    """

    weight: FloatArray
    spread: FloatArray
    deviation: float
    whitening: FloatArray
    around: DoubleArray

    def tensors(self) -> dict[str, FloatArray]:
        """What a checkpoint holds of it."""
        return {"linear.weight": self.weight, "linear.spread": self.spread}


def fit_band_skip(tape: FloatArray, parameters: InBands) -> BandSkip:
    """Fit the weights that predict a frame from the frames before it, and the spread of what they leave over.

    As `linear.fit_linear_skip`, for a vector of bands (multichannel linear prediction by the covariance method).
    Shape: `[num_frames * bands]`, frame after frame. The tape must be longer than `seg_len`.
    """
    p, bands, length = parameters, parameters.bands, parameters.seg_len
    frames = tape.astype(np.float64).reshape(-1, bands)
    windows = np.lib.stride_tricks.sliding_window_view(frames.ravel(), length + bands)[::bands]
    stride = max(1, len(windows) // WINDOWS)
    fitted, width = windows[::stride], max(1, round(AROUND_S * p.sample_rate / bands))
    sizes = np.ones((len(fitted), 1))
    for again in range(SCATTER_STEPS + 1):
        both = np.zeros((length + bands, length + bands))
        for start in range(0, len(fitted), PIECE):
            piece = fitted[start : start + PIECE] / sizes[start : start + PIECE]
            both += piece.T @ piece
        square = both[:length, :length]
        trace = np.trace(square) / length
        square[np.diag_indices(length)] += RIDGE * trace + 1e-12
        weight = np.linalg.solve(square, both[:length, length:]).T
        if again == SCATTER_STEPS:
            weight = stable_frames(weight, LARGEST_RADIUS ** (RADIUS_RATE * bands / p.sample_rate))
        left_over = np.concatenate(
            [
                windows[start : start + PIECE, length:] - windows[start : start + PIECE, :length] @ weight.T
                for start in range(0, len(windows), PIECE)
            ]
        )
        spread = _spread(left_over)
        freed = np.linalg.solve(spread, left_over.T).T
        around = np.sqrt(uniform_filter1d(np.mean(freed**2, axis=1), min(width, len(freed))))
        if again < SCATTER_STEPS:
            sizes = np.maximum(around, SMALLEST_AROUND * np.median(around) + 1e-9)[::stride, None]
    square[np.diag_indices(length)] += WHITENING_RIDGE * trace
    # The windows were divided by `around`, so that a quiet one counts as much; whitened ones are about 1 where it is.
    whitening = np.linalg.inv(np.linalg.cholesky(square / len(fitted))) / (np.median(around) + 1e-9)
    deviation = max(float(np.sqrt(np.mean(left_over**2))), 1e-6)
    size = float(np.sqrt(np.mean(freed**2)))
    return BandSkip(
        weight.astype(np.float32), (spread / deviation).astype(np.float32), deviation, whitening.astype(np.float32),
        around / max(size, 1e-9),
    )  # fmt: skip


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


def _spread(left_over: DoubleArray) -> DoubleArray:
    """A lower triangle whose square is the covariance, no band quieter than the floor. Shape: `[frames, bands]`"""
    covariance = left_over.T @ left_over / len(left_over)
    loudest = float(np.diag(covariance).max())
    floor = (SPREAD_FLOOR**2 * loudest + 1e-20) * np.eye(len(covariance))
    return np.asarray(np.linalg.cholesky(covariance + floor))
