"""Steps of a stack of LSTM layers and its head on packed weights (numba); torch-free.

Matrices stand in this order: of each layer input and recurrent, then the head's.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from live_models.arrays import FloatArray
from live_models.kernels.cells import cells
from live_models.kernels.compiling import summing_kernel
from live_models.kernels.panels import PANEL
from live_models.kernels.products import PackedWeights, Room, arrange, make_room, matrix_times, multiply
from live_models.kernels.threads import Team, wait_for_all


class Stack(NamedTuple):
    """Sizes of a stack of LSTM layers. `residual`: a layer's input is added to its output, from the second layer on."""

    layers: int
    size: int
    lanes: int
    residual: bool


class Memory(NamedTuple):
    """State of a stack, read at one parity and written at the other; all flat.

    Threads that run apart by less than a barrier never write what another still reads.

    Shape: `hidden`, `between` (what leaves a layer) `[2, layers, lanes, size]`, `cell` `[layers, lanes, size]`
    """

    hidden: FloatArray
    cell: FloatArray
    between: FloatArray


class Gates(NamedTuple):
    """Sums on their way to the cells; flat.

    Shape: `now` `[lanes, rows]`; `early` `[layers - 1, lanes, rows]`, of what an upper layer remembers
    """

    now: FloatArray
    early: FloatArray


class StepMasks(NamedTuple):
    """Dropout masks of one step, flat. Shape: as `families.lstm.backends.network.Masks`; one number for none."""

    inputs: FloatArray
    outputs: FloatArray
    on_inputs: bool
    on_outputs: bool


@summing_kernel
def run_layers(
    packed: PackedWeights,
    stack: Stack,
    memory: Memory,
    parity: int,
    gates: Gates,
    masks: StepMasks,
    room: Room,
    team: Team,
    passed: int,
) -> int:
    """From the first layer's gates (bias and input already in them) to what leaves the last layer.

    Returns the number of barriers passed.

    Every other step goes through the matrices the other way round, as far as it can: what an upper layer remembers is
    multiplied first, not last, and panels are walked from the end. Matrices somewhat larger than the second-level
    cache would otherwise be read from behind it whole, each line thrown out just before it is met again. Either way
    that product is summed for itself, in `early`, so that the samples are the same bit for bit.
    """
    layers, size, lanes = stack.layers, stack.size, stack.lanes
    hidden, between, now, early = memory.hidden, memory.between, gates.now, gates.early
    rows = len(now) // lanes
    share = size // team.threads
    first, last = (team.thread * share, (team.thread + 1) * share) if team.threads > 1 else (0, size)
    skipped = packed.matrices[0][1]  # columns of the masks that belong to the first layer
    in_width = skipped + (layers - 1) * size
    backward = parity == 1
    early[:] = np.float32(0.0)
    if backward:
        for layer in range(layers - 1, 0, -1):
            old = (parity * layers + layer) * lanes * size
            at = (layer - 1) * lanes * rows
            matrix_times(packed, 2 * layer + 1, hidden, old, room, lanes, early, at, rows, size, team, True)
    for layer in range(layers):
        old = (parity * layers + layer) * lanes * size
        new = ((1 - parity) * layers + layer) * lanes * size
        below = ((1 - parity) * layers + layer - 1) * lanes * size
        if layer > 0:
            row = packed.matrices[2 * layer][4]
            for lane in range(lanes):
                now[lane * rows : (lane + 1) * rows] = packed.biases[row : row + rows]
                for i in range(size):
                    room.x[lane * size + i] = between[below + lane * size + i]
                if masks.on_inputs:
                    mask = lane * in_width + skipped + (layer - 1) * size
                    for i in range(size):
                        room.x[lane * size + i] *= masks.inputs[mask + i]
            matrix_times(packed, 2 * layer, room.x, 0, room, lanes, now, 0, rows, size, team, backward)
        at = (layer - 1) * lanes * rows
        if layer == 0:
            matrix_times(packed, 1, hidden, old, room, lanes, now, 0, rows, size, team, backward)
        else:
            if not backward:
                matrix_times(packed, 2 * layer + 1, hidden, old, room, lanes, early, at, rows, size, team, False)
            for i in range(lanes * rows):
                now[i] += early[at + i]
        for lane in range(lanes):
            at = lane * size
            cells(now, lane * rows, size, memory.cell, layer * lanes * size + at, hidden, new + at, first, last)
            for i in range(first, last):
                between[new + at + i] = hidden[new + at + i]
            if masks.on_outputs:
                mask = (lane * layers + layer) * size
                for i in range(first, last):
                    between[new + at + i] *= masks.outputs[mask + i]
            if stack.residual and layer > 0:
                for i in range(first, last):
                    between[new + at + i] += between[below + at + i]
        if team.threads > 1:
            wait_for_all(team, passed)
            passed += 1
    return passed


