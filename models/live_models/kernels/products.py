"""Matrices packed for the vector units, and their products with vectors of one or many dreams (numba)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from live_models.arrays import FloatArray, HalfBits, Int8Array, Int16Array, IntArray
from live_models.kernels.compiling import allocating_kernel, kernel
from live_models.kernels.panels import (
    ABREAST,
    ALONE,
    ALONE_INT8,
    HALF,
    LANES,
    PANEL,
    Places,
    half,
    half_abreast,
    many,
    one,
    one_abreast,
    one_int8,
    pack,
    pack_half,
    pack_int8,
)
from live_models.kernels.stretches import copy_stretch, largest_of
from live_models.kernels.threads import Team, thread_panels

HUGE_PAGE: Final = 2 << 20

Precision = Literal["float32", "float16", "int8"]
"""How weights are stored; sums are float32, exact integers for int8."""

_NUMBERS: Final = {"float32": np.float32, "float16": np.uint16, "int8": np.int8}


class PackedWeights(NamedTuple):
    """Matrices in panels: the first by itself, since its type may differ, the others one after the other.

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
    `scales` `[lanes]`, of the shorts; `rounded` `[even columns]`, one vector on its way to the shorts
    """

    x: FloatArray
    floats: FloatArray
    shorts: Int16Array
    scales: FloatArray
    rounded: Int16Array


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
        _settled(packed[1:] or [np.zeros(0, dtype=_NUMBERS[others])]),
        np.concatenate(scales),
        np.concatenate(biases),
        np.array(matrices, dtype=np.int64),
        others == "int8",
    )


@allocating_kernel
def make_room(packed: PackedWeights, lanes: int, length: int) -> Room:
    """Room for `length` numbers of `lanes` vectors together."""
    return Room(
        np.empty(length, dtype=np.float32),
        np.empty(1 if packed.integer else length, dtype=np.float32),
        np.zeros(length if packed.integer else 1, dtype=np.int16),
        np.ones(lanes, dtype=np.float32),
        np.zeros(length if packed.integer else 1, dtype=np.int16),
    )


def _settled(parts: list[np.ndarray]) -> np.ndarray:
    """Arrays one after the other where a processor reads them fastest: from the beginning of a huge page.

    Then no column lies across two cache lines, and the pages of a matrix nearly as large as the second-level cache do
    not compete for the same places in it. numpy asks Linux for huge pages from 4 MiB on; the space in front makes every
    request that large. What is never touched takes no memory.
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


class Vectors(NamedTuple):
    """Vectors that a matrix is multiplied with: each of `lanes` has `columns` numbers, the first begins at `start`.

    `step`: from where one begins to where the next one does; they may overlap.
    """

    x: FloatArray
    start: int
    step: int
    columns: int
    lanes: int


class Sums(NamedTuple):
    """Where products are added: the first lane's rows from `start` of `out`, the others' `step` further on each."""

    out: FloatArray
    start: int
    step: int


class Share(NamedTuple):
    """The rows that one thread of a team works on, of a matrix of one gate or of several below each other.

    `size`: rows of a gate. `backward`: from the last panel to the first.
    """

    team: Team
    size: int
    gates: int
    backward: bool


class Span(NamedTuple):
    """Panels `first`..`last` of a matrix; `backward`: from the last to the first."""

    first: int
    last: int
    backward: bool


