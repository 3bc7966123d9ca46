"""What every generator promises, the controls of a dream, and the plain loop that makes one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Protocol, TypeVar, runtime_checkable

import numpy as np

from live_models.arrays import FloatArray
from live_models.condition.numbers import Condition
from live_models.features import sounding
from live_models.heads import SAMPLING
from live_models.levels import Levels


class ControlError(ValueError):
    """A control of a dream is unknown or out of range; the message is one line for the user."""


@dataclass(frozen=True)
class GeneratorSpec:
    """What a caller must know of a generator.

    `seed_length`: samples of the seed that are heard (its end; a shorter seed is repeated until it is that long).
    `hop_length`: samples that one step returns. `condition`: whether dreams heed what is played. `channels`: of what it
    dreams; the dream on a stereo seed gets the seed's width afterwards.
    """

    name: str
    approach: str
    sample_rate: int
    seed_length: int
    hop_length: int
    condition: bool = False
    channels: int = 1


CONTROL_RANGES: Final[dict[str, tuple[float, float]]] = {
    "temperature": (0, 4),
    "tau": (0, 1),
    "dropout": (0, 0.95),
    "noise": (0, 1),
    "noise_when_stuck": (0, 1),
    "energy_hold": (0, 1),
    "influence": (0, 3),
}
"""The range of each control that is a number, both ends included; OSC's table takes them from here."""


@dataclass(frozen=True)
class Controls:
    """How a dream is steered; may change between two calls of `advance`. Any thread: immutable.

    * `temperature` 0..4: sharpness of the draw between a mixture's components (and, where one is drawn, its spread): 0
      always takes the likeliest, 1 draws as learnt, above 1 more evenly. A regression head draws nothing, ignores it.
    * `sampling`: how a mixture is drawn from: `greedy`, `exact`, `tempered` or `full` (Naterop & Giacomuzzi 2017,
      2.1.2; see `live_models.heads`). None: as suits the approach. Of classes, greedy and exact take the likeliest.
    * `tau` 0..1, for `tempered`: only the likeliest components or classes that together hold at most this share are
      drawn; 0 is greedy.
    * `dropout` 0..0.95: chance to DROP an LSTM connection, in and out, in every step (Pfalz keeps dropout on while
      dreaming: it is what keeps a frozen model from getting stuck). None: as it was in training.
    * `noise` 0..1: standard deviation of the noise added to what is fed back, in the units of the features (sample-wise
      behind a linear skip: of what the skip leaves over, the size of a pluck).
    * `noise_when_stuck` 0..1: the same, only while what is predicted is too much like what was predicted just before
      (Watson 2021, 5.7).
    * `energy_hold` 0..1: how strongly the level is steered to that of the training recordings; 0 leaves it alone.
    * `influence` 0..3: how strongly what is played is heeded (`live_models.condition`): 0 not at all, 1 as learnt,
      above 1 beyond that (guided).
    """

    temperature: float = 1.0
    sampling: str | None = None
    tau: float = 1.0
    dropout: float | None = None
    noise: float = 0.0
    noise_when_stuck: float = 0.0
    energy_hold: float = 0.25
    influence: float = 1.0

    def __post_init__(self) -> None:
        if self.sampling is not None and self.sampling not in SAMPLING:
            raise ControlError(f"sampling must be one of {', '.join(SAMPLING)}, got {self.sampling!r}")
        for name, (low, high) in CONTROL_RANGES.items():
            value = getattr(self, name)
            if name == "dropout" and value is None:
                continue
            if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
                raise ControlError(f"{name} must be in range {low:g}..{high:g}, got {value!r}")

    @classmethod
    def from_params(cls, params: dict[str, Any]) -> Controls:
        """Controls from a mapping (a card's dreaming defaults, an OSC message). Raises ControlError."""
        known = [field.name for field in fields(cls)]
        for name in params:
            if name not in known:
                raise ControlError(f"unknown control {name!r}; known are: {', '.join(known)}")
        return cls(**params)


StateT = TypeVar("StateT")


