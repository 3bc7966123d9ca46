"""What follows the last samples by the linear skip, compiled: `limited` and `vector` of `VectorSkip`, and the level."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.vector.skip import LOUDEST_RMS, QUIETEST_RMS
from live_models.features import LEVEL_FLOOR, LEVEL_SPAN, REFERENCE_RMS
from live_models.heads import MAX_SAMPLE
from live_models.kernels.compiling import summing_kernel


@summing_kernel
def mean_square(x: FloatArray, start: int, count: int) -> Any:
    """Mean power of `count` numbers from `start`, float64."""
    total = 0.0
    for value in x[start : start + count]:
        total += np.float64(value) * np.float64(value)
    return total / count


@summing_kernel
def follow(
    history: FloatArray,
    innovation: FloatArray,
    weight: FloatArray,
    spread: FloatArray,
    level_normalised: bool,
    largest: float,
    samples: FloatArray,
    features: FloatArray,
) -> Any:
    """Write the samples that follow a history, and what of them goes in next; returns their mean power. NaN stays NaN.

    Shape: history `[skip_length]`, innovation, samples `[seg_len]`, features `[seg_len]`, with a level one more; weight
    `[seg_len, skip_length]`, spread `[seg_len, seg_len]`, lower triangular
    """
    size, length = weight.shape
    scale = 1.0
    if level_normalised:
        level = math.sqrt(mean_square(history, length - size, size))
        scale = min(max(level, QUIETEST_RMS), LOUDEST_RMS) / REFERENCE_RMS
    found = scale * math.sqrt(mean_square(innovation, 0, size))
    if not found <= largest:
        scale *= largest / found
    for row in range(size):
        known, new = np.float32(0.0), np.float32(0.0)
        for column in range(length):
            known += weight[row, column] * history[column]
        for column in range(row + 1):  # a lower triangle
            new += spread[row, column] * innovation[column]
        value = known + np.float32(scale) * new
        if value > MAX_SAMPLE:
            value = np.float32(MAX_SAMPLE)
        elif value < -MAX_SAMPLE:
            value = np.float32(-MAX_SAMPLE)
        samples[row] = value
    power = mean_square(samples, 0, size)
    divisor = 1.0
    if level_normalised:
        divisor = LEVEL_FLOOR + math.sqrt(power)
        features[size] = math.log(divisor) / LEVEL_SPAN + 1.0
    for row in range(size):
        features[row] = samples[row] / divisor
    return power
