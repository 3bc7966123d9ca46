"""Steps of a stack of LSTM (or plain RNN) layers and its head on packed weights (numba).

Matrices stand in this order: of each layer input and recurrent, then the head's.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from live_models.arrays import FloatArray
from live_models.kernels.cells import LstmState, lstm_cells, rnn_cells
from live_models.kernels.compiling import allocating_kernel, kernel
from live_models.kernels.panels import PANEL
from live_models.kernels.products import (
    PackedWeights,
    Room,
    Share,
    Span,
    Sums,
    Vectors,
    arrange,
    make_room,
    matrix_times,
    multiply,
)
from live_models.kernels.stretches import add_stretch, clear_stretch, copy_stretch, scale_stretch
from live_models.kernels.threads import Team, wait_for_all


class Stack(NamedTuple):
    """Sizes of a stack of layers. `residual_from`: the first layer whose input is added to its output.

    `gates`: sums of a cell: 4 of an LSTM, 1 of a plain RNN.
    """

    layers: int
    size: int
    lanes: int
    residual_from: int
    gates: int = 4


class Memory(NamedTuple):
    """State of a stack, read at one parity and written at the other; all flat.

    Threads that run apart by less than a barrier never write what another still reads.

    Shape: `hidden`, `between` (what leaves a layer) `[2, layers, lanes, size]`, `cell` `[layers, lanes, size]`;
    `below` `[lanes, size]`: what is added to the first layer's output, where its input is (`Stack.residual_from` 0);
    `entry` `[lanes, rows]`: what the first layer's sums begin with: its bias and, by choice, what a condition gives
    """

    hidden: FloatArray
    cell: FloatArray
    between: FloatArray
    below: FloatArray
    entry: FloatArray


class Gates(NamedTuple):
    """Sums on their way to the cells; flat.

    Shape: `now` `[lanes, rows]`; `early` `[layers - 1, lanes, rows]`, of what an upper layer remembers
    """

    now: FloatArray
    early: FloatArray


class Work(NamedTuple):
    """What one thread works with in a step: sums of gates, room for vectors, and whom it shares the rows with."""

    gates: Gates
    room: Room
    team: Team


class StepMasks(NamedTuple):
    """Dropout masks of one step, flat. Shape: as `families.lstm.backends.network.Masks`; one number for none."""

    inputs: FloatArray
    outputs: FloatArray
    on_inputs: bool
    on_outputs: bool


@kernel
def run_layers(
    packed: PackedWeights, stack: Stack, memory: Memory, parity: int, masks: StepMasks, work: Work, passed: int
) -> int:
    """From the first layer's gates (bias and input already in them) to what leaves the last layer.

    Returns the number of barriers passed.

    Every other step goes through the matrices the other way round, as far as it can: what an upper layer remembers is
    multiplied first, not last, and panels are walked from the end. Matrices somewhat larger than the second-level
    cache would otherwise be read from behind it whole, each line thrown out just before it is met again. Either way
    that product is summed for itself, in `early`, so that the samples are the same bit for bit.
    """
    layers, size, lanes = stack.layers, stack.size, stack.lanes
    hidden, between, now, early = memory.hidden, memory.between, work.gates.now, work.gates.early
    room, team = work.room, work.team
    rows = len(now) // lanes
    share = size // team.threads
    first, last = (team.thread * share, (team.thread + 1) * share) if team.threads > 1 else (0, size)
    skipped = packed.matrices[0][1]  # columns of the masks that belong to the first layer
    in_width = skipped + (layers - 1) * size
    backward = parity == 1
    ours, all_now = Share(team, size, stack.gates, backward), Sums(now, 0, rows)
    clear_stretch(early, 0, (layers - 1) * lanes * rows)
    if backward:
        for layer in range(layers - 1, 0, -1):
            remembered = Vectors(hidden, (parity * layers + layer) * lanes * size, size, size, lanes)
            matrix_times(
                packed, 2 * layer + 1, remembered, room, Sums(early, (layer - 1) * lanes * rows, rows), ours
            )  # fmt: skip
    for layer in range(layers):
        remembered = Vectors(hidden, (parity * layers + layer) * lanes * size, size, size, lanes)
        new = ((1 - parity) * layers + layer) * lanes * size
        below = ((1 - parity) * layers + layer - 1) * lanes * size
        if layer == 0:
            matrix_times(packed, 1, remembered, room, all_now, ours)
        else:
            row = packed.matrices[2 * layer][4]
            for lane in range(lanes):
                copy_stretch(now, lane * rows, packed.biases, row, rows)
                copy_stretch(room.x, lane * size, between, below + lane * size, size)
                if masks.on_inputs:
                    mask = lane * in_width + skipped + (layer - 1) * size
                    scale_stretch(room.x, lane * size, masks.inputs, mask, size)
            matrix_times(packed, 2 * layer, Vectors(room.x, 0, size, size, lanes), room, all_now, ours)
            at = (layer - 1) * lanes * rows
            if not backward:
                matrix_times(packed, 2 * layer + 1, remembered, room, Sums(early, at, rows), ours)
            add_stretch(now, 0, early, at, lanes * rows)
        for lane in range(lanes):
            at = lane * size
            if stack.gates == 1:
                rnn_cells(now, lane * rows, hidden, new + at, first, last)
            else:
                state = LstmState(memory.cell, layer * lanes * size + at, hidden, new + at)
                lstm_cells(now, lane * rows, size, state, first, last)
            ours_at, count = new + at + first, last - first
            copy_stretch(between, ours_at, hidden, ours_at, count)
            if masks.on_outputs:
                scale_stretch(between, ours_at, masks.outputs, (lane * layers + layer) * size + first, count)
            if layer >= stack.residual_from:
                if layer == 0:
                    add_stretch(between, ours_at, memory.below, at + first, count)
                else:
                    add_stretch(between, ours_at, between, below + at + first, count)
        if team.threads > 1:
            wait_for_all(team, passed)
            passed += 1
    return passed


@kernel
def run_head(
    packed: PackedWeights, stack: Stack, memory: Memory, parity: int, room: Room, alone: Team, y: FloatArray
) -> None:
    """The head of what left the last layer, all of it in this thread. Shape: `y` `[lanes, rows]`, flat"""
    lanes, size, number = stack.lanes, stack.size, 2 * stack.layers
    rows = len(y) // lanes
    row = packed.matrices[number][4]
    top = ((1 - parity) * stack.layers + stack.layers - 1) * lanes * size
    for lane in range(lanes):
        copy_stretch(y, lane * rows, packed.biases, row, rows)
    leaving = Vectors(memory.between, top, size, size, lanes)
    matrix_times(packed, number, leaving, room, Sums(y, 0, rows), Share(alone, size, 1, False))


@allocating_kernel
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
        copy_stretch(gates.now, lane * rows, memory.entry, lane * rows, rows)
        copy_stretch(room.x, lane * inputs, entering, lane * inputs, inputs)
        if masks.on_inputs:
            scale_stretch(room.x, lane * inputs, masks.inputs, lane * in_width, inputs)
    heard = Vectors(room.x, 0, inputs, inputs, lanes)
    matrix_times(packed, 0, heard, room, Sums(gates.now, 0, rows), Share(team, size, stack.gates, False))
    run_layers(packed, stack, memory, 0, masks, Work(gates, room, team), 0)
    if team.threads == 1:
        run_head(packed, stack, memory, 0, room, team, y)
        return
    # The head's panels are shared out, too: for a vector it is as large as a quarter of a layer.
    head = packed.matrices[2 * layers]
    width = len(y) // lanes
    first, last = team.thread * head[3] // team.threads, (team.thread + 1) * head[3] // team.threads
    for lane in range(lanes):
        copy_stretch(y, lane * width + first * PANEL, packed.biases, head[4] + first * PANEL, (last - first) * PANEL)
    arrange(Vectors(memory.between, (2 * layers - 1) * lanes * size, size, size, lanes), room, packed.integer, False)
    multiply(packed, 2 * layers, size, lanes, room, Sums(y, 0, width), Span(first, last, False))


@kernel
def fed_step(
    packed: PackedWeights,
    stack: Stack,
    memory: Memory,
    parity: int,
    masks: StepMasks,
    work: Work,
    entering: FloatArray,
    y: FloatArray,
) -> None:
    """One step of many, alone: what enters, the layers, the head. Memory is read at `parity`, written at the other.

    Shape: `entering` `[dreams, inputs]`, for the lanes of each dream the same; `y` `[lanes, rows]`; all flat
    """
    lanes, size, inputs = stack.lanes, stack.size, packed.matrices[0][1]
    rows, columns = packed.matrices[0][3] * PANEL, inputs + (stack.layers - 1) * size
    dreams, room, now = len(entering) // inputs, work.room, work.gates.now
    for lane in range(lanes):
        copy_stretch(now, lane * rows, memory.entry, lane * rows, rows)
        copy_stretch(room.x, lane * inputs, entering, lane * dreams // lanes * inputs, inputs)
        if masks.on_inputs:
            scale_stretch(room.x, lane * inputs, masks.inputs, lane * columns, inputs)
    heard = Vectors(room.x, 0, inputs, inputs, lanes)
    matrix_times(packed, 0, heard, room, Sums(now, 0, rows), Share(work.team, size, stack.gates, False))
    run_layers(packed, stack, memory, parity, masks, work, 0)
    run_head(packed, stack, memory, parity, room, work.team, y)


@allocating_kernel
def masks_of(masks: StepMasks, step: int, columns: int, leaving: int) -> StepMasks:
    """The masks of one step of many, which lie one after the other: `columns` of inputs, `leaving` of outputs.

    Views count as made here: what is handed out is counted by the one who gets it.
    """
    return StepMasks(
        masks.inputs[step * columns : (step + 1) * columns], masks.outputs[step * leaving : (step + 1) * leaving],
        masks.on_inputs, masks.on_outputs,
    )  # fmt: skip


@allocating_kernel
def make_work(packed: PackedWeights, stack: Stack) -> Any:
    """What one thread alone works with in steps. -> `Work`"""
    lanes, rows = stack.lanes, packed.matrices[0][3] * PANEL
    gates = Gates(
        np.empty(lanes * rows, dtype=np.float32), np.empty(max(1, stack.layers - 1) * lanes * rows, dtype=np.float32)
    )
    room = make_room(packed, lanes, lanes * (max(packed.matrices[0][1], stack.size) + 1))
    return Work(gates, room, Team(0, 1, np.zeros(1, dtype=np.int64)))


@allocating_kernel
def repeat_steps(
    packed: PackedWeights, stack: Stack, memory: Memory, masks: StepMasks, x: FloatArray, limit: float, out: FloatArray
) -> None:  # fmt: skip
    """Steps fed by what the head put out in the one before, kept within `limit` either way; NaN stays NaN.

    Bit for bit what single steps give. Memory is read at parity 0 first; after an odd number of steps its newest is at
    1. Shape: x `[lanes, inputs]`, moved in place; out `[steps, lanes, inputs]`, flat
    """
    lanes, inputs = stack.lanes, packed.matrices[0][1]
    width = packed.matrices[2 * stack.layers][3] * PANEL
    work, y = make_work(packed, stack), np.empty(lanes * width, dtype=np.float32)
    for step in range(len(out) // (lanes * inputs)):
        fed_step(packed, stack, memory, step & 1, masks, work, x, y)
        for lane in range(lanes):
            for i in range(inputs):
                value = y[lane * width + i]
                if value > limit:
                    value = np.float32(limit)
                elif value < -limit:
                    value = np.float32(-limit)
                x[lane * inputs + i] = value
        copy_stretch(out, step * lanes * inputs, x, 0, lanes * inputs)


@allocating_kernel
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

    Shape: `entering` `[steps, lanes, inputs]`, hidden and cell `[layers, lanes, size]` (no parity), `below`
    `[steps, lanes, size]` where it is added, masks `[steps, lanes, columns]`, all flat
    """
    layers, size, lanes = stack.layers, stack.size, stack.lanes
    hidden, cell = memory.hidden, memory.cell
    inputs, count = packed.matrices[0][1], steps * lanes
    rows = packed.matrices[1][4] - packed.matrices[0][4]
    room = make_room(packed, count, count * (max(inputs, size) + 1))
    gates = np.empty(count * rows, dtype=np.float32)
    recurrent = np.empty(lanes * rows, dtype=np.float32)
    between = np.zeros(count * size, dtype=np.float32)
    if stack.residual_from == 0:
        copy_stretch(between, 0, memory.below, 0, count * size)
    in_width = inputs + (layers - 1) * size
    for layer in range(layers):
        columns, row = packed.matrices[2 * layer][1], packed.matrices[2 * layer][4]
        skipped = 0 if layer == 0 else inputs + (layer - 1) * size
        for lane in range(count):
            if layer == 0:
                copy_stretch(gates, lane * rows, memory.entry, lane % lanes * rows, rows)
            else:
                copy_stretch(gates, lane * rows, packed.biases, row, rows)
            copy_stretch(room.x, lane * columns, entering if layer == 0 else between, lane * columns, columns)
            if masks.on_inputs:
                scale_stretch(room.x, lane * columns, masks.inputs, lane * in_width + skipped, columns)
        heard = Vectors(room.x, 0, columns, columns, count)
        matrix_times(packed, 2 * layer, heard, room, Sums(gates, 0, rows), Share(alone, size, 1, False))
        old = layer * lanes * size
        remembered = Vectors(hidden, old, size, size, lanes)
        for step in range(steps):
            clear_stretch(recurrent, 0, lanes * rows)
            share = Share(alone, size, 1, step % 2 == 1)
            matrix_times(packed, 2 * layer + 1, remembered, room, Sums(recurrent, 0, rows), share)
            at = step * lanes * rows
            add_stretch(gates, at, recurrent, 0, lanes * rows)
            for lane in range(lanes):
                to = old + lane * size
                if stack.gates == 1:
                    rnn_cells(gates, at + lane * rows, hidden, to, 0, size)
                else:
                    lstm_cells(gates, at + lane * rows, size, LstmState(cell, to, hidden, to), 0, size)
                here = (step * lanes + lane) * size
                mask = ((step * lanes + lane) * layers + layer) * size
                for i in range(size):
                    out = hidden[to + i]
                    if masks.on_outputs:
                        out *= masks.outputs[mask + i]
                    between[here + i] = out + between[here + i] if layer >= stack.residual_from else out


def entry_of(packed: PackedWeights, lanes: int, further: FloatArray | None = None) -> FloatArray:
    """What the first layer's sums begin with: its bias and what a condition gives. See `Memory`.

    Shape: `further` `[lanes, rows of the matrix]` -> `[lanes * rows]`
    """
    rows = packed.matrices[0][3] * PANEL
    entry = np.tile(packed.biases[:rows], (lanes, 1))
    if further is not None:
        entry[:, : further.shape[1]] += further
    return entry.ravel()
