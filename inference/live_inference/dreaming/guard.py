"""The guard: listens to a dream while it is made and rejects it when it is no longer music.

It is the online form of `live_inference.scores.score`. It measures the same things where possible, with wider limits,
because a dream that is merely poor is scored, not rejected. It reports `trouble` well before a limit, so that steering
(`live_inference.dreaming.steering`) can still save the dream.
"""

from __future__ import annotations

from collections import deque
from typing import Final

import numpy as np
import scipy.fft
import soxr

from live_inference.scores.sameness import REPEAT_BAND_HZ, REPEAT_LAGS_S, REPEAT_RATE, REPEAT_WINDOW_S
from live_inference.scores.spectra import LOW_PART_HZ, WINDOW_S, Spectra, level, mel_matrix, spectra_of, window_length
from live_models.arrays import DoubleArray, FloatArray

BLOCK_S: Final = 0.25
"""The guard judges four times a second: early enough, and cheap."""

PIECE_S: Final = 0.05
"""Level and noise are measured over 50 ms: longer than a period of the lowest note, shorter than a note."""

ROUNDING: Final = 1e-3
"""A piece is a whole number of samples, at 11025 and 22050 Hz a little less than 50 ms: two blocks count as half a
second."""

SILENCE_RMS: Final = 1e-3
SILENCE_S: Final = 3.0
"""Below -60 dBFS for 3 s: longer than a rest in slow music, short enough that nobody waits long for a dead dream."""

CONSTANT_S: Final = 0.5
CONSTANT_RATIO: Final = 1e-3
CONSTANT_OFFSET: Final = 1e-4
"""An offset above -80 dBFS, with everything faster than 50 Hz at least 60 dB below it, for half a second: the network
outputs one value, or creeps towards it (NoizeNet's collapse, a few predictions after the seed)."""

LOW_RATE: Final = 11025
"""Hz. What a model of a higher rate has above 5 kHz may be noise that is drawn anew in every step: it hides a cycle of
the network below. And a network that puts out noise below makes no flat spectrum above. Both are looked for below."""

CYCLE_RESIDUAL: Final = 1e-4
CYCLE_S: Final = 0.5
CYCLE_LAGS_S: Final = (0.1, 0.25)
"""A limit cycle: 0.1 s that equals an earlier 0.1 s to -40 dB, for half a second. No string does this: one that takes
10 s to die has changed by -23 dB after 0.1 s."""

STUCK_RESIDUAL: Final = 0.01
STUCK_EVERY_S: Final = 1.0
STUCK_S: Final = 3.0
"""A loop of up to 4 s: half a second that equals an earlier one, 0.1 to 4 s before, to -20 dB, for 3 s. Searched below
1 kHz and once a second to save time."""

DRONE_SHARE: Final = 0.2
DRONE_CHANGE_DB: Final = 2.5
DRONE_LEVEL_DB: Final = 1.0
DRONE_S: Final = 6.0
"""For 6 s the spectrum changes by less than a fifth of the seed's change over half a second, and less than 2.5 dB, and
the level by less than 1 dB. A last note rings as long, but fades."""

NOISE_S: Final = 0.25
NOISE_RMS: Final = 0.02
NOISE_FLATNESS: Final = 0.35
"""Pieces above -34 dBFS with a spectrum as flat as noise, for a quarter of a second. White noise has a flatness
(geometric over arithmetic mean of the power spectrum) of 0.56; a plucked attack is over within one piece."""

RUNAWAY_RMS: Final = 1.0
"""0 dBFS over a whole piece. Dreams are made at -20 dBFS; music does not stay 20 dB above its own level."""

BOUNDARY_RATIO: Final = 3.0
BOUNDARY_S: Final = 3.0
"""Steps at the boundaries of the model's vectors three times those elsewhere, over 3 s (Pfalz's worst: 1.9)."""


