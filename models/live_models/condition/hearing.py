"""How a training hears its recordings: transposed, at other levels, told what is played; each lane in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.ear import EAR_RATE, HOP, WINDOW, conditions_of_means, frames_of
from live_models.condition.numbers import SIZE, numbers_of

ROOM: Final = 400 << 20
"""Bytes for all transpositions (two for each number); where they need more, fewer are heard."""

AS_PLAYED: Final = 0.3
"""Share of the lanes that hear the recordings untransposed."""

SPANS_S: Final = (0.5, 1.0, 2.0, 3.0)
"""What is played is a mean over one of these times: a player on stage is heard for less time than a seed is long."""


class Lanes(NamedTuple):
    """How each lane hears the recordings until it is placed anew.

    Shape: each `[lanes]`. `version`: which transposition; `level_db`: louder by; `span_s`: time over which what is
    played is taken; `heeds`: 0 for a lane that heeds nothing
    """

    version: np.ndarray
    level_db: DoubleArray
    span_s: DoubleArray
    heeds: DoubleArray


def drawn_lanes(
    rng: np.random.Generator, lanes: int, versions: int, most_level_db: float, dropped: float
) -> Lanes:  # fmt: skip
    """Other ways to hear for every lane. Version 0 is as played."""
    others = rng.integers(0, versions, lanes)
    return Lanes(
        np.where(rng.random(lanes) < AS_PLAYED, 0, others),
        rng.uniform(-most_level_db, most_level_db, lanes),
        rng.choice(SPANS_S, lanes),
        (rng.random(lanes) >= dropped).astype(np.float64),
    )


def transpositions(most: int, num_numbers: int) -> list[int]:
    """The semitones by which recordings of so many numbers are transposed: 0 first, as many as there is room for."""
    room = max(0, ROOM // max(1, 2 * num_numbers) - 1)
    found = [semitones for step in range(1, most + 1) for semitones in (step, -step)]
    if room < len(found):  # evenly, the farthest included
        found = [found[round(index)] for index in np.linspace(len(found) - 1, 0, room)] if room else []
    return [0, *found]


def heard_in_windows(
    recordings: Sequence[FloatArray], sample_rate: int, window_size: int, hop_size: int, counts: Sequence[int]
) -> DoubleArray:
    """Frames of the ear in the middle of each window, summed up. Shape: -> `[sum of counts + 1, SIZE]`"""
    rows = []
    for samples, count in zip(recordings, counts, strict=True):
        frames = _some_of(samples, sample_rate)
        middle_s = (np.arange(count) * hop_size + window_size / 2) / sample_rate
        # Frame f ends at (f + 1) hops; its long window's middle lies half a window before.
        nearest = np.rint((middle_s * EAR_RATE + WINDOW / 2) / HOP - 1.0)
        rows.append(frames[np.clip(nearest, 0, len(frames) - 1).astype(int)])
    return np.concatenate([np.zeros((1, SIZE)), np.cumsum(np.concatenate(rows), axis=0, dtype=np.float64)])


def _some_of(samples: FloatArray, sample_rate: int) -> FloatArray:
    """The frames of a recording, at least one: of what is shorter than a hop it says nothing. Shape: -> `[n, SIZE]`"""
    found = frames_of(samples, sample_rate)
    return found if len(found) else np.zeros((1, SIZE), dtype=np.float32)


def heard_in_samples(recordings: Sequence[FloatArray], sample_rate: int) -> DoubleArray:
    """Frames of the ear over recordings end to end, one for every `step_of` samples, summed up.

    Shape: -> `[steps + 1, SIZE]`
    """
    step, frames, starts, start = step_of(sample_rate), [], [], 0
    for samples in recordings:
        own = _some_of(samples, sample_rate)
        frames.append(own)
        places = (np.arange(1, len(own) + 1) * HOP - WINDOW / 2) * sample_rate / EAR_RATE
        starts.append(start + np.clip(places, 0.0, len(samples) - 1.0))
        start += len(samples)
    heard, at = np.concatenate(frames), np.concatenate(starts)
    middles = (np.arange(max(1, start // step), dtype=np.float64) + 0.5) * step
    after = np.clip(np.searchsorted(at, middles), 1, max(1, len(at) - 1))
    nearest = np.where(middles - at[after - 1] < at[np.minimum(after, len(at) - 1)] - middles, after - 1, after)
    rows = heard[np.minimum(nearest, len(at) - 1)]
    return np.concatenate([np.zeros((1, SIZE)), np.cumsum(rows, axis=0, dtype=np.float64)])


def in_all_keys(tapes: Sequence[FloatArray]) -> FloatArray:
    """What a linear skip is fitted to: a piece of every transposition, as long together as the first, and that one.

    The pieces are of different places, so that together they hold all that is played. Shape: `[n]`s -> `[at most 2n]`
    """
    first, others = tapes[0], tapes[1:]
    pieces = [
        one[len(one) * index // len(others) : len(one) * (index + 1) // len(others)] for index, one in enumerate(others)
    ]
    return np.concatenate([first, *pieces]) if pieces else first


def step_of(sample_rate: int) -> int:
    """Samples between the rows of `heard_in_samples`: a hop of the ear."""
    return max(1, round(HOP * sample_rate / EAR_RATE))


def conditions_around(
    heard: DoubleArray, middles: np.ndarray, span: np.ndarray | float, level_db: np.ndarray | float = 0.0
) -> FloatArray:  # fmt: skip
    """What is played around rows of what was heard, over `span` rows. Shape: `[...]` -> `[..., SIZE]`

    Shape: `heard` `[rows + 1, SIZE]`, summed up; `middles` `[...]`, fractions allowed, counted round the end; `span`
    and `level_db` go with the last axis of `middles`
    """
    rows = len(heard) - 1
    middle = middles % rows
    first = np.clip(np.floor(middle - np.divide(span, 2)), 0, rows - 1).astype(int)
    last = np.clip(np.ceil(middle + np.divide(span, 2)) + 1, first + 1, rows).astype(int)
    means = (heard[last] - heard[first]) / (last - first)[..., None]
    pitches, loudness_db, onsets = conditions_of_means(means.reshape(-1, SIZE))
    loudness_db = loudness_db.reshape(middles.shape) + level_db
    return numbers_of(pitches.reshape(*middles.shape, -1), loudness_db, onsets.reshape(middles.shape))
