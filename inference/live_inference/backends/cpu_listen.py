"""Hearing a seed on packed weights, layer after layer; torch-free."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from live_inference.arrays import FloatArray
from live_inference.backends.cpu_layers import IntArray, cells
from live_inference.backends.cpu_panels import FAST
from live_inference.backends.cpu_step import matrix_times


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def hear(
    weights: Any, scales: FloatArray, biases: FloatArray, matrices: IntArray, layers: int, size: int, lanes: int,
    steps: int, entering: FloatArray, hidden: FloatArray, cell: FloatArray, mask_in: FloatArray, mask_out: FloatArray,
    masked: bool, residual: bool, integer: bool,
) -> None:  # fmt: skip
    """Many steps whose inputs are all known, without the head; moves `hidden` and `cell` as single steps would.

    What enters a layer is known for all steps once the layer below is done: its matrix is read once for all, not once
    a step. Only the recurrent matrix is read in every step, and one alone mostly stays in the second-level cache.

    Shape: `entering` `[steps, lanes, inputs]`, `hidden`, `cell` `[layers, lanes, size]`, masks
    `[steps, lanes, columns]`, all flat
    """
    inputs, count = matrices[0][1], steps * lanes
    rows = len(biases[matrices[0][4] : matrices[1][4]])
    longest = count * (max(inputs, size) + 1)
    x = np.empty(longest, dtype=np.float32)
    xf = np.empty(1 if integer else longest, dtype=np.float32)
    xq = np.zeros(longest if integer else 1, dtype=np.int16)
    x_scales = np.ones(count, dtype=np.float32)
    gates = np.empty(count * rows, dtype=np.float32)
    recurrent = np.empty(lanes * rows, dtype=np.float32)
    between = np.zeros(count * size, dtype=np.float32)
    in_width = inputs + (layers - 1) * size
    for layer in range(layers):
        columns = matrices[2 * layer][1]
        row = matrices[2 * layer][4]
        skipped = 0 if layer == 0 else inputs + (layer - 1) * size
        for lane in range(count):
            gates[lane * rows : (lane + 1) * rows] = biases[row : row + rows]
            for i in range(columns):
                x[lane * columns + i] = entering[lane * columns + i] if layer == 0 else between[lane * columns + i]
            if masked:
                for i in range(columns):
                    x[lane * columns + i] *= mask_in[lane * in_width + skipped + i]
        matrix_times(
            weights, scales, matrices[2 * layer], size, x, 0, xf, xq, x_scales, integer, count, gates, 0, rows, 0, 1,
            False,
        )  # fmt: skip
        old = layer * lanes * size
        for step in range(steps):
            recurrent[:] = np.float32(0.0)
            matrix_times(
                weights, scales, matrices[2 * layer + 1], size, hidden, old, xf, xq, x_scales, integer, lanes,
                recurrent, 0, rows, 0, 1, step % 2 == 1,
            )  # fmt: skip
            at = step * lanes * rows
            for i in range(lanes * rows):
                gates[at + i] += recurrent[i]
            for lane in range(lanes):
                to = old + lane * size
                cells(gates, at + lane * rows, size, cell, to, hidden, to, 0, size)
                here = (step * lanes + lane) * size
                mask = ((step * lanes + lane) * layers + layer) * size
                for i in range(size):
                    out = hidden[to + i]
                    if masked:
                        out *= mask_out[mask + i]
                    between[here + i] = out + between[here + i] if residual and layer > 0 else out
