"""From noise to movements of components: all steps of a draw in one call (numba). As `network.Denoiser.draw`."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from live_models.arrays import FloatArray
from live_models.kernels.activations import sigmoid_of
from live_models.kernels.compiling import allocating_kernel, kernel
from live_models.kernels.panels import PANEL
from live_models.kernels.products import PackedWeights, Room, Share, Sums, Vectors, make_room, matrix_times
from live_models.kernels.stretches import add_stretch, copy_stretch
from live_models.kernels.sums import mean_square, total_of
from live_models.kernels.threads import Team

EPSILON: Final = 1e-5
"""Of `torch.nn.LayerNorm`."""


class Shape(NamedTuple):
    """Sizes of a head. Its matrices stand so: of the last components, of what enters, two of each block, the last."""

    latents: int
    width: int
    blocks: int


@kernel
def silu_of(x: FloatArray, lanes: int, wide: int, width: int, out: FloatArray) -> None:
    """The first `width` of each lane's `wide` numbers, each times its sigmoid. Shape: `out` `[lanes, width]`"""
    for lane in range(lanes):
        copy_stretch(out, lane * width, x, lane * wide, width)
    sigmoid_of(out, 0, lanes * width)
    for lane in range(lanes):
        for i in range(width):
            out[lane * width + i] *= x[lane * wide + i]


@kernel
def normed(x: FloatArray, lanes: int, wide: int, width: int, out: FloatArray) -> None:
    """The same numbers less their mean, over their deviation (Ba et al. 2016, "Layer normalization")."""
    for lane in range(lanes):
        at = lane * wide
        mean = total_of(x, at, width) / width
        factor = np.float32(1.0 / np.sqrt(mean_square(x, at, width, mean) + EPSILON))
        middle = np.float32(mean)
        for i in range(width):
            out[lane * width + i] = (x[at + i] - middle) * factor


@kernel
def layer(
    packed: PackedWeights, number: int, x: FloatArray, columns: int, lanes: int, room: Room, team: Team, out: FloatArray
) -> None:  # fmt: skip
    """Add a matrix times vectors, and its biases, to `out`. Shape: `x` `[lanes, columns]`, `out` `[lanes, rows]`"""
    rows = packed.matrices[number][3] * PANEL
    for lane in range(lanes):
        add_stretch(out, lane * rows, packed.biases, packed.matrices[number][4], rows)
    vectors = Vectors(x, 0, columns, columns, lanes)
    matrix_times(packed, number, vectors, room, Sums(out, 0, rows), Share(team, 0, 1, False))


@allocating_kernel
def draw_movements(
    packed: PackedWeights,
    shape: Shape,
    turns: FloatArray,
    heard: FloatArray,
    told: FloatArray,
    last: FloatArray,
    influence: float,
    noise: FloatArray,
) -> None:
    """Lead each dream's noise, of size 1, to a movement, in its place. See `executor.Head.draw`.

    Shape: `turns` `[steps]`, angles; `heard` `[steps, width]`; flat: `told` `[lanes, width]`, one lane for each dream
    or two, `last` and `noise` `[dreams, latents]`
    """
    latents, width = shape.latents, shape.width
    dreams, lanes, final = len(noise) // latents, len(told) // width, 2 + 2 * shape.blocks
    twins = lanes // dreams
    wide, narrow = packed.matrices[1][3] * PANEL, packed.matrices[final][3] * PANEL
    room = make_room(packed, lanes, lanes * (max(latents, width) + 1))
    team = Team(0, 1, np.zeros(1, dtype=np.int64))
    context, x = np.zeros(lanes * wide, dtype=np.float32), np.empty(lanes * wide, dtype=np.float32)
    between, entering = np.empty(lanes * wide, dtype=np.float32), np.empty(lanes * width, dtype=np.float32)
    heard_lanes, leaving = np.empty(lanes * latents, dtype=np.float32), np.empty(lanes * narrow, dtype=np.float32)
    for lane in range(lanes):
        copy_stretch(context, lane * wide, told, lane * width, width)
        copy_stretch(heard_lanes, lane * latents, last, lane // twins * latents, latents)
    layer(packed, 0, heard_lanes, latents, lanes, room, team, context)
    for step in range(len(turns)):
        copy_stretch(x, 0, context, 0, lanes * wide)
        for lane in range(lanes):
            copy_stretch(heard_lanes, lane * latents, noise, lane // twins * latents, latents)
            for i in range(width):
                x[lane * wide + i] += heard[step, i]
        layer(packed, 1, heard_lanes, latents, lanes, room, team, x)
        for block in range(shape.blocks):
            normed(x, lanes, wide, width, entering)
            between[:] = 0.0
            layer(packed, 2 + 2 * block, entering, width, lanes, room, team, between)
            silu_of(between, lanes, wide, width, entering)
            layer(packed, 3 + 2 * block, entering, width, lanes, room, team, x)
        silu_of(x, lanes, wide, width, entering)
        leaving[:] = 0.0
        layer(packed, final, entering, width, lanes, room, team, leaving)
        for dream in range(dreams):
            for i in range(latents):
                at = dream * twins * narrow + i
                direction = leaving[at]
                if twins == 2:
                    direction = leaving[at + narrow] + np.float32(influence) * (direction - leaving[at + narrow])
                noise[dream * latents + i] += turns[step] * direction
