"""Parts of a step on packed weights: quantising, products, cells, threads that wait for each other; torch-free."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from live_inference.arrays import FloatArray, Int8Array, Int16Array
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


@intrinsic
def _exp(typing: Any, x: Any) -> Any:
    """exp of a float32 in -87..87 to about one unit in the last place, in a form that loops can be vectorised with.

    x = n ln 2 + r with n whole; exp r is its Taylor series to the seventh power (|r| <= ln 2 / 2: the first term left
    out is below 1e-8); 2 to the n is put together from its bits.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind, integer = ir.FloatType(), ir.IntType(32)
        flags = ("contract",)
        (value,) = arguments
        rint = builder.module.declare_intrinsic("llvm.rint", [kind])
        whole = builder.call(rint, [builder.fmul(value, kind(1.0 / math.log(2.0)))])
        # ln 2 in two parts, the first with few enough bits that its product with n is exact
        coarse = 355.0 / 512.0
        rest = builder.fadd(value, builder.fmul(whole, kind(-coarse), flags=flags), flags=flags)
        rest = builder.fadd(rest, builder.fmul(whole, kind(coarse - math.log(2.0)), flags=flags), flags=flags)
        total = kind(1.0 / 5040.0)
        for factor in (720.0, 120.0, 24.0, 6.0, 2.0, 1.0, 1.0):
            total = builder.fadd(builder.fmul(total, rest, flags=flags), kind(1.0 / factor), flags=flags)
        bits = builder.shl(builder.add(builder.fptosi(whole, integer), integer(127)), integer(23))
        return builder.fmul(total, builder.bitcast(bits, kind))

    return types.float32(types.float32), emit


@numba.njit(nogil=True, fastmath=FAST, error_model="numpy", inline="always")
def _bounded(x: np.float32) -> np.float32:
    x = np.float32(-40.0) if x < np.float32(-40.0) else x
    return np.float32(40.0) if x > np.float32(40.0) else x  # NaN stays NaN


@numba.njit(nogil=True, fastmath=FAST, error_model="numpy", inline="always")
def sigmoid(x: np.float32) -> Any:
    """1 / (1 + exp(-x)), float32."""
    return np.float32(1.0) / (np.float32(1.0) + _exp(-_bounded(x)))


@numba.njit(nogil=True, fastmath=FAST, error_model="numpy", inline="always")
def tanh(x: np.float32) -> Any:
    """Hyperbolic tangent, float32, to about 1e-7 absolute."""
    return np.float32(1.0) - np.float32(2.0) / (_exp(np.float32(2.0) * _bounded(x)) + np.float32(1.0))


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
    gates: FloatArray, cell: FloatArray, hidden: FloatArray, entering: FloatArray, leaving: FloatArray,
    mask: FloatArray, masked: bool, residual: bool, size: int, first: int, last: int,
) -> None:  # fmt: skip
    """Cells `first`..`last` of one lane: gates (input, forget, cell, output) to new state and what leaves the layer."""
    for i in range(first, last):
        new = sigmoid(gates[size + i]) * cell[i] + sigmoid(gates[i]) * tanh(gates[2 * size + i])
        cell[i] = new
        hidden[i] = sigmoid(gates[3 * size + i]) * tanh(new)
    for i in range(first, last):
        out = hidden[i]
        if masked:
            out *= mask[i]
        if residual:
            out += entering[i]
        leaving[i] = out


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
