"""What follows the last samples by the linear skip, compiled: `limited` and `vector` of `VectorSkip`, and the level."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.vector.skip import LOUDEST_RMS, QUIETEST_RMS, VectorSkip
from live_models.features import LEVEL_FLOOR, LEVEL_SPAN, REFERENCE_RMS
from live_models.heads import MAX_SAMPLE
from live_models.kernels.compiling import allocating_kernel, kernel
from live_models.kernels.panels import CONVERTS_HALF, PANEL
from live_models.kernels.products import (
    PackedWeights,
    Precision,
    Room,
    Span,
    Sums,
    Vectors,
    arrange,
    make_room,
    multiply,
    pack_weights,
)
from live_models.kernels.sums import mean_square


class Skip(NamedTuple):
    """The two matrices of a linear skip, packed: `weight`, `[size, length]`, and `spread`, `[size, size]`."""

    packed: PackedWeights
    length: int
    size: int


class SkipRoom(NamedTuple):
    """Where products with a skip's matrices are made. Shape: `known`, `new` `[rows]`"""

    room: Room
    known: FloatArray
    new: FloatArray


def packed_skip(skip: VectorSkip, precision: Precision) -> Skip:
    """The skip as kernels take it. Its weights are never int8: its errors would go round through the strings."""
    held: Precision = "float16" if precision != "float32" and CONVERTS_HALF else "float32"
    size, length = skip.weight.shape
    return Skip(pack_weights([(skip.weight, None), (skip.spread, None)], held, held), length, size)


@allocating_kernel
def skip_room(skip: Skip) -> SkipRoom:
    """Room for one dream's products."""
    rows = skip.packed.matrices[0][3] * PANEL
    room = make_room(skip.packed, 1, max(skip.length, skip.size) + 1)
    return SkipRoom(room, np.empty(rows, dtype=np.float32), np.empty(rows, dtype=np.float32))


@kernel
def product(skip: Skip, number: int, vector: FloatArray, room: Room, out: FloatArray) -> None:
    """A matrix of the skip times a vector. Shape: `[columns]` -> `out` `[rows]`"""
    out[:] = 0.0
    columns = len(vector)
    arrange(Vectors(vector, 0, 0, columns, 1), room, False, False)
    multiply(skip.packed, number, columns, 1, room, Sums(out, 0, 0), Span(0, skip.packed.matrices[number][3], False))


@kernel
def follow(
    history: FloatArray,
    innovation: FloatArray,
    skip: Skip,
    made: SkipRoom,
    level_normalised: bool,
    largest: float,
    samples: FloatArray,
    features: FloatArray,
) -> Any:
    """Write the samples that follow a history, and what of them goes in next; returns their mean power. NaN stays NaN.

    Shape: history `[skip_length]`, innovation, samples `[seg_len]`, features `[seg_len]`, with a level one more
    """
    size, length = skip.size, skip.length
    scale = 1.0
    if level_normalised:
        level = math.sqrt(mean_square(history, length - size, size, 0.0))
        scale = min(max(level, QUIETEST_RMS), LOUDEST_RMS) / REFERENCE_RMS
    found = scale * math.sqrt(mean_square(innovation, 0, size, 0.0))
    if not found <= largest:
        scale *= largest / found
    product(skip, 0, history, made.room, made.known)
    product(skip, 1, innovation, made.room, made.new)
    for row in range(size):
        value = made.known[row] + np.float32(scale) * made.new[row]
        if value > MAX_SAMPLE:
            value = np.float32(MAX_SAMPLE)
        elif value < -MAX_SAMPLE:
            value = np.float32(-MAX_SAMPLE)
        samples[row] = value
    power = mean_square(samples, 0, size, 0.0)
    divisor = 1.0
    if level_normalised:
        divisor = LEVEL_FLOOR + math.sqrt(power)
        features[size] = math.log(divisor) / LEVEL_SPAN + 1.0
    for row in range(size):
        features[row] = samples[row] / divisor
    return power


@allocating_kernel
def follow_alone(
    history: FloatArray,
    innovation: FloatArray,
    skip: Skip,
    level_normalised: bool,
    largest: float,
    samples: FloatArray,
    features: FloatArray,
) -> Any:
    """`follow` once, with room of its own."""
    return follow(history, innovation, skip, skip_room(skip), level_normalised, largest, samples, features)
