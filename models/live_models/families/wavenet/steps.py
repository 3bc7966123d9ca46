"""Steps of a WaveNet on packed weights (numba).

Matrices stand in this order: of each layer the past tap's, the current tap's and the residual (the last layer has
none); then all layers' skips side by side, whose sum is one long product; then the two after the skips.

What a layer of dilation d heard d steps ago is known before its step. So of `AHEAD` steps (of d, where it is smaller)
the past taps are one product with as many vectors: a third of the weights, read once for all of them.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.sample_wise.drawing import Feedback, feed_back
from live_models.families.sample_wise.head import Stretch
from live_models.kernels.activations import gated_of, relu_of
from live_models.kernels.compiling import allocating_kernel, kernel
from live_models.kernels.panels import PANEL
from live_models.kernels.products import (
    PackedWeights,
    Room,
    Share,
    Sums,
    Vectors,
    make_room,
    matrix_times,
)
from live_models.kernels.rings import Rings, enter_ring, in_ring
from live_models.kernels.stretches import copy_stretch
from live_models.kernels.threads import Team, wait_for_all

AHEAD: Final = 8
"""Steps for which past taps are multiplied together; a power of two, as the dilations are."""


class Net(NamedTuple):
    """The weights. Residuals have no bias of their own: see `packing`.

    Shape: `entering` `[2, entering, filters]`, of the step before and of this one; `bias` `[filters]`
    """

    packed: PackedWeights
    entering: FloatArray
    bias: FloatArray


class Memory(NamedTuple):
    """What dreams have heard. `ahead`: past taps of the steps of a block, multiplied, with what the gates begin with.

    Shape: `ahead` `[dreams, layers, AHEAD, rows]`, `before` `[dreams, entering]`: what entered in the last step;
    `entry` `[dreams, layers, rows]`: what the gates begin with, their bias and what a condition gives
    """

    rings: Rings
    ahead: FloatArray
    before: FloatArray
    entry: FloatArray


class Shared(NamedTuple):
    """What the threads of a team fill together; flat.

    Steps take turns with the two halves of `skips`: a thread that is done with one step may begin the next while
    another still makes the head's numbers of it.

    Shape: `sums` `[dreams, rows]`: what goes on from layer to layer; `gated` `[dreams, layers, filters]`; `skips`
    `[2, dreams, rows]`: their sum
    """

    sums: FloatArray
    gated: FloatArray
    skips: FloatArray


class Work(NamedTuple):
    """What one thread works with. Shape: `top` `[dreams, rows]`, flat, on its way to the head"""

    shared: Shared
    top: FloatArray
    room: Room
    team: Team


@kernel
def rows_of(net: Net) -> int:
    """Numbers of a vector that a product of `filters` rows adds to, its panels being whole."""
    return -(-len(net.bias) // PANEL) * PANEL


@allocating_kernel
def make_shared(net: Net, lanes: int, layers: int) -> Shared:
    """What the threads of a team fill together. `lanes`: vectors at once; `layers`: whose gates are kept."""
    rows = rows_of(net)
    return Shared(
        np.zeros(lanes * rows, dtype=np.float32),
        np.zeros(lanes * layers * len(net.bias), dtype=np.float32),
        np.zeros(2 * lanes * rows, dtype=np.float32),
    )


@allocating_kernel
def make_work(net: Net, lanes: int, columns: int, shared: Shared, team: Team) -> Work:
    """What one thread works with. `lanes`: vectors at once; `columns`: of the longest."""
    rows = rows_of(net)
    room = make_room(net.packed, max(lanes, AHEAD), max(lanes * (max(columns, rows) + 1), AHEAD * (rows + 1)))
    return Work(shared, np.zeros(lanes * rows, dtype=np.float32), room, team)


@kernel
def own_rows(filters: int, team: Team) -> tuple[int, int]:
    """The filters that are this thread's."""
    return team.thread * filters // team.threads, (team.thread + 1) * filters // team.threads


