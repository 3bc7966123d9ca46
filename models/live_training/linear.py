"""Linear skips in closed form: least-squares predictors of a sample or a vector (covariance method)."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_inference.arrays import FloatArray
from live_models.vector_skip import innovation_scale

WINDOWS: Final = 40_000
"""At most so many windows of the material are fitted: about four seconds' worth, spread over all of it."""

VECTOR_WINDOWS: Final = 30_000
"""At most so many for a whole vector, whose windows are longer."""

VECTOR_RIDGE: Final = 1e-4
"""As RIDGE. A vector's predictor must not ring up when it is fed by itself; with so much it never did."""

SPREAD_FLOOR: Final = 1e-6
"""Share of the left-over's power added to the diagonal of its covariance: where there is no sound (above the band of
the recording) there must be something to divide by."""

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


def fit_vector_skip(tape: FloatArray, seg_len: int, length: int, level_normalised: bool) -> dict[str, FloatArray]:
    """Tensors of a vector's linear skip (`live_models.vector_skip`) from the material.

    Windows count in the units that their innovations will have: with `level_normalised`, quiet ones as much as loud.

    Shape: `[num_samples]` -> `linear.weight` `[seg_len, length]`, `linear.spread` `[seg_len, seg_len]`. A tape shorter
    than a window is read round its end.
    """
    tape = np.resize(tape, max(len(tape), length + seg_len))
    stride = max(1, (len(tape) - length - seg_len) // VECTOR_WINDOWS)
    windows = np.lib.stride_tricks.sliding_window_view(tape, length + seg_len)[::stride]
    square = np.zeros((length + seg_len, length + seg_len))
    for start in range(0, len(windows), 2048):  # all at once would be hundreds of megabytes
        block = windows[start : start + 2048]
        block = block / innovation_scale(block[:, length - seg_len : length], level_normalised)
        square += block.T @ block
    square /= len(windows)
    heard = square[:length, :length] + np.diag(
        np.full(length, VECTOR_RIDGE * np.trace(square[:length, :length]) / length + 1e-12)
    )
    weight = np.linalg.solve(heard, square[:length, length:]).T
    cross = weight @ square[:length, length:]
    left_over = square[length:, length:] - cross - cross.T + weight @ square[:length, :length] @ weight.T
    left_over[np.diag_indices(seg_len)] += SPREAD_FLOOR * np.trace(left_over) / seg_len + 1e-12
    return {
        "linear.weight": weight.astype(np.float32),
        "linear.spread": np.linalg.cholesky(left_over).astype(np.float32),
    }
