"""The rhythm of dreams: how long after an attack the next one comes, as in the take that a dream begins with.

A network over spectra learns how attacks sound long before it learns when they come: which component of its mixture is
next is one number among the thousand of a window. Left alone it attacks with about the same chance in every window, in
bursts and gaps, and more often than the player. So that chance is brought to what was heard: attacks a time t after
the last one, divided by the times that nothing came for so long (the hazard rate; Kaplan & Meier 1958,
"Nonparametric estimation from incomplete observations"), in the seed and, where that says little, in the recordings.
What attacks, how loud and in which harmony stays the network's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.numbers import DENSITY_STEP
from live_models.families.spectral.config import SpectralParameters

HEARD_S: Final = 8.0
"""Of a seed: its end, so long."""

LONGEST_S: Final = 3.7
"""After as long the chance stays what it is, and is the recordings' at least: no dream waits for ever."""

SMOOTHED_S: Final = 0.025
"""Deviation by which a gap between two attacks stands for others."""

RECORDED_GAPS: Final = 2.0
"""The recordings' rhythm counts as if so many gaps of it had been heard in the seed."""

FREEDOM: Final = 0.25
"""How much of what the network itself thinks of an attack is left (a factor for its log-odds)."""

LEAST_CHANCE, MOST_CHANCE = 0.002, 0.9
"""Of an attack in a window."""

LEAST_OWN: Final = 1e-4
"""The network's own chance counts as this much at least."""

RISE: Final = 0.2
"""A window attacks whose features rise by this share of what the hundredth of the recordings' windows rises by that
rises most."""

FEWEST_GAPS: Final = 8
"""Recordings with fewer have no rhythm that could be told."""

RISE_PLACES: Final = 6
SHARE_PLACES: Final = 5
"""Decimal places of both on a card."""

SLOWEST, QUICKEST = 0.5, 2.0
"""As much slower and quicker than its seed a dream plays when it heeds another density."""


def rises(windows: np.ndarray, held: int) -> FloatArray:
    """How much each window rises above the one before: the mean of what its first features gain; 0 for the first one.

    Shape: `[n, feature_size]` -> `[n]`
    """
    found = np.zeros(len(windows), dtype=np.float32)
    for first in range(1, len(windows), 1024):  # of an hour they are gigabytes
        block = windows[first - 1 : first + 1024, :held].astype(np.float32)
        found[first : first + len(block) - 1] = np.maximum(np.diff(block, axis=0), 0.0).mean(axis=1)
    return found


def beginnings(attacks: np.ndarray, apart: int) -> np.ndarray:
    """Where attacks begin: windows that attack, `apart` windows after the last beginning or later.

    Shape: `[n]`, true where a window attacks -> `[beginnings]`
    """
    found: list[int] = []
    for place in np.flatnonzero(attacks):
        if not found or place - found[-1] >= apart:
            found.append(int(place))
    return np.asarray(found, dtype=np.int64)


@dataclass(frozen=True)
class Recorded:
    """The rhythm of recordings, as a card has it. Immutable; any thread.

    `rise`: from which on a window attacks; `share`: of the windows in which an attack may begin those in which one
    does; `gaps`: share of the gaps that are so many windows long

    Shape: `gaps` `[longest]`
    """

    rise: float
    share: float
    gaps: DoubleArray

    @classmethod
    def of(cls, parameters: SpectralParameters, windows: np.ndarray) -> Self | None:
        """Of the windows of recordings; None where they have too few attacks. Shape: `[n, feature_size]`"""
        risen = rises(windows, parameters.held_size)
        rise = RISE * float(np.quantile(risen, 0.99)) if len(risen) else 0.0
        apart = apart_of(parameters)
        begun = beginnings(risen > rise, apart)
        if len(begun) <= FEWEST_GAPS:
            return None
        smoothed = _smoothed(np.diff(begun), parameters).sum(axis=0)
        share = len(begun) / max(1, len(risen) - (apart - 1) * len(begun))
        if round(rise, RISE_PLACES) <= 0.0 or not 0.0 < round(share, SHARE_PLACES) < 1.0:
            return None  # noise, or a tone that stands: attacks at every chance are no rhythm
        return cls(rise, share, smoothed / max(float(smoothed.sum()), 1e-9))

    @classmethod
    def from_card(cls, card: Mapping[str, Any], parameters: SpectralParameters) -> Self | None:
        """A card's rhythm, None where it has none. Raises ValueError for what cannot be used."""
        found = card.get("rhythm")
        if found is None:
            return None
        if not isinstance(found, Mapping) or set(found) != {"rise", "share", "gaps"}:
            raise ValueError(f"rhythm must have rise, share and gaps, got {str(found)[:60]}")
        try:
            numbers = {name: np.asarray(value, dtype=np.float64) for name, value in found.items()}
        except (TypeError, ValueError):
            raise ValueError(f"rhythm must be numbers, got {str(found)[:60]}") from None
        shapes = {"rise": (), "share": (), "gaps": (longest(parameters),)}
        for name, shape in shapes.items():
            if numbers[name].shape != shape:
                raise ValueError(f"{name} of rhythm must be of shape {shape}, got {numbers[name].shape}")
            if not (np.isfinite(numbers[name]).all() and (numbers[name] >= 0.0).all() and numbers[name].max() <= 1.0):
                raise ValueError(f"{name} of rhythm must be within 0..1, got {str(found[name])[:60]}")
        rise, share = float(numbers["rise"]), float(numbers["share"])
        if rise == 0.0 or not 0.0 < share < 1.0:
            raise ValueError(f"rise and share of rhythm must be above 0, share below 1, got {rise:g} and {share:g}")
        return cls(rise, share, numbers["gaps"])

    def to_json(self) -> dict[str, Any]:
        """For a card."""
        return {
            "rise": round(self.rise, RISE_PLACES),
            "share": round(self.share, SHARE_PLACES),
            "gaps": self.gaps.round(5).tolist(),
        }


