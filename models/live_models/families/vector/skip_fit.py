"""Fits the linear skip of a vector: a least-squares predictor, and the factor of what it leaves over."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.vector.skip import innovation_scale

WINDOWS: Final = 20_000
"""Largest number of windows that are fitted."""

RIDGE: Final = 1e-4
"""Share of the windows' power added to the diagonal: with it no predictor grew when fed by itself."""

SPREAD_FLOOR: Final = 1e-6
"""Share of the residual's power added to the diagonal of its covariance: above the band of the recording there is no
sound, and nothing to divide by."""

SCATTER_STEPS: Final = 2
SMALLEST_SHARE: Final = 0.1
"""Times that the windows are weighted again, and the smallest innovation that counts, relative to the median."""


def fit_vector_skip(tape: FloatArray, seg_len: int, length: int, level_normalised: bool) -> dict[str, FloatArray]:
    """Fit the tensors of a vector's linear skip (`live_models.families.vector.skip`).

    Windows count in the units of their innovations: with `level_normalised`, quiet ones as much as loud. The innovation
    of a pluck is a thousand times that of ringing and has another spectrum; so that it does not set predictor and
    spread for all, they are fitted again with each window divided by the size of its innovation (Tyler 1987, "A
    distribution-free M-estimator of multivariate scatter").

    Shape: `[num_samples]` -> `linear.weight` `[seg_len, length]`, `linear.spread` `[seg_len, seg_len]`. A tape shorter
    than a window is read round its end.
    """
    tape = np.resize(tape, max(len(tape), length + seg_len))
    stride = max(1, (len(tape) - length - seg_len) // WINDOWS)
    windows = np.lib.stride_tricks.sliding_window_view(tape, length + seg_len)[::stride]
    windows = windows / innovation_scale(windows[:, length - seg_len : length], level_normalised)
    history, vector = windows[:, :length], windows[:, length:]
    sizes = np.ones((len(windows), 1), dtype=np.float32)
    for again in range(SCATTER_STEPS + 1):
        x, y = history / sizes, vector / sizes
        square = (x.T @ x).astype(np.float64)
        square[np.diag_indices(length)] += RIDGE * np.trace(square) / length + 1e-12
        weight = np.linalg.solve(square, (x.T @ y).astype(np.float64)).T.astype(np.float32)
        left_over = y - x @ weight.T
        scatter = (left_over.T @ left_over).astype(np.float64) / np.sum(1.0 / sizes.astype(np.float64) ** 2)
        scatter[np.diag_indices(seg_len)] += SPREAD_FLOOR * np.trace(scatter) / seg_len + 1e-12
        spread = np.linalg.cholesky(scatter)
        if again < SCATTER_STEPS:
            innovations = (left_over * sizes) @ np.linalg.inv(spread).T.astype(np.float32)
            sizes = np.sqrt(np.mean(np.square(innovations), axis=1, keepdims=True))
            sizes = np.maximum(sizes, SMALLEST_SHARE * np.median(sizes))
    return {"linear.weight": weight, "linear.spread": spread.astype(np.float32)}
