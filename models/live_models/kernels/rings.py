"""Rings: what dilated convolutions of width two remember (numba).

A layer of dilation d needs what entered d steps ago and nothing older: a ring of d places, in which what enters takes
the place of what is as old as that. Rings of a dream's layers lie one after the other, and dreams one below the other,
so that a batch can be divided between threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from live_models.arrays import FloatArray, IntArray
from live_models.kernels.compiling import kernel
from live_models.kernels.stretches import copy_stretch


class Rings(NamedTuple):
    """Rings of a network's layers. Shape: `numbers` `[dreams, length]`, a ring of it `[dilation, channels]`.

    `table` `[layers, 3]`: where a layer's ring begins in a dream's numbers, its dilation, its channels.
    """

    numbers: FloatArray
    table: IntArray


def make_rings(dilations: Sequence[int], channels: int, dreams: int) -> Rings:
    """Rings of zeros. `dilations`: of each layer; `channels`: that enter a layer."""
    starts = np.cumsum([0, *(dilation * channels for dilation in dilations)])
    table = np.array([(start, d, channels) for start, d in zip(starts[:-1], dilations, strict=True)], dtype=np.int64)
    return Rings(np.zeros((dreams, starts[-1]), dtype=np.float32), table.reshape(-1, 3))


@kernel
def in_ring(rings: Rings, dream: int, layer: int, step: int) -> Any:
    """Where among all numbers, flat, that lies which entered a dilation before `step`: until `enter_ring` of `step`.

    What follows it, up to the end of the ring, entered in the steps after that.
    """
    begin, dilation, channels = rings.table[layer]
    place: int = dream * rings.numbers.shape[1] + begin + step % dilation * channels
    return place


@kernel
def enter_ring(rings: Rings, dream: int, layer: int, step: int, x: FloatArray, at: int, span: tuple[int, int]) -> None:
    """Put channels `span` of what enters a layer in `step`, `[channels]` at `at` of `x`, in place of the oldest."""
    first, last = span
    place = in_ring(rings, dream, layer, step)
    copy_stretch(rings.numbers.reshape(-1), place + first, x, at + first, last - first)
