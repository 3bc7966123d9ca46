"""The width of a stereo take, and a side for a mono dream that has it: left and right around the dream as it is.

A take's mean (mid) is the seed; half its difference (side) is measured against it in thirds of octaves: how much of the
mid is in it with one sign (a source beside the middle), and how much that is unlike the mid (a room, two microphones).
A filter makes such a side of whatever is dreamt on the mid. The mean of both channels stays the mono dream, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import soxr
from numpy.lib.stride_tricks import sliding_window_view

from live_inference.files.mono import CANCELLED, NARROW, ONE_SIDED, without_offset
from live_models.arrays import DoubleArray, FloatArray, IntArray
from live_models.features import sounding

MEASURED_S: Final = 5.0
"""Of the end of a take's sound, where a model hears it: without the fading away after the last note."""
FILTER_S: Final = 0.046
"""Length of the filter: half of it looks ahead, half is the room's."""
THIRD: Final = 2.0 ** (1.0 / 3.0)
LOWEST_HZ: Final = 60.0
"""Third of an octave in which everything below is measured, too."""
MOST_DELAY_S: Final = 0.012
"""Of what is unlike the mid: a frequency is late by up to this time, its neighbours by another."""
DELAY_STEP_HZ: Final = 90.0
UNDELAYED_HZ: Final = 150.0
"""Below it nothing is delayed, two octaves above it everything is."""
WIDEST: Final = 2.0
"""Side over mid (6 dB): channels that nearly cancel each other would leave a mono listener little."""
SILENT_DB: Final = -60.0
"""Thirds whose mid is softer than the loudest by this much say nothing of the width."""
_TINY: Final = 1e-20


@dataclass(frozen=True, slots=True)
class Width:
    """What the side of a take is, in thirds of octaves: `beside` times the mid, and `around` times what is unlike it.

    Shape: each `[thirds]`; `centres_hz` ascending
    """

    centres_hz: DoubleArray
    beside: DoubleArray
    around: DoubleArray

    def told(self) -> dict[str, list[float]]:
        """It as plain numbers, for a sidecar."""
        return {
            "centres_hz": self.centres_hz.round(1).tolist(),
            "beside": self.beside.round(4).tolist(),
            "around": self.around.round(4).tolist(),
        }


def take_width(samples: FloatArray, sample_rate: int) -> Width | None:
    """Measure the width of a take's end; None where it is mono: one channel, or two that do not differ, or cancel.

    An instrument in one input of two, with silence or noise in the other, is mono too: it stands beside nothing.

    Shape: `[frames, channels]`
    """
    if samples.shape[1] != 2:
        return None
    end = len(sounding(without_offset(0.5 * (samples[:, 0] + samples[:, 1]))))
    heard = samples[max(0, end - round(MEASURED_S * sample_rate)) : end]
    # By inner products, not `ChannelLevels`: a first sound waits for it.
    left, right = (without_offset(one) for one in np.ascontiguousarray(heard.T))
    softer, louder = sorted((float(left @ left), float(right @ right)))
    if softer < ONE_SIDED * louder:
        return None
    mid, side = 0.5 * (left + right), 0.5 * (left - right)
    mid_power, side_power = float(mid @ mid), float(side @ side)
    if side_power <= NARROW * mid_power or mid_power < CANCELLED * 0.5 * (mid_power + side_power):
        return None
    return width_of(mid, side, sample_rate)


def width_of(mid: FloatArray, side: FloatArray, sample_rate: int) -> Width:
    """Measure a take's width. Thirds in which nothing sounds have that of their neighbour.

    Shape: mid, side `[frames]`, at least one
    """
    centres, third = thirds(sample_rate)
    mids, sides, boths = (np.bincount(third, one, len(centres)) for one in _powers(mid, side, filter_size(sample_rate)))
    heard = mids > max(_TINY, mids.max() * 10 ** (SILENT_DB / 10))
    if not heard.any():
        return Width(centres[:1], np.zeros(1), np.zeros(1))
    return width_of_powers(centres[heard], mids[heard], sides[heard], boths[heard])


