"""One sample's step of SampleRNN on packed weights: tiers whose frame is full, multilayer network, head (numba).

Matrices stand in the order of `folding.Folded`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from live_models.arrays import FloatArray, IntArray
from live_models.kernels.activations import relu_of
from live_models.kernels.cells import GruSums, LstmState, gru_cells, lstm_cells
from live_models.kernels.compiling import allocating_kernel, kernel
from live_models.kernels.panels import PANEL
from live_models.kernels.products import PackedWeights, Room, Share, Sums, Vectors, make_room, matrix_times
from live_models.kernels.stretches import add_stretch, copy_stretch
from live_models.kernels.threads import Team, thread_panels, wait_for_all


class Weights(NamedTuple):
    """`entering`: what is multiplied with samples, always float32: few columns, whose weights may be large."""

    entering: PackedWeights
    others: PackedWeights


class Tiers(NamedTuple):
    """Sizes of a network.

    `table` `[tiers + 1, 4]`: samples of a tier's frame, steps below for each of its own, its first matrix, and where
    what it gives to the tier below begins in `Memory.above`; the last row is the multilayer network's, whose frame is
    one sample. `cells` of a tier, `width` of the multilayer network, numbers that enter for each sample, samples of its
    window.
    """

    table: IntArray
    cells: int
    width: int
    entering: int
    window: int
    lanes: int
    gru: bool


class Memory(NamedTuple):
    """State of dreams, shared by the threads of a team; flat, moved in place.

    Shape: `heard` `[lanes, 2, largest frame, entering]`: the last samples, twice, so that any last ones lie in one
    stretch; `hidden`, `cell` `[tiers, lanes, cells]`; `above` `[ratio, lanes, rows]` of each tier but the last, one
    after the other: what it gives to the gates of each step below; `entry` `[tiers, lanes, rows]`: what a condition
    gives to the gates, to those of the first tier with their biases
    """

    heard: FloatArray
    hidden: FloatArray
    cell: FloatArray
    above: FloatArray
    entry: FloatArray


class Between(NamedTuple):
    """What goes from one layer to the next within a step, shared by the threads of a team; flat.

    Shape: `upsampled` `[largest ratio, lanes, cells in panels]`; `first`, `second` `[lanes, width in panels]`, what
    leaves the layers of the multilayer network
    """

    upsampled: FloatArray
    first: FloatArray
    second: FloatArray


class Work(NamedTuple):
    """What one thread works with. Shape: `gates`, `remembered` `[lanes, rows]`, `y` `[lanes, head's rows]`, flat"""

    gates: FloatArray
    remembered: FloatArray
    y: FloatArray
    entering_room: Room
    room: Room
    between: Between
    team: Team


@allocating_kernel
def make_work(weights: Weights, tiers: Tiers, between: Between, team: Team) -> Work:
    """Room for the steps of one thread."""
    lanes, packed, count = tiers.lanes, weights.others, len(weights.others.matrices)
    rows = lanes * max(packed.matrices[0][3], packed.matrices[count - 2][3]) * PANEL
    vectors = lanes * tiers.table[:, 1].max()
    heard = max(tiers.table[0, 0], tiers.window) * tiers.entering
    return Work(
        np.empty(rows, dtype=np.float32),
        np.empty(rows, dtype=np.float32),
        np.empty(lanes * packed.matrices[count - 1][3] * PANEL, dtype=np.float32),
        make_room(weights.entering, lanes, lanes * (heard + 1)),
        make_room(packed, vectors, vectors * (max(tiers.cells, tiers.width) + 1)),
        between,
        team,
    )


@kernel
def enter(tiers: Tiers, memory: Memory, count: int, numbers: FloatArray) -> None:
    """Keep what enters with the sample after `count` others. Shape: `numbers` `[lanes, entering]`, flat"""
    largest, size = tiers.table[0, 0], tiers.entering
    for lane in range(tiers.lanes):
        for half in range(2):
            to = ((2 * lane + half) * largest + count % largest) * size
            copy_stretch(memory.heard, to, numbers, lane * size, size)


@kernel
def begin_sums(packed: PackedWeights, number: int, sums: FloatArray, lanes: int, share: Share) -> Any:
    """Biases of a matrix as the sums to begin with, of this thread's rows; returns the rows of a lane."""
    row, panels = packed.matrices[number][4], packed.matrices[number][3]
    rows = panels * PANEL
    for gate in range(share.gates):
        first, last = thread_panels(share.size, panels, share.team, gate)
        for lane in range(lanes):
            at = lane * rows + first * PANEL
            copy_stretch(sums, at, packed.biases, row + first * PANEL, (last - first) * PANEL)
    return rows


@kernel
def add_entering(
    weights: Weights, tiers: Tiers, memory: Memory, count: int, level: int, share: Share, work: Work
) -> Any:  # fmt: skip
    """Begin a level's sums: what it is conditioned on, and what its last samples give; returns the rows of a lane.

    A level is a tier, or (the last) the multilayer network.
    """
    table, cells, lanes, size = tiers.table, tiers.cells, tiers.lanes, tiers.entering
    packed, largest, last = weights.others, table[0, 0], len(table) - 1
    step = count // table[level, 0] % table[level - 1, 1]  # of the frame above; level 0 has none
    if level < last:
        rows = packed.matrices[table[level, 2]][3] * PANEL
        copy_stretch(work.gates, 0, memory.entry, level * lanes * rows, lanes * rows)
        if level > 0:
            add_stretch(work.gates, 0, memory.above, table[level - 1, 3] + step * lanes * rows, lanes * rows)
    else:
        number = table[level - 1, 2] + 1 + step
        rows = begin_sums(packed, number, work.gates, lanes, share)
        leaving = Vectors(memory.hidden, (level - 1) * lanes * cells, cells, cells, lanes)
        matrix_times(packed, number, leaving, work.room, Sums(work.gates, 0, rows), share)
    length = tiers.window if level == last else table[level, 0]
    first = (largest + (count - 1) % largest + 1 - length) * size
    heard = Vectors(memory.heard, first, 2 * largest * size, length * size, lanes)
    matrix_times(weights.entering, level, heard, work.entering_room, Sums(work.gates, 0, rows), share)
    return rows