@kernel
def enter(
    net: Net, memory: Memory, dream: int, entering: FloatArray, at: int, sums: FloatArray, to: int,
    span: tuple[int, int],
) -> None:  # fmt: skip
    """The causal convolution at the bottom. Shape: `entering` `[numbers]` from `at`; to `to` of `sums`"""
    filters, count = len(net.bias), net.entering.shape[1]
    copy_stretch(sums, to + span[0], net.bias, span[0], span[1] - span[0])
    made = sums[to : to + filters]
    for k in range(count):
        was, now = memory.before[dream, k], entering[at + k]
        past, current = net.entering[0, k], net.entering[1, k]
        for c in range(span[0], span[1]):
            made[c] += past[c] * was + current[c] * now


@kernel
def project_ahead(net: Net, memory: Memory, layer: int, start: int, block: int, work: Work) -> None:
    """Past taps of the `block` steps from `start`. Of steps that are over, what comes means nothing."""
    packed, rings = net.packed, memory.rings
    filters, rows = len(net.bias), memory.ahead.shape[3]
    ahead, ours = memory.ahead.reshape(-1), Share(work.team, filters, 2, False)
    numbers = rings.numbers.reshape(-1)
    first, last = own_rows(filters, work.team)
    entry = memory.entry.reshape(-1)
    for dream in range(len(memory.ahead)):
        begin = (dream * memory.ahead.shape[1] + layer) * rows
        to = begin * AHEAD
        for step in range(block):
            for gate in (first, filters + first):
                copy_stretch(ahead, to + step * rows + gate, entry, begin + gate, last - first)
        heard = Vectors(numbers, in_ring(rings, dream, layer, start), filters, filters, block)
        matrix_times(packed, 3 * layer, heard, work.room, Sums(ahead, to, rows), ours)


@kernel
def run_layers(net: Net, memory: Memory, entering: FloatArray, step: int, fresh: bool, work: Work, passed: int) -> int:
    """From what enters in `step` to the sum of the skips in `work.shared.skips`; moves `memory` on.

    `fresh`: what is ahead is not of this block (the steps before were heard, not dreamt, or heeded another condition).
    Returns the barriers passed. Shape: `entering` `[dreams, numbers]`, flat
    """
    packed, rings, team, room = net.packed, memory.rings, work.team, work.room
    sums, gated, ahead = work.shared.sums, work.shared.gated, memory.ahead.reshape(-1)
    dreams, layers, _, gate_rows = memory.ahead.shape
    filters, rows, apart = len(net.bias), rows_of(net), layers * AHEAD * gate_rows
    span, both, one = own_rows(filters, team), Share(team, filters, 2, False), Share(team, filters, 1, False)
    for dream in range(dreams):
        enter(net, memory, dream, entering, dream * memory.before.shape[1], sums, dream * rows, span)
    for layer in range(layers):
        if team.threads > 1:  # what enters this layer is whole
            wait_for_all(team, passed)
            passed += 1
        if layer == 0 and team.thread == 0:
            copy_stretch(memory.before.reshape(-1), 0, entering, 0, memory.before.size)
        block = min(AHEAD, rings.table[layer, 1])
        place = step % block
        if place == 0 or fresh:
            project_ahead(net, memory, layer, step - place, block, work)
        gates = Sums(ahead, (layer * AHEAD + place) * gate_rows, apart)
        matrix_times(packed, 3 * layer + 1, Vectors(sums, 0, rows, filters, dreams), room, gates, both)
        for dream in range(dreams):
            gated_of(ahead, gates.start + dream * apart, filters, gated, (dream * layers + layer) * filters, span)
        if team.threads > 1:  # the gates are whole, and nobody reads the oldest of the ring any more
            wait_for_all(team, passed)
            passed += 1
        for dream in range(dreams):
            enter_ring(rings, dream, layer, step, sums, dream * rows, span)
        if layer < layers - 1:
            leaving = Vectors(gated, layer * filters, layers * filters, filters, dreams)
            matrix_times(packed, 3 * layer + 2, leaving, room, Sums(sums, 0, rows), one)
    number = 3 * layers - 1
    skips, base = work.shared.skips, step % 2 * dreams * rows
    for dream in range(dreams):
        at = base + dream * rows + span[0]
        copy_stretch(skips, at, packed.biases, packed.matrices[number][4] + span[0], span[1] - span[0])
    length = layers * filters
    matrix_times(packed, number, Vectors(gated, 0, length, length, dreams), room, Sums(skips, base, rows), one)
    if team.threads > 1:
        wait_for_all(team, passed)
        passed += 1
    return passed


