"""Many steps of a sample-wise dream in one call, without coming back to Python in between (numba); torch-free."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.lstm.backends.network import Draws, SampleHead, Steering
from live_models.heads import FULL, GREEDY, HOLD_DB, MAX_LOG_DEVIATION, MAX_SAMPLE, MIN_LOG_DEVIATION, TEMPERED
from live_models.kernels.compiling import kernel, summing_kernel
from live_models.kernels.lstm import Gates, Memory, Stack, StepMasks, run_head, run_layers
from live_models.kernels.panels import PANEL
from live_models.kernels.products import PackedWeights, Room, arrange, make_room, matrix_times, multiply
from live_models.kernels.threads import Team, thread_panels


class Tape(NamedTuple):
    """What dreams have heard and made, and what is projected ahead of it.

    `rows`: lanes of one dream. `position`: steps since the tape was wound back. `ahead_at`: step that `ahead` begins
    at, -1 for none. `projected`: what is known of the windows is projected ahead, in blocks; not with masks on the
    inputs, which change every step. `listening`: what follows is on the tape already.

    Shape: `samples` `[lanes, length]`, `ahead` `[lanes, block, gates]`
    """

    samples: FloatArray
    ahead: FloatArray
    rows: int
    position: int
    ahead_at: int
    projected: bool
    listening: bool


class Made(NamedTuple):
    """What steps of dreams give. Shape: `out` `[dreams, steps]`, `power` `[dreams]`: running mean, moved in place"""

    out: FloatArray
    power: DoubleArray


@kernel
def draw(output: FloatArray, head: SampleHead, steering: Steering, chance: float, normal: float, spread: float) -> Any:
    """`live_models.heads.draw_sample`, compiled; all ways to draw but `exact`."""
    components, classes = head.num_components, head.classes
    method, tau, temperature = steering.method, steering.tau, steering.temperature
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


@summing_kernel
def project_ahead(packed: PackedWeights, stack: Stack, tape: Tape, start: int, room: Room, team: Team) -> None:
    """What the samples known at `start` give to the first layer's gates in the next steps: a product per lane.

    Windows of neighbouring steps are one stretch of the tape, read one sample later each; unknown samples count as 0.
    """
    ahead, matrix = tape.ahead, packed.matrices[0]
    lanes, block, gates = ahead.shape
    columns = matrix[1]
    for lane in range(lanes):
        known = columns + block - 1 if tape.listening or lane % tape.rows < tape.rows - 1 else columns
        for i in range(columns + block - 1):
            room.x[i] = tape.samples[lane, start + i] if i < known else np.float32(0.0)
        arrange(room.x, 0, 1, columns, block, packed.integer, room, True)
        for gate in range(4 if team.threads > 1 else 1):
            first, last = thread_panels(stack.size, matrix[3], team, gate)
            for step in range(block):  # its own rows only: another thread may be done with the others
                for i in range(first * PANEL, last * PANEL):
                    ahead[lane, step, i] = packed.biases[matrix[4] + i]
            multiply(
                packed.first, packed, 0, columns, room, 0, block, ahead.reshape(-1), lane * block * gates, gates,
                first, last, False,
            )  # fmt: skip


@summing_kernel
def add_newest(
    packed: PackedWeights, stack: Stack, tape: Tape, start: int, count: int, room: Room, gates: FloatArray, team: Team
) -> None:
    """Add what the `count` samples dreamt since `start` give: the last columns only, of each dream's last row."""
    matrix, rows = packed.matrices[0], tape.rows
    columns = matrix[1]
    skip = (columns - count) // 2 * 2  # int8 columns come in pairs
    length = columns - skip
    lead = length - count
    dreams = len(tape.samples) // rows
    for dream in range(dreams):
        room.x[dream * length] = np.float32(0.0)
        for i in range(count):
            room.x[dream * length + lead + i] = tape.samples[dream * rows + rows - 1, start + columns + i]
    arrange(room.x, 0, length, length, dreams, packed.integer, room, False)
    step = len(gates) // dreams
    width = step // rows
    for gate in range(4 if team.threads > 1 else 1):
        first, last = thread_panels(stack.size, matrix[3], team, gate)
        multiply(
            packed.first, packed, 0, length, room, 1, dreams, gates, (rows - 1) * width, step, first, last, False
        )  # fmt: skip


@summing_kernel
def enter_windows(
    packed: PackedWeights, stack: Stack, tape: Tape, here: int, masks: StepMasks, room: Room, gates: FloatArray,
    team: Team,
) -> None:  # fmt: skip
    """The windows' part of the first layer's gates, bias included, read from the tape as they are."""
    lanes, window = stack.lanes, packed.matrices[0][1]
    width, in_width = len(gates) // lanes, len(masks.inputs) // lanes
    for lane in range(lanes):
        gates[lane * width : (lane + 1) * width] = packed.biases[:width]
        for i in range(window):
            room.x[lane * window + i] = tape.samples[lane, here + i]
        if masks.on_inputs:
            for i in range(window):
                room.x[lane * window + i] *= masks.inputs[lane * in_width + i]
    matrix_times(packed, 0, room.x, 0, room, lanes, gates, 0, width, stack.size, team, False)


