"""Steps of NaiveRNN in one call: layers, head, draw, feedback (numba)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.sample_wise.drawing import Feedback, feed_back
from live_models.families.sample_wise.head import Stretch
from live_models.kernels.compiling import allocating_kernel, kernel
from live_models.kernels.lstm import Gates, Memory, Stack, StepMasks, Work, run_head, run_layers
from live_models.kernels.panels import PANEL
from live_models.kernels.products import PackedWeights, Share, Sums, Vectors, make_room, matrix_times
from live_models.kernels.stretches import copy_stretch
from live_models.kernels.threads import Team


class Upsampling(NamedTuple):
    """What brings the entering numbers to the layers' width. Shape: `weight` `[entering, size]`, `bias` `[size]`"""

    weight: FloatArray
    bias: FloatArray


@kernel
def upsample(upsampling: Upsampling, entering: FloatArray, below: FloatArray) -> None:
    """Shape: `entering` `[lanes, entering]` -> `below` `[lanes, size]`, flat"""
    size = len(upsampling.bias)
    for lane in range(len(entering)):
        copy_stretch(below, lane * size, upsampling.bias, 0, size)
        to = below[lane * size : (lane + 1) * size]
        for number in range(entering.shape[1]):
            value, weight = entering[lane, number], upsampling.weight[number]
            for i in range(size):
                to[i] += weight[i] * value


@allocating_kernel
def run_steps(
    packed: PackedWeights,
    stack: Stack,
    memory: Memory,
    upsampling: Upsampling,
    stretch: Stretch,
    feedback: Feedback,
    masks: StepMasks,
    team: Team,
) -> None:
    """All steps of a stretch. `masks`: none; each thread has its own `memory.below`.

    The first matrix is the upsampling and the first layer's input weights in one: a column for each number that
    enters. What the upsampling adds to the first layer's output stays by itself, a vector.
    """
    lanes, size = stack.lanes, stack.size
    width = packed.matrices[0][3] * PANEL
    room = make_room(packed, lanes, lanes * (max(size, feedback.entering.shape[1]) + 1))
    gates = Gates(
        np.empty(lanes * width, dtype=np.float32), np.empty(max(1, stack.layers - 1) * lanes * width, dtype=np.float32)
    )
    y = np.empty(lanes * packed.matrices[2 * stack.layers][3] * PANEL, dtype=np.float32)
    _run_steps(packed, stack, memory, upsampling, stretch, feedback, masks, (Work(gates, room, team), y))


@kernel
def _run_steps(
    packed: PackedWeights,
    stack: Stack,
    memory: Memory,
    upsampling: Upsampling,
    stretch: Stretch,
    feedback: Feedback,
    masks: StepMasks,
    tools: tuple[Work, FloatArray],
) -> None:
    """`run_steps` with room for everything."""
    work, y = tools
    lanes, entering = stack.lanes, feedback.entering
    numbers, now, alone = entering.shape[1], work.gates.now, Team(0, 1, work.team.counters)
    width, passed = len(now) // lanes, 0
    for step in range(stretch.num_steps):
        parity = step & 1
        for lane in range(lanes):
            copy_stretch(now, lane * width, memory.entry, lane * width, width)
            copy_stretch(work.room.x, lane * numbers, entering.reshape(-1), lane * numbers, numbers)
        heard = Vectors(work.room.x, 0, numbers, numbers, lanes)
        matrix_times(packed, 0, heard, work.room, Sums(now, 0, width), Share(work.team, stack.size, 4, False))
        upsample(upsampling, entering, memory.below)
        passed = run_layers(packed, stack, memory, parity, masks, work, passed)
        # Head, draw, feedback: every thread for itself, all alike
        run_head(packed, stack, memory, parity, work.room, alone, y)
        feed_back(stretch, feedback, step, y)
