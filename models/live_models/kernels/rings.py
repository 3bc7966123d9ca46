"""Rings: what dilated convolutions remember, one vector a step (numba).

A layer of dilation d with a kernel of k taps needs what entered (k - 1) d steps ago and since. Each ring keeps just
that; all rings of a network lie in one flat array, so that a state is copied and batched as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from live_models.arrays import FloatArray, IntArray
from live_models.kernels.compiling import kernel
from live_models.kernels.stretches import copy_stretch


class Rings(NamedTuple):
    """Rings of a network's layers for `lanes` dreams.

    `table` `[layers, 4]`: where a layer's ring begins in `numbers`, its steps, its dilation, its channels. A ring is
    `[steps, lanes, channels]`, step n at place n modulo `steps`.
    """

    numbers: FloatArray
    table: IntArray
    lanes: int


def make_rings(taps: int, dilations: Sequence[int], channels: Sequence[int], lanes: int) -> Rings:
    """Rings of zeros for layers of `taps` taps each. `dilations`, `channels` (that enter): of each layer."""
    table, start = [], 0
    for dilation, width in zip(dilations, channels, strict=True):
        steps = (taps - 1) * dilation + 1
        table.append((start, steps, dilation, width))
        start += steps * lanes * width
    return Rings(np.zeros(start, dtype=np.float32), np.array(table, dtype=np.int64).reshape(-1, 4), lanes)


@kernel
def enter_ring(rings: Rings, layer: int, step: int, x: FloatArray, start: int) -> None:
    """Put what enters a layer in `step` in its ring. Shape: `x` `[lanes, channels]` at `start`"""
    begin, steps, _, channels = rings.table[layer]
    width = rings.lanes * channels
    at = begin + step % steps * width
    copy_stretch(rings.numbers, at, x, start, width)


@kernel
def taps_of_ring(rings: Rings, layer: int, step: int, taps: int, x: FloatArray, start: int) -> None:
    """What a layer's taps hear in `step`, the oldest first, side by side: a convolution's step is then one product.

    What was before the first step is zeros. Shape: `x` `[lanes, taps, channels]` at `start`
    """
    begin, steps, dilation, channels = rings.table[layer]
    for tap in range(taps):
        then = (step - (taps - 1 - tap) * dilation) % steps
        for lane in range(rings.lanes):
            at = begin + (then * rings.lanes + lane) * channels
            to = start + (lane * taps + tap) * channels
            copy_stretch(x, to, rings.numbers, at, channels)