@summing_kernel
def next_value(
    head: SampleHead, steering: Steering, combined: FloatArray, window: FloatArray, power: float, chance: float,
    normal: float,
) -> Any:  # fmt: skip
    """From what the head put out to the next sample, float64. Shape: `window` `[seg_len]`, of the dream's last row"""
    spread = 1.0
    if steering.energy_hold > 0.0 and head.level > 0.0 and np.isfinite(power):
        error_db = 10.0 * np.log10(max(power, 1e-30) / head.level)
        spread = np.exp(-steering.energy_hold * min(max(error_db, -HOLD_DB), HOLD_DB) / HOLD_DB)
    value = draw(combined, head, steering, chance, normal, spread)
    if len(head.linear) > 0:
        predicted = np.float32(0.0)
        for i in range(len(window)):
            predicted += head.linear[i] * window[i]
        value = predicted + head.deviation * min(1.0, spread) * value
    if value > MAX_SAMPLE:
        value = MAX_SAMPLE
    elif value < -MAX_SAMPLE:
        value = -MAX_SAMPLE
    return value


@summing_kernel
def run_samples(
    packed: PackedWeights,
    stack: Stack,
    memory: Memory,
    tape: Tape,
    masks: StepMasks,
    head: SampleHead,
    steering: Steering,
    draws: Draws,
    made: Made,
    team: Team,
) -> None:
    """Steps of dreams: window, gates, cells, head, draw, feedback. See `SampleNetwork`.

    Shape: masks `[steps, columns of all lanes]`
    """
    lanes, rows, samples = stack.lanes, tape.rows, tape.samples
    dreams, steps = lanes // rows, made.out.shape[1]
    window, block, width = packed.matrices[0][1], tape.ahead.shape[1], tape.ahead.shape[2]
    longest = max(lanes * max(window + 1, stack.size + 1), block * (window + 1), lanes * block)
    room = make_room(packed, max(lanes, block), longest)
    gates = Gates(
        np.empty(lanes * width, dtype=np.float32), np.empty(max(1, stack.layers - 1) * lanes * width, dtype=np.float32)
    )
    heads = packed.matrices[2 * stack.layers][3] * PANEL
    y = np.empty(lanes * heads, dtype=np.float32)
    alone = Team(0, 1, team.counters)
    combined = np.empty(max(1, 3 * head.num_components, len(head.classes)), dtype=np.float32)
    ahead_at, passed = tape.ahead_at, 0
    for step in range(steps):
        here = tape.position + step
        start = here // block * block
        parity = step & 1
        of_step = StepMasks(masks.inputs[step], masks.outputs[step], masks.on_inputs, masks.on_outputs)
        # 1) every row but the last goes on with what the row after it began with: the flattened matrix slides
        if here == start and not tape.listening:
            for lane in range(lanes):
                if lane % rows < rows - 1:
                    samples[lane, window + here : window + here + block] = samples[lane + 1, here : here + block]
        # 2) the windows' part of the first layer's gates
        if not tape.projected:
            enter_windows(packed, stack, tape, here, of_step, room, gates.now, team)
        else:
            if ahead_at != start:
                project_ahead(packed, stack, tape, start, room, team)
                ahead_at = start
            for lane in range(lanes):
                gates.now[lane * width : (lane + 1) * width] = tape.ahead[lane, here - start]
            if here > start and not tape.listening:
                add_newest(packed, stack, tape, start, here - start, room, gates.now, team)
        # 3) the layers
        passed = run_layers(packed, stack, memory, parity, gates, of_step, room, team, passed)
        if tape.listening:
            continue
        # 4) head, draw, feedback: every thread for itself, all alike
        run_head(packed, stack, memory, parity, room, alone, y)
        for dream in range(dreams):
            last = dream * rows + rows - 1
            if len(head.combine_bias) > 0:
                for o in range(len(head.combine_bias)):
                    total = head.combine_bias[o]
                    for row in range(rows):
                        total += head.combine_weight[o, row] * y[(dream * rows + row) * heads]
                    combined[o] = total
            else:
                for o in range(len(combined)):
                    combined[o] = y[last * heads + o]
            value = next_value(
                head, steering, combined, samples[last, here : here + window], made.power[dream],
                draws.chance[dream, step], draws.normal[dream, step],
            )  # fmt: skip
            made.power[dream] += head.rate * (value * value - made.power[dream])
            made.out[dream, step] = np.float32(value)
            samples[last, here + window] = np.float32(value + steering.noise * draws.noise[dream, step])
