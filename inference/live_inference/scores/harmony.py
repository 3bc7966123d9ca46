"""The harmony of a sound over time, for pictures."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_inference.scores.answer import folded
from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.ear import EAR_RATE, HOP, frames_of
from live_models.condition.numbers import NUM_PITCHES

HEARD_AT: Final = EAR_RATE
"""Hz at which the ear listens: nothing is lost by reading a file at this rate."""

PITCH_CLASSES: Final = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B")
MEAN_S: Final = 1.0
QUIET: Final = 0.05
"""Of the loudest moment's pitches: below it nothing is drawn."""


def pitch_classes(samples: FloatArray, sample_rate: int) -> tuple[DoubleArray, DoubleArray]:
    """Times, and what is heard of each pitch class there: means over a second, the strongest of each moment is 1.

    Shape: `[n]` -> `[times]`, `[12, times]`
    """
    heard = frames_of(samples, sample_rate)[:, :NUM_PITCHES]
    width = max(1, round(MEAN_S * EAR_RATE / HOP))
    classes = np.array([folded(one) for one in heard]).reshape(-1, 12)
    if len(classes) < width:
        return np.zeros(0), np.zeros((12, 0))
    means = np.array([np.convolve(one, np.ones(width) / width, "same") for one in classes.T])
    strongest = means.max(axis=0)
    there = strongest > QUIET * strongest.max(initial=1e-12)
    return np.arange(len(heard)) * HOP / EAR_RATE, np.where(there, means / np.maximum(strongest, 1e-12), 0.0)
