"""Matrices packed for the vector units, and their products with vectors of one or many dreams (numba); torch-free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from live_models.arrays import FloatArray, HalfBits, Int8Array, Int16Array, IntArray
from live_models.kernels.compiling import kernel, summing_kernel
from live_models.kernels.panels import (
    ABREAST,
    ALONE,
    HALF,
    LANES,
    PANEL,
    half,
    half_abreast,
    many,
    many_abreast,
    one,
    one_abreast,
    pack,
    pack_half,
    pack_int8,
)
from live_models.kernels.threads import Team, thread_panels

HUGE_PAGE: Final = 2 << 20

Precision = Literal["float32", "float16", "int8"]
"""How weights are kept; sums are float32, or exact for int8."""


class PackedWeights(NamedTuple):
    """Matrices in panels: the first for itself, which may be of another type, the others one after the other.

    `matrices` `[count, 5]`: where a matrix begins (in `first`, or in `others`), its columns, the same made even, its
    panels, and where its rows begin in `scales` and `biases`. `integer`: weights are int8.
    """

    first: FloatArray | HalfBits | Int8Array
    others: FloatArray | HalfBits | Int8Array
    scales: FloatArray
    biases: FloatArray
    matrices: IntArray
    integer: bool

    def nbytes(self) -> int:
        """Bytes of weights that one step reads, scales included where they are used."""
        return self.first.nbytes + self.others.nbytes + (self.scales.nbytes if self.integer else 0)


class Room(NamedTuple):
    """Where vectors are laid out for a product. See `arrange`.

    Shape: `x` `[lanes * columns]`, as they come; `floats` or `shorts`, `[lanes * even columns]`, side by side, and
    `scales` `[lanes]`, of the shorts
    """

    x: FloatArray
    floats: FloatArray
    shorts: Int16Array
    scales: FloatArray


def pack_weights(
    layers: Sequence[tuple[FloatArray, FloatArray | None]], first: Precision, others: Precision
) -> PackedWeights:
    """Pack matrices with their biases (None: zeros). `first` is the first one's precision; int8 goes with int8 only.

    Shape: each `[rows, columns]`, `[rows]`
    """
    if (first == "int8") != (others == "int8"):
        raise ValueError(f"int8 weights must not be mixed with others, got {first} and {others}")
    packed: list[np.ndarray] = []
    scales, biases, matrices = [], [], []
    start = row = 0
    for matrix, bias in layers:
        panels = -(-len(matrix) // PANEL)
        of_rows = np.ones(panels * PANEL, dtype=np.float32)
        precision = others if packed else first
        if precision == "int8":
            flat, of_rows = pack_int8(matrix)
            packed.append(flat)
        else:
            packed.append(pack_half(matrix) if precision == "float16" else pack(matrix))
        matrices.append((start, matrix.shape[1], matrix.shape[1] + matrix.shape[1] % 2, panels, row))
        scales.append(of_rows)
        padded = np.zeros(panels * PANEL, dtype=np.float32)
        padded[: len(matrix)] = 0.0 if bias is None else bias
        biases.append(padded)
        start, row = (start + packed[-1].size if len(packed) > 1 else 0), row + panels * PANEL
    return PackedWeights(
        _settled(packed[:1]),
        _settled(packed[1:]),
        np.concatenate(scales),
        np.concatenate(biases),
        np.array(matrices, dtype=np.int64),
        others == "int8",
    )


@summing_kernel
def make_room(packed: PackedWeights, lanes: int, length: int) -> Room:
    """Room for `length` numbers of `lanes` vectors together."""
    return Room(
        np.empty(length, dtype=np.float32),
        np.empty(1 if packed.integer else length, dtype=np.float32),
        np.zeros(length if packed.integer else 1, dtype=np.int16),
        np.ones(lanes, dtype=np.float32),
    )


def _settled(parts: list[np.ndarray]) -> np.ndarray:
    """Arrays one after the other where a processor reads them fastest: from the beginning of a huge page.

    No column then lies across two lines of the caches, and a matrix nearly as large as the second-level cache does not
    meet itself there by the chance of its pages' addresses. numpy asks for huge pages (Linux) from 4 MiB on, which the
    room in front makes every request; what is never touched takes no memory.
    """
    num_bytes = sum(part.nbytes for part in parts)
    room = np.empty(num_bytes + 2 * HUGE_PAGE, dtype=np.uint8)
    start = -room.ctypes.data % HUGE_PAGE
    settled = room[start : start + num_bytes].view(parts[0].dtype)
    np.concatenate(parts, out=settled)
    return settled


@kernel
def group_of(lanes: int) -> int:
    """How many of `lanes` vectors that are left go through the next pass over a panel together."""
    if lanes >= LANES:
        return LANES
    return HALF if lanes >= HALF else 1


@summing_kernel
def peak_of(x: FloatArray, start: int, length: int) -> Any:
    """The largest size of a number in a stretch; NaN if there is one, so that the guard sees it."""
    peak, total = np.float32(1e-30), np.float32(0.0)
    for i in range(start, start + length):
        size = abs(x[i])
        total += size
        peak = max(peak, size)
    return total if np.isnan(total) else peak


@kernel
def arrange(
    x: FloatArray, start: int, step: int, columns: int, lanes: int, integer: bool, room: Room, one_scale: bool
) -> None:
    """Lay `lanes` vectors, `step` apart in `x`, side by side as one pass takes them: for each column all its lanes.

    A group of lanes (`group_of`) begins at its first lane times the columns made even. `integer`: rounded to 16 bits,
    columns in pairs, each vector (or all alike: `one_scale`) with a scale so that no sum over `columns` can overflow.
    One loop rounds for all: compiled twice, it could round a vector another way alone than in a group.
    """
    floats, shorts, scales = room.floats, room.shorts, room.scales
    even = columns + columns % 2
    largest = np.float32(min(32767.0, 2147483647.0 / (127.0 * columns)))
    if integer:
        for lane in range(1 if one_scale else lanes):
            length = columns + (lanes - 1) * step if one_scale else columns
            scales[lane] = peak_of(x, start + lane * step, length) / largest
    rounded = np.zeros(even if integer else 1, dtype=np.int16)
    lane = 0
    while lane < lanes:
        group = group_of(lanes - lane)
        for member in range(group):
            at, to = start + (lane + member) * step, lane * even
            if integer:
                scale = scales[0 if one_scale else lane + member]
                for i in range(columns):
                    rounded[i] = np.int16(np.rint(x[at + i] / scale))
                for pair in range(even // 2):
                    place = to + 2 * (pair * group + member)
                    shorts[place] = rounded[2 * pair]
                    shorts[place + 1] = rounded[2 * pair + 1]
            elif group == 1:
                for i in range(columns):
                    floats[to + i] = x[at + i]
            else:
                for i in range(columns):
                    floats[to + i * group + member] = x[at + i]
        lane += group


@kernel
def multiply(
    weights: Any,
    packed: PackedWeights,
    number: int,
    columns: int,
    room: Room,
    scale_step: int,
    lanes: int,
    out: FloatArray,
    out_start: int,
    out_step: int,
    first: int,
    last: int,
    backward: bool,
) -> None:
    """Add panels `first`..`last` of matrix `number`, its last `columns`, times arranged vectors to `out`.

    `weights` is the array that holds the matrix: `packed.first` for number 0, else `packed.others`.

    `backward` goes through the panels from the last: what the second-level cache still holds of a matrix larger than
    itself is then met first. Either way a panel is summed in the same order, so that chunks of any length give the same
    samples.
    """
    matrix = packed.matrices[number]
    scales, x_scales, xf, xq = packed.scales, room.scales, room.floats, room.shorts
    even = columns + columns % 2
    w_step = matrix[2] * PANEL
    w_start = matrix[0] + (matrix[2] - even) * PANEL
    most = ABREAST if lanes >= HALF else ALONE
    groups = (last - first) // most
    passes = groups + (last - first) % most
    for index in range(passes):
        place = passes - 1 - index if backward else index
        abreast = most if place < groups else 1
        panel = first + (place * most if place < groups else groups * most + place - groups)
        at = w_start + panel * w_step
        row = panel * PANEL
        scale_row = matrix[4] + row
        lane = 0
        while lane < lanes:
            group = group_of(lanes - lane)
            x_at, to, scale_at = lane * even, out_start + lane * out_step + row, lane * scale_step
            if group == LANES and abreast == ABREAST:
                many_abreast(
                    weights, at, w_step, xf, xq, x_at, columns, out, to, out_step, scales, scale_row,
                    x_scales, scale_at, scale_step,
                )  # fmt: skip
            elif group == LANES:
                many(
                    weights, at, w_step, xf, xq, x_at, columns, out, to, out_step, scales, scale_row,
                    x_scales, scale_at, scale_step,
                )  # fmt: skip
            elif group == HALF and abreast == ABREAST:
                half_abreast(
                    weights, at, w_step, xf, xq, x_at, columns, out, to, out_step, scales, scale_row,
                    x_scales, scale_at, scale_step,
                )  # fmt: skip
            elif group == HALF:
                half(
                    weights, at, w_step, xf, xq, x_at, columns, out, to, out_step, scales, scale_row,
                    x_scales, scale_at, scale_step,
                )  # fmt: skip
            elif abreast == ALONE:
                one_abreast(
                    weights, at, w_step, xf, xq, x_at, columns, out, to, out_step, scales, scale_row,
                    x_scales, scale_at, scale_step,
                )  # fmt: skip
            else:
                for next_ in range(abreast):
                    one(
                        weights, at + next_ * w_step, w_step, xf, xq, x_at, columns, out, to + next_ * PANEL, out_step,
                        scales, scale_row + next_ * PANEL, x_scales, scale_at, scale_step,
                    )  # fmt: skip
            lane += group


@summing_kernel
def matrix_times(
    packed: PackedWeights,
    number: int,
    x: FloatArray,
    start: int,
    room: Room,
    lanes: int,
    out: FloatArray,
    out_start: int,
    out_step: int,
    size: int,
    team: Team,
    backward: bool,
) -> None:
    """Add this thread's rows of a matrix times the vectors `[lanes, columns]` at `start` in `x` to `out`.

    `size`: rows of one of the four gates, where threads share them.
    """
    matrix = packed.matrices[number]
    columns = matrix[1]
    arrange(x, start, columns, columns, lanes, packed.integer, room, False)
    gates = 4 if team.threads > 1 else 1
    for turn in range(gates):
        gate = gates - 1 - turn if backward else turn
        first, last = thread_panels(size, matrix[3], team, gate)
        if number == 0:
            multiply(
                packed.first, packed, 0, columns, room, 1, lanes, out, out_start, out_step, first, last, backward
            )  # fmt: skip
        else:
            multiply(
                packed.others, packed, number, columns, room, 1, lanes, out, out_start, out_step, first, last, backward
            )  # fmt: skip