@summing_kernel
def run_head(
    packed: PackedWeights, stack: Stack, memory: Memory, parity: int, room: Room, alone: Team, y: FloatArray
) -> None:
    """The head of what left the last layer, all of it in this thread. Shape: `y` `[lanes, rows]`, flat"""
    lanes, number = stack.lanes, 2 * stack.layers
    rows = len(y) // lanes
    row = packed.matrices[number][4]
    top = ((1 - parity) * stack.layers + stack.layers - 1) * lanes * stack.size
    for lane in range(lanes):
        y[lane * rows : (lane + 1) * rows] = packed.biases[row : row + rows]
    matrix_times(packed, number, memory.between, top, room, lanes, y, 0, rows, stack.size, alone, False)


@summing_kernel
def whole_step(
    packed: PackedWeights,
    stack: Stack,
    memory: Memory,
    entering: FloatArray,
    masks: StepMasks,
    team: Team,
    y: FloatArray,
) -> None:
    """One step; memory is read at parity 0 and written at 1. Shape: `[lanes, inputs]` -> `y` `[lanes, rows]`, flat"""
    lanes, size, layers, inputs = stack.lanes, stack.size, stack.layers, packed.matrices[0][1]
    rows = packed.matrices[0][3] * PANEL
    gates = Gates(
        np.empty(lanes * rows, dtype=np.float32), np.empty(max(1, layers - 1) * lanes * rows, dtype=np.float32)
    )
    room = make_room(packed, lanes, lanes * (max(inputs, size) + 1))
    in_width = inputs + (layers - 1) * size
    for lane in range(lanes):
        gates.now[lane * rows : (lane + 1) * rows] = packed.biases[:rows]
        for i in range(inputs):
            room.x[lane * inputs + i] = entering[lane * inputs + i]
        if masks.on_inputs:
            for i in range(inputs):
                room.x[lane * inputs + i] *= masks.inputs[lane * in_width + i]
    matrix_times(packed, 0, room.x, 0, room, lanes, gates.now, 0, rows, size, team, False)
    run_layers(packed, stack, memory, 0, gates, masks, room, team, 0)
    if team.threads == 1:
        run_head(packed, stack, memory, 0, room, team, y)
        return
    # The head's panels are shared out, too: for a vector it is as large as a quarter of a layer.
    head = packed.matrices[2 * layers]
    width = len(y) // lanes
    first, last = team.thread * head[3] // team.threads, (team.thread + 1) * head[3] // team.threads
    for lane in range(lanes):
        for i in range(first * PANEL, last * PANEL):
            y[lane * width + i] = packed.biases[head[4] + i]
    top = (2 * layers - 1) * lanes * size
    arrange(memory.between, top, size, size, lanes, packed.integer, room, False)
    multiply(packed.others, packed, 2 * layers, size, room, 1, lanes, y, 0, width, first, last, False)


@summing_kernel
def listen(
    packed: PackedWeights,
    stack: Stack,
    steps: int,
    entering: FloatArray,
    memory: Memory,
    masks: StepMasks,
    alone: Team,
) -> None:
    """Many steps whose inputs are all known, without the head; moves hidden and cell as single steps would.

    What enters a layer is known for all steps once the layer below is done: its matrix is read once for all, not once
    a step. Only the recurrent matrix is read in every step, and one alone mostly stays in the second-level cache.

    Shape: `entering` `[steps, lanes, inputs]`, hidden and cell `[layers, lanes, size]` (no parity), masks
    `[steps, lanes, columns]`, all flat
    """
    layers, size, lanes = stack.layers, stack.size, stack.lanes
    hidden, cell = memory.hidden, memory.cell
    inputs, count = packed.matrices[0][1], steps * lanes
    rows = packed.matrices[1][4] - packed.matrices[0][4]
    room = make_room(packed, count, count * (max(inputs, size) + 1))
    gates = np.empty(count * rows, dtype=np.float32)
    recurrent = np.empty(lanes * rows, dtype=np.float32)
    between = np.zeros(count * size, dtype=np.float32)
    in_width = inputs + (layers - 1) * size
    for layer in range(layers):
        columns, row = packed.matrices[2 * layer][1], packed.matrices[2 * layer][4]
        skipped = 0 if layer == 0 else inputs + (layer - 1) * size
        for lane in range(count):
            gates[lane * rows : (lane + 1) * rows] = packed.biases[row : row + rows]
            for i in range(columns):
                room.x[lane * columns + i] = entering[lane * columns + i] if layer == 0 else between[lane * columns + i]
            if masks.on_inputs:
                for i in range(columns):
                    room.x[lane * columns + i] *= masks.inputs[lane * in_width + skipped + i]
        matrix_times(packed, 2 * layer, room.x, 0, room, count, gates, 0, rows, size, alone, False)
        old = layer * lanes * size
        for step in range(steps):
            recurrent[:] = np.float32(0.0)
            backward = step % 2 == 1
            matrix_times(packed, 2 * layer + 1, hidden, old, room, lanes, recurrent, 0, rows, size, alone, backward)
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
                    if masks.on_outputs:
                        out *= masks.outputs[mask + i]
                    between[here + i] = out + between[here + i] if stack.residual and layer > 0 else out