def thirds(sample_rate: float) -> tuple[DoubleArray, IntArray]:
    """Return the centres of the thirds in Hz, and in which of them each bin of a spectrum of `filter_size` is.

    Shape: `[thirds]`, `[size // 2 + 1]`
    """
    size = filter_size(sample_rate)
    hz = np.arange(size // 2 + 1) * sample_rate / size
    count = max(1, int(np.floor(np.log(0.5 * sample_rate / LOWEST_HZ) / np.log(THIRD))))
    centres = LOWEST_HZ * np.float64(THIRD) ** np.arange(count, dtype=np.float64)
    third = np.clip(np.round(np.log(np.maximum(hz, 1.0) / LOWEST_HZ) / np.log(THIRD)), 0, count - 1).astype(int)
    return centres, third


def width_of_powers(centres_hz: DoubleArray, mids: DoubleArray, sides: DoubleArray, boths: DoubleArray) -> Width:
    """Return the width that these powers of mid and side, and what they share, tell. Shape: each `[thirds]`"""
    beside = boths / mids
    around = np.sqrt(np.maximum(sides / mids - beside**2, 0.0))
    whole = np.maximum(1.0, np.hypot(beside, around) / WIDEST)
    return Width(centres_hz, beside / whole, around / whole)


def side_filter(width: Width, sample_rate: int, rng_seed: int) -> tuple[FloatArray, int]:
    """Return the filter that makes the side of a mid, and how many of its samples look ahead.

    ``rng_seed``: of the delays.

    Shape: `[taps]`
    """
    from scipy.fft import irfft

    size = filter_size(sample_rate)
    hz = np.arange(size + 1) * sample_rate / (2 * size)  # twice as fine as the filter: it is windowed
    beside, around = at_frequencies(width, hz)
    phase = side_phase(hz, np.random.default_rng(rng_seed))
    # What of the delayed sound is like the mid, third by third, is taken out again.
    like = smoothed_over_thirds(np.cos(phase), hz)
    unlike = around / np.sqrt(np.maximum(1.0 - like**2, 0.25))
    response = beside - unlike * like + unlike * np.exp(1j * phase)
    response[0] = 0.0
    response[-1] = response[-1].real
    taps = np.roll(irfft(response, 2 * size), size // 2)[:size]
    fade = np.ones(size)
    edge = size // 8
    fade[:edge] = 0.5 - 0.5 * np.cos(np.pi * (np.arange(edge) + 0.5) / edge)
    fade[-edge:] = fade[:edge][::-1]
    return np.asarray(taps * fade, np.float32), size // 2


def at_frequencies(width: Width, hz: DoubleArray) -> tuple[DoubleArray, DoubleArray]:
    """Return what is beside and what is around at each frequency. Shape: `[n]` -> `[n]`, `[n]`"""
    at, centres = np.log(np.maximum(hz, 1.0)), np.log(width.centres_hz)
    return np.interp(at, centres, width.beside), np.interp(at, centres, width.around)


class Widening:
    """Makes left and right of a mono dream, piece by piece; pieces together are the whole. One thread at a time.

    The mean of both channels is the mono dream as it was resampled. The filter looks ahead, so the first pieces are
    shorter, and the last one brings the rest.
    """

    def __init__(self, width: Width, from_rate: int, to_rate: int, rng_seed: int):
        """``from_rate``: the model's; ``to_rate``: that of the resampled dream; in Hz."""
        self._taps, self._skip = side_filter(width, from_rate, rng_seed)
        self._past = np.zeros(len(self._taps) - 1, np.float32)
        self._resampler = soxr.ResampleStream(from_rate, to_rate, 1, dtype="float32", quality="HQ")
        self._mid = self._side = np.zeros(0, np.float32)

    def advance(self, made: FloatArray, resampled: FloatArray, *, last: bool = False) -> FloatArray:
        """Return both channels as far as they are known. ``made``: the dream's next samples, before they are resampled.

        Shape: made `[n]`, resampled `[m]` -> `[2, k]`
        """
        ahead = np.zeros(len(self._taps) // 2 if last else 0, np.float32)
        side = self._filtered(np.concatenate([made, ahead]))
        skipped = min(self._skip, len(side))
        self._skip -= skipped
        self._mid = np.concatenate([self._mid, resampled])
        self._side = np.concatenate([self._side, self._resampler.resample_chunk(side[skipped:], last=last)])
        if last:
            self._side = np.pad(self._side, (0, max(0, len(self._mid) - len(self._side))))
        known = min(len(self._mid), len(self._side))
        mid, side = self._mid[:known], self._side[:known]
        self._mid, self._side = self._mid[known:], self._side[known:]
        return np.stack([mid + side, mid - side])

    def _filtered(self, samples: FloatArray) -> FloatArray:
        from scipy.signal import oaconvolve

        if not len(samples):
            return samples
        whole = np.concatenate([self._past, samples])
        self._past = whole[len(samples) :]
        return np.asarray(oaconvolve(whole, self._taps, "valid"), np.float32)


def widened(mono: FloatArray, width: Width | None, sample_rate: int, rng_seed: int) -> FloatArray:
    """Return a complete dream with a width; without one, as it is. Shape: `[n]` -> `[2, n]` or `[n]`"""
    if width is None:
        return mono
    return Widening(width, sample_rate, sample_rate, rng_seed).advance(mono, mono, last=True)


def filter_size(sample_rate: float) -> int:
    """Return the samples of a filter, and of a window in which a width is measured; a power of two."""
    return int(1 << round(float(np.log2(FILTER_S * sample_rate))))


def _powers(mid: FloatArray, side: FloatArray, size: int) -> tuple[DoubleArray, DoubleArray, DoubleArray]:
    """Power of both, and what they share, at each frequency. Shape: `[frames]` -> `[size // 2 + 1]` each"""
    from scipy.fft import rfft

    window = np.hanning(size + 1)[:-1].astype(np.float32)
    whole = (np.pad(one, (size // 2, size)) for one in (mid, side))
    first, second = (rfft(window * sliding_window_view(one, size)[:: size // 2], axis=1) for one in whole)
    products = (np.abs(first) ** 2, np.abs(second) ** 2, (first * np.conj(second)).real)
    mids, sides, both = (one.sum(axis=0, dtype=np.float64) for one in products)
    return mids, sides, both


def side_phase(
    hz: DoubleArray,
    rng: np.random.Generator,
    least: float = 0.0,
    undelayed_hz: float = UNDELAYED_HZ,
    octaves: float = 2.0,
) -> DoubleArray:
    """A phase whose delay differs from frequency to frequency; a quarter turn where a third turns too slowly for that.

    ``least``: of the longest delay. Nothing is delayed below ``undelayed_hz``, everything so many ``octaves`` above.

    Shape: `[n]`
    """
    knots = np.arange(0.0, hz[-1] + 2 * DELAY_STEP_HZ, DELAY_STEP_HZ)
    above = np.log2(np.maximum(hz, 1.0) / undelayed_hz)
    delays = np.interp(hz, knots, MOST_DELAY_S * rng.uniform(least, 1.0, len(knots))) * np.clip(
        above / octaves, 0.0, 1.0
    )
    step = hz[1] - hz[0]
    return np.asarray(rng.choice([-0.5, 0.5]) * np.pi - 2 * np.pi * step * np.cumsum(delays))


def smoothed_over_thirds(values: DoubleArray, hz: DoubleArray) -> DoubleArray:
    """The mean of a third of an octave around each frequency. Shape: `[n]`"""
    total = np.concatenate([[0.0], np.cumsum(values)])
    low = np.searchsorted(hz, hz / np.sqrt(THIRD), side="left")
    high = np.searchsorted(hz, hz * np.sqrt(THIRD), side="right")
    return np.asarray((total[high] - total[low]) / np.maximum(1, high - low))
