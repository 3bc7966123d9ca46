"""The picture of a sound: peaks of its waveform, and its spectrogram on a scale of pitch, in a few bytes for a canvas.

Read in blocks: two hours take as much memory as a minute.
"""

from __future__ import annotations

import math
import struct
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from live_inference.files.audio import audio_info, blocks_of
from live_inference.files.opening import open_audio
from live_inference.files.source import AudioFileError

HEADER: Final = struct.Struct("<4sHHfffff")
"""Magic, columns, rows, duration_s, lowest and highest Hz, the loudest bin in dBFS, the highest peak (1 is full scale).

Then, a byte each: the lowest and the highest sample of each column (-127..127 of the highest peak), and the rows of
the spectrogram, the lowest first: 0 (`RANGE_DB` below the loudest, or less) to 255.
"""
MAGIC: Final = b"LDP1"
MOST_COLUMNS: Final = 1000
LEAST_COLUMN_S: Final = 0.0025
WINDOW_S: Final = 0.08
WINDOWS_PER_COLUMN: Final = 4
SAMPLES_AT_ONCE: Final = 1 << 16
"""In windows that are transformed together: 16 at 48 kHz."""
ROWS_PER_OCTAVE: Final = 16
LOWEST_HZ: Final = 40.0
HIGHEST_HZ: Final = 20_000.0
LEAST_TOP_HZ: Final = 2000.0
RANGE_DB: Final = 80.0
BAND_DB: Final = 70.0
"""What is weaker than this, compared with the loudest, does not count for the file's own band."""
SILENT: Final = 1e-20


def picture_of(path: Path) -> bytes:
    """Return the picture of a sound file (see `HEADER`).

    Raises:
        AudioFileError: it cannot be read, or holds no sound.
    """
    frames = audio_info(path).frames
    if not frames:
        raise AudioFileError(f"{path}: must hold sound, found 0 frames")
    source = open_audio(path)
    try:
        picture = _Picture(frames, source.sample_rate)
        for block in blocks_of(source):
            picture.add(np.nan_to_num(block.mean(axis=1, dtype=np.float32), posinf=0.0, neginf=0.0))
        return picture.finish()
    finally:
        source.close()


def row_edges(low_hz: float, high_hz: float, rows: int) -> NDArray[np.float64]:
    """Return the limits of the rows in Hz. Shape: `[rows + 1]`"""
    return np.geomspace(low_hz, high_hz, rows + 1)


