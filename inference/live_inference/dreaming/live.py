"""A dream without an end: it heeds what is played now, and begins again from newer playing where it must."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import numpy as np

from live_inference.dreaming.dream import RESEED_FADE_S, RESEED_RNG
from live_inference.dreaming.guard import Guard
from live_inference.dreaming.live_width import LiveWidening
from live_inference.dreaming.steering import Steering
from live_inference.dreaming.width import Width
from live_inference.files.low_delay import LowDelayResampler
from live_models.arrays import FloatArray
from live_models.condition.ear import seed_condition
from live_models.condition.numbers import Condition
from live_models.contract.generator import Controls, Generator

STEP_S: Final = 0.02
"""Made at a time: what is heard meanwhile counts from the next step on."""

SEED_S: Final = 1.5
"""Of the playing a fresh start hears the last part only, since what sounds waits for it."""

NEWER_PLAYING: Final = "newer playing"
"""Why a model without a condition begins again: no fault."""

MOST_IN_VAIN: Final = 8
"""Steps in a row that are refused, each after a fresh start: the model cannot dream, and the player is told so."""

_RNG_SEEDS: Final = 2**31


class LiveDream:
    """One endless dream: model, guard, steering, resampler. One thread at a time.

    It never ends: where the guard would reject it, or steering asks for a fresh start, or a model without a condition
    is given newer playing, it begins again from the newest seed, in a crossfade. `why`: the last reason, one line.
    ``stereo``: left and right are made of it, as wide as was heard last; their mean is the mono dream.

    Raises ValueError for an unusable seed.

    Shape: seed `[n]`, at the model's rate
    """

    def __init__(
        self,
        generator: Generator[Any],
        seed: FloatArray,
        sample_rate: float,
        rng_seed: int,
        controls: Controls,
        *,
        stereo: bool = False,
        width: Width | None = None,
    ) -> None:
        spec = generator.spec
        self.fresh_starts = 0
        self.why = ""
        self._generator = generator
        self._controls = controls
        self._rng_seed = rng_seed
        self._steps = max(1, round(STEP_S * spec.sample_rate / spec.hop_length))
        self._sides = LiveWidening(spec.sample_rate, sample_rate, rng_seed, width) if stereo else None
        self._at_rate = (
            LowDelayResampler(spec.sample_rate, sample_rate).resample if self._sides is None else self._sides.advance
        )
        self._condition: Condition | None = None
        self._newer = False
        self._in_vain = 0
        self._seed = self._last_part(seed)
        self._begin()

    def _begin(self) -> None:
        spec = self._generator.spec
        number = (self._rng_seed + RESEED_RNG * self.fresh_starts) % _RNG_SEEDS
        self._state = self._generator.begin(self._seed, number)
        self._guard = Guard(spec.sample_rate, self._seed, spec.hop_length)
        self._steering = Steering(self._controls)
        if self._condition is not None:
            self._generator.heed(self._state, [self._condition])

    @property
    def controls(self) -> Controls:
        """Controls as asked for; set between two steps."""
        return self._controls

    @controls.setter
    def controls(self, asked: Controls) -> None:
        self._controls = self._steering.asked = asked

    def heed(self, condition: Condition | None) -> None:
        """Heed this from the next step on; None: what the seed says. Models without a condition take no notice."""
        if not self._generator.spec.condition:
            return
        self._condition = condition
        told = condition or seed_condition(self._seed, self._generator.spec.sample_rate)
        self._generator.heed(self._state, [told])

    def hear_seed(self, seed: FloatArray) -> None:
        """There is newer playing: a fresh start begins from it, and a model without a condition does at once.

        Shape: seed `[n]`, at the model's rate
        """
        self._seed = self._last_part(seed)
        self._newer = not self._generator.spec.condition

    def hear_width(self, width: Width | None) -> None:
        """Be as wide from now on, within half a second; None: as a mono dream. A mono one takes no notice."""
        if self._sides is not None:
            self._sides.hear(width)

    def advance(self) -> FloatArray:
        """Make the next samples, at the requested rate; the first calls return few. Shape: -> `[n]` or `[2, n]`

        Raises ValueError where fresh starts are of no use.
        """
        made = self._generator.advance(self._state, self._steering.controls, self._steps)
        why = self._guard.check(made) or ""
        reseeds = self._steering.reseeds
        self._steering.hear(self._guard.trouble, len(made) / self._generator.spec.sample_rate)
        if self._steering.reseeds > reseeds:
            why = why or str(self._steering.steered[-1]["why"])
        del self._steering.steered[:-1]  # a log without an end
        if self._newer:
            why = why or NEWER_PLAYING
        self._in_vain = self._in_vain + 1 if why and why != NEWER_PLAYING else 0
        if self._in_vain >= MOST_IN_VAIN:
            raise ValueError(f"{self._generator.spec.name}: each of {MOST_IN_VAIN} fresh starts in a row: {why}")
        if why:
            made = self._begin_again(made, why)
        return self._at_rate(made)

    def _begin_again(self, old: FloatArray, why: str) -> FloatArray:
        self._newer = False
        self.fresh_starts += 1
        self.why = why
        self._begin()
        fresh = self._generator.advance(self._state, self._controls, self._steps)
        self._guard.check(fresh)
        np.nan_to_num(fresh, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
        fade = min(len(fresh), round(RESEED_FADE_S * self._generator.spec.sample_rate))
        rising = np.linspace(0.0, 1.0, fade, dtype=np.float32)
        fresh[:fade] = rising * fresh[:fade] + (1.0 - rising) * np.nan_to_num(old[:fade], posinf=0.0, neginf=0.0)
        return fresh

    def _last_part(self, seed: FloatArray) -> FloatArray:
        return seed[-max(1, round(SEED_S * self._generator.spec.sample_rate)) :]


def with_said(heard: Condition | None, pitches: tuple[float, ...]) -> Condition | None:
    """What is heard, with the pitches that were said in place of those heard, where any were."""
    if not pitches:
        return heard
    if heard is None:
        return Condition.said(pitches)
    return replace(heard, pitches=Condition.said(pitches).pitches)
