"""The ear: from sound to what is played, the same for recordings that are learnt and for a player on stage."""

from __future__ import annotations

from typing import Final

import numpy as np
import scipy.fft
import soxr
from numpy.lib.stride_tricks import sliding_window_view

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.numbers import HIGHEST, LOWEST, NUM_PITCHES, Condition
from live_models.features import REFERENCE_RMS, at_reference_level, sounding

EAR_RATE: Final = 11025
"""Hz at which the ear listens, whatever a model's rate is."""

HOP: Final = 512
"""Samples from one frame to the next: 46 ms."""

WINDOW: Final = 2048
"""Samples of a window for pitches, 186 ms: partials of one string lie 13 bins apart at 70 Hz."""

PADDED: Final = 4096
SHORT: Final = 1024
"""Samples of a window for onsets."""

LEAST_PEAK: Final = 1e-4
"""Power of a peak against the window's largest (-40 dB); smaller ones are side lobes and noise."""

SEED_S: Final = 5.0
"""Of a seed the last five seconds are heeded, without the fading away after its last note."""

SILENT_POWER: Final = (REFERENCE_RMS * 1e-3) ** 2
"""60 dB below the reference level nothing is heard."""

BANDS: Final = 16
BAND_EDGES_HZ: Final = (60.0, 5000.0)
RISE_DB: Final = 2.0
MEAN_FRAMES: Final = 12
"""An onset is the highest rise among three frames, 2 dB above the mean of the twelve before it (.55 s)."""

_HELD: Final = WINDOW
"""Samples kept from one call to the next."""

_FRAME: Final = NUM_PITCHES + 2


class Ear:
    """Hears a sound piece by piece; whatever the pieces are, the frames are the same. One thread at a time.

    A frame looks back: it ends with the newest of its samples, and is given out one frame later, when it is known
    whether a note began in it.

    Frames: the square root of each semitone's amplitude, mean power, and 1 for an onset. Amplitudes are those of
    spectral peaks, interpolated by a parabola through three bins; square roots let quiet notes of a chord count.
    """

    def __init__(self) -> None:
        self._samples = np.zeros(_HELD, dtype=np.float32)
        self._bands_db: DoubleArray = np.full((1, BANDS), -60.0)
        self._rises: DoubleArray = np.zeros(MEAN_FRAMES)
        self._waiting: FloatArray = np.zeros((0, _FRAME), dtype=np.float32)

    def hear(self, samples: FloatArray) -> FloatArray:
        """The frames that these samples complete. `samples` at `EAR_RATE`. Shape: `[n]` -> `[frames, SIZE]`"""
        held = np.concatenate([self._samples, np.asarray(samples, dtype=np.float32)])
        count = (len(held) - _HELD) // HOP
        ends = _HELD + HOP * np.arange(1, count + 1)
        found = [self._frames(held, ends[first : first + 512]) for first in range(0, count, 512)]
        self._samples = held[HOP * count :]
        return np.concatenate(found) if found else np.zeros((0, _FRAME), dtype=np.float32)

    @property
    def newest(self) -> FloatArray:
        """The frame that is given out next, as far as it is known: not yet whether a note began in it. None at first.

        Shape: -> `[SIZE]` or `[0]`
        """
        return self._waiting[-1] if len(self._waiting) else np.zeros(0, dtype=np.float32)

    def _frames(self, held: FloatArray, ends: np.ndarray) -> FloatArray:
        long, short = (_windows(held, ends, length) for length in (WINDOW, SHORT))
        frames = np.zeros((len(ends), _FRAME), dtype=np.float32)
        frames[:, :NUM_PITCHES] = np.sqrt(_semitones(long))
        frames[:, NUM_PITCHES] = np.mean(short.astype(np.float64) ** 2, axis=1)
        rises = self._rises_of(short)
        frames = np.concatenate([self._waiting, frames])
        known = np.concatenate([self._rises, rises])
        first, count = len(known) - len(frames), len(frames) - 1
        before = np.zeros(count)
        for back in range(MEAN_FRAMES, 0, -1):  # one sequence of sums, whatever the pieces are
            before += known[first - back : first - back + count]
        here, last, after = (known[first + shift : first + shift + count] for shift in (0, -1, 1))
        begins = (here >= last) & (here > after) & (here >= RISE_DB + before / MEAN_FRAMES)
        frames[:count, NUM_PITCHES + 1] = begins
        self._rises = known[-(MEAN_FRAMES + 2) :]
        self._waiting = frames[-1:]
        return frames[:-1]

    def _rises_of(self, short: FloatArray) -> DoubleArray:
        """Mean rise of the bands from the frame before, dB. Shape: `[n, SHORT]` -> `[n]`"""
        power = np.abs(scipy.fft.rfft(short * SHORT_SHAPE, axis=1)) ** 2 @ BAND_MATRIX
        bands_db = 10.0 * np.log10(power / (REFERENCE_RMS**2) + 1e-6)
        both = np.concatenate([self._bands_db, bands_db])
        self._bands_db = both[-1:]
        return np.asarray(np.maximum(np.diff(both, axis=0), 0.0).mean(axis=1))


def _windows(held: FloatArray, ends: np.ndarray, length: int) -> FloatArray:
    """The windows that end there, `HOP` apart; a view. Shape: `[n]`, `[windows]` -> `[windows, length]`"""
    first = int(ends[0]) - length
    return sliding_window_view(held, length)[first : first + HOP * len(ends) : HOP]