class Guard:
    """Watches one dream from its start. One thread at a time; changes no sample, draws no random number.

    `seed`: the dream's seed, at the same rate. If it is louder, noisier or stiller than the limits, the dream may be
    too. `hop_length`: the model's, to find noise at its boundaries.

    `trouble`: how near the dream is to each limit, 0 well to 1 rejected. Kinds: silent, constant, cycle, stuck, drone,
    noise, loud, boundary.
    """

    def __init__(self, sample_rate: int, seed: FloatArray, hop_length: int | None = None) -> None:
        self.trouble: dict[str, float] = {}
        self._rate = sample_rate
        self._piece = max(64, round(PIECE_S * sample_rate))
        self._block = max(1, round(BLOCK_S / PIECE_S)) * self._piece
        self._block_s = self._block / sample_rate
        self._window = np.hanning(self._piece)
        self._flat_bins = slice(1, None if sample_rate <= LOW_RATE else round(LOW_PART_HZ * self._piece / sample_rate))
        self._waiting: DoubleArray = np.zeros(0)
        self._since: dict[str, float] = {}
        self._last = 0.0
        self._heard = 0
        self._hop_length = hop_length if hop_length is not None and hop_length >= 16 else None
        self._steps: deque[tuple[DoubleArray, float, int]] = deque(maxlen=round(BOUNDARY_S / self._block_s))
        # For cycles and loops: the last sound, and the sound before it.
        self._recent: DoubleArray = np.zeros(0)
        self._cycle_rate = min(sample_rate, LOW_RATE)
        self._down = (
            soxr.ResampleStream(sample_rate, self._cycle_rate, 1, dtype="float32", quality="MQ")
            if self._cycle_rate < sample_rate
            else None
        )
        self._low = soxr.ResampleStream(sample_rate, 2 * REPEAT_BAND_HZ, 1, dtype="float32", quality="MQ")
        self._up = soxr.ResampleStream(2 * REPEAT_BAND_HZ, REPEAT_RATE, 1, dtype="float32", quality="MQ")
        self._past: FloatArray = np.zeros(0, np.float32)
        self._unchecked_s = 0.0
        # For drones: the spectra of the last half second.
        self._size = min(window_length(WINDOW_S, sample_rate), self._block)
        self._mel = mel_matrix(self._size, sample_rate).T
        self._hann = np.hanning(self._size)
        self._bands: deque[DoubleArray] = deque(maxlen=3)
        self._levels: deque[float] = deque(maxlen=3)
        self._learn(np.asarray(seed, dtype=np.float32))

    def _learn(self, seed: FloatArray) -> None:
        pieces = _pieces(seed.astype(np.float64), self._piece)
        loudness = np.sqrt(np.mean(pieces**2, axis=1))
        flat = self._flatness(pieces[loudness > NOISE_RMS]).max(initial=0.0)
        self._flat_limit = max(NOISE_FLATNESS, 1.2 * float(flat))
        self._loud_limit = max(RUNAWAY_RMS, 2.0 * float(loudness.max(initial=0.0)))
        self._level = max(level(seed), SILENCE_RMS)
        self._drone_limit = DRONE_CHANGE_DB
        if len(seed) >= 2 * self._rate and level(seed) > 0.0:
            self._drone_limit = min(DRONE_CHANGE_DB, DRONE_SHARE * _change_db(spectra_of(seed, self._rate)))

    def check(self, chunk: FloatArray) -> str | None:
        """Listen to the next samples; return why the dream must be rejected, in one sentence, or None.

        The verdict does not depend on the size of the chunks, only the time at which it is given does. Shape: `[n]`
        """
        if not np.isfinite(chunk).all():
            return "not finite: NaN or infinity in the samples"
        self._waiting = np.concatenate([self._waiting, np.asarray(chunk, dtype=np.float64)])
        while len(self._waiting) >= self._block:
            block, self._waiting = self._waiting[: self._block], self._waiting[self._block :]
            reason = self._check_block(block)
            if reason is not None:
                return reason
        return None

    def _check_block(self, block: DoubleArray) -> str | None:
        reason = self._check_pieces(_pieces(block, self._piece))
        reason = reason or self._check_constant(block) or self._check_drone(block) or self._check_cycle(block)
        reason = reason or self._check_stuck(block) or self._check_boundaries(block)
        self._last = float(block[-1])
        self._heard += len(block)
        return reason

    def _persists(self, kind: str, wrong: bool, seconds: float, limit_s: float) -> bool:
        """Add up the time that something has been wrong without a break; return whether that is too long."""
        since = self._since.get(kind, 0.0) + seconds if wrong else 0.0
        self._since[kind] = since
        self.trouble[kind] = min(1.0, since / limit_s)
        return since >= limit_s * (1.0 - ROUNDING)

    def _check_pieces(self, pieces: DoubleArray) -> str | None:
        """Level and noise, piece by piece."""
        loudness = np.sqrt(np.mean(pieces**2, axis=1))
        moving = np.std(pieces, axis=1)
        self.trouble["loud"] = min(1.0, float(moving.max()) / self._loud_limit)  # an offset is not loud
        if loudness.max() > self._loud_limit:
            return f"runaway: level {20 * np.log10(loudness.max()):.0f} dBFS"
        noisy = (loudness > NOISE_RMS) & (self._flatness(pieces) > self._flat_limit)
        piece_s = self._piece / self._rate
        for number in range(len(pieces)):
            if self._persists("silent", bool(moving[number] < SILENCE_RMS), piece_s, SILENCE_S):
                return f"silent for {SILENCE_S:g} s"
            if self._persists("noise", bool(noisy[number]), piece_s, NOISE_S):
                return f"burst: noise of {20 * np.log10(loudness[number]):.0f} dBFS for {NOISE_S:g} s"
        return None

    def _check_constant(self, block: DoubleArray) -> str | None:
        offset = float(np.mean(block))
        # Estimated from the slope, as if everything moved at 50 Hz: slower movement is no sound.
        moving = float(np.sqrt(np.mean(np.diff(block) ** 2))) * self._rate / (2.0 * np.pi * 50.0)
        wrong = abs(offset) > CONSTANT_OFFSET and moving < CONSTANT_RATIO * abs(offset)
        if self._persists("constant", wrong, self._block_s, CONSTANT_S):
            return f"stuck: a constant value of {offset:.3f} for {CONSTANT_S:g} s"
        return None

    def _check_cycle(self, block: DoubleArray) -> str | None:
        low, high = (round(lag * self._cycle_rate) for lag in CYCLE_LAGS_S)
        size = round(0.1 * self._cycle_rate)
        if self._down is not None:
            block = self._down.resample_chunk(block.astype(np.float32)).astype(np.float64)
        self._recent = np.concatenate([self._recent, block])[-(high + size) :]
        # The spectrum of a cycle stands still; the wave is compared only then.
        if len(self._recent) < high + size or len(self._bands) < 2 or _apart_db(self._bands[-1], self._bands[-2]) > 1.0:
            self._since["cycle"] = 0.0
            return None
        past = self._recent - np.mean(self._recent)
        residual = _least_residual(past, size, low, high)
        if self._persists("cycle", residual < CYCLE_RESIDUAL, self._block_s, CYCLE_S):
            return f"stuck: a limit cycle, the same wave again and again for {CYCLE_S:g} s"
        return None

    def _check_stuck(self, block: DoubleArray) -> str | None:
        """Once a second, compare the last half second with the 4 s before it, below 1 kHz."""
        low, high = (round(lag * REPEAT_RATE) for lag in REPEAT_LAGS_S)
        size = round(REPEAT_WINDOW_S * REPEAT_RATE)
        narrow = self._up.resample_chunk(self._low.resample_chunk(block.astype(np.float32)))
        self._past = np.concatenate([self._past, narrow])[-(high + size) :]
        self._unchecked_s += self._block_s
        if self._unchecked_s < STUCK_EVERY_S - 1e-6 or len(self._past) < low + size:
            return None
        seconds, self._unchecked_s = self._unchecked_s, 0.0
        past = self._past.astype(np.float64)
        past -= past.mean()
        now = past[-size:]
        if float(now @ now) < SILENCE_RMS**2 * size:
            return None  # a rest inside a loop does not end it
        alike = _least_residual(past, size, low, min(high, len(past) - size)) < STUCK_RESIDUAL
        if self._persists("stuck", alike, seconds, STUCK_S):
            return f"stuck: the same sound again and again for {STUCK_S:g} s"
        return None

    def _check_drone(self, block: DoubleArray) -> str | None:
        """Compare the spectrum with that of half a second ago."""
        sound = block[-self._size :]
        power = np.abs(np.fft.rfft((sound - sound.mean()) * self._hann))[1:] ** 2
        power *= 2.0 / (self._size * float(np.sum(self._hann**2)) * self._level**2)
        self._bands.append(10.0 * np.log10(power @ self._mel + 1e-4))
        self._levels.append(10.0 * float(np.log10(np.mean((block - block.mean()) ** 2) + 1e-12)))
        if len(self._bands) < 3:
            return None
        change_db = _apart_db(self._bands[-1], self._bands[0])
        steady = abs(self._levels[-1] - self._levels[0]) < DRONE_LEVEL_DB
        if self._persists("drone", steady and change_db < self._drone_limit, self._block_s, DRONE_S):
            return f"stuck: a drone that has not changed for {DRONE_S:g} s"
        return None

    def _check_boundaries(self, block: DoubleArray) -> str | None:
        if self._hop_length is None:
            return None
        steps = np.abs(np.diff(block, prepend=self._last if self._heard else block[0]))
        first = -self._heard % self._hop_length
        at = steps[first :: self._hop_length]
        self._steps.append((at, float(steps.sum() - at.sum()), len(steps) - len(at)))
        # Once a second only: medians cost more than sums.
        if len(self._steps) < self._steps.maxlen or self._heard // self._block % 4:  # type: ignore[operator]
            return None
        elsewhere = sum(one[1] for one in self._steps) / max(1, sum(one[2] for one in self._steps))
        boundaries = np.concatenate([one[0] for one in self._steps])
        if len(boundaries) < 4 or elsewhere <= 0.0:
            return None
        ratio = float(np.median(boundaries)) / elsewhere  # the median: one jump is a click, not a broken model
        self.trouble["boundary"] = min(1.0, max(0.0, ratio - 1.0) / (BOUNDARY_RATIO - 1.0))
        if ratio > BOUNDARY_RATIO:
            return f"broken: steps at the model's boundaries are {ratio:.1f} times those elsewhere"
        return None

    def _flatness(self, pieces: DoubleArray) -> DoubleArray:
        """Shape: `[pieces, length]` -> `[pieces]`."""
        power = np.abs(np.fft.rfft(pieces * self._window, axis=1))[:, self._flat_bins] ** 2
        mean = np.mean(power, axis=1)
        floor = 1e-12 * mean[:, None] + 1e-30
        return np.asarray(np.exp(np.mean(np.log(power + floor), axis=1)) / np.maximum(mean, 1e-30))


