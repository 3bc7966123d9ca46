"""The linear skip's start: the least-squares predictor of the next sample (linear prediction, covariance method)."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_inference.arrays import FloatArray

WINDOWS: Final = 40_000
"""At most so many windows of the material are fitted: about four seconds' worth, spread over all of it."""

RIDGE: Final = 1e-6
"""Share of the windows' power added to the diagonal: keeps the predictor small where the sound leaves it open."""


def fit_linear_skip(tape: FloatArray, length: int) -> tuple[FloatArray, float]:
    """The weights that predict a sample from the `length` samples before it, and the deviation of what is left.

    Shape: `[num_samples]` -> `[1, length]`. The tape must be longer than `length`.
    """
    stride = max(1, (len(tape) - length) // WINDOWS)
    windows = np.lib.stride_tricks.sliding_window_view(tape, length + 1)[::stride].astype(np.float64)
    x, label = windows[:, :-1], windows[:, -1]
    square = x.T @ x
    square[np.diag_indices(length)] += RIDGE * np.trace(square) / length + 1e-12
    weight = np.linalg.solve(square, x.T @ label)
    deviation = float(np.std(label - x @ weight))
    return weight[None].astype(np.float32), max(deviation, 1e-6)
