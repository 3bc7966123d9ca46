"""Many steps of dreams in vectors behind a linear skip, in one call (numba).

What `live_models.families.vector.backend` does with numpy, compiled; all ways to draw but `exact`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.vector.skip_kernel import Skip, SkipRoom, follow, skip_room
from live_models.heads import FULL
from live_models.kernels.compiling import allocating_kernel
from live_models.kernels.draws import Drawing, Numbers, component_of, guide, log_deviation_of, spread_for_level
from live_models.kernels.lstm import Memory, Stack, StepMasks, fed_step, make_work, masks_of
from live_models.kernels.panels import PANEL
from live_models.kernels.products import PackedWeights

MOST_SPREAD: Final = 4.0
"""A quiet dream is excited at most so many times as much."""


class Steering(NamedTuple):
    """What steers every step. `components`: 0 for a regression; `aim`: power to be held, `hold` how strongly; `rate`:
    of its mean; `largest`: RMS of an innovation; `influence`, `noise`: as of `live_models.contract.generator.Controls`.
    """

    components: int
    aim: float
    hold: float
    rate: float
    largest: float
    level_normalised: bool
    influence: float
    noise: float
    skip: Skip


class Sounds(NamedTuple):
    """What dreams go on with, moved in place, and what they give.

    Shape: `entering` `[dreams, input_size]`, what goes in next; `history` `[dreams, skip_length]`, the last samples;
    `level` `[dreams]`, running mean power; `out` `[dreams, steps, seg_len]`
    """

    entering: FloatArray
    history: FloatArray
    level: DoubleArray
    out: FloatArray


@allocating_kernel
def innovation_of(
    output: FloatArray, steering: Steering, drawing: Drawing, numbers: Numbers, made: Sounds, dream: int, step: int
) -> FloatArray:
    """What a head's output adds to what the linear skip knows. NaN where a mixture's weights are not finite.

    Shape: `output` `[K * (2 + seg_len)]`, or `[seg_len]` of a regression -> `[seg_len]`
    """
    count, size = steering.components, made.out.shape[2]
    found = np.empty(size, dtype=np.float32)
    if not count:
        found[:] = output[:size]
        return found
    weights = np.empty(count, dtype=np.float64)
    for k in range(count):
        if not np.isfinite(output[k]):
            found[:] = np.nan
            return found
        weights[k] = output[k]
    chosen = component_of(weights, output, drawing, numbers.chance[dream, step])
    found[:] = output[2 * count + chosen * size : 2 * count + (chosen + 1) * size]
    if drawing.method == FULL:
        spread = min(MOST_SPREAD, spread_for_level(made.level[dream], steering.aim, steering.hold))
        deviation = drawing.temperature * spread * np.exp(log_deviation_of(output, count, chosen))
        for i in range(size):
            found[i] += np.float32(deviation) * numbers.normal[dream, step, i]
    return found


@allocating_kernel
def next_vector(
    output: FloatArray, steering: Steering, drawing: Drawing, numbers: Numbers, made: Sounds, room: SkipRoom,
    dream: int, step: int,
) -> None:  # fmt: skip
    """From a head's output to the next samples of one dream; moves what goes in next, history and level."""
    innovation = innovation_of(output, steering, drawing, numbers, made, dream, step)
    history, entering, samples = made.history[dream], made.entering[dream], made.out[dream, step]
    power = follow(
        history, innovation, steering.skip, room, steering.level_normalised, steering.largest, samples, entering
    )
    made.level[dream] += steering.rate * (power - made.level[dream])
    length, size = len(history), len(samples)
    for i in range(length - size):
        history[i] = history[i + size]
    for i in range(size):
        history[length - size + i] = samples[i]
    if steering.noise > 0.0:
        for i in range(len(entering)):
            entering[i] += np.float32(steering.noise) * numbers.noise[dream, step, i]


@allocating_kernel
def dream_vectors(
    packed: PackedWeights,
    stack: Stack,
    memory: Memory,
    masks: StepMasks,
    steering: Steering,
    drawing: Drawing,
    numbers: Numbers,
    made: Sounds,
) -> None:
    """Steps of dreams: vector, layers, head, draw, linear skip, feedback. One thread; two lanes a dream where guided.

    Memory is read at parity 0 first; after an odd number of steps its newest is at 1.
    Shape: masks `[steps, columns of all lanes]`
    """
    dreams, steps, size = made.out.shape
    lanes, layers = stack.lanes, stack.layers
    twins, width = lanes // dreams, packed.matrices[2 * layers][3] * PANEL
    columns = lanes * (made.entering.shape[1] + (layers - 1) * stack.size)
    used = steering.components * (2 + size) if steering.components else size
    work, y = make_work(packed, stack), np.empty(lanes * width, dtype=np.float32)
    entering, of_step, room = made.entering.reshape(-1), masks, skip_room(steering.skip)
    for step in range(steps):
        if masks.on_inputs:
            of_step = masks_of(masks, step, columns, lanes * layers * stack.size)
        fed_step(packed, stack, memory, step & 1, of_step, work, entering, y)
        for dream in range(dreams):
            first = dream * twins * width
            if twins == 2:
                guide(y, 2 * dream, width, used, steering.components, steering.influence)
            next_vector(y[first : first + used], steering, drawing, numbers, made, room, dream, step)
