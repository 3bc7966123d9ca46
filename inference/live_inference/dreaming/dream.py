"""Makes dreams, one or a batch: seeds go into a frozen model, its output through guard and resampler."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from live_inference.command_line.notes import AUTO, named
from live_inference.dreaming.guard import Guard
from live_inference.dreaming.steering import Steering
from live_inference.dreaming.width import Widening, Width
from live_models.condition.ear import seed_condition
from live_models.condition.numbers import Condition
from live_models.contract.generator import Controls, Generator

CHUNK_S = 0.1
"""Constant, so that decisions between two chunks fall on the same samples every time."""

RESEED_FADE_S = 0.05
RESEED_FROM = 0.7
"""A fresh start uses less of the seed, because its end led the dream astray: its first 70 %, then 49 %."""
RESEED_RNG = 1_000_003
"""Added to ``rng_seed`` for each fresh start; far from the numbers of other dreams."""


class DreamRejectedError(RuntimeError):
    """The guard refuses the dream; the message is the reason, one line."""


@dataclass(frozen=True, slots=True)
class DreamChunk:
    """The next samples of a dream at the requested sample rate, and the fraction of the dream made so far.

    Shape: samples `[n]`, or `[2, n]` of a dream with a width
    """

    samples: NDArray[np.float32]
    fraction: float


class Lane:
    """One dream of a batch: its guard, steering, resampler and progress. One thread at a time.

    ``controls`` may be changed between two chunks. Steering changes them when the dream is in trouble; the dream then
    continues alone (see `Dreams`).
    """

    def __init__(
        self,
        seed: NDArray[np.float32],
        duration_s: float,
        rng_seed: int,
        controls: Controls,
        model_rate: int,
        hop_length: int,
        sample_rate: int,
        width: Width | None = None,
    ):
        """``width``: of its seed; None: a mono dream."""
        self.seed, self.rng_seed = seed, rng_seed
        self.ended = False
        self.said: tuple[float, ...] = ()
        self._heard: Condition | None = None
        self._guard = Guard(model_rate, seed, hop_length)
        self._steering = Steering(controls)
        self._model_rate = model_rate
        # Streaming, so that chunks join without a seam.
        self._resampler = soxr.ResampleStream(model_rate, sample_rate, 1, dtype="float32", quality="HQ")
        self._widening = None if width is None else Widening(width, model_rate, sample_rate, rng_seed)
        self._total = round(duration_s * sample_rate)
        self._needed = int(np.ceil(duration_s * model_rate)) + hop_length
        self._made = self._given = 0

    @property
    def controls(self) -> Controls:
        """Controls for the next chunk."""
        return self._steering.controls

    @controls.setter
    def controls(self, asked: Controls) -> None:
        self._steering.asked = asked

    @property
    def steered(self) -> list[dict[str, Any]]:
        """Changes that the steering made: {"at_s", "why", "what"} each."""
        return self._steering.steered

    @property
    def reseeds(self) -> int:
        """Number of fresh starts that the steering asked for."""
        return self._steering.reseeds

    @property
    def heard(self) -> Condition:
        """What the seed says; heard when it is first asked for."""
        if self._heard is None:
            self._heard = seed_condition(self.seed, self._model_rate)
        return self._heard

    def say(self, pitches: Sequence[float]) -> Condition | None:
        """Say the harmony; None: no more. Return its condition, with loudness and density of the seed.

        Raises ValueError for pitches that no model could heed.
        """
        before, self.said = self.said, tuple(pitches)
        if self._made and not self.ended and before != self.said:
            self._steering.tell_asked(f"pitches {_names(before)} -> {_names(self.said)}")
        if not self.said:
            return None
        return Condition.said(self.said, self.heard.loudness_db, self.heard.onsets_per_s)

    @property
    def left(self) -> int:
        """Samples still to be made, at the model's rate."""
        return 0 if self.ended else self._needed - self._made

    def hear(self, made: NDArray[np.float32]) -> DreamChunk:
        """Check and resample the model's next samples. Shape: made `[n]`

        Raises:
            DreamRejectedError: the guard found the dream silent, stuck, bursting or not finite.
        """
        chunk = made[: self.left]
        self._made += len(chunk)
        reason = self._guard.check(chunk)
        if reason is not None:
            self.ended = True
            raise DreamRejectedError(reason)
        self._steering.hear(self._guard.trouble, len(chunk) / self._model_rate)
        last = self._made >= self._needed
        resampled = self._resampler.resample_chunk(chunk, last=last)[: self._total - self._given]
        self._given += len(resampled)
        if last and self._given < self._total:  # the resampler rounds down, but the length was promised
            resampled = np.concatenate([resampled, np.zeros(self._total - self._given, np.float32)])
        if self._widening is not None:
            resampled = self._widening.advance(chunk, resampled, last=last)
        self.ended = last
        return DreamChunk(resampled, min(1.0, self._made / self._needed))


