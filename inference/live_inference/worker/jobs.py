"""Dreams that the worker is making, and which of them comes next. Torch-free.

A job is a batch of dreams made together, chunk by chunk, so that an urgent one can come between. *Worker's main
thread.*
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from live_inference.dreaming.dream import DreamChunk, DreamRejectedError, Dreams
from live_inference.worker import messages as m
from live_models.contract.generator import Controls, Generator

COMPILE_PATIENCE_S = 60.0
STEP_PATIENCE_S = 2.0
EXACT_PATIENCE_S = 5.0
"""More for each dream while sampling is exact: to search a mixture's likeliest sample takes fifty times the step."""
WRITE_PATIENCE_S = 5.0
"""A disk may stall; a loop is cut and its pitches found in a hundredth of a dream's length."""
LEAD_S = 1.0
"""A dream that is so far ahead of its sound can wait while another gets that far."""


@dataclass
class DreamBegun:
    """One dream of a job: its order, its seed as the model hears it, and what is made of it."""

    order: m.DreamOrder
    seed: NDArray[np.float32]
    live: NDArray[np.float32] | None = None  # the seed at the engine's rate, when there was no file
    span_s: tuple[float, float] = (0.0, 0.0)  # which part of its recording the seed is
    remarks: tuple[str, ...] = ()  # what the musician should know of the recording
    chunks: list[NDArray[np.float32]] = field(default_factory=list)
    frames: int = 0
    controls: Controls = field(default_factory=Controls)  # those that it began with
    steered: list[dict[str, Any]] = field(default_factory=list)  # what was changed on the way, for the sidecar
    answer: m.DreamFailed | m.DreamCancelled | None = None
    progress: m.DreamProgress | None = None
    answered: bool = False
    started_s: float = field(default_factory=time.time)


class Job:
    """Dreams of one model that are made together. Making a job listens to its seeds; each `step` is one chunk.

    Raises:
        ValueError: an unusable seed.
    """

    def __init__(
        self,
        generator: Generator[Any],
        dreams: Sequence[DreamBegun],
        sample_rate: int,
        share: Callable[[m.ArenaRange | None, int, NDArray[np.float32]], None],
        cancelled: set[int],
        *,
        overrides: Mapping[str, Any] | None = None,
        may_compile: bool = True,
    ):
        """``overrides``: controls that count instead of the card's, checked before (see `messages.SetControls`)."""
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
        )
        for one, lane in self._lanes():
            one.controls, one.steered = controls, lane.steered
        self._begun_s = time.monotonic()

    def set_overrides(self, overrides: Mapping[str, Any]) -> None:
        """From the next chunk on these controls count instead of the card's; see `messages.SetControls`."""
        self._made.controls = replace(self._own_controls, **overrides)

    @property
    def made(self) -> bool:
        """Whether every dream is complete, or will not be; what is left is to write files."""
        return self._made.ended

    @property
    def patience_s(self) -> float:
        """How long the next step may take before it must be a hang.

        The first one may compile kernels, where so many dreams were not made together before; a dream that is steered
        is made again up to where it was; the last ones cut loops, find pitches and write files.
        """
        if self.made:
            return WRITE_PATIENCE_S + 0.1 * max(one.order.duration_s for one in self.dreams)
        if self._may_compile and not any(one.frames for one in self.dreams):
            return COMPILE_PATIENCE_S
        exact_s = EXACT_PATIENCE_S * len(self.dreams) if self._made.controls.sampling == "exact" else 0.0
        return STEP_PATIENCE_S + exact_s + 2.0 * (time.monotonic() - self._begun_s)

    @property
    def is_ahead(self) -> bool:
        """Whether the dream that is made least far would not run dry soon, if it sounded since it was begun."""
        least = min((one.frames for one, lane in self._lanes() if not lane.ended), default=0)
        if self.made:
            return False
        return least / self._sample_rate - (time.monotonic() - self._begun_s) > LEAD_S

    def step(self) -> list[m.Message]:
        """Make the next chunk of every dream; return what the controller should hear."""
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
        one.frames += len(chunk.samples)
        speed = chunk.fraction * one.order.duration_s / max(1e-6, time.monotonic() - self._begun_s)
        one.progress = m.DreamProgress(one.order.id, chunk.fraction, one.frames, round(speed, 3))
        return one.progress

    def _lanes(self) -> Any:
        return zip(self.dreams, self._made.lanes, strict=True)


def next_job(jobs: Sequence[Job]) -> Job:
    """Return the job that should take the next step.

    What is not ahead of its sound comes before what is; among these the more urgent one; then the older one.
    """
    return min(jobs, key=lambda job: (job.is_ahead, job.priority))