def _least_residual(past: DoubleArray, size: int, low: int, high: int) -> float:
    """min over lags of |now - then|^2 / |now|^2: now is the last `size` samples, then lies `low` to `high` earlier."""
    past = past[-(high + size) :]
    now = past[-size:]
    points = scipy.fft.next_fast_len(len(past), real=True)
    product = scipy.fft.rfft(past, points) * np.conj(scipy.fft.rfft(now, points))
    correlation = scipy.fft.irfft(product, points)[: high - low + 1]
    running = np.concatenate([[0.0], np.cumsum(past**2)])
    then = running[size : size + high - low + 1] - running[: high - low + 1]
    difference = then - 2.0 * correlation
    best = int(np.argmin(difference))
    energy = float(now @ now)
    if energy <= 0.0:
        return 1.0
    peak = float(correlation[best])
    if 0 < best < high - low:  # the period lies between two samples: the parabola's peak
        left, right = float(correlation[best - 1]), float(correlation[best + 1])
        bend = left - 2.0 * peak + right
        if bend < 0.0 and peak >= max(left, right):
            peak -= (left - right) ** 2 / (8.0 * bend)
    return max(0.0, (energy + float(then[best]) - 2.0 * peak) / energy)


def _apart_db(bands: DoubleArray, others: DoubleArray) -> float:
    return float(np.sqrt(np.mean((bands - others) ** 2)))


def _change_db(spectra: Spectra) -> float:
    """Median change of a sound over half a second, dB."""
    lag = max(1, round(2 * BLOCK_S / spectra.hop_s))
    bands = spectra.bands_db
    if len(bands) <= lag:
        return 0.0
    return float(np.median(np.sqrt(np.mean((bands[lag:] - bands[:-lag]) ** 2, axis=1))))


def _pieces(samples: DoubleArray, length: int) -> DoubleArray:
    """Complete pieces of `length` samples. Shape: `[n]` -> `[n // length, length]`."""
    return samples[: len(samples) // length * length].reshape(-1, length)
