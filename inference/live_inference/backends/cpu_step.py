"""One step of a whole stack of LSTM layers and its head on packed weights; torch-free."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from live_inference.arrays import FloatArray, Int16Array
from live_inference.backends.cpu_layers import IntArray, arrange, cells, multiply, thread_panels, wait_for_all
from live_inference.backends.cpu_panels import FAST, PANEL


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def matrix_times(
    weights: Any, scales: FloatArray, matrix: IntArray, size: int, x: FloatArray, start: int, xf: FloatArray,
    xq: Int16Array, x_scales: FloatArray, integer: bool, lanes: int, out: FloatArray, out_start: int, out_step: int,
    thread: int, threads: int, backward: bool,
) -> None:  # fmt: skip
    """Add this thread's rows of a matrix times the vectors `[lanes, columns]` at `start` in `x` to `out`."""
    columns = matrix[1]
    arrange(x, start, columns, columns, lanes, integer, xf, xq, x_scales, False)
    gates = 4 if threads > 1 else 1
    for number in range(gates):
        gate = gates - 1 - number if backward else number
        first, last = thread_panels(size, matrix[3], thread, threads, gate)
        multiply(
            weights, matrix[0], 0, columns, matrix[2], xf, xq, x_scales, 1, lanes, out, out_start, out_step,
            scales, matrix[4], first, last, backward,
        )  # fmt: skip


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def run_layers(
    weights: Any, scales: FloatArray, biases: FloatArray, matrices: IntArray, layers: int, size: int, lanes: int,
    gates: FloatArray, early: FloatArray, hidden: FloatArray, cell: FloatArray, between: FloatArray, parity: int,
    mask_in: FloatArray, mask_out: FloatArray, skipped: int, in_masked: bool, out_masked: bool, residual: bool,
    x: FloatArray, xf: FloatArray, xq: Int16Array, x_scales: FloatArray, integer: bool, thread: int, threads: int,
    counters: IntArray, passed: int,
) -> int:  # fmt: skip
    """From the first layer's gates (bias and input already in them) to what leaves the last layer.

    `hidden` and `between` `[2, layers, lanes, size]` are read at `parity` and written at the other: threads that run
    apart by less than a barrier never write what another still reads. `skipped`: columns of `mask_in` that belong to
    the first layer. Returns the number of barriers passed.

    Every other step goes through the matrices the other way round, as far as it can: what an upper layer remembers is
    multiplied first, not last, and panels are walked from the end. Matrices somewhat larger than the second-level
    cache would otherwise be read from behind it whole, each line thrown out just before it is met again. Either way
    that product is summed for itself, in `early`, so that the samples are the same bit for bit.

    Shape: `gates` `[lanes, rows]`, `early` `[layers - 1, lanes, rows]`, `cell` `[layers, lanes, size]`, masks
    `[lanes, columns]`, all flat
    """
    rows = len(gates) // lanes
    share = size // threads
    first, last = (thread * share, (thread + 1) * share) if threads > 1 else (0, size)
    in_width = skipped + (layers - 1) * size
    backward = parity == 1
    early[:] = np.float32(0.0)
    if backward:
        for layer in range(layers - 1, 0, -1):
            matrix_times(
                weights, scales, matrices[2 * layer + 1], size, hidden, (parity * layers + layer) * lanes * size, xf,
                xq, x_scales, integer, lanes, early, (layer - 1) * lanes * rows, rows, thread, threads, True,
            )  # fmt: skip
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
                weights, scales, matrices[2 * layer], size, x, 0, xf, xq, x_scales, integer, lanes, gates, 0, rows,
                thread, threads, backward,
            )  # fmt: skip
        at = (layer - 1) * lanes * rows
        if layer == 0:
            matrix_times(
                weights, scales, matrices[1], size, hidden, old, xf, xq, x_scales, integer, lanes, gates, 0, rows,
                thread, threads, backward,
            )  # fmt: skip
        else:
            if not backward:
                matrix_times(
                    weights, scales, matrices[2 * layer + 1], size, hidden, old, xf, xq, x_scales, integer, lanes,
                    early, at, rows, thread, threads, False,
                )  # fmt: skip
            for i in range(lanes * rows):
                gates[i] += early[at + i]
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
    between: FloatArray, parity: int, xf: FloatArray, xq: Int16Array, x_scales: FloatArray, integer: bool,
    y: FloatArray,
) -> None:  # fmt: skip
    """The head of what left the last layer. Shape: `y` `[lanes, rows]`, flat"""
    rows = len(y) // lanes
    row = matrices[2 * layers][4]
    top = ((1 - parity) * layers + layers - 1) * lanes * size
    for lane in range(lanes):
        y[lane * rows : (lane + 1) * rows] = biases[row : row + rows]
    matrix_times(
        weights, scales, matrices[2 * layers], size, between, top, xf, xq, x_scales, integer, lanes, y, 0, rows, 0, 1,
        False,
    )  # fmt: skip


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def whole_step(
    weights: Any, scales: FloatArray, biases: FloatArray, matrices: IntArray, layers: int, size: int, lanes: int,
    entering: FloatArray, hidden: FloatArray, cell: FloatArray, between: FloatArray, mask_in: FloatArray,
    mask_out: FloatArray, masked: bool, residual: bool, integer: bool, thread: int, threads: int,
    counters: IntArray, y: FloatArray,
) -> None:  # fmt: skip
    """One step from vectors `[lanes, inputs]` to `y` `[lanes, rows]` (flat); read from `hidden` 0, write to 1."""
    inputs = matrices[0][1]
    longest = lanes * (max(inputs, size) + 1)
    rows = matrices[0][3] * PANEL
    gates = np.empty(lanes * rows, dtype=np.float32)
    early = np.empty(max(1, layers - 1) * lanes * rows, dtype=np.float32)
    x = np.empty(longest, dtype=np.float32)
    xf = np.empty(1 if integer else longest, dtype=np.float32)
    xq = np.zeros(longest if integer else 1, dtype=np.int16)
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
        weights, scales, matrices[0], size, x, 0, xf, xq, x_scales, integer, lanes, gates, 0, rows, thread, threads,
        False,
    )  # fmt: skip
    run_layers(
        weights, scales, biases, matrices, layers, size, lanes, gates, early, hidden, cell, between, 0, mask_in,
        mask_out, inputs, masked, masked, residual, x, xf, xq, x_scales, integer, thread, threads, counters, 0,
    )  # fmt: skip
    if threads == 1:
        run_head(weights, scales, biases, matrices, layers, size, lanes, between, 0, xf, xq, x_scales, integer, y)
        return
    # The head's panels are shared out, too: for a vector it is as large as a quarter of a layer.
    head = matrices[2 * layers]
    width = len(y) // lanes
    first, last = thread * head[3] // threads, (thread + 1) * head[3] // threads
    for lane in range(lanes):
        for i in range(first * PANEL, last * PANEL):
            y[lane * width + i] = biases[head[4] + i]
    arrange(between, (2 * layers - 1) * lanes * size, size, size, lanes, integer, xf, xq, x_scales, False)
    multiply(
        weights, head[0], 0, size, head[2], xf, xq, x_scales, 1, lanes, y, 0, width, scales, head[4], first, last,
        False,
    )  # fmt: skip
