"""A hand on the strings: partials that no longer belong to what is played die away, so that a dream turns at once.

A network that is told another harmony goes on to it, but what rings of the old one rings on, and is fed back: after a
change of chord half a second is heard of both. A player lifts the fingers; here the bins that the old condition speaks
of, and the new one does not, are damped for about a second. Beyond what was learnt (influence above 1), all that the
condition does not speak of fades, all the time. The pitches that it does speak of ring on longer than the network,
whose windows are means of many notes, would have them, and those of them that hardly sound are raised.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.guidance import heeded
from live_models.condition.numbers import LOWEST, NUM_PITCHES
from live_models.families.spectral.config import MAX_FEATURE, SpectralParameters

DAMPED_S: Final = 0.03
"""Time in which a damped partial's amplitude falls to 37 %: a string under a finger."""

FORGOTTEN_S: Final = 0.6
"""Time in which an old condition falls to 37 %."""

LEAST: Final = 0.2
"""Of the strongest pitch of a condition; an old pitch that was weaker is damped less."""

CALL: Final = 30.0
LEAST_GAINED: Final = 4.0
"""While pitches are new, a component whose features at their bins are .1 higher than the others' is preferred by three
nepers: a dream that is told another chord would else go on to it with its next note only. Fewer new bins count less.
Where a dream begins all pitches are new: it begins with a note of what was played."""

STRAYS_FADE: Final = 3.0
"""Nepers a second, of amplitude, by which what nobody played fades, for each 1 that influence lies above 1."""

RINGING: Final = 0.3
"""Share of its fall that a pitch of what is played is spared in each window. Of dreams of the shipped guitar below
1 kHz it was one and a half to twice as fast as the player's, above as fast."""

SOUNDING_S: Final = 0.75
"""Time over which what sounds of a pitch is measured."""

LOUDNESS: Final = 2.0
"""A condition tells roots of amplitudes, features are amplitudes to the power of the exponent."""

LEAST_SUM: Final = 1e-6
"""Sums and aims below count as this much: nothing sounds."""

SPARED_MORE: Final = 0.6
RAISED: Final = 0.5
MOST_SPARED: Final = 0.9
"""A pitch of what is played that hardly sounds is spared this share more of its fall, and rises by this share more: an
attack, a mean of many notes, has much of the root of a chord and little of its third. What sounds as it is played is
left alone."""

ALL_NEW: Final = 0.5
"""From this share of what is played on all of it counts as new: that does not wait for the rhythm."""

HIGHEST_CALLED_HZ: Final = 1077.0
"""Up to the highest pitch of a condition; above, every bin is some partial."""

PARTIALS: Final = (1, 2, 3, 4)
"""A bin above the pitches that a condition tells belongs to those of which it is one of these partials."""


