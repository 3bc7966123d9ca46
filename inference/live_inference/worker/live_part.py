"""The worker's part for the live dream: starts it, ends it, passes on what is played."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from live_inference.dreaming.live import NEWER_PLAYING
from live_inference.files.audio import at_rate
from live_inference.files.take import SILENT, SILENT_PEAK
from live_inference.worker import messages as m
from live_inference.worker.answers import FAULTS, NO_MEMORY
from live_inference.worker.arena import SharedSamples
from live_inference.worker.live_job import LiveJob
from live_inference.worker.mailbox import Mailbox
from live_inference.worker.warm_models import WarmModels
from live_models.arrays import FloatArray
from live_models.contract.generator import Waiting

SLOWEST: Final = 1.5
"""Times real time that a model must make for a live dream: below it there is no time for anything else."""


class LivePart:
    """The live dream, if there is one. *Main thread of the worker process.*"""

    def __init__(
        self,
        mailbox: Mailbox,
        models: WarmModels,
        arena: SharedSamples,
        sample_rate: int,
        clock: Callable[[], float] = time.monotonic,
    ):
        """``sample_rate``: the arena's, in Hz."""
        self.job: LiveJob | None = None
        self._mailbox = mailbox
        self._models = models
        self._arena = arena
        self._sample_rate = sample_rate
        self._clock = clock

    @property
    def due_s(self) -> float:
        """Seconds until the next step must be made; infinite without a live dream."""
        return math.inf if self.job is None else self.job.due_s

    def start(self, order: m.StartLive, overrides: Mapping[str, Any], pitches: Sequence[float]) -> None:
        """Begin a live dream in place of the present one. ``overrides``, ``pitches``: as set by the performer."""
        self._end()
        try:
            name = self._models.name_of(order.model)
            generator, _ = self._models.generator(name)
            speed = self._models.speeds.get(name, math.inf)
            if speed < SLOWEST:
                raise ValueError(
                    f"model {name} makes {speed:.2g} times real time here, and a live dream needs {SLOWEST:g}: "
                    f"choose a faster one"
                )
            job = LiveJob(
                order,
                generator.prompt() if isinstance(generator, Waiting) else generator,
                self._seed(order, generator.spec.sample_rate),
                share=self._arena.write,
                overrides=overrides,
                pitches=pitches,
                clock=self._clock,
            )
        except FAULTS as error:
            self._fail(order, error)
        else:
            self.job = job
            self.step()

    def handle(self, message: m.StopLive | m.Played | m.Heard | m.WidthHeard | m.SeedHeard) -> None:
        """Pass a message on to the live dream; without one it is late, and nothing is to be done."""
        job = self.job
        if job is None:
            return
        try:
            match message:
                case m.StopLive():
                    self._end()
                case m.Played(frames, waits):
                    job.played(frames, waits)
                case m.Heard():
                    job.hear(message)
                case m.WidthHeard():
                    job.hear_width(message)
                case m.SeedHeard():
                    job.dream.hear_seed(self._seed(job.order, job.spec.sample_rate))
        except ValueError as error:  # a seed that fell silent meanwhile, say: the dream goes on as it was
            self._mailbox.send(m.Problem("/dream/live/start", str(error)))

    def step(self) -> None:
        """Make the next step, and tell of it."""
        job = self.job
        if job is None:
            return
        before = job.dream.fresh_starts
        try:
            made = job.step()
        except FAULTS as error:
            self.job = None
            self._fail(job.order, error)
        else:
            if self._mailbox.connected:  # a controller that comes back begins a new one
                self._mailbox.send(made)
                if job.dream.fresh_starts > before and job.dream.why != NEWER_PLAYING:
                    self._mailbox.send(m.LiveFreshStart(job.order.id, job.dream.why))

    def _end(self) -> None:
        """Write no more, and say so: the ring is kept until then."""
        if self.job is not None:
            self._mailbox.send(m.LiveEnded(self.job.order.id))
            self.job = None

    def _fail(self, order: m.StartLive, error: BaseException) -> None:
        why = NO_MEMORY if isinstance(error, MemoryError) else str(error)
        self._mailbox.send(m.LiveFailed(order.id, why))

    def _seed(self, order: m.StartLive, sample_rate: int) -> FloatArray:
        heard = self._arena.read(order.seed)
        if float(np.abs(heard).max(initial=0.0)) < SILENT_PEAK:
            raise ValueError(f"the live input: {SILENT}")
        return at_rate(heard, self._sample_rate, sample_rate)
