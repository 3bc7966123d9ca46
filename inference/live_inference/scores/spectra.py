"""Computes the spectra that the measures share: log-mel bands, chroma, flatness, levels of short windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray

WINDOW_S: Final = 0.09
"""About 90 ms (a power of two: 1024 samples at 11025 Hz) separates the partials of low strings."""

NUM_BANDS: Final = 32
LOWEST_HZ: Final = 50.0
HIGHEST_HZ: Final = 8000.0
LOW_PART_HZ: Final = 0.45 * 11025
"""Up to here flatness is told apart: a model of a full band dreams spectra up to 5 kHz, with noise of measured levels
above, so a hiss of the network ends here, and beside what is quiet above it no window looks like noise."""

FLOOR_DB: Final = -40.0
"""Lowest level of a band, relative to the sound's own level. Lower levels are masked by other bands, and they (room and
string noise) differ more between two passages of one recording than between two instruments."""

AUDIBLE_DB: Final = -40.0
"""Windows below this, relative to the sound's own level, are rests and have no timbre or flatness."""

PITCH_WINDOW_S: Final = 0.37
"""4096 samples at 11025 Hz separate semitones from 90 Hz up."""


VALUES_AT_ONCE: Final = 1 << 21
"""Samples in windows that are transformed at once: more than a dream of 20 s has."""


@dataclass(frozen=True)
class Spectra:
    """The spectra of one sound. Shape: `windows` windows, half overlapping."""

    hop_s: float
    bands_db: DoubleArray  # [windows, NUM_BANDS], against the sound's own RMS level
    level_db: DoubleArray  # [windows], against the sound's own RMS level
    flatness_db: DoubleArray  # [windows], geometric over arithmetic mean of the power spectrum
    low_flatness_db: DoubleArray  # [windows], the same up to LOW_PART_HZ
    chroma: DoubleArray  # [long windows, 12], amplitude of the spectral peaks by pitch class
    pitch_hop_s: float  # from one long window to the next

    @property
    def audible(self) -> np.ndarray:
        """Which windows are not rests. Shape: `[windows]`, bool."""
        return self.level_db > AUDIBLE_DB


def spectra_of(samples: FloatArray, sample_rate: int) -> Spectra:
    """Analyse a sound of any level. Shape: `samples` `[n]`, n at least one window."""
    rms = level(samples)
    size = window_length(WINDOW_S, sample_rate)
    mel, bands, levels, flatness = mel_matrix(size, sample_rate).T, [], [], []
    low_flatness = []
    for absolute in _powers(samples, size):
        power = absolute / (max(rms, 1e-9) ** 2)
        bands.append(10.0 * np.log10(power @ mel + 10.0 ** (FLOOR_DB / 10.0)))
        levels.append(10.0 * np.log10(power.sum(axis=1) + 1e-12))
        flatness.append(_flatness_db(power, size, sample_rate, HIGHEST_HZ))
        low_flatness.append(_flatness_db(power, size, sample_rate, LOW_PART_HZ))
    return Spectra(
        hop_s=size / 2 / sample_rate,
        bands_db=np.concatenate(bands),
        level_db=np.concatenate(levels),
        flatness_db=np.concatenate(flatness),
        low_flatness_db=np.concatenate(low_flatness),
        chroma=_chroma(samples, sample_rate),
        pitch_hop_s=window_length(PITCH_WINDOW_S, sample_rate) / 2 / sample_rate,
    )


def level(samples: FloatArray) -> float:
    """RMS level without the offset."""
    return float(np.std(np.asarray(samples, dtype=np.float64))) if len(samples) else 0.0


def window_length(seconds: float, sample_rate: int) -> int:
    """The power of two nearest to a duration."""
    return int(1 << max(6, round(float(np.log2(seconds * sample_rate)))))


