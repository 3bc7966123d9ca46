"""Parts of a step on packed weights: quantising, products, cells, threads that wait for each other; torch-free."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numba
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from live_inference.arrays import FloatArray, Int8Array, Int16Array
from live_inference.backends.cpu_cells import WIDTH, many_cells, one_cell
from live_inference.backends.cpu_panels import (
    ABREAST,
    ALONE,
    FAST,
    HALF,
    LANES,
    PANEL,
    _pointer,
    half,
    half_abreast,
    many,
    many_abreast,
    one,
    one_abreast,
    pack,
    pack_int8,
)
from live_models.hyperparameters import Hyperparameters

HUGE_PAGE: Final = 2 << 20

IntArray = np.ndarray[Any, np.dtype[np.int64]]

PATIENCE: Final = 20_000
"""Looks at a barrier before the core is offered to others: some 50 us, longer than threads are apart in quiet times."""


@dataclass(frozen=True)
class PackedWeights:
    """All matrices of a network in panels, one after the other: of each layer input and recurrent, then the head's.

    `matrices` `[2 * num_layers + 1, 5]`: where a matrix begins in `weights`, its columns, the same made even, its
    panels, and where its rows begin in `scales` and `biases`. Recurrent matrices have no biases: zeros.
    """

    weights: FloatArray | Int8Array
    scales: FloatArray
    biases: FloatArray
    matrices: IntArray

    @property
    def nbytes(self) -> int:
        """Bytes of weights that one step reads, scales included where they are used."""
        return self.weights.nbytes + (self.scales.nbytes if self.weights.dtype == np.int8 else 0)


def pack_weights(parameters: Hyperparameters, tensors: Mapping[str, FloatArray], *, int8: bool) -> PackedWeights:
    """A checkpoint's matrices, packed as float32 or int8."""
    named = []
    for layer in range(parameters.num_layers):
        named.append((tensors[f"layers.{layer}.weight_ih"], tensors[f"layers.{layer}.bias"]))
        named.append((tensors[f"layers.{layer}.weight_hh"], np.zeros(4 * parameters.hidden, dtype=np.float32)))
    named.append((tensors["head.weight"], tensors["head.bias"]))
    packed: list[np.ndarray] = []
    scales, biases, matrices = [], [], []
    start = row = 0
    for matrix, bias in named:
        panels = -(-len(matrix) // PANEL)
        of_rows = np.ones(panels * PANEL, dtype=np.float32)
        if int8:
            flat, of_rows = pack_int8(matrix)
            packed.append(flat)
        else:
            packed.append(pack(matrix))
        matrices.append((start, matrix.shape[1], matrix.shape[1] + matrix.shape[1] % 2, panels, row))
        scales.append(of_rows)
        biases.append(np.pad(bias, (0, panels * PANEL - len(bias))))
        start, row = start + packed[-1].size, row + panels * PANEL
    return PackedWeights(
        _settled(packed), np.concatenate(scales), np.concatenate(biases), np.array(matrices, dtype=np.int64)
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


@numba.njit(nogil=True, cache=True)
def group_of(lanes: int) -> int:
    """How many of `lanes` vectors that are left go through the next pass over a panel together."""
    if lanes >= LANES:
        return LANES
    return HALF if lanes >= HALF else 1


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def peak_of(x: FloatArray, start: int, length: int) -> Any:
    """The largest size of a number in a stretch; NaN if there is one, so that the guard sees it."""
    peak, total = np.float32(1e-30), np.float32(0.0)
    for i in range(start, start + length):
        size = abs(x[i])
        total += size
        peak = max(peak, size)
    return total if np.isnan(total) else peak


@numba.njit(nogil=True, cache=True, error_model="numpy")
def arrange(
    x: FloatArray, start: int, step: int, columns: int, lanes: int, integer: bool, xf: FloatArray, xq: Int16Array,
    x_scales: FloatArray, one_scale: bool,
) -> None:  # fmt: skip
    """Lay `lanes` vectors, `step` apart in `x`, side by side as one pass takes them: for each column all its lanes.

    A group of lanes (`group_of`) begins at its first lane times the columns made even. `integer`: rounded to 16 bits,
    columns in pairs, each vector (or all alike: `one_scale`) with a scale so that no sum over `columns` can overflow.
    One loop rounds for all: compiled twice, it could round a vector another way alone than in a group.
    """
    even = columns + columns % 2
    largest = np.float32(min(32767.0, 2147483647.0 / (127.0 * columns)))
    if integer:
        for lane in range(1 if one_scale else lanes):
            length = columns + (lanes - 1) * step if one_scale else columns
            x_scales[lane] = peak_of(x, start + lane * step, length) / largest
    rounded = np.zeros(even if integer else 1, dtype=np.int16)
    lane = 0
    while lane < lanes:
        group = group_of(lanes - lane)
        for member in range(group):
            at, to = start + (lane + member) * step, lane * even
            if integer:
                scale = x_scales[0 if one_scale else lane + member]
                for i in range(columns):
                    rounded[i] = np.int16(np.rint(x[at + i] / scale))
                for pair in range(even // 2):
                    place = to + 2 * (pair * group + member)
                    xq[place] = rounded[2 * pair]
                    xq[place + 1] = rounded[2 * pair + 1]
            elif group == 1:
                for i in range(columns):
                    xf[to + i] = x[at + i]
            else:
                for i in range(columns):
                    xf[to + i * group + member] = x[at + i]
        lane += group


@numba.njit(nogil=True, cache=True, error_model="numpy")
def multiply(
    weights: Any, w_start: int, w_skip: int, columns: int, packed_columns: int, xf: FloatArray, xq: Int16Array,
    x_scales: FloatArray, scale_step: int, lanes: int, out: FloatArray, out_start: int, out_step: int,
    scales: FloatArray, scale_start: int, first: int, last: int, backward: bool,
) -> None:  # fmt: skip
    """Add panels `first`..`last` of a matrix times arranged vectors to `out`; `w_skip` columns are left out in front.

    `backward` goes through the panels from the last: what the second-level cache still holds of a matrix larger than
    itself is then met first. Either way a panel is summed in the same order, and no sum may be reordered here, so that
    chunks of any length give the same samples.
    """
    even = columns + columns % 2
    w_step = packed_columns * PANEL
    most = ABREAST if lanes >= HALF else ALONE
    groups = (last - first) // most
    passes = groups + (last - first) % most
    for number in range(passes):
        place = passes - 1 - number if backward else number
        abreast = most if place < groups else 1
        panel = first + (place * most if place < groups else groups * most + place - groups)
        at = w_start + panel * w_step + w_skip * PANEL
        row = panel * PANEL
        lane = 0
        while lane < lanes:
            group = group_of(lanes - lane)
            x_at, to, scale_at = lane * even, out_start + lane * out_step + row, lane * scale_step
            if group == LANES and abreast == ABREAST:
                many_abreast(
                    weights, at, w_step, xf, xq, x_at, columns, out, to, out_step, scales, scale_start + row,
                    x_scales, scale_at, scale_step,
                )  # fmt: skip
            elif group == LANES:
                many(
                    weights, at, w_step, xf, xq, x_at, columns, out, to, out_step, scales, scale_start + row,
                    x_scales, scale_at, scale_step,
                )  # fmt: skip
            elif group == HALF and abreast == ABREAST:
                half_abreast(
                    weights, at, w_step, xf, xq, x_at, columns, out, to, out_step, scales, scale_start + row,
                    x_scales, scale_at, scale_step,
                )  # fmt: skip
            elif group == HALF:
                half(
                    weights, at, w_step, xf, xq, x_at, columns, out, to, out_step, scales, scale_start + row,
                    x_scales, scale_at, scale_step,
                )  # fmt: skip
            elif abreast == ALONE:
                one_abreast(
                    weights, at, w_step, xf, xq, x_at, columns, out, to, out_step, scales, scale_start + row,
                    x_scales, scale_at, scale_step,
                )  # fmt: skip
            else:
                for next_ in range(abreast):
                    one(
                        weights, at + next_ * w_step, w_step, xf, xq, x_at, columns, out, to + next_ * PANEL, out_step,
                        scales, scale_start + row + next_ * PANEL, x_scales, scale_at, scale_step,
                    )  # fmt: skip
            lane += group


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def cells(
    gates: FloatArray, gates_at: int, size: int, cell: FloatArray, cell_at: int, hidden: FloatArray, hidden_at: int,
    first: int, last: int,
) -> None:  # fmt: skip
    """Cells `first`..`last` of one lane: from gates (input, forget, cell, output) to the new state."""
    i = first
    while i + WIDTH <= last:
        many_cells(gates, gates_at + i, size, cell, cell_at + i, hidden, hidden_at + i)
        i += WIDTH
    while i < last:
        one_cell(gates, gates_at + i, size, cell, cell_at + i, hidden, hidden_at + i)
        i += 1


@intrinsic
def _arrive(typing: Any, counters: Any, at: Any) -> Any:
    """Add 1 to a counter; what this thread wrote before is seen by whoever sees the count."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pointer = _pointer(context, builder, signature.args[0], *arguments)
        builder.atomic_rmw("add", pointer, ir.IntType(64)(1), "acq_rel")
        return context.get_dummy_value()

    return types.void(counters, types.intp), emit


@intrinsic
def _count(typing: Any, counters: Any, at: Any) -> Any:
    """Read a counter, and see all that was written before it was counted up."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pointer = _pointer(context, builder, signature.args[0], *arguments)
        return builder.load_atomic(pointer, "acquire", 8)

    return types.int64(counters, types.intp), emit


if sys.platform == "win32":

    @numba.njit(nogil=True, cache=True)
    def _let_others_run() -> None:
        """Nothing: Windows' own call for it is not among the C library's."""

else:
    _sched_yield = types.ExternalFunction("sched_yield", types.int32())

    @numba.njit(nogil=True, cache=True)
    def _let_others_run() -> None:
        """Give the core to another thread that waits for it."""
        _sched_yield()


@numba.njit(nogil=True, cache=True)
def wait_for_all(counters: IntArray, threads: int, passed: int) -> None:
    """Barrier number `passed` (from 0) of `threads` threads; spins, for a step lasts only microseconds.

    A thread that still waits after `PATIENCE` looks lets others run: on a busy machine the one it waits for may be
    waiting for this very core.
    """
    _arrive(counters, 0)
    looks = 0
    while _count(counters, 0) < threads * (passed + 1):
        looks += 1
        if looks > PATIENCE:
            _let_others_run()


@numba.njit(nogil=True, cache=True)
def thread_panels(size: int, panels: int, thread: int, threads: int, gate: int) -> tuple[int, int]:
    """First and last panel of one thread's share of one gate; alone, all panels are gate 0's."""
    if threads == 1:
        return (0, panels) if gate == 0 else (0, 0)
    share = size // (threads * PANEL)
    first = gate * (size // PANEL) + thread * share
    return first, first + share
