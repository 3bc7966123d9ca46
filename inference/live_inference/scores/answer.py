"""Whether a dream answers: its pitches nearer to its own seed's than to those of other passages of the material."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.ear import condition_of, seed_condition
from live_models.condition.numbers import LOWEST, NUM_PITCHES, Condition
from live_models.features import at_reference_level

PASSAGE_S: Final = 5.0
"""A passage: as much as of a seed is heeded. A dream is judged in pieces about as long."""

LEAST_S: Final = 2.0
"""Shorter sounds have one or two notes: they tell no harmony."""

ALIKE: Final = 0.8
"""Passages more alike than this are on the same pitches. Passages of one chord have .9 and more, of different chords
.8 in one case of a hundred (plucked strings in all keys)."""

MOST_PASSAGES: Final = 32
"""Passages kept of the material, spread evenly: with 12 numbers each they are 2 KB of a card."""


def profile(samples: FloatArray, sample_rate: int) -> DoubleArray:
    """Share of each pitch class in what the ear hears of a sound, sum 1; zeros where nothing has a pitch.

    Folded into one octave: an answer in another register is an answer. Shape: `[n]` -> `[12]`
    """
    return folded(condition_of(at_reference_level(samples), sample_rate).pitches)


def seed_profile(seed: FloatArray, sample_rate: int) -> DoubleArray:
    """The profile of what a model heeds of a seed: its last five seconds that sound. Shape: `[n]` -> `[12]`"""
    return folded(seed_condition(seed, sample_rate).pitches)


def said_profile(pitches: Sequence[float]) -> DoubleArray:
    """The profile of pitches that were said instead, MIDI numbers. Raises ValueError for none in range."""
    return folded(Condition.said(pitches).pitches)


def folded(pitches: FloatArray) -> DoubleArray:
    """Shares of semitones as shares of pitch classes. Shape: `[NUM_PITCHES]` -> `[12]`"""
    classes = (np.arange(NUM_PITCHES) + LOWEST) % 12
    return np.asarray(np.bincount(classes, weights=pitches, minlength=12), dtype=np.float64)


def likeness(one: DoubleArray, others: DoubleArray) -> DoubleArray:
    """Correlation of a profile with others, -1..1; 0 with silence. Shape: `[12]`, `[n, 12]` -> `[n]`"""
    a, b = one - one.mean(), others - others.mean(axis=-1, keepdims=True)
    norms = np.linalg.norm(a) * np.linalg.norm(b, axis=-1)
    return np.where(norms > 1e-12, b @ a / np.maximum(norms, 1e-12), 0.0)


def passages_of(recordings: Sequence[FloatArray], sample_rate: int) -> DoubleArray:
    """Profiles of passages of recordings, at most `MOST_PASSAGES`. Shape: `[n]` each -> `[passages, 12]`"""
    length = round(PASSAGE_S * sample_rate)
    places = [(one, at) for one in recordings for at in range(0, len(one) - length + 1, length)]
    kept = places if len(places) <= MOST_PASSAGES else [places[index] for index in _spread(len(places))]
    found = [profile(one[at : at + length], sample_rate) for one, at in kept]
    return np.array([one for one in found if one.any()]).reshape(-1, 12)


def answer(dream: FloatArray, sample_rate: int, seed: DoubleArray, passages: DoubleArray) -> float | None:
    """How surely a dream's pitches tell its seed: .5 no better than chance, 1 always nearer to it than to others.

    The share of other passages whose profile is less like the dream's than the seed's is, mean over pieces of about
    five seconds: what a dream forgets on its way counts. (The area under the curve of a listener who has to tell the
    own seed from another one.) Passages on the same pitches as the seed are no others. None: no other passages, no
    pitches in the seed, or a dream below two seconds.

    Shape: `dream` `[n]`; `seed` `[12]`; `passages` `[passages, 12]`
    """
    others = passages[likeness(seed, passages) < ALIKE]
    if not len(others) or not seed.any() or len(dream) < LEAST_S * sample_rate:
        return None
    pieces = np.array_split(dream, max(1, round(len(dream) / (PASSAGE_S * sample_rate))))
    return float(np.mean([told(profile(piece, sample_rate), seed, others) for piece in pieces]))


def told(heard: DoubleArray, seed: DoubleArray, others: DoubleArray) -> float:
    """Share of other profiles that are less like what is heard than the seed's; ties count half. Shape: as `answer`"""
    own, theirs = likeness(heard, seed[None])[0], likeness(heard, others)
    return float(np.mean((theirs < own) + 0.5 * (theirs == own)))


def _spread(count: int) -> list[int]:
    return [int(index) for index in np.linspace(0, count - 1, MOST_PASSAGES).round()]