class Damping:
    """The old condition and the new one of each dream, bin by bin. One thread at a time.

    Shape: `old`, `new` `[dreams, bins]`, 0..1: how much the bin belongs to what is played; `wanted` `[dreams,
    pitched]`: the features of pitches, against each other, as they are played; `sounding` alike: as they sound
    """

    def __init__(self, parameters: SpectralParameters, numbers: FloatArray) -> None:
        p = self._parameters = parameters
        self.rate, self._fading = falling_of(p)
        self.pitched, self.forgetting = pitched_of(p), forgetting_of(p)
        self.settling = settling_of(p)
        self.turn(numbers)
        self.old = np.zeros_like(self.new)
        self.sounding = np.zeros_like(self.wanted)

    def turn(self, numbers: FloatArray) -> None:
        """Another condition is told. Shape: `[dreams, SIZE]`"""
        self.new = self._belonging(numbers)
        told = numbers[:, :NUM_PITCHES].max(axis=1, keepdims=True) > 0.0
        power = np.float32(LOUDNESS * self._parameters.exponent)
        self.wanted = np.where(told, self.new[:, : self.pitched], np.float32(0.0)) ** power

    def strength(self, influence: float) -> float:
        """Nepers, in the features, by which a step damps what belongs no longer."""
        return self.rate * heeded(influence)

    def fading(self, influence: float) -> float:
        """Nepers, in the features, by which a step damps what nobody played."""
        return self._fading * max(influence - 1.0, 0.0)

    def rung(self, dream: int, window: FloatArray, last: FloatArray, influence: float) -> FloatArray:
        """A dream's next window, in which pitches of what is played fall less, those that hardly sound least of all,
        and rise more; one step of listening to what sounds. Shape kept: `[feature_size]`."""
        found, bins, share = window.copy(), self.pitched, np.float32(heeded(influence))
        new, wanted, sounding = self.new[dream, :bins], self.wanted[dream], self.sounding[dream]
        sounding += np.float32(self.settling) * (last[:bins] - sounding)
        level = np.float32(
            (new * sounding).sum(dtype=np.float64) / max((new * wanted).sum(dtype=np.float64), LEAST_SUM)
        )
        lacking = np.maximum(level * wanted - sounding, 0.0) / np.maximum(level * wanted, np.float32(LEAST_SUM))
        spared = np.minimum(share * (np.float32(RINGING) * new + np.float32(SPARED_MORE) * lacking), MOST_SPARED)
        change = window[:bins] - last[:bins]
        found[:bins] += np.where(change < 0.0, -spared, share * np.float32(RAISED) * lacking) * change
        found[:bins] = np.minimum(found[:bins], np.float32(MAX_FEATURE))  # NaN stays NaN
        return found

    def damped(self, dream: int, window: FloatArray, influence: float) -> FloatArray:
        """A dream's next window, damped; one step of forgetting. Shape kept: `[feature_size]`."""
        old, new, bins = self.old[dream], self.new[dream], self.old.shape[1]
        least = np.float32(LEAST)
        falling = np.float32(self.strength(influence)) * np.maximum(old - new, 0.0) / np.maximum(old, least)
        falling[: self.pitched] += np.float32(self.fading(influence)) * (1.0 - new[: self.pitched])
        found = window.copy()
        found[:bins] *= np.exp(-falling)
        self.old[dream] = new + np.float32(self.forgetting) * (old - new)
        return found

    def calls(self, dream: int, means: FloatArray, influence: float) -> DoubleArray:
        """What to add to the logarithms of a mixture's weights: where pitches are new, a note of them is preferred.

        Shape: means, with what a skip adds, `[K, feature_size]` -> `[K]`
        """
        gained = self._gained(dream)
        total = max(float(gained.sum()), float(LEAST_GAINED))
        heights = (means[:, : self.pitched].astype(np.float64) @ gained) / total
        return np.asarray(CALL * heeded(influence) * (heights - heights.mean()))

    def newness(self, dream: int) -> float:
        """How far what is played is new: 1 where half of it is, as where a dream begins, 0 while the same goes on."""
        played = max(float(self.new[dream, : self.pitched].sum()), LEAST_GAINED)
        return min(float(self._gained(dream).sum()) / (ALL_NEW * played), 1.0)

    def _gained(self, dream: int) -> FloatArray:
        return np.asarray(np.maximum(self.new[dream] - self.old[dream], 0.0)[: self.pitched])

    def _belonging(self, numbers: FloatArray) -> FloatArray:
        shares = numbers[:, :NUM_PITCHES]
        highest = shares.max(axis=1, keepdims=True)
        pitches = np.where(highest > 0.0, shares / np.maximum(highest, 1e-9), 1.0)
        found = (pitches[:, None].astype(np.float32) * places(self._parameters)).max(axis=2)
        found[highest[:, 0] <= 0.0, : self.pitched] = 1.0  # silence says nothing of pitches
        return np.asarray(found, dtype=np.float32)


def pitched_of(parameters: SpectralParameters) -> int:
    """How many of the first features are those of pitches that can be called."""
    return int(np.searchsorted(parameters.held_hertz, HIGHEST_CALLED_HZ))


def falling_of(parameters: SpectralParameters) -> tuple[float, float]:
    """Nepers, in the features, by which a step damps what belongs no longer, and what nobody played."""
    step = parameters.exponent * parameters.hop_length / parameters.sample_rate
    return step / DAMPED_S, step * STRAYS_FADE


def settling_of(parameters: SpectralParameters) -> float:
    """By which share a step brings what sounds nearer to its newest window."""
    return 1.0 - float(np.exp(-parameters.hop_length / parameters.sample_rate / SOUNDING_S))


def forgetting_of(parameters: SpectralParameters) -> float:
    """Share of an old condition that is left after a step."""
    return float(np.exp(-parameters.hop_length / parameters.sample_rate / FORGOTTEN_S))


@lru_cache(maxsize=4)
def places(parameters: SpectralParameters) -> FloatArray:
    """How much a bin belongs to each semitone: by its own frequency, or as a partial. Shape: `[bins, NUM_PITCHES]`

    A partial fills the window's main lobe, which at low pitches is wider than semitones are.
    """
    hertz = parameters.held_hertz[:, None]
    lobe = 1.5 * parameters.spectra_rate / parameters.window_size
    semitones = 440.0 * 2.0 ** ((LOWEST + np.arange(NUM_PITCHES) - 69.0) / 12.0)
    found = np.zeros((len(hertz), NUM_PITCHES))
    for partial in PARTIALS:
        reach = np.maximum(lobe, (2.0 ** (0.6 / 12.0) - 1.0) * partial * semitones)
        near = np.clip(1.6 - np.abs(hertz - partial * semitones) / reach, 0.0, 1.0)
        told = partial == 1 or partial * semitones > semitones[-1]
        found = np.maximum(found, np.where(told, near, 0.0))
    return found.astype(np.float32)