@kernel
def meet(team: Team, passed: int) -> int:
    """Wait for the others of a team, if there are any; returns the barriers passed."""
    if team.threads == 1:
        return passed
    wait_for_all(team, passed)
    return passed + 1


@kernel
def condition(weights: Weights, tiers: Tiers, memory: Memory, level: int, work: Work, passed: int) -> int:
    """From what leaves a tier to what it gives to the gates of all steps below; returns the barriers passed.

    The input weights of the tier below are read once for all of them.
    """
    table, cells, lanes, packed = tiers.table, tiers.cells, tiers.lanes, weights.others
    ratio, number, upsampled = table[level, 1], table[level, 2] + 1, work.between.upsampled
    width = packed.matrices[number][3] * PANEL
    leaving = Vectors(memory.hidden, level * lanes * cells, cells, cells, lanes)
    for step in range(ratio):
        share, at = Share(work.team, cells, 1, False), step * lanes * width
        begin_sums(packed, number + step, upsampled[at:], lanes, share)
        matrix_times(packed, number + step, leaving, work.room, Sums(upsampled, at, width), share)
    passed = meet(work.team, passed)
    share, at = Share(work.team, cells, 3 if tiers.gru else 4, False), table[level, 3]
    rows = begin_sums(packed, number + ratio, memory.above[at:], ratio * lanes, share)
    vectors = Vectors(upsampled, 0, width, cells, ratio * lanes)
    matrix_times(packed, number + ratio, vectors, work.room, Sums(memory.above, at, rows), share)
    return passed


@kernel
def run_tiers(weights: Weights, tiers: Tiers, memory: Memory, count: int, work: Work, passed: int) -> int:
    """Steps of the tiers whose frame is full after `count` samples; returns the barriers passed.

    Before the largest frame is full none runs: the quicker ones would hear nothing from above.
    """
    table, cells, lanes, team, packed = tiers.table, tiers.cells, tiers.lanes, work.team, weights.others
    if count < table[0, 0]:
        return passed
    own = cells // team.threads
    first, last = team.thread * own, (team.thread + 1) * own
    share = Share(team, cells, 3 if tiers.gru else 4, False)
    for level in range(len(table) - 1):
        if count % table[level, 0]:
            continue
        # 1) sums of the gates
        rows = add_entering(weights, tiers, memory, count, level, share, work)
        begin, recurrent = level * lanes * cells, table[level, 2]
        sums = work.remembered if tiers.gru else work.gates
        if tiers.gru:
            begin_sums(packed, recurrent, sums, lanes, share)
        before = Vectors(memory.hidden, begin, cells, cells, lanes)
        matrix_times(packed, recurrent, before, work.room, Sums(sums, 0, rows), share)
        passed = meet(team, passed)  # all have read what is remembered
        # 2) cells
        for lane in range(lanes):
            at, to = lane * rows, begin + lane * cells
            if tiers.gru:
                gru_cells(GruSums(work.gates, at, sums, at), cells, memory.hidden, to, first, last)
            else:
                lstm_cells(work.gates, at, cells, LstmState(memory.cell, to, memory.hidden, to), first, last)
        passed = meet(team, passed)  # all have written it
        # 3) what the tier below hears of it
        if level < len(table) - 2:
            passed = condition(weights, tiers, memory, level, work, passed)
    return passed


@kernel
def leave(sums: FloatArray, out: FloatArray, lanes: int, rows: int, share: Share) -> None:
    """What leaves a layer: its sums, those below 0 as 0, of this thread's rows."""
    first, last = thread_panels(share.size, rows // PANEL, share.team, 0)
    for lane in range(lanes):
        at, count = lane * rows + first * PANEL, (last - first) * PANEL
        relu_of(sums, at, count)
        copy_stretch(out, at, sums, at, count)


@kernel
def predict(weights: Weights, tiers: Tiers, memory: Memory, count: int, work: Work, passed: int) -> int:
    """The multilayer network and the head, into `work.y`; returns the barriers passed.

    The head is all of it in each thread, so that each draws alike.
    """
    packed, lanes, width, team = weights.others, tiers.lanes, tiers.width, work.team
    level = len(tiers.table) - 1
    number, share = tiers.table[level, 2], Share(team, width, 1, False)
    first, second = work.between.first, work.between.second
    rows = add_entering(weights, tiers, memory, count, level, share, work)
    leave(work.gates, first, lanes, rows, share)
    passed = meet(team, passed)
    begin_sums(packed, number, work.gates, lanes, share)
    hidden = Vectors(first, 0, rows, width, lanes)
    matrix_times(packed, number, hidden, work.room, Sums(work.gates, 0, rows), share)
    leave(work.gates, second, lanes, rows, share)
    passed = meet(team, passed)
    alone = Share(Team(0, 1, team.counters), width, 1, False)
    heads = begin_sums(packed, number + 1, work.y, lanes, alone)
    matrix_times(packed, number + 1, Vectors(second, 0, rows, width, lanes), work.room, Sums(work.y, 0, heads), alone)
    return passed
