"""The ear on the live input: what is played now, while a live dream sounds. In the controller's process."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_inference.files.low_delay import LowDelayResampler
from live_inference.worker.messages import Heard
from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.ear import EAR_RATE, HOP, Ear, conditions_of_means
from live_models.condition.numbers import NUM_PITCHES
from live_models.features import REFERENCE_RMS

SMOOTHING_S: Final = 0.05
"""Time in which what was played before falls to 37 %: the window, which rings longer, does most of the smoothing. While
the player stays on a chord dreams answer as well as with .12 s, and they turn a tenth of a second sooner."""

SHARE: Final = 1.0 - float(np.exp(-HOP / EAR_RATE / SMOOTHING_S))
SHARE_OF_ONSETS: Final = 0.07
"""Of the mean, for each frame: onsets are few, so theirs is taken over .6 s."""

LEVEL_S: Final = 10.0
"""Time over which the player's own level is learnt; models hear it at their reference level."""

REST: Final = 1e-3
"""Power against the player's own (-30 dB) below which nothing is played: pitches and level stay as they were."""

DOUBT: Final = 6.0
"""In a rest the level falls to 37 % in so many times the playing that it was learnt from: a knock before the first
note is forgotten in a second, the level of ten seconds of playing lasts a minute."""

LOUDEST: Final = 4.0
"""No input is larger; one sample that is would be the level for a minute."""

LEAST_POWER: Final = 1e-7
"""-70 dBFS: the noise of an open input."""

CHANGED: Final = 0.05
CHANGED_DB: Final = 1.0
CHANGED_ONSETS: Final = 0.5
"""What is worth telling: share of the pitches that moved, loudness, onsets a second."""


class LiveEar:
    """Hears a sound piece by piece. One thread at a time. ``sample_rate``: of the sound, in Hz."""

    def __init__(self, sample_rate: float):
        self._resampler = LowDelayResampler(sample_rate, EAR_RATE)
        self._ear = Ear()
        self._power, self._weight = 0.0, 0.0
        self._mean: DoubleArray = np.zeros(NUM_PITCHES + 2)
        self._told: Heard | None = None

    def listen(self, samples: FloatArray) -> Heard | None:
        """Hear what was played since the last call; return what is played now if it has changed. Shape: `[n]`"""
        cleaned = np.clip(np.nan_to_num(samples, posinf=0.0, neginf=0.0), -LOUDEST, LOUDEST)
        heard = self._resampler.resample(cleaned)
        for frame in self._ear.hear(heard * self._gain(heard)):
            self._take(frame.astype(np.float64))
        pitches, loudness_db, onsets = conditions_of_means(self._newest_mean()[None])
        now = Heard(pitches[0].round(4).tolist(), round(float(loudness_db[0]), 2), round(float(onsets[0]), 2))
        if not pitches.any() or (self._told is not None and not _differs(now, self._told)):
            return None
        self._told = now
        return now

    def _gain(self, samples: FloatArray) -> float:
        """The gain that brings the player's own level to the reference."""
        if len(samples):
            power, seconds = float(np.mean(samples.astype(np.float64) ** 2)), len(samples) / EAR_RATE
            if power > max(LEAST_POWER, REST * self._power):
                self._weight = min(LEVEL_S, self._weight + seconds)
                self._power += (power - self._power) * min(1.0, seconds / self._weight)
            elif power > LEAST_POWER:
                self._power *= float(np.exp(-seconds / (DOUBT * self._weight)))
        return REFERENCE_RMS / float(np.sqrt(max(self._power, LEAST_POWER)))

    def _newest_mean(self) -> DoubleArray:
        """The mean as it will be after the newest frame, of which only the onset is not known: pitches do not wait."""
        mean, newest = self._mean.copy(), self._ear.newest
        if len(newest):
            _take_in(mean, newest.astype(np.float64))
        return mean

    def _take(self, frame: DoubleArray) -> None:
        _take_in(self._mean, frame)
        self._mean[-1] += SHARE_OF_ONSETS * (frame[-1] - self._mean[-1])


def _take_in(mean: DoubleArray, frame: DoubleArray) -> None:
    """Move a mean by a frame, but for onsets; by a rest not at all. Its pitches count the less, the softer it is.

    A window in which the playing ends says little of its low pitches. The power follows at once whatever it was, so
    that soft playing after loud counts in full within a second.
    """
    power = frame[NUM_PITCHES]
    if power > REST * REFERENCE_RMS**2:
        mean[NUM_PITCHES] += SHARE * (power - mean[NUM_PITCHES])
        counts = SHARE * min(1.0, power / max(mean[NUM_PITCHES], 1e-12))
        mean[:NUM_PITCHES] += counts * (frame[:NUM_PITCHES] - mean[:NUM_PITCHES])


def _differs(now: Heard, told: Heard) -> bool:
    moved = 0.5 * float(np.abs(np.subtract(now.pitches, told.pitches)).sum())
    return (
        moved > CHANGED
        or abs(now.loudness_db - told.loudness_db) > CHANGED_DB
        or abs(now.onsets_per_s - told.onsets_per_s) > CHANGED_ONSETS
    )
