"""Many steps of a sample-wise dream in one call, without coming back to Python in between; torch-free."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from live_inference.arrays import DoubleArray, FloatArray, Int16Array
from live_inference.backends.cpu_layers import IntArray, multiply, quantise, thread_panels
from live_inference.backends.cpu_panels import FAST, PANEL
from live_inference.backends.cpu_step import matrix_times, run_head, run_layers
from live_inference.heads import HOLD_DB, MAX_LOG_DEVIATION, MAX_SAMPLE, MIN_LOG_DEVIATION


@numba.njit(nogil=True, cache=True, error_model="numpy")
def draw(output: FloatArray, components: int, temperature: float, chance: float, normal: float, spread: float) -> Any:
    """`live_inference.heads.draw_sample`, compiled."""
    if components == 0:
        return float(output[0])
    heaviest = 0
    for k in range(components):
        if not np.isfinite(output[k]):
            return np.nan
        if output[k] > output[heaviest]:
            heaviest = k
    chosen = heaviest
    if temperature > 0.0:
        total = 0.0
        for k in range(components):
            total += np.exp((np.float64(output[k]) - np.float64(output[heaviest])) / temperature)
        edge = 0.0
        chosen = components - 1
        for k in range(components):
            edge += np.exp((np.float64(output[k]) - np.float64(output[heaviest])) / temperature)
            if edge > chance * total:
                chosen = k
                break
    log_deviation = min(max(np.float64(output[components + chosen]), MIN_LOG_DEVIATION), MAX_LOG_DEVIATION)
    return float(output[2 * components + chosen]) + temperature * spread * np.exp(log_deviation) * normal


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def project_ahead(
    weights: Any, scales: FloatArray, biases: FloatArray, matrix: IntArray, size: int, tape: FloatArray, start: int,
    listening: bool, rows: int, x: FloatArray, xq: Int16Array, x_scales: FloatArray, integer: bool, ahead: FloatArray,
    thread: int, threads: int,
) -> None:  # fmt: skip
    """What the samples known at `start` give to the first layer's gates in the next steps: a product per lane.

    Windows of neighbouring steps are one stretch of the tape, read one sample later each; unknown samples count as 0.
    Shape: `tape` `[lanes, length]`, `ahead` `[lanes, block, panels * 16]`
    """
    lanes, block, gates = ahead.shape
    columns = matrix[1]
    for lane in range(lanes):
        known = columns + block - 1 if listening or lane % rows < rows - 1 else columns
        for i in range(columns + block - 1):
            x[i] = tape[lane, start + i] if i < known else np.float32(0.0)
        if integer:
            quantise(x, xq, x_scales, columns, 0, 0, columns + block - 1, 1)
        for gate in range(4 if threads > 1 else 1):
            first, last = thread_panels(size, matrix[3], thread, threads, gate)
            for step in range(block):  # its own rows only: another thread may be done with the others
                for i in range(first * PANEL, last * PANEL):
                    ahead[lane, step, i] = biases[matrix[4] + i]
            multiply(
                weights, matrix[0], 0, columns, matrix[2], x, xq, x_scales, 0, 0, 1, block, ahead.reshape(-1),
                lane * block * gates, gates, scales, matrix[4], first, last, False,
            )  # fmt: skip


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def add_newest(
    weights: Any, scales: FloatArray, matrix: IntArray, size: int, tape: FloatArray, start: int, count: int, rows: int,
    x: FloatArray, xq: Int16Array, x_scales: FloatArray, integer: bool, gates: FloatArray, thread: int, threads: int,
) -> None:  # fmt: skip
    """Add what the `count` samples dreamt since `start` give: the last columns only, of each dream's last row."""
    columns = matrix[1]
    skip = (columns - count) // 2 * 2  # int8 columns come in pairs
    length = columns - skip
    lead = length - count
    dreams = len(tape) // rows
    for dream in range(dreams):
        x[dream * length] = np.float32(0.0)
        for i in range(count):
            x[dream * length + lead + i] = tape[dream * rows + rows - 1, start + columns + i]
    if integer:
        quantise(x, xq, x_scales, columns, 0, length, length, dreams)
    step = len(gates) // dreams
    width = step // rows
    for gate in range(4 if threads > 1 else 1):
        first, last = thread_panels(size, matrix[3], thread, threads, gate)
        multiply(
            weights, matrix[0], skip, length, matrix[2], x, xq, x_scales, 1, 0, length, dreams, gates,
            (rows - 1) * width, step, scales, matrix[4], first, last, False,
        )  # fmt: skip


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def run_samples(
    weights: Any, scales: FloatArray, biases: FloatArray, matrices: IntArray, layers: int, size: int, rows: int,
    tape: FloatArray, ahead: FloatArray, position: int, ahead_at: int, listening: bool, hidden: FloatArray,
    cell: FloatArray, between: FloatArray, mask_in: FloatArray, mask_out: FloatArray, in_masked: bool,
    out_masked: bool, residual: bool, combine_weight: FloatArray, combine_bias: FloatArray, linear: FloatArray,
    deviation: float, components: int, level: float, rate: float, temperature: float, energy_hold: float,
    noise_amount: float, power: DoubleArray, chance: DoubleArray, normal: DoubleArray, noise: DoubleArray,
    out: FloatArray, integer: bool, thread: int, threads: int, counters: IntArray,
) -> None:  # fmt: skip
    """Steps of `len(tape) // rows` dreams: window, gates, cells, head, draw, feedback. See `SampleNetwork`.

    Shape: `tape` `[lanes, length]`, `ahead` `[lanes, block, gates]`, `hidden`, `between` `[2, layers, lanes, size]`,
    `cell` `[layers, lanes, size]` (flat), masks `[steps, columns of all lanes]`, draws and `out` `[dreams, steps]`
    """
    lanes, dreams, steps = len(tape), len(tape) // rows, out.shape[1]
    window, block, width = matrices[0][1], ahead.shape[1], ahead.shape[2]
    longest = max(lanes * max(window, size), window + block) + 1
    x = np.empty(longest, dtype=np.float32)
    xq = np.zeros(longest if integer else 1, dtype=np.int16)
    x_scales = np.ones(lanes, dtype=np.float32)
    gates = np.empty(lanes * width, dtype=np.float32)
    heads = matrices[2 * layers][3] * 16
    y = np.empty(lanes * heads, dtype=np.float32)
    combined = np.empty(max(1, 3 * components), dtype=np.float32)
    passed = 0
    for step in range(steps):
        here = position + step
        start = here // block * block
        parity = step & 1
        # 1) every row but the last goes on with what the row after it began with: the flattened matrix slides
        if here == start and not listening:
            for lane in range(lanes):
                if lane % rows < rows - 1:
                    tape[lane, window + here : window + here + block] = tape[lane + 1, here : here + block]
        # 2) the windows' part of the first layer's gates
        if in_masked:
            in_width = len(mask_in[0]) // lanes
            for lane in range(lanes):
                gates[lane * width : (lane + 1) * width] = biases[:width]
                for i in range(window):
                    x[lane * window + i] = tape[lane, here + i] * mask_in[step, lane * in_width + i]
            matrix_times(
                weights, scales, matrices[0], size, x, xq, x_scales, integer, lanes, gates, width, thread, threads,
                parity == 1,
            )  # fmt: skip
        else:
            if ahead_at != start:
                project_ahead(
                    weights, scales, biases, matrices[0], size, tape, start, listening, rows, x, xq, x_scales, integer,
                    ahead, thread, threads,
                )  # fmt: skip
                ahead_at = start
            for lane in range(lanes):
                gates[lane * width : (lane + 1) * width] = ahead[lane, here - start]
            if here > start and not listening:
                add_newest(
                    weights, scales, matrices[0], size, tape, start, here - start, rows, x, xq, x_scales, integer,
                    gates, thread, threads,
                )  # fmt: skip
        # 3) the layers
        passed = run_layers(
            weights, scales, biases, matrices, layers, size, lanes, gates, hidden, cell, between, parity,
            mask_in[step], mask_out[step], window, in_masked, out_masked, residual, x, xq, x_scales, integer, thread,
            threads, counters, passed,
        )  # fmt: skip
        if listening:
            continue
        # 4) head, draw, feedback: every thread for itself, all alike
        run_head(weights, scales, biases, matrices, layers, size, lanes, between, parity, x, xq, x_scales, integer, y)
        for dream in range(dreams):
            last = dream * rows + rows - 1
            if len(combine_bias) > 0:
                for o in range(len(combine_bias)):
                    total = combine_bias[o]
                    for row in range(rows):
                        total += combine_weight[o, row] * y[(dream * rows + row) * heads]
                    combined[o] = total
            else:
                for o in range(len(combined)):
                    combined[o] = y[last * heads + o]
            spread = 1.0
            if energy_hold > 0.0 and level > 0.0 and np.isfinite(power[dream]):
                error_db = 10.0 * np.log10(max(power[dream], 1e-30) / level)
                spread = np.exp(-energy_hold * min(max(error_db, -HOLD_DB), HOLD_DB) / HOLD_DB)
            value = draw(combined, components, temperature, chance[dream, step], normal[dream, step], spread)
            if len(linear) > 0:
                predicted = np.float32(0.0)
                for i in range(window):
                    predicted += linear[i] * tape[last, here + i]
                value = predicted + deviation * value
            if value > MAX_SAMPLE:
                value = MAX_SAMPLE
            elif value < -MAX_SAMPLE:
                value = -MAX_SAMPLE
            power[dream] += rate * (value * value - power[dream])
            out[dream, step] = np.float32(value)
            tape[last, here + window] = np.float32(value + noise_amount * noise[dream, step])
