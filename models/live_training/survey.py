"""Measures one recording block by block; its memory depends on the model's sample rate, not on the file's."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import scipy.signal
import soxr

from live_inference.files.audio import MAX_DURATION_S, MIN_DURATION_S, blocks_of, check_samples, read_audio
from live_inference.files.mono import ChannelLevels, to_mono
from live_inference.files.opening import open_audio
from live_models.arrays import DoubleArray, FloatArray

CLIPPED_RUN: Final = 3
CLIPPED_FROM: Final = 0.1
"""Music reaches its highest sample once or twice; a clipped recording stays on it for several samples. Nothing clips a
sound that stays below -20 dBFS."""

STEP: Final = 2.0**-15
PIECE_S: Final = 0.05


@dataclass
class Survey:
    """Measures of a recording. `peak`: the largest sample; `clipped`: frames at which a run of clipped samples begins.

    Shape: `piece_powers` `[pieces]` of 50 ms; `frequencies`, `power` `[bins]`, the spectrum at the file's own rate;
    `mono` `[num_samples]`: what is learnt, at the model's rate and without offset.
    """

    sample_rate: int
    levels: ChannelLevels
    peak: float
    clipped: list[int] = field(default_factory=list)
    piece_powers: DoubleArray = field(default_factory=lambda: np.zeros(0))
    frequencies: DoubleArray = field(default_factory=lambda: np.zeros(0))
    power: DoubleArray = field(default_factory=lambda: np.zeros(0))
    mono: FloatArray = field(default_factory=lambda: np.zeros(0, np.float32))


def survey(path: Path, sample_rate: int) -> Survey:
    """Read a recording twice and measure it for a model of `sample_rate` Hz. Raises AudioFileError."""
    rate, levels, tops = _tops(path, sample_rate)
    found = Survey(rate, levels, float(np.abs(tops).max()))
    channel, offset = levels.only_channel(), np.float32(levels.offset())
    clipping, pieces, spectrum = _Clipping(tops), _Pieces(rate), _Spectrum(rate)
    resampler = soxr.ResampleStream(rate, sample_rate, 1, dtype="float32", quality="HQ")
    kept: list[FloatArray] = []
    source = open_audio(path)
    try:
        for block in blocks_of(source):
            mono = to_mono(block, channel) - offset
            clipping.add(block)
            pieces.add(mono)
            spectrum.add(mono)
            kept.append(mono if rate == sample_rate else resampler.resample_chunk(mono))
    finally:
        source.close()
    if rate != sample_rate:
        kept.append(resampler.resample_chunk(np.zeros(0, np.float32), last=True))
    found.clipped, found.piece_powers = sorted(clipping.places), np.array(pieces.powers)
    found.frequencies, found.power = spectrum.result()
    found.mono = np.concatenate(kept)
    return found


def _tops(path: Path, sample_rate: int) -> tuple[int, ChannelLevels, DoubleArray]:
    """Rate, levels, and each channel's lowest and highest sample: `[2, channels]`. Raises AudioFileError."""
    source = open_audio(path)
    try:
        rate, levels = source.sample_rate, ChannelLevels(source.channels)
        tops = np.zeros((2, source.channels))
        for block in blocks_of(source):
            check_samples(path, block, levels.frames, rate)
            levels.add(block)
            tops = np.stack([np.minimum(tops[0], block.min(axis=0)), np.maximum(tops[1], block.max(axis=0))])
            if levels.frames > MAX_DURATION_S * rate:
                break
    finally:
        source.close()
    if not MIN_DURATION_S * rate <= levels.frames <= MAX_DURATION_S * rate:
        read_audio(path, sample_rate)  # raises, with the reason
    return rate, levels, tops


class _Clipping:
    """Finds where a channel stays on its lowest or highest sample for several frames."""

    def __init__(self, tops: DoubleArray) -> None:
        self.places: list[int] = []
        self._frames = 0
        self._sides = [
            (channel, sign, sign * tops[side, channel])
            for channel in range(tops.shape[1])
            for side, sign in ((0, -1.0), (1, 1.0))
            if sign * tops[side, channel] >= CLIPPED_FROM
        ]
        self._runs = [0] * len(self._sides)

    def add(self, block: FloatArray) -> None:
        for number, (channel, sign, top) in enumerate(self._sides):
            flat = sign * block[:, channel] >= top - STEP
            before = self._runs[number]
            if not flat.any():
                self._runs[number] = 0
                continue
            edges = np.flatnonzero(np.diff(np.concatenate([[0], flat.astype(np.int8), [0]])))
            starts, ends = edges[::2], edges[1::2]
            lengths = ends - starts
            goes_on = before > 0 and starts[0] == 0
            if goes_on:
                lengths[0] += before
            new = lengths >= CLIPPED_RUN
            if goes_on and before >= CLIPPED_RUN:
                new[0] = False  # noted before
            self.places += [
                self._frames + int(end - length) for end, length in zip(ends[new], lengths[new], strict=True)
            ]
            self._runs[number] = int(lengths[-1]) if ends[-1] == len(flat) else 0
        self._frames += len(block)


class _Pieces:
    """Mean squares of pieces of 50 ms, one after the other."""

    def __init__(self, rate: int) -> None:
        self._length, self._rest = max(1, round(PIECE_S * rate)), np.zeros(0, np.float32)
        self.powers: list[float] = []

    def add(self, mono: FloatArray) -> None:
        mono = np.concatenate([self._rest, mono])
        count = len(mono) // self._length
        pieces = mono[: count * self._length].reshape(count, self._length).astype(np.float64)
        self.powers += np.mean(pieces**2, axis=1).tolist()
        self._rest = mono[count * self._length :]


class _Spectrum:
    """Welch's mean of half-overlapping windows of 50 ms, the same as `scipy.signal.welch` over the whole."""

    def __init__(self, rate: int) -> None:
        self._rate, self._size = rate, max(2, rate // 20)
        self._step = self._size - self._size // 2
        self._rest, self._count = np.zeros(0, np.float32), 0
        self._frequencies, self._sum = np.zeros(0), np.zeros(0)

    def add(self, mono: FloatArray) -> None:
        mono = np.concatenate([self._rest, mono])
        count = 0 if len(mono) < self._size else 1 + (len(mono) - self._size) // self._step
        if count:
            whole = mono[: self._size + (count - 1) * self._step].astype(np.float64)
            self._frequencies, power = scipy.signal.welch(whole, self._rate, nperseg=self._size)
            self._sum = (self._sum if self._count else 0.0) + count * power
            self._count += count
        self._rest = mono[count * self._step :]

    def result(self) -> tuple[DoubleArray, DoubleArray]:
        return self._frequencies, self._sum / max(1, self._count)
