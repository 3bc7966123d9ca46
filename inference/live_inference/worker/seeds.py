"""Reads seeds: a short take at once, a long one in slices while other dreams are made."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from live_inference.dreaming.noise_seeds import noise_seed
from live_inference.dreaming.width import take_width
from live_inference.files.audio import AudioFileError, at_rate
from live_inference.files.dreams import file_fingerprint, was_written_since
from live_inference.files.mono import mixed_down
from live_inference.files.take import SILENT, SILENT_PEAK, TakeSeed, read_take
from live_inference.worker import messages as m
from live_inference.worker.jobs import DreamBegun
from live_models.arrays import FloatArray
from live_models.contract.generator import GeneratorSpec

AT_ONCE_S: Final = 0.25
"""Takes that arrive together start together if they are read within this time; a longer one is read in slices."""
SLICE_S: Final = 0.03
"""Far shorter than the lead of the dreams that sound meanwhile (`jobs.LEAD_S`)."""
BLOCK_PATIENCE_S: Final = 5.0
"""For each block of a file: a disk or network that gives nothing for this long hangs."""
TOLD_EVERY_S: Final = 0.5

Beat = Callable[[float], None]


class SeedReading:
    """The seed of one order while it is read from its file. *Worker's main thread.*"""

    def __init__(self, order: m.DreamOrder, sample_rate: int, clock: Callable[[], float] = time.monotonic):
        """``sample_rate``: the model's, in Hz. ``clock``: seconds."""
        self.order = order
        self.slices = 0
        self._steps = read_take(Path(order.recording), sample_rate)
        self._clock = clock
        self._told_s = clock()
        self._started_s = time.time()

    def read(self, seconds: float, beat: Beat) -> DreamBegun | None:
        """Read for this many seconds; return the dream to be made once its seed is complete.

        Raises:
            AudioFileError, OSError, ValueError, MemoryError: the recording cannot be used.
        """
        self.slices += 1
        until = self._clock() + seconds
        try:
            while True:
                beat(BLOCK_PATIENCE_S)
                next(self._steps)
                if self._clock() >= until:
                    return None
        except StopIteration as end:
            take: TakeSeed = end.value
        recording = Path(self.order.recording)
        fingerprint = file_fingerprint(recording)  # before it is known that nobody wrote it meanwhile
        if self.order.stamp and was_written_since(recording, self.order.stamp):
            name = self.order.recording_name or recording.name
            raise AudioFileError(f"{name}: was overwritten before it was dreamt on (give each take its own name)")
        return DreamBegun(
            self.order,
            take.samples,
            span_s=(round(take.from_s, 3), round(take.to_s, 3)),
            fingerprint=fingerprint,
            remarks=take.remarks,
            width=take_width(take.channels, take.rate),
            started_s=self._started_s,
        )

    def close(self) -> None:
        """Stop reading."""
        self._steps.close()

    def is_worth_telling(self) -> bool:
        """Whether the controller should be told that reading goes on: twice a second."""
        now = self._clock()
        if self.slices > 1 and now - self._told_s < TOLD_EVERY_S:
            return False
        self._told_s = now
        return True


def live_seed(order: m.DreamOrder, heard: FloatArray, rate: int, sample_rate: int) -> DreamBegun:
    """The dream to be made of the live input: ``heard`` is at ``rate``, its seed mono at the model's ``sample_rate``.

    Raises:
        AudioFileError: it is silent.

    Shape: heard `[frames]` or `[2, frames]`
    """
    frames = np.atleast_2d(heard).T
    mono, remarks = mixed_down(frames)
    if float(np.abs(mono).max(initial=0.0)) < SILENT_PEAK:
        raise AudioFileError(f"{order.recording_name}: {SILENT}")
    seed = at_rate(mono, rate, sample_rate)
    said = tuple(f"{order.recording_name}: {one}" for one in remarks)
    span_s = (0.0, round(len(frames) / rate, 3))
    return DreamBegun(order, seed, heard, span_s=span_s, remarks=said, width=take_width(frames, rate))


def seed_of_noise(order: m.DreamOrder, spec: GeneratorSpec) -> DreamBegun:
    """The dream to be made of noise: as much of it as the model hears.

    Raises:
        ValueError: there is no such noise.
    """
    seed = noise_seed(order.noise, spec.seed_length, spec.sample_rate, order.rng_seed)
    return DreamBegun(order, seed, span_s=(0.0, round(len(seed) / spec.sample_rate, 3)))