@kernel
def run_head(net: Net, step: int, work: Work, alone: Team, y: FloatArray) -> None:
    """ReLU, 1x1, ReLU, 1x1 of the sum of the skips (van den Oord et al. 2016, 2.4), all of it in this thread.

    Shape: `y` `[dreams, rows of the head]`, flat
    """
    packed, room, top, skips = net.packed, work.room, work.top, work.shared.skips
    filters, rows, number = len(net.bias), rows_of(net), len(packed.matrices) - 2
    dreams = len(top) // rows
    outputs, share = len(y) // dreams, Share(alone, filters, 1, False)
    copy_stretch(room.x, 0, skips, step % 2 * dreams * rows, dreams * rows)
    relu_of(room.x, 0, dreams * rows)
    for dream in range(dreams):
        copy_stretch(top, dream * rows, packed.biases, packed.matrices[number][4], rows)
        copy_stretch(y, dream * outputs, packed.biases, packed.matrices[number + 1][4], outputs)
    matrix_times(packed, number, Vectors(room.x, 0, rows, filters, dreams), room, Sums(top, 0, rows), share)
    relu_of(top, 0, dreams * rows)
    matrix_times(packed, number + 1, Vectors(top, 0, rows, filters, dreams), room, Sums(y, 0, outputs), share)


@allocating_kernel
def whole_step(net: Net, memory: Memory, entering: FloatArray, at: tuple[int, bool], team: Team, y: FloatArray) -> None:
    """One step of dreams. `at`: its number, and whether the steps before it were heard. Shape: as `run_layers`."""
    dreams, layers = memory.ahead.shape[:2]
    shared = make_shared(net, dreams, layers)
    work = make_work(net, dreams, layers * len(net.bias), shared, team)
    run_layers(net, memory, entering, at[0], at[1], work, 0)
    run_head(net, at[0], work, Team(0, 1, team.counters), y)


@allocating_kernel
def run_steps(
    net: Net, memory: Memory, shared: Shared, stretch: Stretch, feedback: Feedback, at: tuple[int, bool], team: Team
) -> None:
    """Steps of dreams in one call: layers, head, draw, feedback. Each thread has a `feedback` of its own.

    `at`: number of the first step, and whether the steps before it were heard.
    """
    dreams, layers = memory.ahead.shape[:2]
    work = make_work(net, dreams, layers * len(net.bias), shared, team)
    outputs = net.packed.matrices[-1][3] * PANEL
    _run_steps(net, memory, stretch, feedback, at, work, np.empty(dreams * outputs, dtype=np.float32))


@kernel
def _run_steps(
    net: Net, memory: Memory, stretch: Stretch, feedback: Feedback, at: tuple[int, bool], work: Work, y: FloatArray
) -> None:
    """`run_steps` with room for everything."""
    alone, passed = Team(0, 1, work.team.counters), 0
    entering = feedback.entering.reshape(-1)
    for step in range(stretch.num_steps):
        passed = run_layers(net, memory, entering, at[0] + step, at[1] and step == 0, work, passed)
        run_head(net, at[0] + step, work, alone, y)
        feed_back(stretch, feedback, step, y)