def frames_of(samples: FloatArray, sample_rate: int) -> FloatArray:
    """The frames of a whole sound, one for every `HOP` samples at `EAR_RATE`. Shape: `[n]` -> `[frames, SIZE]`"""
    samples = np.asarray(samples, dtype=np.float32)
    heard = samples if sample_rate == EAR_RATE else soxr.resample(samples, sample_rate, EAR_RATE, quality="HQ")
    return Ear().hear(np.concatenate([heard, np.zeros(HOP, dtype=np.float32)]))


def condition_of_frames(frames: FloatArray) -> Condition:
    """What frames together say. Shape: `[frames, SIZE]`, at least one"""
    pitches, power, onsets = conditions_of_means(frames.mean(axis=0, dtype=np.float64)[None])
    return Condition(pitches[0].astype(np.float32), float(power[0]), float(onsets[0]))


def conditions_of_means(means: DoubleArray) -> tuple[DoubleArray, DoubleArray, DoubleArray]:
    """Pitches, loudness in dB, onsets a second, of means of frames. Shape: `[n, SIZE]` -> `[n, NUM_PITCHES]`, `[n]`s"""
    roots, power, onsets = means[:, :NUM_PITCHES], means[:, NUM_PITCHES], means[:, NUM_PITCHES + 1]
    total = roots.sum(axis=1, keepdims=True)
    heard = (total > 0.0) & (power > SILENT_POWER)[:, None]
    pitches = np.where(heard, roots / np.maximum(total, 1e-12), 0.0)
    loudness_db = 10.0 * np.log10(np.maximum(power, SILENT_POWER) / REFERENCE_RMS**2)
    return pitches, loudness_db, onsets * EAR_RATE / HOP


def condition_of(samples: FloatArray, sample_rate: int) -> Condition:
    """What a sound says; silence has no pitches. Shape: `[n]`"""
    frames = frames_of(samples, sample_rate)
    return (
        condition_of_frames(frames) if len(frames) else Condition(np.zeros(NUM_PITCHES, dtype=np.float32), -60.0, 0.0)
    )


def seed_condition(seed: FloatArray, sample_rate: int) -> Condition:
    """What a seed says, its last five seconds that sound, at the level at which models hear. Shape: `[n]`"""
    return condition_of(at_reference_level(sounding(seed)[-round(SEED_S * sample_rate) :]), sample_rate)


def _semitones(windows: FloatArray) -> FloatArray:
    """Amplitude of each semitone. Shape: `[n, WINDOW]` -> `[n, NUM_PITCHES]`, float32"""
    power = np.abs(scipy.fft.rfft(windows * LONG_SHAPE, PADDED, axis=1)) ** 2
    first, last = FIRST_BIN, LAST_BIN
    left, centre, right = power[:, first - 1 : last - 1], power[:, first:last], power[:, first + 1 : last + 1]
    least = LEAST_PEAK * power.max(axis=1, keepdims=True) + 1e-12
    rows, columns = np.nonzero((centre > left) & (centre >= right) & (centre > least))
    logs = [np.log(one[rows, columns] + 1e-30) for one in (left, centre, right)]
    shift = 0.5 * (logs[0] - logs[2]) / np.minimum(logs[0] - 2.0 * logs[1] + logs[2], -1e-9)
    pitch = 69.0 + 12.0 * np.log2((columns + first + shift) * EAR_RATE / PADDED / 440.0)
    below = np.floor(pitch).astype(int)
    share, amplitude = pitch - below, np.sqrt(centre[rows, columns])
    found = np.zeros((len(windows), NUM_PITCHES))
    for semitone, part in ((below, 1.0 - share), (below + 1, share)):
        inside = (semitone >= LOWEST) & (semitone <= HIGHEST)
        np.add.at(found, (rows[inside], semitone[inside] - LOWEST), (part * amplitude)[inside])
    return np.asarray(found * (2.0 / LONG_SHAPE.sum()), dtype=np.float32)


def _bin_of(pitch: float) -> float:
    return float(440.0 * 2.0 ** ((pitch - 69.0) / 12.0) * PADDED / EAR_RATE)


def _band_matrix() -> DoubleArray:
    """Power of bands spaced evenly on a logarithmic scale. Shape: `[SHORT / 2 + 1, BANDS]`"""
    hz = np.arange(SHORT // 2 + 1) * EAR_RATE / SHORT
    edges = np.geomspace(*BAND_EDGES_HZ, BANDS + 1)
    inside = (hz[:, None] >= edges[:-1]) & (hz[:, None] < edges[1:])
    nearest = np.abs(hz[:, None] - np.sqrt(edges[:-1] * edges[1:])).argmin(axis=0)
    inside[nearest, np.arange(BANDS)] = True  # the lowest bands are narrower than a bin
    return np.asarray(inside * (2.0 / np.sum(np.hanning(SHORT) ** 2) / SHORT))


FIRST_BIN: Final = int(np.floor(_bin_of(LOWEST - 0.9)))
LAST_BIN: Final = int(np.ceil(_bin_of(HIGHEST + 0.9)))
LONG_SHAPE: Final = np.hanning(WINDOW).astype(np.float32)
SHORT_SHAPE: Final = np.hanning(SHORT).astype(np.float32)
BAND_MATRIX: Final = _band_matrix()
