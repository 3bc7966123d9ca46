"""The samples that worker and audio process share: dreams go in, the seeds of the live input come out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from live_inference.worker.messages import ArenaRange
from live_models.arrays import FloatArray


class SharedSamples:
    """The arena: a file of float32 samples, mapped when it is first used. *Main thread of the worker process.*"""

    def __init__(self, path: Path):
        self._path = path
        self._mapped: np.memmap[Any, np.dtype[np.float32]] | None = None

    def read(self, place: ArenaRange) -> FloatArray:
        """Copy a range. Raises OSError, ValueError: there is no arena. Shape: `[frames]`"""
        return np.array(self._samples()[place.offset : place.offset + place.frames])

    def write(self, place: ArenaRange | None, start: int, samples: FloatArray) -> None:
        """Write samples into a range, from its frame `start` on; what does not fit is left out. No range: nothing."""
        if place is None:
            return
        length = min(len(samples), place.frames - start)
        first = place.offset + start
        self._samples()[first : first + length] = samples[:length]

    def _samples(self) -> np.memmap[Any, np.dtype[np.float32]]:
        if self._mapped is None:
            self._mapped = np.memmap(self._path, np.float32, "r+")
        return self._mapped