class _Picture:
    """Takes a sound block by block."""

    def __init__(self, frames: int, rate: int):
        self._frames, self._rate = frames, rate
        self._columns = max(1, min(MOST_COLUMNS, round(frames / rate / LEAST_COLUMN_S)))
        self._edges = np.linspace(0, frames, self._columns + 1).astype(np.int64)
        self._length = max(8, 1 << round(math.log2(WINDOW_S * rate)))
        self._window = np.hanning(self._length + 1)[:-1].astype(np.float32)
        self._bin_hz = rate / (2 * self._length)  # twice as long, with zeros
        self._bins = min(self._length, math.ceil(HIGHEST_HZ / self._bin_hz)) + 1
        self._power = np.zeros((self._columns, self._bins), np.float32)
        self._low = np.full(self._columns, np.inf, np.float32)
        self._high = np.full(self._columns, -np.inf, np.float32)
        self._starts, self._of_column = self._windows()
        self._next = 0
        self._heard = np.zeros(self._length // 2, np.float32)  # before the first sample there is silence
        self._heard_from = -(self._length // 2)

    def _windows(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where each window begins, and for which column it counts."""
        wide = self._frames / self._columns
        each = max(1, min(WINDOWS_PER_COLUMN, math.ceil(wide / (self._length / 2))))
        places = (np.arange(self._columns * each) + 0.5) * (wide / each)
        return places.astype(np.int64) - self._length // 2, np.repeat(np.arange(self._columns), each)

    def add(self, block: NDArray[np.float32]) -> None:
        """Take the next samples. Shape: `[frames]`"""
        self._peaks(block, self._heard_from + len(self._heard))
        self._heard = np.concatenate([self._heard, block])
        self._spectra()

    def finish(self) -> bytes:
        """Return the picture; the sound has ended."""
        self._heard = np.concatenate([self._heard, np.zeros(self._length, np.float32)])
        self._spectra()
        low, high = np.where(np.isfinite(self._low), (self._low, self._high), 0.0)
        peak = float(max(np.abs(low).max(), np.abs(high).max()))
        scale = 127.0 / peak if peak > 0 else 0.0
        top = float(self._power.max())
        high_hz = self._own_band_hz(top)
        low_hz = min(LOWEST_HZ, high_hz / 2)
        rows = max(1, round(ROWS_PER_OCTAVE * math.log2(high_hz / low_hz)))
        levels = self._levels(row_edges(low_hz, high_hz, rows), top)
        duration_s, top_db = self._frames / self._rate, 10 * math.log10(max(top, SILENT))
        header = HEADER.pack(MAGIC, self._columns, rows, duration_s, low_hz, high_hz, top_db, peak)
        peaks = [np.round(one * scale).astype(np.int8).tobytes() for one in (low, high)]
        return header + b"".join(peaks) + levels.tobytes()

    def _peaks(self, block: NDArray[np.float32], start: int) -> None:
        first, last = np.searchsorted(self._edges, (start, start + len(block) - 1), "right") - 1
        first, last = int(first), min(int(last), self._columns - 1)
        if first > last:
            return  # more than its header promises
        cuts = np.maximum(self._edges[first : last + 1] - start, 0)
        part = block[: self._frames - start]
        for kept, reduce in ((self._low, np.minimum), (self._high, np.maximum)):
            kept[first : last + 1] = reduce(kept[first : last + 1], reduce.reduceat(part, cuts))

    def _spectra(self) -> None:
        """Take every window that is heard whole."""
        end = self._heard_from + len(self._heard)
        stop = int(np.searchsorted(self._starts, end - self._length, "right"))
        step = max(1, SAMPLES_AT_ONCE // self._length)
        for first in range(self._next, stop, step):
            some = slice(first, min(first + step, stop))
            places = self._starts[some] - self._heard_from
            pieces = np.stack([self._heard[place : place + self._length] for place in places]) * self._window
            spectra = np.fft.rfft(pieces, 2 * self._length)[:, : self._bins]
            power = np.square(np.abs(spectra) / (0.5 * self._window.sum()))  # 1: a sine of full scale
            # Not np.maximum.at, in which no other thread runs: the console would hear a panic late.
            for column, heard in zip(self._of_column[some], power, strict=True):
                np.maximum(self._power[column], heard, out=self._power[column], casting="same_kind")
        self._next = max(self._next, stop)
        keep_from = int(self._starts[self._next]) if self._next < len(self._starts) else end
        gone = max(0, min(keep_from - self._heard_from, len(self._heard)))
        self._heard, self._heard_from = self._heard[gone:], self._heard_from + gone

    def _own_band_hz(self, top: float) -> float:
        """The highest frequency of the file that is not much weaker than its loudest."""
        highest = min(HIGHEST_HZ, self._rate / 2)
        edge = math.ceil(self._length / 2 / (self._frames / self._columns))  # a sound that is cut off clicks there
        inside = self._power[edge : self._columns - edge] if self._columns > 4 * edge else self._power
        loud = np.flatnonzero(inside.max(axis=0) > top * 10 ** (-BAND_DB / 10))
        if not len(loud) or top <= SILENT:
            return highest
        return min(highest, max(LEAST_TOP_HZ, 1.06 * float(loud[-1]) * self._bin_hz))

    def _levels(self, edges: NDArray[np.float64], top: float) -> NDArray[np.uint8]:
        """Shape: `[rows, columns]`"""
        first = np.minimum(np.floor(edges[:-1] / self._bin_hz).astype(int), self._bins - 1)
        last = np.maximum(np.ceil(edges[1:] / self._bin_hz).astype(int), first + 1)
        power = np.stack([self._power[:, low:high].max(axis=1) for low, high in zip(first, last, strict=True)])
        level_db = 10 * np.log10(np.maximum(power, SILENT) / max(top, SILENT))
        if top <= SILENT:
            level_db[:] = -RANGE_DB
        return np.asarray(np.round(255 * np.clip(1 + level_db / RANGE_DB, 0.0, 1.0)), np.uint8)