Heeded = tuple[Condition | None, ...]
"""What each dream of a batch heeds; None: what its seed says."""


class Dreams:
    """Dreams that are made together: every pass over the model's weights serves all of them. One thread at a time.

    Each dream has its own seed, `rng_seed`, guard and length, and equals, up to rounding, the dream made alone. A dream
    that has ended, was rejected or was given up (`lane.ended = True`) runs on unheard until the others have ended. If
    the controls of one dream change, it leaves the batch: it is made again alone, unheard, up to the same place, and
    continues from there. If `controls` change, or what they heed, all continue together.

    The constructor feeds the seeds to the model, which takes a while. Raises ValueError for an unusable seed.
    """

    def __init__(
        self,
        generator: Generator[Any],
        seeds: Sequence[NDArray[np.float32]],
        durations_s: Sequence[float],
        sample_rate: int,
        rng_seeds: Sequence[int],
        controls: Controls,
        widths: Sequence[Width | None] = (),
    ):
        """``widths``: of the seeds, where they are of stereo takes; none: every dream is mono."""
        spec = generator.spec
        self._generator = generator
        self._controls = controls
        self.lanes = [
            Lane(seed, duration_s, rng_seed, controls, spec.sample_rate, spec.hop_length, sample_rate, width)
            for seed, duration_s, rng_seed, width in zip(
                seeds, durations_s, rng_seeds, widths or [None] * len(seeds), strict=True
            )
        ]
        self._state = generator.begin_batch(seeds, rng_seeds)
        self._heeded: Heeded = (None,) * len(self.lanes)
        self._past: list[tuple[int, Controls, Heeded]] = []  # steps made so far, with what each run of them was told
        self._alone: dict[int, Any] = {}  # states of the dreams that have left the batch
        self._reseeds = [0] * len(self.lanes)

    @property
    def controls(self) -> Controls:
        """Controls of all dreams; set between two chunks, they apply from the next one on."""
        return self._controls

    @controls.setter
    def controls(self, asked: Controls) -> None:
        self._controls = asked
        for lane in self.lanes:
            lane.controls = asked

    def heed(self, conditions: Sequence[Condition | None]) -> None:
        """Let each dream heed another condition from the next chunk on; None: that of its seed."""
        before, self._heeded = self._heeded, tuple(conditions)
        if not self._generator.spec.condition or not any(before + self._heeded):
            return
        self._tell(self._state, self.lanes, self._heeded)
        for number, state in self._alone.items():
            if state is not self._state:
                self._tell(state, [self.lanes[number]], [self._heeded[number]])

    def say(self, pitches: Sequence[Sequence[float]]) -> None:
        """Say the harmony of each dream, as MIDI numbers, from the next chunk on; none: it is heard from its seed.

        Raises ValueError for pitches that no model could heed. A model without a condition takes no notice.
        """
        if self._generator.spec.condition:
            self.heed([lane.say(own) for lane, own in zip(self.lanes, pitches, strict=True)])

    def _tell(self, state: Any, lanes: Sequence[Lane], heeded: Sequence[Condition | None]) -> None:
        self._generator.heed(state, [one or lane.heard for lane, one in zip(lanes, heeded, strict=True)])

    @property
    def ended(self) -> bool:
        """Whether all dreams have ended."""
        return all(lane.ended for lane in self.lanes)

    def advance(self) -> dict[int, DreamChunk | DreamRejectedError]:
        """Make the next chunk of every dream that has not ended; the keys are its number in the batch."""
        spec = self._generator.spec
        steps = max(1, round(CHUNK_S * spec.sample_rate / spec.hop_length))
        most = max(lane.left for lane in self.lanes)
        steps = min(steps, -(-most // spec.hop_length))
        open_ones = [number for number, lane in enumerate(self.lanes) if not lane.ended]
        for number in open_ones:
            lane = self.lanes[number]
            if number not in self._alone and (lane.controls != self._controls or lane.reseeds):
                self._alone[number] = self._alone_so_far(number)
        made: dict[int, NDArray[np.float32]] = {}
        if any(number not in self._alone for number in open_ones):
            together = self._generator.advance_batch(self._state, self._controls, steps)
            made = {number: together[number] for number in open_ones}
            self._remember(steps)
        for number in open_ones:
            if number in self._alone:
                made[number] = self._advance_alone(number, steps)
        return {number: _heard(self.lanes[number], samples) for number, samples in made.items()}

    def _advance_alone(self, number: int, steps: int) -> NDArray[np.float32]:
        """The next steps of a dream that has left the batch; a fresh start fades in over the old course."""
        lane = self.lanes[number]
        made = self._generator.advance(self._alone[number], lane.controls, steps)
        if lane.reseeds == self._reseeds[number]:
            return made
        self._reseeds[number] = lane.reseeds
        heard = lane.seed[: max(1, round(len(lane.seed) * RESEED_FROM**lane.reseeds))]
        self._alone[number] = self._generator.begin(heard, lane.rng_seed + RESEED_RNG * lane.reseeds)
        if self._heeded[number]:
            self._tell(self._alone[number], [lane], [self._heeded[number]])
        fresh = self._generator.advance(self._alone[number], lane.controls, steps)
        fade = min(len(made), round(RESEED_FADE_S * self._generator.spec.sample_rate))
        rising = np.linspace(0.0, 1.0, fade, dtype=np.float32)
        fresh[:fade] = rising * fresh[:fade] + (1.0 - rising) * made[:fade]
        return fresh

    def _alone_so_far(self, number: int) -> Any:
        if len(self.lanes) == 1:
            return self._state
        lane, told = self.lanes[number], None
        state = self._generator.begin(lane.seed, lane.rng_seed)
        for steps, controls, heeded in [*self._past, (0, self._controls, self._heeded)]:
            if heeded[number] is not told:
                told = heeded[number]
                self._tell(state, [lane], [told])
            if steps:
                self._generator.advance(state, controls, steps)
        return state

    def _remember(self, steps: int) -> None:
        if len(self.lanes) == 1:  # it has no batch to leave
            return
        if self._past:
            before, controls, heeded = self._past[-1]
            if controls == self._controls and heeded is self._heeded:
                self._past.pop()
                steps += before
        self._past.append((steps, self._controls, self._heeded))


def _names(pitches: Sequence[float]) -> str:
    return " ".join(map(str, named(pitches))) or AUTO


def _heard(lane: Lane, samples: NDArray[np.float32]) -> DreamChunk | DreamRejectedError:
    try:
        return lane.hear(samples)
    except DreamRejectedError as rejected:
        return rejected


def dream(
    generator: Generator[Any],
    seed: NDArray[np.float32],
    duration_s: float,
    sample_rate: int,
    rng_seed: int,
    controls: Controls,
) -> Iterator[DreamChunk]:
    """Yield one dream in chunks of about 0.1 s, at ``sample_rate``.

    The chunks add up to exactly ``round(duration_s * sample_rate)`` samples.

    Raises:
        DreamRejectedError: the guard found the dream silent, stuck, bursting or not finite.
    """
    dreams = Dreams(generator, [seed], [duration_s], sample_rate, [rng_seed], controls)
    while not dreams.ended:
        chunk = dreams.advance()[0]
        if isinstance(chunk, DreamRejectedError):
            raise chunk
        if chunk.samples.size:
            yield chunk
