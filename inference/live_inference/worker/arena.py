"""The samples that worker and audio process share: dreams go in, the seeds of the live input come out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from live_inference.files.mono import middle
from live_inference.worker.messages import ArenaRange
from live_models.arrays import FloatArray


def read_range(arena: FloatArray, place: ArenaRange) -> FloatArray:
    """Copy a range. Shape: arena `[samples]`; returned `[frames]`, or `[2, frames]` where it has two channels"""
    rows = [arena[row] for row in place.rows]
    return np.array(rows[0] if len(rows) == 1 else rows)


def write_range(arena: FloatArray, place: ArenaRange, start: int, samples: FloatArray) -> int:
    """Write samples into a range, from its frame `start` on; what does not fit is left out. Return the frames written.

    Mono samples go to the first channel alone: the range is then played as `ArenaRange.mono`. A range of one channel
    takes the mean of two.

    Shape: arena `[samples]`; samples `[frames]` or `[2, frames]`
    """
    channels = [samples] if samples.ndim == 1 else [middle(samples)] if place.channels == 1 else list(samples)
    frames = max(0, min(int(samples.shape[-1]), place.frames - start))
    for row, channel in zip(place.part(start, frames).rows, channels, strict=False):
        arena[row] = channel[:frames]
    return frames


class SharedSamples:
    """The arena: a file of float32 samples, mapped when it is first used. *Main thread of the worker process.*"""

    def __init__(self, path: Path):
        self._path = path
        self._mapped: np.memmap[Any, np.dtype[np.float32]] | None = None

    def read(self, place: ArenaRange) -> FloatArray:
        """Copy a range. Raises OSError, ValueError: there is no arena. Shape: `[frames]` or `[2, frames]`"""
        return read_range(self._samples(), place)

    def write(self, place: ArenaRange | None, start: int, samples: FloatArray) -> None:
        """Write samples into a range, from its frame `start` on. No range: nothing. See `write_range`."""
        if place is not None:
            write_range(self._samples(), place, start, samples)

    def _samples(self) -> np.memmap[Any, np.dtype[np.float32]]:
        if self._mapped is None:
            self._mapped = np.memmap(self._path, np.float32, "r+")
        return self._mapped
