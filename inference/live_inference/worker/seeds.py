"""Seeds that are being read: a short take at once, a long one bit by bit while other dreams are made. Torch-free."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from live_inference.files.audio import AudioFileError, at_rate
from live_inference.files.dreams import was_written_since
from live_inference.files.mono import mixed_down
from live_inference.files.take import SILENT, SILENT_PEAK, TakeSeed, read_take
from live_inference.worker import messages as m
from live_inference.worker.jobs import DreamBegun
from live_models.arrays import FloatArray

AT_ONCE_S: Final = 0.25
"""Takes that arrive together are begun together if they are read in so long; a longer one is read in slices."""
SLICE_S: Final = 0.03
"""What sounds meanwhile is a second ahead (`jobs.LEAD_S`); a slice may be short of that by far."""
BLOCK_PATIENCE_S: Final = 5.0
"""A disk or network that gives nothing of a file for so long hangs. It goes by blocks: a long take has many."""
TOLD_EVERY_S: Final = 0.5

Beat = Callable[[float], None]


class SeedReading:
    """The seed of one order while it is read from its file. *Worker's main thread.*"""

    def __init__(self, order: m.DreamOrder, sample_rate: int):
        """``sample_rate``: the model's, in Hz."""
        self.order = order
        self.slices = 0
        self._steps = read_take(Path(order.recording), sample_rate)
        self._told_s = time.monotonic()
        self._started_s = time.time()

    def read(self, seconds: float, beat: Beat) -> DreamBegun | None:
        """Read for so long; return what can be dreamt on when the seed is there.

        Raises:
            AudioFileError, OSError, ValueError, MemoryError: it cannot be dreamt on.
        """
        self.slices += 1
        until = time.monotonic() + seconds
        try:
            while True:
                beat(BLOCK_PATIENCE_S)
                next(self._steps)
                if time.monotonic() >= until:
                    return None
        except StopIteration as end:
            take: TakeSeed = end.value
        if self.order.stamp and was_written_since(Path(self.order.recording), self.order.stamp):
            name = self.order.recording_name or Path(self.order.recording).name
            raise AudioFileError(f"{name}: was overwritten before it was dreamt on (give every take a name of its own)")
        return DreamBegun(
            self.order,
            take.samples,
            span_s=(round(take.from_s, 3), round(take.to_s, 3)),
            remarks=take.remarks,
            started_s=self._started_s,
        )

    def close(self) -> None:
        """Give it up."""
        self._steps.close()

    def is_worth_telling(self) -> bool:
        """Whether the controller should hear that it is still read: twice a second."""
        now = time.monotonic()
        if self.slices > 1 and now - self._told_s < TOLD_EVERY_S:
            return False
        self._told_s = now
        return True


def live_seed(order: m.DreamOrder, heard: FloatArray, rate: int, sample_rate: int) -> DreamBegun:
    """Return what can be dreamt on of the live input, mono at ``rate``; its seed is at the model's ``sample_rate``.

    Raises:
        AudioFileError: silent.

    Shape: heard `[frames]`
    """
    mono, remarks = mixed_down(heard[:, None])
    if float(np.abs(mono).max(initial=0.0)) < SILENT_PEAK:
        raise AudioFileError(f"{order.recording_name}: {SILENT}")
    seed = at_rate(mono, rate, sample_rate)
    said = tuple(f"{order.recording_name}: {one}" for one in remarks)
    return DreamBegun(order, seed, heard, span_s=(0.0, round(len(heard) / rate, 3)), remarks=said)
