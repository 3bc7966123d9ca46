"""Sums over stretches of arrays, in the vector units (numba). They store nothing: see `compiling.EXACT`."""

from __future__ import annotations

from typing import Any

import numpy as np

from live_models.arrays import FloatArray
from live_models.kernels.compiling import summing_kernel


@summing_kernel
def total_of(x: FloatArray, start: int, count: int) -> Any:
    """The sum of `count` numbers from `start`, float64."""
    total = 0.0
    for value in x[start : start + count]:
        total += np.float64(value)
    return total


@summing_kernel
def mean_square(x: FloatArray, start: int, count: int, middle: float) -> Any:
    """The mean square of `count` numbers from `start`, less `middle`, float64."""
    total = 0.0
    for value in x[start : start + count]:
        away = np.float64(value) - middle
        total += away * away
    return total / count
