"""What our hosts of plugins share, whatever the format: the block, a plugin's controls, the channels that are heard.

A mono sound goes to every input that is heard, and the result is the mean of the outputs. A plugin with two inputs and
two outputs takes both channels of a stereo sound; for any other each channel needs an instance of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

BLOCK: Final = 512
"""Frames of every block that a plugin gets: fixed, and a power of two, as some plugins require."""


class EffectError(Exception):
    """An effect cannot be used; the message is one line."""


class RenderError(ValueError):
    """An effect gives nothing that could be played; the message is one line."""


class Processor(Protocol):
    """An effect, block by block. Shape: block and returned (..., block)."""

    @property
    def latency(self) -> int:
        """By how many frames the output is late."""

    @property
    def tail(self) -> int:
        """For how many frames it may sound after its input has ended, as it says itself; 0: it says nothing."""

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return what becomes of the next block."""


class PluginEffect(Processor, Protocol):
    """A plugin that runs. Shape of its blocks: (BLOCK,), or (2, BLOCK) if ``is_stereo``."""

    @property
    def is_stereo(self) -> bool:
        """Whether it takes two channels and gives two."""


class Channels:
    """A plugin's buffers that are heard, each (BLOCK,)."""

    def __init__(self) -> None:
        self.inputs: list[NDArray[np.float32]] = []
        self.outputs: list[NDArray[np.float32]] = []

    @property
    def is_stereo(self) -> bool:
        """Whether there are two inputs and two outputs."""
        return len(self.inputs) == len(self.outputs) == 2

    def give(self, block: NDArray[np.float32]) -> None:
        """Write a block into the inputs. Shape: (BLOCK,), or (2, BLOCK) if `is_stereo`."""
        for number, one in enumerate(self.inputs):
            one[:] = block if block.ndim == 1 else block[number]

    def taken(self, block: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return what is in the outputs, in the shape of the block that was given."""
        if block.ndim == 2:
            return np.asarray(self.outputs, np.float64)
        return np.asarray(np.mean(self.outputs, axis=0, dtype=np.float64))


def check_controls(
    plugin: str,
    known: Mapping[str, tuple[float, float]],
    wanted: Mapping[str, float],
    shown: Callable[[str], str] = lambda _: "",
) -> None:
    """Check what controls should be set to.

    Args:
        known: lowest and highest value of each; NaN: the plugin says none.
        shown: what a plugin shows for the range of a control, where that is not these numbers.

    Raises:
        EffectError: an unknown control, or a value out of its range.
    """
    for symbol, value in wanted.items():
        if symbol not in known:
            raise EffectError(f"{plugin}: has no control {symbol}; it has {', '.join(known) or 'no control'}")
        lowest, highest = known[symbol]
        if value < lowest or value > highest:
            range_ = f"{lowest:g}..{highest:g}{shown(symbol)}"
            raise EffectError(f"{plugin}: {symbol} must be in range {range_}, got {value:g}")
