"""Draws a loop: its outline, its spectrogram, the names of its notes."""

from __future__ import annotations

import itertools
import math
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from live_models.arrays import FloatArray

LOWEST_HZ: Final = 60.0
HIGHEST_HZ: Final = 8000.0
RANGE_DB: Final = 70.0
_NOTES: Final = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


def outline(samples: FloatArray, columns: int) -> NDArray[np.float32]:
    """Return the highest and the lowest sample of each column.

    Shape:
        - samples: `[frames]`; returned: `[2, columns]`
    """
    edges = np.linspace(0, len(samples), columns + 1).astype(int)
    parts = [samples[first : max(last, first + 1)] for first, last in itertools.pairwise(edges)]
    return np.asarray([[part.max() for part in parts], [part.min() for part in parts]], np.float32)


def spectrogram(samples: FloatArray, sample_rate: int, columns: int, rows: int) -> NDArray[np.float64]:
    """Return the spectrogram, 0 (70 dB below the loudest) to 1; rows go from 8 kHz down to 60 Hz on a scale of pitch.

    Shape:
        - samples: `[frames]`; returned: `[rows, columns]`
    """
    length = 1 << round(math.log2(0.08 * sample_rate))
    padded = np.pad(samples, length // 2, mode="wrap" if len(samples) >= length else "constant")
    places = np.linspace(0, len(samples) - 1, columns).astype(int)
    windows = sliding_window_view(padded, length)[places] * np.hanning(length)
    power = np.square(np.abs(np.fft.rfft(windows, 2 * length))).T
    bins = np.geomspace(HIGHEST_HZ, LOWEST_HZ, rows + 1) * 2 * length / sample_rate
    lines = [
        power[min(math.floor(low), len(power) - 1) : max(math.ceil(high), math.floor(low) + 1)].max(axis=0, initial=0.0)
        for high, low in itertools.pairwise(bins)
    ]
    level_db = 10 * np.log10(np.asarray(lines) + 1e-20)
    return np.asarray(np.clip((level_db - level_db.max()) / RANGE_DB + 1, 0.0, 1.0), np.float64)


def note_name(hz: float) -> str:
    """Return the nearest note, with its deviation in cents if that is more than 20.

    >>> note_name(440.0), note_name(452.0)
    ('A4', 'A4+47')
    """
    midi = 69 + 12 * math.log2(hz / 440)
    note = round(midi)
    cents = round(100 * (midi - note))
    return f"{_NOTES[note % 12]}{note // 12 - 1}" + (f"{cents:+d}" if abs(cents) > 20 else "")