def _powers(samples: FloatArray, size: int) -> Iterator[DoubleArray]:
    """Power of half-overlapping Hann windows, some at a time: those of an hour would take gigabytes.

    The sum over bins is the window's mean square. Shape: `[windows, size / 2]` each
    """
    x = np.asarray(samples, dtype=np.float32)
    if len(x) < size:
        x = np.pad(x, (0, size - len(x)))
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(x, size)[:: size // 2]
    scale = 2.0 / (size * float(np.sum(window.astype(np.float64) ** 2)))
    some = max(1, VALUES_AT_ONCE // size)
    for first in range(0, len(windows), some):
        spectrum = np.fft.rfft(windows[first : first + some] * window, axis=1)[:, 1:]
        yield np.asarray(scale * np.abs(spectrum) ** 2, dtype=np.float64)


def _flatness_db(power: DoubleArray, size: int, sample_rate: int, highest_hz: float) -> DoubleArray:
    """Spectral flatness (Gray and Markel 1974) from LOWEST_HZ to `highest_hz`, dB: noise -2.5, a sine below -60."""
    highest = min(highest_hz, 0.45 * sample_rate)  # resampling filters have a slope near Nyquist
    heard = power[:, round(LOWEST_HZ * size / sample_rate) : round(highest * size / sample_rate)] + 1e-12
    return np.asarray(10.0 * (np.mean(np.log10(heard), axis=1) - np.log10(np.mean(heard, axis=1))))


@lru_cache(maxsize=4)
def mel_matrix(size: int, sample_rate: int) -> DoubleArray:
    """Triangles on the mel scale (O'Shaughnessy 1987), from LOWEST_HZ to HIGHEST_HZ. Shape: `[NUM_BANDS, size/2]`."""
    highest = min(HIGHEST_HZ, 0.45 * sample_rate)
    low, high = (2595.0 * np.log10(1.0 + hz / 700.0) for hz in (LOWEST_HZ, highest))
    edges = 700.0 * (10.0 ** (np.linspace(low, high, NUM_BANDS + 2) / 2595.0) - 1.0)
    bins = np.arange(1, size // 2 + 1) * sample_rate / size
    # Low bands are narrower than a bin; every triangle is made at least one bin wide, so that none is empty.
    width = np.maximum(np.diff(edges), sample_rate / size)
    rising = (bins - edges[1:-1, None]) / width[:-1, None]
    falling = (edges[1:-1, None] - bins) / width[1:, None]
    return np.clip(1.0 + np.minimum(rising, falling), 0.0, None)


def _chroma(samples: FloatArray, sample_rate: int) -> DoubleArray:
    """Amplitude by pitch class: spectral peaks (parabola through three bins), 80 to 2000 Hz. Shape: `[windows, 12]`."""
    size = window_length(PITCH_WINDOW_S, sample_rate)
    return np.concatenate([_chroma_of(power, size, sample_rate) for power in _powers(samples, size)])


def _chroma_of(power: DoubleArray, size: int, sample_rate: int) -> DoubleArray:
    log_power = np.log(power + 1e-20)
    centre, left, right = log_power[:, 1:-1], log_power[:, :-2], log_power[:, 2:]
    peak = (centre > left) & (centre >= right) & (power[:, 1:-1] > 1e-4 * power.max(axis=1, keepdims=True) + 1e-16)
    shift = 0.5 * (left - right) / np.minimum(left - 2.0 * centre + right, -1e-9)
    hz = (np.arange(2, power.shape[1]) + shift) * sample_rate / size
    peak &= (hz > 80.0) & (hz < min(2000.0, 0.45 * sample_rate))
    rows, columns = np.nonzero(peak)
    position = 12.0 * np.log2(hz[rows, columns] / 440.0) % 12.0
    below = np.floor(position).astype(int)
    share = position - below
    amplitude = np.sqrt(power[:, 1:-1][rows, columns])
    chroma = np.zeros((len(power), 12))
    np.add.at(chroma, (rows, below % 12), (1.0 - share) * amplitude)
    np.add.at(chroma, (rows, (below + 1) % 12), share * amplitude)
    return chroma
