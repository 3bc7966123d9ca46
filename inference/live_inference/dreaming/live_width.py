"""A side for the live dream: a width that changes while it sounds, made of the mid with 3 ms of what comes.

A take's side looks ahead by half its filter (`width.side_filter`); a dream that answers what is played cannot wait for
that. Here what a filter would need of the future beyond 3 ms is taken from the past instead: where a response is real
(a source beside the middle) its mirror image leaves what is like the mid as it was; where it is a quarter turn (what is
unlike the mid) the mirror image with the other sign leaves it unlike. Oppenheim and Schafer (2010), "Discrete-Time
Signal Processing", 12.1: the even part of a sequence is the real part of its spectrum, the odd part the imaginary one.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import scipy.fft

from live_inference.dreaming.width import Width, at_frequencies, filter_size, side_phase, smoothed_over_thirds
from live_inference.files.low_delay import LowDelayResampler
from live_models.arrays import ComplexArray, DoubleArray, FloatArray

AHEAD_S: Final = 0.003
"""So much later than a mono one the live dream sounds: the side is known when so much more of the mid is made."""
FADE_S: Final = 0.25
"""From one width to the next, in a straight line: no click, no steps."""
LEAST_DELAY: Final = 0.4
"""Of the longest delay of what is unlike the mid: from there its filter needs little of the future."""
UNDELAYED_HZ: Final = 200.0
DELAYED_OCTAVES: Final = 1.0
MOST_CORRECTED: Final = 2.0
_TINY: Final = 1e-12


class LiveSide:
    """Designs the filters that make the side of one live dream: the same delays whatever the width. Any one thread."""

    def __init__(self, sample_rate: int, rng_seed: int):
        """``sample_rate``: the model's, in Hz. ``rng_seed``: of the delays."""
        self.size = filter_size(sample_rate)
        self.ahead = round(AHEAD_S * sample_rate)
        grid = 2 * self.size  # twice as long as the filter, so that what is cut off can be seen
        self._hz = np.arange(self.size + 1) * sample_rate / grid
        rng = np.random.default_rng(rng_seed)
        phase = side_phase(self._hz, rng, LEAST_DELAY, UNDELAYED_HZ, DELAYED_OCTAVES)
        like = smoothed_over_thirds(np.cos(phase), self._hz)
        self._unlike = (np.exp(1j * phase) - like) / np.sqrt(np.maximum(1.0 - like**2, 0.25))
        time = np.arange(grid)
        time[self.size :] -= grid
        near = np.where(time >= -self.ahead, 0.5 + 0.5 * np.cos(np.pi * time / (self.ahead + 1)), 0.0)
        self._too_early = np.where(time < 0, 1.0 - near, 0.0)
        edge = self.size // 8
        left = np.clip((self.size - self.ahead - time - 0.5) / edge, 0.0, 1.0)
        self._kept = 0.5 - 0.5 * np.cos(np.pi * left)
        self._mirrored = -time % grid

    def taps(self, width: Width) -> FloatArray:
        """Return the filter of a width; `ahead` of its samples look ahead. Shape: `[size]`"""
        beside, around = at_frequencies(width, self._hz)
        made = self._heard_from_the_past(beside.astype(complex), 1.0)
        if around.any():
            made += self._around(around)
        return np.asarray(np.roll(made, self.ahead)[: self.size], np.float32)

    def _around(self, around: DoubleArray) -> DoubleArray:
        """The part that is unlike the mid; what of it has become like the mid is taken out. Shape: `[n]` -> `[grid]`"""
        own = self._heard_from_the_past(around * self._unlike, -1.0)
        like = smoothed_over_thirds(scipy.fft.rfft(own).real, self._hz)
        made = own - self._heard_from_the_past(like.astype(complex), 1.0)
        power = smoothed_over_thirds(np.abs(scipy.fft.rfft(made)) ** 2, self._hz)
        louder = np.clip(around / np.sqrt(np.maximum(power, _TINY)), 1.0 / MOST_CORRECTED, MOST_CORRECTED)
        own = self._heard_from_the_past(louder * around * self._unlike, -1.0)
        return own - self._heard_from_the_past((louder * like).astype(complex), 1.0)

    def _heard_from_the_past(self, response: ComplexArray, sign: float) -> DoubleArray:
        """A response in time, what is too early mirrored into the past with this sign. Shape: `[n]` -> `[grid]`"""
        response[0] = 0.0
        response[-1] = response[-1].real
        whole = scipy.fft.irfft(response, 2 * self.size)
        early = self._too_early * whole
        return np.asarray((whole - early + sign * early[self._mirrored]) * self._kept)


