"""Training windows of spectra: recordings as they are, transposed, at other levels, and what is played in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.ear import EAR_RATE, HOP, WINDOW, conditions_of_means, frames_of
from live_models.condition.numbers import SIZE, numbers_of

ROOM: Final = 400 << 20
"""Bytes for the windows of all transpositions (two for each number); where they need more, fewer are heard."""

AS_PLAYED: Final = 0.3
"""Share of the lanes that hear the recordings untransposed."""

SPANS_S: Final = (0.5, 1.0, 2.0, 3.0)
"""What is played is a mean over one of these times: a player on stage is heard for less time than a seed is long."""


@dataclass(frozen=True)
class WindowTape:
    """Windows, and the next one after each. See `Tape`.

    `heard`: frames of the ear, summed up from the start, the ones in the middle of each window.

    Shape: `data` `[num_windows, input_size]`, float32 or float16; `heard` `[num_windows + 1, SIZE]`
    """

    data: np.ndarray
    heard: DoubleArray | None = None

    def __len__(self) -> int:
        return len(self.data)

    def pairs(self, cursors: np.ndarray) -> tuple[FloatArray, FloatArray]:
        """See `Tape.pairs`."""
        both = (self.data[cursors % len(self)], self.data[(cursors + 1) % len(self)])
        return both[0].astype(np.float32, copy=False), both[1].astype(np.float32, copy=False)

    def conditions(self, cursors: np.ndarray, span: float, level_db: float = 0.0) -> FloatArray:
        """What is played around the window after each place, over `span` windows. Shape: `[...]` -> `[..., SIZE]`"""
        assert self.heard is not None
        middle = (cursors + 1) % len(self)
        first = np.clip(np.floor(middle - span / 2), 0, len(self) - 1).astype(int)
        last = np.clip(np.ceil(middle + span / 2) + 1, first + 1, len(self)).astype(int)
        means = (self.heard[last] - self.heard[first]) / (last - first)[..., None]
        pitches, loudness_db, onsets = conditions_of_means(means.reshape(-1, SIZE))
        return numbers_of(pitches, loudness_db + level_db, onsets).reshape(*cursors.shape, SIZE)


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
        frames = frames_of(samples, sample_rate)
        middle_s = (np.arange(count) * hop_size + window_size / 2) / sample_rate
        # Frame f ends at (f + 1) hops; its long window's middle lies half a window before.
        nearest = np.rint((middle_s * EAR_RATE + WINDOW / 2) / HOP - 1.0)
        rows.append(frames[np.clip(nearest, 0, len(frames) - 1).astype(int)])
    return np.concatenate([np.zeros((1, SIZE)), np.cumsum(np.concatenate(rows), axis=0, dtype=np.float64)])


def batch_of(
    tapes: Sequence[WindowTape], lanes: Lanes, cursors: np.ndarray, windows_per_s: float, exponent: float,
    *, conditioned: bool,
) -> tuple[FloatArray, FloatArray, FloatArray | None]:  # fmt: skip
    """Inputs, labels and conditions of a stretch: each lane from its own tape, at its own level.

    Shape: `[T, B]` -> `[T, B, input_size]` twice, `[T, B, SIZE]`
    """
    pairs = [tapes[version].pairs(cursors[:, lane]) for lane, version in enumerate(lanes.version)]
    gains = (10.0 ** (exponent * lanes.level_db / 20.0)).astype(np.float32)[:, None]
    inputs, labels = (np.stack([pair[side] for pair in pairs], axis=1) * gains for side in (0, 1))
    if not conditioned:
        return inputs, labels, None
    heeded = [
        tapes[version].conditions(cursors[:, lane], lanes.span_s[lane] * windows_per_s, float(lanes.level_db[lane]))
        for lane, version in enumerate(lanes.version)
    ]
    return inputs, labels, np.stack(heeded, axis=1) * lanes.heeds.astype(np.float32)[:, None]
