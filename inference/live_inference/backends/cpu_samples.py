"""Many steps of a sample-wise dream in one call, without coming back to Python in between; torch-free."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from live_inference.arrays import DoubleArray, FloatArray, Int16Array
from live_inference.backends.cpu_layers import IntArray, arrange, multiply, thread_panels
from live_inference.backends.cpu_panels import FAST, PANEL
from live_inference.backends.cpu_step import matrix_times, run_head, run_layers
from live_inference.heads import FULL, GREEDY, HOLD_DB, MAX_LOG_DEVIATION, MAX_SAMPLE, MIN_LOG_DEVIATION, TEMPERED


@numba.njit(nogil=True, cache=True, error_model="numpy")
def draw(
    output: FloatArray, components: int, classes: DoubleArray, method: int, tau: float, temperature: float,
    chance: float, normal: float, spread: float,
) -> Any:  # fmt: skip
    """`live_inference.heads.draw_sample`, compiled; all ways to draw but `exact`."""
    count = max(components, len(classes))
    if count == 0:
        return float(output[0])
    weights = np.empty(count, dtype=np.float64)
    for k in range(count):
        if not np.isfinite(output[k]):
            return np.nan
        weights[k] = output[k]
        if components > 0 and method != FULL:
            weights[k] -= min(max(np.float64(output[components + k]), MIN_LOG_DEVIATION), MAX_LOG_DEVIATION)
    chosen = int(np.argmax(weights))
    if temperature > 0.0 and method != GREEDY:
        highest = weights[chosen]
        if method == TEMPERED:
            shares = np.exp(weights - highest)
            order = np.argsort(-shares, kind="mergesort")
            held, total = 0.0, shares.sum()
            for place in range(count):
                held += shares[order[place]] / total
                if place > 0 and held > tau + 1e-12:
                    weights[order[place]] = -np.inf
        total = 0.0
        for k in range(count):
            weights[k] = np.exp((weights[k] - highest) / temperature)
            total += weights[k]
        edge, chosen = 0.0, count - 1
        for k in range(count):
            edge += weights[k]
            if edge > chance * total:
                chosen = k
                break
    if components == 0:
        middle, total, highest = 0.0, 0.0, np.float64(output[:count].max())
        for k in range(count):
            share = np.exp(np.float64(output[k]) - highest)
            middle += share * classes[k]
            total += share
        middle /= total
        return middle + spread * (classes[chosen] - middle)
    mean = float(output[2 * components + chosen])
    if method != FULL:
        return mean
    log_deviation = min(max(np.float64(output[components + chosen]), MIN_LOG_DEVIATION), MAX_LOG_DEVIATION)
    return mean + temperature * spread * np.exp(log_deviation) * normal


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def project_ahead(
    weights: Any, scales: FloatArray, biases: FloatArray, matrix: IntArray, size: int, tape: FloatArray, start: int,
    listening: bool, rows: int, x: FloatArray, xf: FloatArray, xq: Int16Array, x_scales: FloatArray, integer: bool,
    ahead: FloatArray, thread: int, threads: int,
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
        arrange(x, 0, 1, columns, block, integer, xf, xq, x_scales, True)
        for gate in range(4 if threads > 1 else 1):
            first, last = thread_panels(size, matrix[3], thread, threads, gate)
            for step in range(block):  # its own rows only: another thread may be done with the others
                for i in range(first * PANEL, last * PANEL):
                    ahead[lane, step, i] = biases[matrix[4] + i]
            multiply(
                weights, matrix[0], 0, columns, matrix[2], xf, xq, x_scales, 0, block, ahead.reshape(-1),
                lane * block * gates, gates, scales, matrix[4], first, last, False,
            )  # fmt: skip


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def add_newest(
    weights: Any, scales: FloatArray, matrix: IntArray, size: int, tape: FloatArray, start: int, count: int, rows: int,
    x: FloatArray, xf: FloatArray, xq: Int16Array, x_scales: FloatArray, integer: bool, gates: FloatArray, thread: int,
    threads: int,
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
    arrange(x, 0, length, length, dreams, integer, xf, xq, x_scales, False)
    step = len(gates) // dreams
    width = step // rows
    for gate in range(4 if threads > 1 else 1):
        first, last = thread_panels(size, matrix[3], thread, threads, gate)
        multiply(
            weights, matrix[0], skip, length, matrix[2], xf, xq, x_scales, 1, dreams, gates,
            (rows - 1) * width, step, scales, matrix[4], first, last, False,
        )  # fmt: skip


@numba.njit(nogil=True, cache=True, fastmath=FAST, error_model="numpy")
def run_samples(
    weights: Any, scales: FloatArray, biases: FloatArray, matrices: IntArray, layers: int, size: int, rows: int,
    tape: FloatArray, ahead: FloatArray, position: int, ahead_at: int, listening: bool, hidden: FloatArray,
    cell: FloatArray, between: FloatArray, mask_in: FloatArray, mask_out: FloatArray, in_masked: bool,
    projected: bool, out_masked: bool, residual: bool, combine_weight: FloatArray, combine_bias: FloatArray,
    linear: FloatArray, deviation: float, components: int, classes: DoubleArray, level: float, rate: float,
    method: int, tau: float, temperature: float, energy_hold: float, noise_amount: float, power: DoubleArray,
    chance: DoubleArray, normal: DoubleArray, noise: DoubleArray,
    out: FloatArray, integer: bool, thread: int, threads: int, counters: IntArray,
) -> None:  # fmt: skip
    """Steps of `len(tape) // rows` dreams: window, gates, cells, head, draw, feedback. See `SampleNetwork`.

    `projected`: what is known of the windows is projected ahead, in blocks; not with masks, which change every step.

    Shape: `tape` `[lanes, length]`, `ahead` `[lanes, block, gates]`, `hidden`, `between` `[2, layers, lanes, size]`,
    `cell` `[layers, lanes, size]` (flat), masks `[steps, columns of all lanes]`, draws and `out` `[dreams, steps]`
    """
    lanes, dreams, steps = len(tape), len(tape) // rows, out.shape[1]
    window, block, width = matrices[0][1], ahead.shape[1], ahead.shape[2]
    x = np.empty(max(lanes, 2) * max(window, size, block), dtype=np.float32)
    longest = max(lanes * max(window + 1, size + 1), block * (window + 1))
    xf = np.empty(1 if integer else longest, dtype=np.float32)
    xq = np.zeros(longest if integer else 1, dtype=np.int16)
    x_scales = np.ones(lanes, dtype=np.float32)
    gates = np.empty(lanes * width, dtype=np.float32)
    early = np.empty(max(1, layers - 1) * lanes * width, dtype=np.float32)
    heads = matrices[2 * layers][3] * 16
    y = np.empty(lanes * heads, dtype=np.float32)
    combined = np.empty(max(1, 3 * components, len(classes)), dtype=np.float32)
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
        if not projected:
            in_width = len(mask_in[0]) // lanes
            for lane in range(lanes):
                gates[lane * width : (lane + 1) * width] = biases[:width]
                for i in range(window):
                    x[lane * window + i] = tape[lane, here + i]
                if in_masked:
                    for i in range(window):
                        x[lane * window + i] *= mask_in[step, lane * in_width + i]
            matrix_times(
                weights, scales, matrices[0], size, x, 0, xf, xq, x_scales, integer, lanes, gates, 0, width, thread,
                threads, False,
            )  # fmt: skip
        else:
            if ahead_at != start:
                project_ahead(
                    weights, scales, biases, matrices[0], size, tape, start, listening, rows, x, xf, xq, x_scales,
                    integer, ahead, thread, threads,
                )  # fmt: skip
                ahead_at = start
            for lane in range(lanes):
                gates[lane * width : (lane + 1) * width] = ahead[lane, here - start]
            if here > start and not listening:
                add_newest(
                    weights, scales, matrices[0], size, tape, start, here - start, rows, x, xf, xq, x_scales,
                    integer, gates, thread, threads,
                )  # fmt: skip
        # 3) the layers
        passed = run_layers(
            weights, scales, biases, matrices, layers, size, lanes, gates, early, hidden, cell, between, parity,
            mask_in[step], mask_out[step], window, in_masked, out_masked, residual, x, xf, xq, x_scales, integer,
            thread, threads, counters, passed,
        )  # fmt: skip
        if listening:
            continue
        # 4) head, draw, feedback: every thread for itself, all alike
        run_head(weights, scales, biases, matrices, layers, size, lanes, between, parity, xf, xq, x_scales, integer, y)
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
            value = draw(
                combined, components, classes, method, tau, temperature, chance[dream, step], normal[dream, step],
                spread,
            )  # fmt: skip
            if len(linear) > 0:
                predicted = np.float32(0.0)
                for i in range(window):
                    predicted += linear[i] * tape[last, here + i]
                value = predicted + deviation * min(1.0, spread) * value
            if value > MAX_SAMPLE:
                value = MAX_SAMPLE
            elif value < -MAX_SAMPLE:
                value = -MAX_SAMPLE
            power[dream] += rate * (value * value - power[dream])
            out[dream, step] = np.float32(value)
            tape[last, here + window] = np.float32(value + noise_amount * noise[dream, step])
