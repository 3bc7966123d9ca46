"""The guard: listens to a dream while it is made and says when it is no music any more; torch-free."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_inference.arrays import DoubleArray, FloatArray

PIECE_S: Final = 0.05
"""The guard thinks in pieces of 50 ms: longer than a period of the lowest note, shorter than a note."""

SILENCE_RMS: Final = 1e-3
SILENCE_S: Final = 3.0
"""Below -60 dBFS for 3 s: longer than a rest in slow music, short enough that nobody waits for a dead dream."""

CONSTANT_S: Final = 0.5
CONSTANT_RATIO: Final = 1e-3
"""Movement below -60 dB of an offset above -40 dBFS, for half a second: a network that puts out one value."""

STUCK_S: Final = 3.0
STUCK_WINDOW_S: Final = 0.25
STUCK_LAGS_S: Final = (0.1, 1.0)
STUCK_RESIDUAL: Final = 1e-4
"""A quarter of a second that equals an earlier one to -40 dB, for 3 s. Earlier means 0.1 to 1 s: any period up to a
second has a multiple there, and a string that decays by 60 dB in 10 s has changed by -23 dB after 0.1 s."""

NOISE_S: Final = 0.25
NOISE_RMS: Final = 0.02
NOISE_FLATNESS: Final = 0.35
"""Pieces louder than -34 dBFS with a spectrum as flat as noise, for a quarter of a second. The flatness (geometric over
arithmetic mean of the power spectrum) of white noise is 0.56; the attack of a plucked string is over in one piece."""

RUNAWAY_RMS: Final = 1.0
"""0 dBFS over a whole piece: dreams are made at -20 dBFS, and music does not stay 20 dB above its own level."""


class Guard:
    """Watches one dream from its start. One thread at a time; changes no sample, draws no random number.

    `seed` is the recording that the dream began from, at the same rate: what it does itself (louder, noisier) is
    allowed to the dream too. The thresholds and their reasons stand beside their names in this module.
    """

    def __init__(self, sample_rate: int, seed: FloatArray) -> None:
        self._piece = max(64, round(PIECE_S * sample_rate))
        self._window = np.hanning(self._piece)
        self._rate = sample_rate
        self._waiting: DoubleArray = np.zeros(0)
        self._silent = self._constant = self._noisy = 0
        self._stuck_window = round(STUCK_WINDOW_S * sample_rate)
        self._lags = (round(STUCK_LAGS_S[0] * sample_rate), round(STUCK_LAGS_S[1] * sample_rate))
        self._past: DoubleArray = np.zeros(0)
        self._since = 0
        self._stuck = 0
        pieces = _pieces(np.asarray(seed, dtype=np.float64), self._piece)
        loud = pieces[np.sqrt(np.mean(pieces**2, axis=1)) > NOISE_RMS]
        flat = max((self._flatness(piece) for piece in loud), default=0.0)
        self._flat_limit = max(NOISE_FLATNESS, 1.2 * flat)
        loudest = float(np.sqrt(np.mean(pieces**2, axis=1)).max(initial=0.0))
        self._loud_limit = max(RUNAWAY_RMS, 2.0 * loudest)

    def check(self, chunk: FloatArray) -> str | None:
        """Listen to the next samples; a sentence that says why the dream must be rejected, or None.

        The verdict does not depend on how the dream is cut into chunks, except for when it is given.
        """
        if not np.isfinite(chunk).all():
            return "not finite: NaN or infinity in the samples"
        self._waiting = np.concatenate([self._waiting, np.asarray(chunk, dtype=np.float64)])
        pieces = _pieces(self._waiting, self._piece)
        self._waiting = self._waiting[pieces.size :]
        for piece in pieces:
            reason = self._check_piece(piece) or self._check_stuck(piece)
            if reason is not None:
                return reason
        return None

    def _check_piece(self, piece: DoubleArray) -> str | None:
        offset = float(np.mean(piece))
        rms = float(np.sqrt(np.mean(piece**2)))
        moving = float(np.sqrt(np.mean((piece - offset) ** 2)))
        if rms > self._loud_limit:
            return f"runaway: level {20 * np.log10(rms):.0f} dBFS"
        self._constant = self._constant + 1 if abs(offset) > 0.01 and moving < CONSTANT_RATIO * abs(offset) else 0
        if self._constant * self._piece >= CONSTANT_S * self._rate:
            return f"stuck: a constant value of {offset:.3f} for {CONSTANT_S:g} s"
        self._silent = self._silent + 1 if moving < SILENCE_RMS else 0
        if self._silent * self._piece >= SILENCE_S * self._rate:
            return f"silent for {SILENCE_S:g} s"
        noisy = rms > NOISE_RMS and self._flatness(piece) > self._flat_limit
        self._noisy = self._noisy + 1 if noisy else 0
        if self._noisy * self._piece >= NOISE_S * self._rate:
            return f"burst: noise of {20 * np.log10(rms):.0f} dBFS for {NOISE_S:g} s"
        return None

    def _check_stuck(self, piece: DoubleArray) -> str | None:
        """Four times a second compare the last quarter of a second with what came before it."""
        low, high = self._lags
        self._past = np.concatenate([self._past, piece])[-(self._stuck_window + high) :]
        self._since += len(piece)
        if self._since < self._stuck_window or len(self._past) < self._stuck_window + high:
            return None
        self._since = 0
        now = self._past[-self._stuck_window :]
        energy = float(now @ now)
        if energy < SILENCE_RMS**2 * len(now):
            self._stuck = 0
            return None
        # |now - then|^2 for every lag at once: two energies and one correlation.
        size = 1 << (len(self._past) + len(now)).bit_length()
        correlation = np.fft.irfft(np.fft.rfft(self._past, size) * np.conj(np.fft.rfft(now, size)), size)
        running = np.concatenate([[0.0], np.cumsum(self._past**2)])
        starts = np.arange(high - low + 1)
        then = running[starts + len(now)] - running[starts]
        residual = (energy + then - 2.0 * correlation[: len(starts)]).min() / energy
        self._stuck = self._stuck + 1 if residual < STUCK_RESIDUAL else 0
        if self._stuck * STUCK_WINDOW_S >= STUCK_S:
            return f"stuck: the same sound again and again for {STUCK_S:g} s"
        return None

    def _flatness(self, piece: DoubleArray) -> float:
        power = np.abs(np.fft.rfft(piece * self._window))[1:] ** 2
        mean = float(np.mean(power))
        return float(np.exp(np.mean(np.log(power + 1e-12 * mean + 1e-30))) / mean) if mean > 0.0 else 0.0


def _pieces(samples: DoubleArray, length: int) -> DoubleArray:
    """Whole pieces of `length` samples. Shape: `[n]` -> `[n // length, length]`."""
    return samples[: len(samples) // length * length].reshape(-1, length)
