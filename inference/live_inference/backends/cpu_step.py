"""One step of a whole stack of LSTM layers and its head on packed weights; torch-free."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from live_inference.arrays import FloatArray, Int16Array
from live_inference.backends.cpu_layers import IntArray, cells, multiply, quantise, thread_panels, wait_for_all
from live_inference.backends.cpu_panels import FAST


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def matrix_times(
    weights: Any, scales: FloatArray, matrix: IntArray, size: int, x: FloatArray, xq: Int16Array, x_scales: FloatArray,
    integer: bool, lanes: int, out: FloatArray, out_step: int, thread: int, threads: int, backward: bool,
) -> None:  # fmt: skip
    """Add this thread's rows of a matrix times the vectors in `x` `[lanes, columns]` to `out` `[lanes, out_step]`."""
    columns = matrix[1]
    if integer:
        quantise(x, xq, x_scales, columns, 0, columns, columns, lanes)
    for gate in range(4 if threads > 1 else 1):
        first, last = thread_panels(size, matrix[3], thread, threads, gate)
        multiply(
            weights, matrix[0], 0, columns, matrix[2], x, xq, x_scales, 1, 0, columns, lanes, out, 0, out_step,
            scales, matrix[4], first, last, backward,
        )  # fmt: skip


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def run_layers(
    weights: Any, scales: FloatArray, biases: FloatArray, matrices: IntArray, layers: int, size: int, lanes: int,
    gates: FloatArray, hidden: FloatArray, cell: FloatArray, between: FloatArray, parity: int, mask_in: FloatArray,
    mask_out: FloatArray, skipped: int, in_masked: bool, out_masked: bool, residual: bool, x: FloatArray,
    xq: Int16Array, x_scales: FloatArray, integer: bool, thread: int, threads: int, counters: IntArray, passed: int,
) -> int:  # fmt: skip
    """From the first layer's gates (bias and input already in them) to what leaves the last layer.

    `hidden` and `between` `[2, layers, lanes, size]` are read at `parity` and written at the other: threads that run
    apart by less than a barrier never write what another still reads. `skipped`: columns of `mask_in` that belong to
    the first layer. Returns the number of barriers passed.

    Shape: `gates` `[lanes, rows]`, `cell` `[layers, lanes, size]`, masks `[lanes, columns]`, all flat
    """
    rows = len(gates) // lanes
    share = size // threads
    first, last = (thread * share, (thread + 1) * share) if threads > 1 else (0, size)
    in_width = skipped + (layers - 1) * size
    for layer in range(layers):
        old = (parity * layers + layer) * lanes * size
        new = ((1 - parity) * layers + layer) * lanes * size
        below = ((1 - parity) * layers + layer - 1) * lanes * size
        if layer > 0:
            row = matrices[2 * layer][4]
            for lane in range(lanes):
                gates[lane * rows : (lane + 1) * rows] = biases[row : row + rows]
                for i in range(size):
                    x[lane * size + i] = between[below + lane * size + i]
                if in_masked:
                    mask = lane * in_width + skipped + (layer - 1) * size
                    for i in range(size):
                        x[lane * size + i] *= mask_in[mask + i]
            matrix_times(
                weights, scales, matrices[2 * layer], size, x, xq, x_scales, integer, lanes, gates, rows, thread,
                threads, parity == 1,
            )  # fmt: skip
        for i in range(lanes * size):
            x[i] = hidden[old + i]
        matrix_times(
            weights, scales, matrices[2 * layer + 1], size, x, xq, x_scales, integer, lanes, gates, rows, thread,
            threads, parity == 1,
        )  # fmt: skip
        for lane in range(lanes):
            at = lane * size
            cells(gates, lane * rows, size, cell, layer * lanes * size + at, hidden, new + at, first, last)
            for i in range(first, last):
                between[new + at + i] = hidden[new + at + i]
            if out_masked:
                mask = (lane * layers + layer) * size
                for i in range(first, last):
                    between[new + at + i] *= mask_out[mask + i]
            if residual and layer > 0:
                for i in range(first, last):
                    between[new + at + i] += between[below + at + i]
        if threads > 1:
            wait_for_all(counters, threads, passed)
            passed += 1
    return passed


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def run_head(
    weights: Any, scales: FloatArray, biases: FloatArray, matrices: IntArray, layers: int, size: int, lanes: int,
    between: FloatArray, parity: int, x: FloatArray, xq: Int16Array, x_scales: FloatArray, integer: bool, y: FloatArray,
) -> None:  # fmt: skip
    """The head of what left the last layer. Shape: `y` `[lanes, rows]`, flat"""
    rows = len(y) // lanes
    row = matrices[2 * layers][4]
    top = ((1 - parity) * layers + layers - 1) * lanes * size
    for lane in range(lanes):
        y[lane * rows : (lane + 1) * rows] = biases[row : row + rows]
    for i in range(lanes * size):
        x[i] = between[top + i]
    matrix_times(
        weights, scales, matrices[2 * layers], size, x, xq, x_scales, integer, lanes, y, rows, 0, 1, parity == 1
    )


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def whole_step(
    weights: Any, scales: FloatArray, biases: FloatArray, matrices: IntArray, layers: int, size: int, lanes: int,
    entering: FloatArray, hidden: FloatArray, cell: FloatArray, between: FloatArray, mask_in: FloatArray,
    mask_out: FloatArray, masked: bool, residual: bool, integer: bool, backward: bool, thread: int, threads: int,
    counters: IntArray, y: FloatArray,
) -> None:  # fmt: skip
    """One step from vectors `[lanes, inputs]` to `y` `[lanes, rows]` (flat); read from `hidden` 0, write to 1."""
    inputs = matrices[0][1]
    longest = max(inputs, size)
    rows = matrices[0][3] * 16
    gates = np.empty(lanes * rows, dtype=np.float32)
    x = np.empty(lanes * longest + 1, dtype=np.float32)
    xq = np.zeros(lanes * longest + 1, dtype=np.int16)
    x_scales = np.ones(lanes, dtype=np.float32)
    in_width = inputs + (layers - 1) * size
    for lane in range(lanes):
        gates[lane * rows : (lane + 1) * rows] = biases[:rows]
        for i in range(inputs):
            x[lane * inputs + i] = entering[lane * inputs + i]
        if masked:
            for i in range(inputs):
                x[lane * inputs + i] *= mask_in[lane * in_width + i]
    matrix_times(
        weights, scales, matrices[0], size, x, xq, x_scales, integer, lanes, gates, rows, thread, threads, backward
    )
    run_layers(
        weights, scales, biases, matrices, layers, size, lanes, gates, hidden, cell, between, 0, mask_in, mask_out,
        inputs, masked, masked, residual, x, xq, x_scales, integer, thread, threads, counters, 0,
    )  # fmt: skip
    if threads == 1:
        run_head(weights, scales, biases, matrices, layers, size, lanes, between, 0, x, xq, x_scales, integer, y)
        return
    # The head's panels are shared out, too: for a vector it is as large as a quarter of a layer.
    head = matrices[2 * layers]
    width = len(y) // lanes
    first, last = thread * head[3] // threads, (thread + 1) * head[3] // threads
    for lane in range(lanes):
        for i in range(first * 16, last * 16):
            y[lane * width + i] = biases[head[4] + i]
    for i in range(lanes * size):
        x[i] = between[((layers) + layers - 1) * lanes * size + i]
    if integer:
        quantise(x, xq, x_scales, size, 0, size, size, lanes)
    multiply(
        weights, head[0], 0, size, head[2], x, xq, x_scales, 1, 0, size, lanes, y, 0, width, scales, head[4], first,
        last, backward,
    )  # fmt: skip