class Generator(Protocol[StateT]):
    """A frozen network and its approach. One thread at a time may use a state; the generator itself is immutable."""

    spec: GeneratorSpec
    default_controls: Controls

    def begin(self, seed: FloatArray, rng_seed: int) -> StateT:
        """Listen to the seed (mono float32 at `spec.sample_rate`) and return the state from which to dream on.

        Raises ValueError for an empty seed or one that is not one-dimensional and finite.
        """
        ...

    def advance(self, state: StateT, controls: Controls, num_steps: int) -> FloatArray:
        """The next `num_steps * spec.hop_length` samples, float32, of the caller's own; moves the state in place."""
        ...

    def begin_batch(self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int]) -> StateT:
        """As `begin`, for several dreams that share every pass over the weights. Raises ValueError as `begin`."""
        ...

    def advance_batch(self, state: StateT, controls: Controls, num_steps: int) -> FloatArray:
        """As `advance`, for all dreams of a batch: each is, to rounding, what it would be alone.

        Shape: -> `[dreams, num_steps * spec.hop_length]`
        """
        ...

    def heed(self, state: StateT, conditions: Sequence[Condition]) -> None:
        """Heed these conditions, one for each dream, from the next step on; until then that of its seed is heeded.

        A generator without `spec.condition` takes no notice.
        """
        ...


@runtime_checkable
class Waiting(Protocol):
    """A generator that waits for what it dreams next before it lets a window sound."""

    def prompt(self) -> Generator[Any]:
        """The same generator, which waits as little as it can: what it is told now sounds soon."""
        ...


@runtime_checkable
class Levelled(Protocol):
    """A generator whose dreams can be brought to the levels of recordings (`live_models.levels`)."""

    def measured_levels(
        self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int], num_steps: int, recorded: Sequence[FloatArray]
    ) -> Levels | None:
        """What brings the levels of `num_steps` steps of its dreams to those of recordings; None for dreams that are
        not finite.

        Shape: each of `seeds` and `recorded`, at their reference level, `[n]`
        """
        ...


class HeedsNothing:
    """The base of generators that no condition reaches."""

    def heed(self, state: object, conditions: Sequence[Condition]) -> None:
        """Take no notice. See `Generator.heed`."""


def generate(
    generator: Generator[StateT],
    seed: FloatArray,
    num_samples: int,
    rng_seed: int,
    controls: Controls | None = None,
    chunk_steps: int = 16,
) -> Iterator[FloatArray]:
    """Dream `num_samples` samples in chunks of `chunk_steps` steps (the last is cut); float32, mono.

    The same seed, controls and `rng_seed` give the same samples whatever `chunk_steps` is. Stop it by closing the
    iterator. Raises ValueError for a negative length or a chunk below one step.
    """
    if num_samples < 0 or chunk_steps < 1:
        raise ValueError(f"num_samples must be >= 0 and chunk_steps >= 1, got {num_samples} and {chunk_steps}")
    controls = generator.default_controls if controls is None else controls
    state = generator.begin(seed, rng_seed)
    hop_length = generator.spec.hop_length
    done = 0
    while done < num_samples:
        steps = min(chunk_steps, -(-(num_samples - done) // hop_length))
        samples = generator.advance(state, controls, steps)
        chunk = samples[: num_samples - done]
        done += len(chunk)
        yield chunk


def fit_seed(seed: FloatArray, seed_length: int) -> FloatArray:
    """The `seed_length` samples of a seed that a generator hears: its end, without the fading away after the last note.

    The end is where the sound is for the last time above 5 % (-26 dB) of its peak: a player lets the last note ring
    before stopping the recording, and a dream that begins from that rest begins with nothing, whatever was played. A
    seed that is too short is repeated from its start.
    Raises ValueError for an empty, many-dimensional or non-finite seed.
    """
    seed = np.asarray(seed, dtype=np.float32)
    if seed.ndim != 1 or len(seed) == 0 or not np.isfinite(seed).all():
        raise ValueError(f"seed must be a one-dimensional, non-empty, finite array, got shape {seed.shape}")
    heard = sounding(seed)
    if len(heard) < seed_length:
        heard = np.tile(heard, -(-seed_length // len(heard)))
    return np.ascontiguousarray(heard[-seed_length:])


def dream_rng(heard: FloatArray, rng_seed: int) -> np.random.Generator:
    """The random generator of a dream: fixed by `rng_seed` and by the seed's sound.

    A network driven twice by the same drop-outs and draws can fall into step with itself within seconds, whatever it
    heard before: with `rng_seed` alone two recordings would now and then give one dream.
    """
    return np.random.default_rng([rng_seed, zlib.crc32(np.ascontiguousarray(heard, dtype=np.float32).tobytes())])
