"""Training sound end to end, from which inputs and labels are cut at any place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.hearing import conditions_around, step_of
from live_models.families.lstm.config import SampleWiseParameters


class Tape(Protocol):
    """What lanes read from; it goes round: what follows its end is its beginning."""

    def __len__(self) -> int:
        """Places at which an input may begin."""
        ...

    def pairs(self, cursors: np.ndarray, level_db: np.ndarray | None = None) -> tuple[FloatArray, FloatArray]:
        """Inputs and labels at the places of the lanes, louder by `level_db`.

        Shape: `[T, B]`, `[B]` (transpose: of each matrix) -> `[T, B, input_size]` and `[T, B, label_size]`
        """
        ...

    def conditions(
        self, cursors: np.ndarray, span_s: np.ndarray | float, level_db: np.ndarray | float = 0.0
    ) -> FloatArray:
        """What is played over a time around the label of each place, in a tape that tells it.

        Shape: `[T, B]`, `[B]`, `[B]` -> `[T, B, SIZE]`
        """
        ...


@dataclass(frozen=True)
class SampleTape:
    """Windows of samples, and the sample after each. transpose: the one after the last row of each matrix.

    Of a sound in bands: windows of frames, and the frame after each; places are frames.
    `heard`: see `heard_in_samples`. Shape: `data` `[num_samples]`, frame after frame; labels `[T, B / rows, bands]`
    """

    data: FloatArray
    parameters: SampleWiseParameters
    heard: DoubleArray | None = None

    def __len__(self) -> int:
        return len(self.data) // self.parameters.bands

    def pairs(self, cursors: np.ndarray, level_db: np.ndarray | None = None) -> tuple[FloatArray, FloatArray]:
        """See `Tape.pairs`."""
        p = self.parameters
        starts = cursors * p.bands
        label = stretches(self.data, starts[:, p.rows - 1 :: p.rows] + p.seg_len, p.bands)
        windows = stretches(self.data, starts, p.seg_len)
        if level_db is None:
            return windows, label
        gain = gains_of(level_db)
        return windows * np.repeat(gain, p.rows, axis=0), label * gain

    def conditions(
        self, cursors: np.ndarray, span_s: np.ndarray | float, level_db: np.ndarray | float = 0.0
    ) -> FloatArray:
        """See `Tape.conditions`."""
        p = self.parameters
        return conditions_at(self.heard, cursors * p.bands + p.seg_len, p.sample_rate, span_s, level_db)


def conditions_at(
    heard: DoubleArray | None, places: np.ndarray, sample_rate: int, span_s: np.ndarray | float,
    level_db: np.ndarray | float,
) -> FloatArray:  # fmt: skip
    """What is played around samples, from `heard_in_samples`. Shape: `[...]` -> `[..., SIZE]`"""
    assert heard is not None
    step = step_of(sample_rate)
    return conditions_around(heard, places / step - 0.5, np.multiply(span_s, sample_rate / step), level_db)


def gains_of(level_db: np.ndarray) -> FloatArray:
    """Factors of samples. Shape: `[B]` -> `[B, 1]`"""
    return (10.0 ** (level_db / 20.0)).astype(np.float32)[:, None]


def stretches(data: FloatArray, starts: np.ndarray, length: int) -> FloatArray:
    """Samples from each start on, round the end of the data. Shape: `[...]` -> `[..., length]`"""
    return data[(starts[..., None] + np.arange(length)) % len(data)]
