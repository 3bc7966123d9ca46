"""Parts of a step on packed weights: quantising, products, cells, threads that wait for each other; torch-free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from live_inference.arrays import FloatArray, Int8Array, Int16Array
from live_inference.backends.cpu_cells import WIDTH, eight_cells, one_cell
from live_inference.backends.cpu_panels import FAST, LANES, PANEL, _panel_lanes, _panel_one, _pointer, pack, pack_int8
from live_models.hyperparameters import Hyperparameters

IntArray = np.ndarray[Any, np.dtype[np.int64]]


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
        np.concatenate(packed), np.concatenate(scales), np.concatenate(biases), np.array(matrices, dtype=np.int64)
    )


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def quantise(
    x: FloatArray, xq: Int16Array, scales: FloatArray, columns: int, start: int, step: int, length: int, lanes: int
) -> None:
    """Round `lanes` vectors to 16 bits, each with a scale of its own, so that no sum over `columns` can overflow."""
    largest = np.float32(min(32767.0, 2147483647.0 / (127.0 * columns)))
    for lane in range(lanes):
        at = start + lane * step
        peak, total = np.float32(1e-30), np.float32(0.0)
        for i in range(length):
            size = abs(x[at + i])
            total += size
            peak = max(peak, size)
        if np.isnan(total):  # NaN goes through by the scale, so that the guard sees it
            peak = total
        scales[lane] = peak / largest
        factor = largest / peak
        for i in range(length):
            xq[at + i] = np.int16(np.rint(x[at + i] * factor))


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def multiply(
    weights: Any, w_start: int, w_skip: int, columns: int, packed_columns: int, x: FloatArray, xq: Int16Array,
    x_scales: FloatArray, scale_step: int, x_start: int, x_step: int, lanes: int, out: FloatArray, out_start: int,
    out_step: int, scales: FloatArray, scale_start: int, first: int, last: int, backward: bool,
) -> None:  # fmt: skip
    """Add panels `first`..`last` of a matrix times vectors to `out`; `w_skip` columns are left out at the start.

    `backward` goes through the panels from the last: what the second-level cache still holds of a matrix larger than
    itself is then met first.
    """
    for number in range(first, last):
        panel = first + last - 1 - number if backward else number
        at = w_start + (panel * packed_columns + w_skip) * PANEL
        row = panel * PANEL
        lane = 0
        while lane + LANES <= lanes:
            _panel_lanes(
                weights, at, x, xq, x_start + lane * x_step, x_step, columns, out, out_start + lane * out_step + row,
                out_step, scales, scale_start + row, x_scales, lane * scale_step, scale_step,
            )  # fmt: skip
            lane += LANES
        while lane < lanes:
            _panel_one(
                weights, at, x, xq, x_start + lane * x_step, x_step, columns, out, out_start + lane * out_step + row,
                out_step, scales, scale_start + row, x_scales, lane * scale_step, scale_step,
            )  # fmt: skip
            lane += 1


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def cells(
    gates: FloatArray, gates_at: int, size: int, cell: FloatArray, cell_at: int, hidden: FloatArray, hidden_at: int,
    first: int, last: int,
) -> None:  # fmt: skip
    """Cells `first`..`last` of one lane: from gates (input, forget, cell, output) to the new state."""
    i = first
    while i + WIDTH <= last:
        eight_cells(gates, gates_at + i, size, cell, cell_at + i, hidden, hidden_at + i)
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


@numba.njit(nogil=True, cache=True)
def wait_for_all(counters: IntArray, threads: int, passed: int) -> None:
    """Barrier number `passed` (from 0) of `threads` threads; spins, for a step lasts only microseconds."""
    _arrive(counters, 0)
    while _count(counters, 0) < threads * (passed + 1):
        pass


@numba.njit(nogil=True, cache=True)
def thread_panels(size: int, panels: int, thread: int, threads: int, gate: int) -> tuple[int, int]:
    """First and last panel of one thread's share of one gate; alone, all panels are gate 0's."""
    if threads == 1:
        return (0, panels) if gate == 0 else (0, 0)
    share = size // (threads * PANEL)
    first = gate * (size // PANEL) + thread * share
    return first, first + share