class LiveWidening:
    """Makes left and right of a live dream, piece by piece, at another rate. One thread at a time.

    The mean of both channels is the mono dream; without a width both are. While the width stays the same, pieces
    together are the whole, to 1e-6 of full scale. `AHEAD_S` more is held back than of a mono dream.
    """

    def __init__(self, from_rate: int, to_rate: float, rng_seed: int, width: Width | None = None):
        """``from_rate``: the model's, ``to_rate``: the engine's, in Hz. ``width``: to begin with; None: mono."""
        self._side = LiveSide(from_rate, rng_seed)
        self._ahead = self._side.ahead
        self._fade = round(FADE_S * from_rate)
        self._faded = self._fade
        self._taps = self._before = self._filter(width)
        self._next: FloatArray | None = None
        self._past = np.zeros(self._side.size - 1, np.float32)
        self._skip = self._ahead
        self._held = np.zeros(0, np.float32)
        self._resamplers = LowDelayResampler(from_rate, to_rate), LowDelayResampler(from_rate, to_rate)

    def hear(self, width: Width | None) -> None:
        """Go over to this width, when the way to the one before is gone; None: to mono."""
        self._next = self._filter(width)

    def advance(self, made: FloatArray) -> FloatArray:
        """Return both channels as far as they are known. ``made``: the dream's next samples, at the model's rate.

        Shape: `[n]` -> `[2, m]`
        """
        if self._next is not None and self._faded >= self._fade:
            self._before, self._taps, self._next = self._taps, self._next, None
            self._faded = 0
        whole = np.concatenate([self._held, made])
        known = max(0, len(whole) - self._ahead)
        self._held = whole[known:]
        side = self._filtered(made)
        skipped = min(self._skip, len(side))
        self._skip -= skipped
        mid = self._resamplers[0].resample(whole[:known])
        side = self._resamplers[1].resample(side[skipped:])
        return np.stack([mid + side, mid - side])

    def _filter(self, width: Width | None) -> FloatArray:
        return np.zeros(self._side.size, np.float32) if width is None else self._side.taps(width)

    def _filtered(self, made: FloatArray) -> FloatArray:
        """The side, later than what it is made of by what it looks ahead. Shape: `[n]` -> `[n]`"""
        if not len(made):
            return made
        whole = np.concatenate([self._past, made])
        self._past = whole[len(made) :]
        side = _convolved(whole, self._taps)
        if self._faded < self._fade:
            share = np.minimum(1.0, (self._faded + 1.0 + np.arange(len(made))) / self._fade).astype(np.float32)
            side = share * side + (1.0 - share) * _convolved(whole, self._before)
            self._faded += len(made)
        return side


def _convolved(whole: FloatArray, taps: FloatArray) -> FloatArray:
    """Shape: `[size - 1 + n]`, `[size]` -> `[n]`"""
    if not taps.any():
        return np.zeros(len(whole) - len(taps) + 1, np.float32)
    grid = scipy.fft.next_fast_len(len(whole), real=True)  # not longer: what wraps round is not returned
    product = scipy.fft.rfft(whole, grid) * scipy.fft.rfft(taps, grid)
    return np.asarray(scipy.fft.irfft(product, grid)[len(taps) - 1 : len(whole)], np.float32)