@kernel
def arrange(vectors: Vectors, room: Room, integer: bool, one_scale: bool) -> None:
    """Lay vectors side by side as one pass over a panel takes them: for each column all its lanes.

    A group of lanes (`group_of`) begins at its first lane times the columns made even. `integer`: rounded to 16 bits,
    columns in pairs, each vector (or all alike: `one_scale`) with a scale so that no sum over `columns` can overflow.
    One loop rounds for all: compiled twice, it could round a vector another way alone than in a group.
    """
    x, columns, lanes = vectors.x, vectors.columns, vectors.lanes
    floats, shorts, scales = room.floats, room.shorts, room.scales
    even = columns + columns % 2
    largest = np.float32(min(32767.0, 2147483647.0 / (127.0 * columns)))
    if integer:
        for lane in range(lanes):
            if one_scale:
                length = columns + (lanes - 1) * vectors.step
                scales[lane] = largest_of(x, vectors.start, length) / largest if lane == 0 else scales[0]
            else:
                scales[lane] = largest_of(x, vectors.start + lane * vectors.step, columns) / largest
    rounded, lane = room.rounded, 0
    if integer:
        rounded[even - 1] = 0
    while lane < lanes:
        group = group_of(lanes - lane)
        for member in range(group):
            at, to = vectors.start + (lane + member) * vectors.step, lane * even
            if integer:
                finer, vector = np.float32(1.0) / scales[lane + member], x[at : at + columns]
                for i in range(columns):
                    rounded[i] = np.int16(np.rint(vector[i] * finer))
                if group == 1:
                    copy_stretch(shorts, to, rounded, 0, even)
                    continue
                placed = shorts[to + 2 * member : to + even * group]
                for pair in range(even // 2):
                    placed[2 * pair * group] = rounded[2 * pair]
                    placed[2 * pair * group + 1] = rounded[2 * pair + 1]
            elif group == 1:
                copy_stretch(floats, to, x, at, columns)
            else:
                vector, spread = x[at : at + columns], floats[to + member : to + columns * group]
                for i in range(columns):
                    spread[i * group] = vector[i]
        lane += group


@kernel
def _multiply(
    weights: Any, packed: PackedWeights, number: int, columns: int, lanes: int, room: Room, sums: Sums, span: Span
) -> None:
    """`multiply`, `weights` being the array that holds the matrix."""
    matrix, scales, out = packed.matrices[number], packed.scales, sums.out
    even = columns + columns % 2
    step = matrix[2] * PANEL
    begin = matrix[0] + (matrix[2] - even) * PANEL
    most = ALONE if lanes < HALF else (1 if lanes >= LANES else ABREAST)
    count = span.last - span.first
    if packed.integer and lanes < HALF and count % ALONE_INT8 == 0:
        most = ALONE_INT8
    groups = count // most
    passes = groups + count % most
    for index in range(passes):
        place = passes - 1 - index if span.backward else index
        abreast = most if place < groups else 1
        panel = span.first + (place * most if place < groups else groups * most + place - groups)
        row = panel * PANEL
        lane = 0
        while lane < lanes:
            group = group_of(lanes - lane)
            at = Places(
                begin + panel * step, step, lane * even, columns,
                sums.start + lane * sums.step + row, sums.step, matrix[4] + row, lane, 1,
            )  # fmt: skip
            if group == LANES:
                many(weights, scales, room, out, at)
            elif group == HALF and abreast == ABREAST:
                half_abreast(weights, scales, room, out, at)
            elif group == HALF:
                half(weights, scales, room, out, at)
            elif abreast == ALONE:
                one_abreast(weights, scales, room, out, at)
            elif abreast == ALONE_INT8:
                one_int8(weights, scales, room, out, at)
            else:
                for next_ in range(abreast):
                    beside = next_ * PANEL
                    one(
                        weights, scales, room, out,
                        Places(
                            at.weights + next_ * step, step, at.x, columns,
                            at.out + beside, at.out_step, at.scale + beside, at.x_scale, 1,
                        ),
                    )  # fmt: skip
            lane += group


@kernel
def multiply(
    packed: PackedWeights, number: int, columns: int, lanes: int, room: Room, sums: Sums, span: Span
) -> None:  # fmt: skip
    """Add panels of matrix `number`, its last `columns`, times arranged vectors to `sums`.

    Backward, what the second-level cache still holds of a matrix larger than itself is met first. Either way a panel is
    summed in the same order, so that chunks of any length give the same samples.
    """
    if number == 0:
        _multiply(packed.first, packed, 0, columns, lanes, room, sums, span)
    else:
        _multiply(packed.others, packed, number, columns, lanes, room, sums, span)


@kernel
def matrix_times(
    packed: PackedWeights, number: int, vectors: Vectors, room: Room, sums: Sums, share: Share
) -> None:  # fmt: skip
    """Add this thread's rows of a matrix times vectors to `sums`."""
    arrange(vectors, room, packed.integer, False)
    multiply_share(packed, number, vectors.columns, vectors.lanes, room, sums, share)


@kernel
def multiply_share(
    packed: PackedWeights, number: int, columns: int, lanes: int, room: Room, sums: Sums, share: Share
) -> None:  # fmt: skip
    """`multiply` of the rows that are this thread's, gate by gate."""
    team, panels = share.team, packed.matrices[number][3]
    gates = share.gates if team.threads > 1 else 1
    for turn in range(gates):
        gate = gates - 1 - turn if share.backward else turn
        first, last = thread_panels(share.size, panels, team, gate)
        multiply(packed, number, columns, lanes, room, sums, Span(first, last, share.backward))
