"""The live dream at the worker: written into a ring of the arena, just ahead of what sounds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from live_inference.dreaming.live import LiveDream, with_said
from live_inference.dreaming.width import Width
from live_inference.worker import messages as m
from live_models.arrays import FloatArray
from live_models.condition.numbers import NUM_PITCHES, Condition
from live_models.contract.generator import Generator

LEAD_S: Final = 0.07
"""How far ahead of what sounds it is written: three steps of a model with windows of 23 ms."""
LONGEST_LEAD_S: Final = 0.6
LONGER: Final = 1.5
SHORTER: Final = 0.999
"""Each step that came late makes the lead longer, each other one a little shorter: 4 % a second."""
UNTOLD_S: Final = 0.25
"""Longest time for which the place of playback is reckoned without news of it."""
WAITING_LEAD_S: Final = 0.3
"""A sound that ran dry goes on only when the engine has 200 ms of it."""


class LiveJob:
    """Makes the live dream in steps. *Main thread of the worker process.* Raises ValueError for an unusable seed.

    ``share`` writes to the arena. ``overrides``: checked controls that replace the card's. ``pitches``: said.

    Shape: seed `[n]`, at the model's rate
    """

    def __init__(
        self,
        order: m.StartLive,
        generator: Generator[Any],
        seed: FloatArray,
        *,
        share: Callable[[m.ArenaRange | None, int, FloatArray], None],
        overrides: Mapping[str, Any],
        pitches: Sequence[float],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.order = order
        self.spec = generator.spec
        self.lead_s = LEAD_S
        self._own_controls = generator.default_controls
        self._share = share
        self._clock = clock
        self._pitches = tuple(pitches)
        self._heard: Condition | None = None
        controls = replace(self._own_controls, **overrides)
        self.dream = LiveDream(
            generator,
            seed,
            order.sample_rate,
            order.rng_seed,
            controls,
            stereo=order.place.channels == 2,
            width=_width(order.width or m.WidthHeard()),
        )
        if self._pitches:
            self._heed()
        self._filled = self._played = order.begin
        self._played_at_s = clock()
        self._waits = True  # nothing sounds yet

    @property
    def due_s(self) -> float:
        """Seconds until the next step must be made; none left: now."""
        ahead_s = (self._filled - self._played) / self.order.sample_rate
        if self._waits:
            return ahead_s - WAITING_LEAD_S
        return ahead_s - min(UNTOLD_S, self._clock() - self._played_at_s) - self.lead_s

    def played(self, frames: int, waits: bool) -> None:
        """So much of it has sounded; ``waits``: it ran dry, and goes on when there is enough again."""
        self._waits = waits or frames <= self.order.begin
        self._played, self._played_at_s = max(frames, self.order.begin), self._clock()

    def hear(self, heard: m.Heard) -> None:
        """Heed what is played now, from the next step on. Raises ValueError: not what an ear says."""
        if len(heard.pitches) != NUM_PITCHES:
            raise ValueError(f"what is heard must have {NUM_PITCHES} pitches, got {len(heard.pitches)}")
        pitches = np.asarray(heard.pitches, dtype=np.float32)
        self._heard = Condition(pitches, heard.loudness_db, heard.onsets_per_s)
        self._heed()

    def hear_width(self, heard: m.WidthHeard) -> None:
        """Be as wide as the live input is now. Raises ValueError: not what an ear says."""
        self.dream.hear_width(_width(heard))

    def say(self, pitches: Sequence[float]) -> None:
        """Heed these pitches instead of those heard; none: what is heard again."""
        self._pitches = tuple(pitches)
        self._heed()

    def set_overrides(self, overrides: Mapping[str, Any]) -> None:
        """Replace the card's controls by these; see `messages.SetControls`."""
        self.dream.controls = replace(self._own_controls, **overrides)

    def step(self) -> m.LiveMade:
        """Make the next samples and write them."""
        late_s = -self.due_s
        if late_s > 0.5 * self.lead_s and self._played > self.order.begin:
            self.lead_s = min(LONGEST_LEAD_S, self.lead_s * LONGER)
        else:
            self.lead_s = max(LEAD_S, self.lead_s * SHORTER)
        self._write(self.dream.advance())
        return m.LiveMade(self.order.id, self._filled)

    def _write(self, samples: FloatArray) -> None:
        ring = self.order.place.frames
        while frames := samples.shape[-1]:
            start = self._filled % ring
            part = samples[..., : ring - start]
            self._share(self.order.place, start, part)
            self._filled += min(frames, ring - start)
            samples = samples[..., ring - start :]

    def _heed(self) -> None:
        self.dream.heed(with_said(self._heard, self._pitches))


def _width(heard: m.WidthHeard) -> Width | None:
    """The width that was told; None: mono. Raises ValueError: not what an ear says."""
    if not heard.centres_hz:
        return None
    width = Width(*(np.asarray(one, np.float64) for one in (heard.centres_hz, heard.beside, heard.around)))
    if len({len(width.centres_hz), len(width.beside), len(width.around)}) > 1 or np.any(np.diff(width.centres_hz) <= 0):
        raise ValueError("a width must have a number for each third, and thirds that ascend")
    return width
