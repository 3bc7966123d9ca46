"""Resampling with a delay of milliseconds, for what is heard or played at once."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from live_models.arrays import FloatArray

HALF: Final = 32
"""Samples, at the lower of the two rates, on either side of a sample that is read between them."""

BETA: Final = 8.0
"""Of the Kaiser window: 80 dB."""

PASSES: Final = 0.46
"""Cut-off, of the lower rate: with this window all of 0.5 and above is gone, and 0.42 passes whole."""


class LowDelayResampler:
    """A windowed sinc, read at the places of the new samples; pieces together are the whole. One thread at a time.

    soxr's stream holds back up to 110 ms of 11025 Hz, this 3 ms (`HALF` samples); a dream that is complete is better
    off there. Smith (2002), "Digital Audio Resampling": https://ccrma.stanford.edu/~jos/resample/
    """

    def __init__(self, from_hz: float, to_hz: float) -> None:
        from_rate, to_rate = round(from_hz), round(to_hz)
        common = math.gcd(from_rate, to_rate)
        self._up, self._down = to_rate // common, from_rate // common
        self._side = math.ceil(HALF * max(1.0, from_rate / to_rate))
        self._kernel = _kernel(self._up, self._side, PASSES * min(1.0, to_rate / from_rate))
        self._held = np.zeros(self._side, dtype=np.float32)
        self._first = -self._side  # place of the first sample that is held
        self._next = 0  # number of the next new sample

    def resample(self, samples: FloatArray) -> FloatArray:
        """The new samples that can be told by now. Shape: `[n]` -> `[m]`"""
        if self._up == self._down:
            return np.asarray(samples, dtype=np.float32)
        held = np.concatenate([self._held, np.asarray(samples, dtype=np.float32)])
        end = self._first + len(held)
        last = max(self._next, -(-(end - self._side) * self._up // self._down))  # all whose right side is there
        numbers = np.arange(self._next, last)
        below, phase = np.divmod(numbers * self._down, self._up)
        rows = (below - self._side + 1 - self._first)[:, None] + np.arange(2 * self._side)
        made = np.einsum("nk,nk->n", held[rows], self._kernel[phase])
        self._next = last
        kept = last * self._down // self._up - self._side + 1
        drop = min(len(held), max(0, kept - self._first))
        self._held, self._first = held[drop:], self._first + drop
        return np.asarray(made, dtype=np.float32)


def _kernel(phases: int, side: int, cutoff: float) -> FloatArray:
    """Weights of the samples around a place between two of them. Shape: -> `[phases, 2 * side]`"""
    distance = np.arange(-side + 1, side + 1)[None] - np.arange(phases)[:, None] / phases
    window = np.i0(BETA * np.sqrt(np.clip(1.0 - (distance / side) ** 2, 0.0, 1.0))) / np.i0(BETA)
    weights = 2.0 * cutoff * np.sinc(2.0 * cutoff * distance) * window
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float32)
