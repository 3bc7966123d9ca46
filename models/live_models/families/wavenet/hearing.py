"""A WaveNet hears a seed: many steps go through a layer together (numba)."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.wavenet.steps import Memory, Net, Work, enter, make_shared, make_work, rows_of
from live_models.kernels.activations import gated_of
from live_models.kernels.compiling import allocating_kernel, kernel
from live_models.kernels.products import Share, Sums, Vectors, matrix_times
from live_models.kernels.rings import enter_ring, in_ring
from live_models.kernels.stretches import copy_stretch
from live_models.kernels.threads import Team

HEARD: Final = 32
"""Steps of a seed that go through a layer together."""


@allocating_kernel
def hear(net: Net, memory: Memory, entering: FloatArray, step: int) -> None:
    """Steps from `step` on whose inputs are all known, without the head: `HEARD` of them go through a layer together.

    A layer is left out where nobody will hear what it makes: it lies further back than the layers above it reach.

    Shape: `entering` `[steps, dreams, numbers]`
    """
    dreams, lanes = len(memory.ahead), HEARD * len(memory.ahead)
    work = make_work(net, lanes, len(net.bias), make_shared(net, lanes, 1), Team(0, 1, np.zeros(1, dtype=np.int64)))
    past = np.empty(lanes * len(net.bias), dtype=np.float32)
    gates = np.empty(lanes * memory.ahead.shape[3], dtype=np.float32)
    steps, count, whole = len(entering), entering.shape[2], (0, len(net.bias))
    flat = entering.reshape(-1)
    for start in range(0, steps, HEARD):
        length = min(HEARD, steps - start)
        for s in range(length):
            for dream in range(dreams):
                place, lane = (start + s) * dreams + dream, s * dreams + dream
                enter(net, memory, dream, flat, place * count, work.shared.sums, lane * rows_of(net), whole)
            copy_stretch(memory.before.reshape(-1), 0, flat, (start + s) * dreams * count, dreams * count)
        _hear_layers(net, memory, past, gates, (step + start, length, steps - start - length), work)


@kernel
def _hear_layers(
    net: Net, memory: Memory, past: FloatArray, gates: FloatArray, steps: tuple[int, int, int], work: Work
) -> None:  # fmt: skip
    """Steps of a seed through the layers. `steps`: the first one, how many, and how many are still to be heard."""
    step, length, left = steps
    packed, rings, room = net.packed, memory.rings, work.room
    sums, gated = work.shared.sums, work.shared.gated
    dreams, layers, _, gate_rows = memory.ahead.shape
    filters, rows = len(net.bias), rows_of(net)
    lanes, numbers, entry = length * dreams, rings.numbers.reshape(-1), memory.entry.reshape(-1)
    reach = rings.table[:, 1].sum()
    for layer in range(layers):
        dilation = rings.table[layer, 1]
        reach -= dilation
        for s in range(length):
            for dream in range(dreams):
                lane = s * dreams + dream
                if s < dilation:
                    copy_stretch(past, lane * filters, numbers, in_ring(rings, dream, layer, step + s), filters)
                else:
                    copy_stretch(past, lane * filters, sums, (lane - dilation * dreams) * rows, filters)
        for s in range(max(0, length - dilation), length):
            for dream in range(dreams):
                enter_ring(rings, dream, layer, step + s, sums, (s * dreams + dream) * rows, (0, filters))
        if left >= reach:  # of the layers above, none will reach back to these steps
            return
        for lane in range(lanes):
            begin = (lane % dreams * layers + layer) * gate_rows
            copy_stretch(gates, lane * gate_rows, entry, begin, gate_rows)
        share = Share(work.team, filters, 1, False)
        matrix_times(
            packed, 3 * layer, Vectors(past, 0, filters, filters, lanes), room, Sums(gates, 0, gate_rows), share
        )
        now = Vectors(sums, 0, rows, filters, lanes)
        matrix_times(packed, 3 * layer + 1, now, room, Sums(gates, 0, gate_rows), share)
        for lane in range(lanes):
            gated_of(gates, lane * gate_rows, filters, gated, lane * filters, (0, filters))
        leaving = Vectors(gated, 0, filters, filters, lanes)  # the skips of a seed are nobody's
        matrix_times(packed, 3 * layer + 2, leaving, room, Sums(sums, 0, rows), share)
