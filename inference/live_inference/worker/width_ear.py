"""The width of the live input while a live dream sounds, heard as it goes. In the controller's process.

As a take's (`live_inference.dreaming.width`), but what was played longer ago counts less and less.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import scipy.fft
from numpy.lib.stride_tricks import sliding_window_view

from live_inference.dreaming.width import Width, filter_size, thirds, width_of_powers
from live_inference.files.mono import CANCELLED, NARROW, ONE_SIDED
from live_inference.worker.live_ear import LEAST_POWER, LEVEL_S, REST
from live_inference.worker.messages import WidthHeard
from live_models.arrays import DoubleArray, FloatArray

SMOOTHING_S: Final = 0.5
"""Time of playing in which what was played before falls to 37 %. It counts by its amplitude, not by its power, so that
soft playing after loud is followed in two seconds, too."""
LEAST_LEVEL_S: Final = 1.0
"""The player's own level is a mean over so much at least: a knock before the first note makes no rest of the notes."""
LITTLE: Final = 3e-4
"""Share of the whole (-35 dB) that each third has of it: one in which little or nothing sounds is as wide as all."""
AGAIN: Final = 4.0
"""What was mono is stereo when its channels differ by 6 dB more than the limit, lest it goes to and fro."""
TOLD_S: Final = 0.25
CHANGED: Final = 0.03
"""What is worth telling, of any third; 1 is a source on one side."""
TOGETHER: Final = 4
"""Windows, 21 ms apart, that are heard at once: each alone takes twice the time."""
_SUB_BINS: Final = 2
"""Below 40 Hz: constant offsets and rumble."""


class WidthEar:
    """Measures the width of a stereo sound piece by piece. One thread at a time.

    Mono is what a take would be: one input of two is played, channels that do not differ, or cancel each other.
    """

    def __init__(self, sample_rate: float):
        """``sample_rate``: of the sound, in Hz."""
        size = filter_size(sample_rate)
        hop = size // 2
        centres, third = thirds(sample_rate)
        bins = np.arange(size // 2 + 1)
        shares = np.zeros((len(bins), len(centres)), np.float32)
        shares[bins[_SUB_BINS:], third[_SUB_BINS:]] = 1.0
        some = shares.any(axis=0)
        self._centres_hz = centres[some]
        self._shares = shares[:, some]
        self._window = np.hanning(size + 1)[:-1].astype(np.float32)
        # Of a spectrum: mean square.
        self._power = 2.0 / (size * float(np.square(self._window, dtype=np.float64).sum()))
        self._hop = hop
        self._hop_s = hop / sample_rate
        self._between = TOLD_S * sample_rate / hop  # windows
        self._kept = float(np.exp(-hop / sample_rate / SMOOTHING_S))
        self._held = np.zeros((2, size - hop), np.float32)
        self._sums: DoubleArray = np.zeros((3, len(self._centres_hz)))
        self._level, self._level_s = 0.0, LEAST_LEVEL_S  # power of the playing, in a rest as it was
        self._wide = True  # so that the first that is heard has a take's limits
        self._wait = 0.0
        self._told: Width | None = None

    def listen(self, left: FloatArray, right: FloatArray) -> WidthHeard | None:
        """Hear what was played since the last call; return the width if it has changed. It is mono at the beginning.

        Shape: each `[n]`
        """
        mid, side = 0.5 * (left + right), 0.5 * (left - right)
        held = np.concatenate([self._held, np.stack([mid, side])], axis=1)
        size = len(self._window)
        count = (held.shape[1] - size) // self._hop + 1
        count = 0 if count < TOGETHER else count
        self._held = held[:, count * self._hop :]
        for powers in self._powers(held, count):
            self._take(powers)
        self._wait -= count
        if self._wait > 0 or not self._sums.any():
            return None
        return self._told_if_changed()

    def _powers(self, held: FloatArray, count: int) -> DoubleArray:
        """Powers of mid and side, and what they share, of each window. Shape: `[2, n]` -> `[count, 3, thirds]`"""
        if not count:
            return np.zeros((0, *self._sums.shape))
        windows = sliding_window_view(held, len(self._window), axis=1)[:, :: self._hop][:, :count]
        mid, side = scipy.fft.rfft(self._window * windows, axis=2)
        pairs = (mid, mid), (side, side), (mid, side)
        products = np.stack([one.real * other.real + one.imag * other.imag for one, other in pairs], axis=1)
        return np.asarray((products @ self._shares).astype(np.float64) * self._power)

    def _take(self, powers: DoubleArray) -> None:
        power = float(powers[:2].sum())
        if power > max(LEAST_POWER, REST * self._level):
            self._level_s = min(LEVEL_S, self._level_s + self._hop_s)
            self._level += (power - self._level) * self._hop_s / self._level_s
            self._sums *= self._kept
            self._sums += powers / np.sqrt(power)

    def _told_if_changed(self) -> WidthHeard | None:
        self._wide = self._is_wide()
        mids, sides, boths = self._sums + LITTLE * self._sums.sum(axis=1, keepdims=True)
        now = width_of_powers(self._centres_hz, mids, sides, boths) if self._wide else None
        if not _differs(now, self._told):
            return None
        self._told = now
        self._wait = self._between
        return WidthHeard() if now is None else WidthHeard(**now.told())

    def _is_wide(self) -> bool:
        mid, side, both = self._sums.sum(axis=1)
        more = 1.0 if self._wide else AGAIN
        softer, louder = mid + side - 2.0 * abs(both), mid + side + 2.0 * abs(both)
        one_sided = softer < more * ONE_SIDED * louder
        return bool(not one_sided and side > more * NARROW * mid and mid > more * CANCELLED * 0.5 * (mid + side))


def _differs(now: Width | None, told: Width | None) -> bool:
    if now is None or told is None:
        return now is not told
    moved = np.abs([now.beside - told.beside, now.around - told.around])
    return bool(moved.max() > CHANGED)
