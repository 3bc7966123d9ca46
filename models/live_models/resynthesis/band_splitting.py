"""A sound in two parts: what lies below an eighth of its rate, at a quarter of the rate; and the noise bands above."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from scipy.signal import firwin, freqz, upfirdn

from live_models.arrays import DoubleArray, FloatArray

DECIMATION: Final = 4
"""44.1 kHz becomes 11025 Hz, the rate of the papers."""

TAPS: Final = 257
LATENCY: Final = (TAPS - 1) // 2
"""Samples by which the filter of one way is late: 3 ms at 44.1 kHz."""

CUTOFF: Final = 0.46
"""Half-amplitude frequency, as a share of the low rate: 5071 Hz at 44.1 kHz. From half the low rate on the filter lets
-70 dB through."""

NUM_BANDS: Final = 12
"""Noise bands between the cutoff and `HIGHEST`, evenly over the logarithm: about two semitones each."""

SLICES: Final = 4
"""Slices of a hop in which the bands' levels are taken: 5.8 ms each at a hop of 1024 samples. The windows of the low
part smear an attack over 90 ms, which above 5 kHz is heard as a burst of noise."""

HIGHEST: Final = 0.45
"""Upper edge of the highest band, as a share of the rate: 19.8 kHz at 44.1 kHz."""


@lru_cache(maxsize=1)
def low_pass() -> DoubleArray:
    """The filter before the low part is taken, and after it is raised again. Shape: `[TAPS]`"""
    return np.asarray(firwin(TAPS, CUTOFF / DECIMATION, window=("kaiser", 7.0), fs=1.0))


def band_edges() -> DoubleArray:
    """Where noise bands meet, as shares of the rate. Shape: -> `[NUM_BANDS + 1]`"""
    return np.geomspace(0.9 * CUTOFF / DECIMATION, HIGHEST, NUM_BANDS + 1)


def low_part(samples: FloatArray) -> FloatArray:
    """What lies below the cutoff, at a quarter of the rate and not late. Shape: `[n]` -> `[ceil(n / 4)]`, float32"""
    found = upfirdn(low_pass(), np.asarray(samples, dtype=np.float64), 1, DECIMATION)
    first = LATENCY // DECIMATION
    return np.asarray(found[first : first - (-len(samples) // DECIMATION)], dtype=np.float32)


class Raising:
    """The low part at the whole rate again, piece by piece, `LATENCY` samples late. One thread at a time.

    `before`: the low part before the stream.
    """

    def __init__(self, before: FloatArray) -> None:
        length = -(-TAPS // DECIMATION)
        self._before = np.concatenate([np.zeros(length), before])[-length:]

    def advance(self, samples: FloatArray) -> FloatArray:
        """The next samples; pieces equal the whole. Shape: `[n]` -> `[4 * n]`, float32"""
        both = np.concatenate([self._before, samples])
        raised = upfirdn(DECIMATION * low_pass(), both, DECIMATION, 1)
        first = DECIMATION * len(self._before)
        self._before = both[len(both) - len(self._before) :]
        return np.asarray(raised[first : first + DECIMATION * len(samples)], dtype=np.float32)


@dataclass(frozen=True)
class NoiseBands:
    """Levels of noise bands over short windows, for one rate and one length of a slice. Immutable; any thread.

    `slice_length`: samples between two windows, each twice as long. What the low part has too (around the cutoff)
    counts for the bands only as far as the filters leave it out, so that both together have the power of the whole.

    Shape: `shares` `[bins]`, a bin's power that belongs to the bands; `of_bin` `[bins]`, the band of a bin, -1 for none
    """

    sample_rate: int
    slice_length: int
    shares: DoubleArray = field(init=False, repr=False, compare=False)
    of_bin: np.ndarray = field(init=False, repr=False, compare=False)
    window: DoubleArray = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        size = 2 * self.slice_length
        frequencies = np.arange(self.slice_length + 1) / size  # shares of the rate
        _, response = freqz(low_pass(), worN=2.0 * np.pi * frequencies)
        kept = np.abs(response) ** 4  # down and up again: twice the amplitude's response, squared
        edges = band_edges()
        of_bin = np.searchsorted(edges, frequencies, side="right") - 1
        of_bin[(frequencies < edges[0]) | (frequencies >= edges[-1])] = -1
        object.__setattr__(self, "shares", np.where(of_bin >= 0, np.clip(1.0 - kept, 0.0, 1.0), 0.0))
        object.__setattr__(self, "of_bin", of_bin)
        # Its square, at half a window's distance, sums up to 1
        object.__setattr__(self, "window", np.sin(np.pi * (np.arange(size) + 0.5) / size))

    @property
    def size(self) -> int:
        """Samples of a window."""
        return 2 * self.slice_length

    def totals(self, powers: DoubleArray) -> DoubleArray:
        """Mean over the bins of each band; a band without bins has 0. Shape: `[n, bins]` -> `[n, NUM_BANDS]`"""
        places = np.eye(NUM_BANDS)[self.of_bin] * (self.of_bin >= 0)[:, None]
        return np.asarray(powers @ (places / np.maximum(places.sum(axis=0), 1.0)))

    def levels(self, samples: FloatArray) -> FloatArray:
        """Deviation of the white noise that has each band's power, window by window.

        Only whole windows count; there is at least one. Shape: `[n]` -> `[windows, NUM_BANDS]`, float32
        """
        samples = np.asarray(samples, dtype=np.float32)
        if len(samples) < self.size:
            samples = np.pad(samples, (0, self.size - len(samples)))
        pieces = np.lib.stride_tricks.sliding_window_view(samples, self.size)[:: self.slice_length]
        window = np.hanning(self.size + 2)[1:-1]  # falls off more quickly: low partials must not reach the bands
        found = np.empty((len(pieces), NUM_BANDS), dtype=np.float32)
        for start in range(0, len(pieces), 4096):
            powers = np.abs(np.fft.rfft(pieces[start : start + 4096] * window)) ** 2
            means = self.totals(powers * self.shares) / np.sum(window**2)
            found[start : start + 4096] = np.sqrt(means)
        return found


class NoiseStream:
    """Noise whose bands have given levels, window by window. One thread at a time.

    Each window is a spectrum of random phases; they overlap by half. Shape: `overlap` `[slice_length]`
    """

    def __init__(self, bands: NoiseBands, rng: np.random.Generator) -> None:
        self.bands, self.rng = bands, rng
        self.overlap = np.zeros(bands.slice_length)
        of_bin = np.maximum(bands.of_bin, 0)
        means = bands.totals(bands.shares[None])[0]
        # A band's power spread over its bins as the filters leave it; the spectrum of noise of deviation 1
        self._spread = np.sqrt(bands.size * bands.shares / np.maximum(means[of_bin], 1e-9))
        self._of_bin = of_bin

    def advance(self, levels: FloatArray) -> FloatArray:
        """The next samples: from the middle of the window before to the middle of the last.

        Pieces equal the whole. NaN gives NaN. Shape: `[n, NUM_BANDS]` -> `[n * slice_length]`, float32
        """
        length, count = self.bands.slice_length, len(levels)
        turns = np.exp(2j * np.pi * self.rng.random((count, length + 1)))
        frames = np.fft.irfft(turns * levels[:, self._of_bin] * self._spread, 2 * length) * self.bands.window
        first, second = frames[:, :length], frames[:, length:]
        out = first + np.concatenate([self.overlap[None], second[:-1]])
        self.overlap = second[-1]
        return np.asarray(out.reshape(-1), dtype=np.float32)
