"""A condition: pitches, loudness and density of what is played, and the numbers that a network gets of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from live_models.arrays import FloatArray

LOWEST: Final = 36
HIGHEST: Final = 84
NUM_PITCHES: Final = HIGHEST - LOWEST + 1
"""Semitones that are told apart, as MIDI numbers: C2 (65 Hz) to C6 (1047 Hz)."""

SIZE: Final = NUM_PITCHES + 2
"""Numbers of a condition: the semitones, loudness, density."""

PITCH_SUM: Final = 10.0
"""What the numbers of the semitones add up to: one is .2 on average, as a network's inputs are."""

LOUDNESS_STEP_DB: Final = 10.0
LOUDNESS_RANGE: Final = (-3.0, 2.0)
"""Loudness enters in units of 10 dB against the reference level, within this range."""

DENSITY_STEP: Final = 4.0
LARGEST_DENSITY: Final = 3.0
"""Density enters in units of four onsets a second, up to twelve a second."""

NUM_PARTIALS: Final = 8
"""Partials of a pitch that is said, not heard."""


def entering(numbers: FloatArray, weight: FloatArray) -> FloatArray:
    """Return what conditions bring to the sums that they enter, lane by lane.

    A lane gets the same bits whatever is beside it, which one product of matrices does not promise on every machine.
    Shape: `[lanes, SIZE]`, `[rows, SIZE]` -> `[lanes, rows]`
    """
    return np.stack([np.asarray(weight @ lane, dtype=np.float32) for lane in numbers])


@dataclass(frozen=True)
class Condition:
    """What is played, for one or two seconds. Any thread: immutable.

    `pitches`: share of each semitone `LOWEST`..`HIGHEST`, sum 1; all 0 where nothing has a pitch. `loudness_db`:
    against the level at which models hear (`REFERENCE_RMS`). `onsets_per_s`: how busy the playing is.

    Shape: `pitches` `[NUM_PITCHES]`
    """

    pitches: FloatArray
    loudness_db: float = 0.0
    onsets_per_s: float = 2.0

    def numbers(self) -> FloatArray:
        """What a network gets. Shape: -> `[SIZE]`"""
        return numbers_of(self.pitches, np.asarray(self.loudness_db), np.asarray(self.onsets_per_s))

    @classmethod
    def said(cls, pitches: Sequence[float], loudness_db: float = 0.0, onsets_per_s: float = 2.0) -> Self:
        """The condition of pitches that somebody names (MIDI numbers, fractions allowed), as if they were heard.

        A string has partials whose amplitudes fall about as 1 / number; the ear takes square roots of amplitudes.
        Pitches out of range count by those of their partials that are in it. Raises ValueError for none in range.
        """
        amplitudes = np.zeros(NUM_PITCHES)
        for pitch in pitches:
            for partial in range(1, NUM_PARTIALS + 1):
                add_amplitude(amplitudes, float(pitch) + 12.0 * np.log2(partial), 1.0 / partial)
        roots = np.sqrt(amplitudes)
        if not roots.sum() > 0.0:
            raise ValueError(f"pitches must lie within {LOWEST}..{HIGHEST}, got {list(pitches)}")
        return cls((roots / roots.sum()).astype(np.float32), loudness_db, onsets_per_s)


def add_amplitude(amplitudes: np.ndarray, pitch: float, amplitude: float) -> None:
    """Share an amplitude between the two semitones on either side of a pitch. Shape: `[NUM_PITCHES]`"""
    below = int(np.floor(pitch))
    share = pitch - below
    for semitone, part in ((below, 1.0 - share), (below + 1, share)):
        if LOWEST <= semitone <= HIGHEST:
            amplitudes[semitone - LOWEST] += part * amplitude


def numbers_of(pitches: np.ndarray, loudness_db: np.ndarray, onsets_per_s: np.ndarray) -> FloatArray:
    """What a network gets of conditions. Shape: `[..., NUM_PITCHES]`, `[...]`, `[...]` -> `[..., SIZE]`"""
    loudness = np.clip(np.asarray(loudness_db) / LOUDNESS_STEP_DB, *LOUDNESS_RANGE)
    density = np.clip(np.asarray(onsets_per_s) / DENSITY_STEP, 0.0, LARGEST_DENSITY)
    return np.concatenate(
        [PITCH_SUM * pitches, loudness[..., None], density[..., None]], axis=-1, dtype=np.float32, casting="unsafe"
    )
