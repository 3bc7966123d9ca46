"""What a dream heeds, as its sidecar tells it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from live_inference.command_line.notes import named, note_name
from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.ear import seed_condition
from live_models.condition.numbers import HIGHEST, LOWEST, Condition

MOST_TOLD: Final = 6
LEAST_SHARE: Final = 0.2
"""Of the strongest note; weaker ones passed by."""


def strongest(condition: Condition) -> list[str]:
    """Names of the notes that are played most, the strongest first; none where nothing has a pitch.

    Those are told whose partials together make up what is heard: amplitudes as sums of the amplitudes of single notes,
    none negative (a matrix factorisation with known notes: Smaragdis & Brown 2003, "Non-negative matrix factorization
    for polyphonic music transcription", 3; solved by Lawson & Hanson's NNLS).
    """
    from scipy.optimize import nnls  # loads in a fifth of a second: not at every start of a controller

    weights = nnls(_notes(), condition.pitches.astype(np.float64) ** 2)[0]
    order = np.argsort(-weights, kind="stable")[:MOST_TOLD]
    least = LEAST_SHARE * float(weights.max())
    return [note_name(LOWEST + int(one)) for one in order if weights[one] > 0.0 and weights[one] >= least]


@functools.cache
def _notes() -> DoubleArray:
    """Amplitudes of each note as the ear hears it. Shape: `[NUM_PITCHES, notes]`"""
    return np.stack([Condition.said([note]).pitches.astype(np.float64) ** 2 for note in range(LOWEST, HIGHEST + 1)], 1)


def told(condition: Condition, source: str, said: Sequence[float] = ()) -> dict[str, Any]:
    """A condition for a sidecar. `source`: seed, said or live. `said`: the pitches, where they were said."""
    return {
        "from": source,
        "pitches": named(said) if said else strongest(condition),
        "loudness_db": round(condition.loudness_db, 1),
        "onsets_per_s": round(condition.onsets_per_s, 2),
    }


def told_of_seed(seed: FloatArray, sample_rate: int, said: Sequence[float] = ()) -> dict[str, Any]:
    """What a dream began with that heeds its seed, or pitches that were `said` instead. Shape: seed `[n]`"""
    return told(seed_condition(seed, sample_rate), "said" if said else "seed", said)