class Rhythm:
    """Where each dream of a batch is in its rhythm. One thread at a time.

    Shape: `chances` `[dreams, longest]`: of an attack, so many windows after the beginning of the last one;
    `since` `[dreams]`, those windows; `pace` `[dreams]`: how much quicker than its seed a dream plays
    """

    def __init__(self, parameters: SpectralParameters, recorded: Recorded, seeds: Sequence[FloatArray]) -> None:
        """`seeds`: windows of what each dream begins with. Shape: each `[n, feature_size]`"""
        self.recorded, self.apart, self.held = recorded, apart_of(parameters), parameters.held_size
        self.chances = np.empty((len(seeds), longest(parameters)))
        self.since = np.zeros(len(seeds), dtype=np.int64)
        self.pace = np.ones(len(seeds))
        for dream, windows in enumerate(seeds):
            begun = beginnings(rises(windows, self.held) > recorded.rise, self.apart)
            self.chances[dream] = self._heard(parameters, begun, len(windows))
            last = int(begun[-1]) if len(begun) else 0
            self.since[dream] = min(len(windows) - last, self.chances.shape[1] - 1)
        self._densities: FloatArray | None = None

    def turn(self, before: FloatArray, now: FloatArray) -> None:
        """Another condition is told than `before`: a denser one is played quicker. Shape: `[dreams, SIZE]`"""
        if self._densities is None:
            self._densities = before[:, -1] * np.float32(DENSITY_STEP)
        told = now[:, -1] * np.float32(DENSITY_STEP) / np.maximum(self._densities, np.float32(0.1))
        self.pace = np.where(self._densities > 0.0, told, 1.0).clip(SLOWEST, QUICKEST).astype(np.float64)

    def leaning(self, dream: int, weights: DoubleArray, attacking: np.ndarray, temperature: float) -> float:
        """What to add to the logarithms of the weights of components that attack. See `steps.kept_in_time`.

        Shape: `weights` `[K]`, logarithms; `attacking` `[K]`, true for those
        """
        if self.since[dream] < self.apart or attacking.all() or not attacking.any():
            return 0.0  # an attack once begun is the network's
        warmth = temperature if temperature > 0.0 else 1.0
        shares = np.exp((weights - weights.max()) / warmth)
        own = log_odds(float(shares[attacking].sum() / shares.sum()), LEAST_OWN)
        last = self.chances.shape[1] - 1
        place = last if self.since[dream] == last else min(int(self.since[dream] * self.pace[dream]), last)
        asked = log_odds(self.chances[dream, place] * self.pace[dream], LEAST_CHANCE)
        return float(warmth * (asked + FREEDOM * (own - log_odds(self.recorded.share, LEAST_OWN)) - own))

    def attacking(self, means: FloatArray, before: FloatArray) -> np.ndarray:
        """Which components attack. Shape: `[K, feature_size]`, with what a skip adds, `[feature_size]` -> `[K]`"""
        risen = np.maximum(means[:, : self.held] - before[: self.held], 0.0).mean(axis=1, dtype=np.float64)
        return np.asarray(risen > self.recorded.rise)

    def hear(self, dream: int, before: FloatArray, window: FloatArray) -> None:
        """Count a dream's next window. Shape: each `[feature_size]`"""
        risen = float(np.maximum(window[: self.held] - before[: self.held], 0.0).mean(dtype=np.float64))
        attacks = risen > self.recorded.rise and self.since[dream] >= self.apart
        self.since[dream] = 1 if attacks else min(self.since[dream] + 1, self.chances.shape[1] - 1)

    def _heard(self, parameters: SpectralParameters, begun: np.ndarray, count: int) -> DoubleArray:
        """The chances of one dream. `begun`: where attacks begin among `count` windows. Shape: -> `[longest]`"""
        size, gaps = self.chances.shape[1], np.diff(begun)
        ended = RECORDED_GAPS * self.recorded.gaps + _smoothed(gaps, parameters).sum(axis=0)
        waited = np.cumsum(ended[::-1])[::-1] + (gaps >= size).sum()
        if len(begun):  # nothing had come yet when the seed ended
            waited[: min(size, count - int(begun[-1]))] += 1.0
        found = np.clip(ended / np.maximum(waited, 1e-6), LEAST_CHANCE, MOST_CHANCE)
        found[-1] = max(found[-1], self.recorded.share)
        return np.asarray(found)


def log_odds(chance: float, least: float) -> float:
    """Of a chance, kept between `least` and 1 - `least`."""
    kept = min(max(chance, least), 1.0 - least)
    return float(np.log(kept / (1.0 - kept)))


def apart_of(parameters: SpectralParameters) -> int:
    """Windows that see one attack."""
    return max(1, parameters.window_size // parameters.hop_size)


def longest(parameters: SpectralParameters) -> int:
    """Windows after an attack that have a chance of their own."""
    return apart_of(parameters) + round(LONGEST_S * parameters.sample_rate / parameters.hop_length)


def _smoothed(gaps: np.ndarray, parameters: SpectralParameters) -> DoubleArray:
    """What each gap stands for: others about as long. Shape: `[n]` -> `[n, longest]`"""
    size = longest(parameters)
    spread = max(SMOOTHED_S * parameters.sample_rate / parameters.hop_length, 0.5)
    places = np.arange(size)
    found = np.exp(-0.5 * ((places - gaps[:, None]) / spread) ** 2)
    found[:, : apart_of(parameters)] = 0.0
    found[gaps >= size] = 0.0
    return np.asarray(found / np.maximum(found.sum(axis=1, keepdims=True), 1e-9))
