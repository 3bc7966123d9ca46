"""Jobs: dreams that are made together, chunk by chunk, so that an urgent one can come between."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from live_inference.dreaming.dream import DreamChunk, DreamRejectedError, Dreams, Lane
from live_inference.dreaming.width import Width
from live_inference.worker import messages as m
from live_models.arrays import FloatArray
from live_models.contract.generator import Controls, Generator

COMPILE_PATIENCE_S = 60.0
STEP_PATIENCE_S = 2.0
EXACT_PATIENCE_S = 5.0
"""More for each dream with exact sampling: the search for a mixture's likeliest sample takes 50 times a normal step."""
WRITE_PATIENCE_S = 5.0
"""A disk may stall. Cutting a loop and finding its pitches takes a hundredth of the dream's length."""
LEAD_S = 1.0
"""A dream that is this far ahead of playback can wait for others to get as far."""


@dataclass
class DreamBegun:
    """One dream of a job: its order, its seed at the model's rate, and what has been made of it.

    Shape: live `[n]` or `[2, n]`; chunks the same, `[2, n]` where there is a width
    """

    order: m.DreamOrder
    seed: FloatArray
    live: FloatArray | None = None  # the seed at the engine's rate, if it came from the live input
    span_s: tuple[float, float] = (0.0, 0.0)  # which part of its recording the seed is
    fingerprint: str = ""  # of the file that it was read from (`file_fingerprint`)
    remarks: tuple[str, ...] = ()  # what the musician should know of the recording
    width: Width | None = None  # of a stereo recording: the dream gets it
    chunks: list[FloatArray] = field(default_factory=list)
    frames: int = 0
    controls: Controls = field(default_factory=Controls)  # those that it began with
    said: tuple[float, ...] = ()  # the pitches that it began with, where they were said
    steered: list[dict[str, Any]] = field(default_factory=list)  # what was changed on the way, for the sidecar
    answer: m.DreamFailed | m.DreamCancelled | None = None
    progress: m.DreamProgress | None = None
    answered: bool = False
    started_s: float = field(default_factory=time.time)


class Job:
    """Dreams of one model that are made together. *Main thread of the worker process.*

    Making a job feeds the seeds to the model; each `step` makes one chunk. Raises ValueError for an unusable seed.
    """

    def __init__(
        self,
        generator: Generator[Any],
        dreams: Sequence[DreamBegun],
        sample_rate: int,
        *,
        share: Callable[[m.ArenaRange | None, int, FloatArray], None],
        cancelled: set[int],
        overrides: Mapping[str, Any] | None = None,
        pitches: Sequence[float] = (),
        may_compile: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ):
        """``share`` writes to the arena. ``overrides``: checked controls that replace the card's. ``pitches``: said."""
        self.spec = generator.spec
        self._own_controls = generator.default_controls
        controls = replace(self._own_controls, **(overrides or {}))
        self.dreams = list(dreams)
        self._may_compile = may_compile
        self._sample_rate = sample_rate
        self._share = share
        self._cancelled = cancelled
        orders = [one.order for one in dreams]
        self.priority = min(order.priority for order in orders)
        self._made = Dreams(
            generator,
            [one.seed for one in dreams],
            [order.duration_s for order in orders],
            sample_rate,
            [order.rng_seed for order in orders],
            controls,
            [one.width for one in dreams],
        )
        self.say(pitches)
        for one, lane in self._lanes():
            one.controls, one.steered, one.said = controls, lane.steered, lane.said
        self._clock = clock
        self._begun_s = clock()

    def set_overrides(self, overrides: Mapping[str, Any]) -> None:
        """Replace the card's controls by these from the next chunk on; see `messages.SetControls`."""
        self._made.controls = replace(self._own_controls, **overrides)

    def say(self, pitches: Sequence[float]) -> None:
        """Let the dreams heed these pitches from the next chunk on; see `messages.SetPitches`."""
        self._made.say([pitches] * len(self.dreams))

    @property
    def made(self) -> bool:
        """Whether every dream is complete or given up: only files are left to write."""
        return self._made.ended

    @property
    def patience_s(self) -> float:
        """How long the next step may take before it must be a hang.

        The first step may compile kernels, unless this many dreams were made together before. A steered dream is made
        again from its start. The last steps cut loops, find pitches and write files.
        """
        if self.made:
            return WRITE_PATIENCE_S + 0.1 * max(one.order.duration_s for one in self.dreams)
        if self._may_compile and not any(one.frames for one in self.dreams):
            return COMPILE_PATIENCE_S
        exact_s = EXACT_PATIENCE_S * len(self.dreams) if self._made.controls.sampling == "exact" else 0.0
        return STEP_PATIENCE_S + exact_s + 2.0 * self._age_s

    @property
    def is_ahead(self) -> bool:
        """Whether even the least advanced dream is `LEAD_S` ahead of playback, had it sounded from the start."""
        least = min((one.frames for one, lane in self._lanes() if not lane.ended), default=0)
        if self.made:
            return False
        return least / self._sample_rate - self._age_s > LEAD_S

    def step(self) -> list[m.Message]:
        """Make the next chunk of every dream; return messages for the controller."""
        for one, lane in self._lanes():
            if not lane.ended and one.order.id in self._cancelled:
                lane.ended = True
                one.answer = m.DreamCancelled(one.order.id)
        if self.made:
            return []
        said: list[m.Message] = []
        for number, chunk in self._made.advance().items():
            said.append(self._take(self.dreams[number], chunk))
        return said

    def _take(self, one: DreamBegun, chunk: DreamChunk | DreamRejectedError) -> m.Message:
        if isinstance(chunk, DreamRejectedError):
            one.answer = m.DreamFailed(one.order.id, str(chunk), rejected=True)
            return one.answer
        self._share(one.order.voice, one.frames, chunk.samples)
        one.chunks.append(chunk.samples)
        one.frames += chunk.samples.shape[-1]
        speed = chunk.fraction * one.order.duration_s / max(1e-6, self._age_s)
        one.progress = m.DreamProgress(one.order.id, chunk.fraction, one.frames, round(speed, 3), chunk.samples.ndim)
        return one.progress

    @property
    def _age_s(self) -> float:
        return self._clock() - self._begun_s

    def _lanes(self) -> Iterator[tuple[DreamBegun, Lane]]:
        return zip(self.dreams, self._made.lanes, strict=True)


def next_job(jobs: Sequence[Job]) -> Job:
    """The job that should take the next step: first those not ahead of playback, then by priority, then by age."""
    return min(jobs, key=lambda job: (job.is_ahead, job.priority))
