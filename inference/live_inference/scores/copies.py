"""Finds literal copies: stretches of a dream that equal the source, sample by sample."""

from __future__ import annotations

from typing import Final

import numpy as np
import scipy.fft
import soxr

from live_models.arrays import FloatArray

SEARCH_BAND_HZ: Final = 1000
SEARCH_RATE: Final = 4000
"""Copies are searched below 1 kHz, where a string's strongest partials are and hiss hides little, with four samples per
shortest period because a copy may lie between two samples. They are confirmed below 2 kHz at the full rate, where
higher partials tell one pluck from another."""

CONFIRM_RATE: Final = 4000

WINDOW_S: Final = 0.5
HOP_S: Final = 0.25
COPY_NCC: Final = 0.95
"""Normalised cross-correlation of a literal copy: the difference is 10 dB below. It is measured on the differenced wave
(+6 dB per octave). With the bass alone, a sustained chord equals any other of the same pitches for seconds (0.98 for
chords of a sampled guitar; 0.9 differenced); a copy has the same partials too."""

SEARCH_NCC: Final = 0.6
"""Least correlation of a candidate at the low rate, where a copy may be off by half a sample."""

CONFIRM_S: Final = 0.1
CANDIDATES: Final = 3
"""Places to confirm: below 1 kHz a sustained note looks like every other of its pitch."""

SILENT_DB: Final = -45.0
BLOCK: Final = 1 << 14


class CopyFinder:
    """Source recordings, prepared for the search. Immutable; any thread."""

    def __init__(self, recordings: list[FloatArray], sample_rate: int) -> None:
        self._rate = sample_rate
        gap = np.zeros(round(WINDOW_S * sample_rate), dtype=np.float32)
        # Recordings are concatenated with gaps, so that no window runs from one into the next.
        whole = np.concatenate([part for one in recordings for part in (np.asarray(one, np.float32), gap)])
        self._low, self._source = _bands(whole, sample_rate)
        self._window = round(WINDOW_S * SEARCH_RATE)
        step = BLOCK - self._window + 1
        padded = np.pad(self._low, (0, BLOCK))
        blocks = np.lib.stride_tricks.sliding_window_view(padded, BLOCK)[::step][: -(-len(self._low) // step)]
        self._blocks = scipy.fft.rfft(blocks, axis=1)
        self._step = step
        energy = np.concatenate([[0.0], np.cumsum(padded.astype(np.float64) ** 2)])
        self._energy = np.sqrt(np.maximum(energy[self._window :] - energy[: -self._window], 1e-12))

    def longest_copy_s(self, dream: FloatArray) -> float:
        """Length of the longest stretch copied from the source, at any level, in seconds. Shape: `[n]`."""
        return max((length for _, _, length in self.copies(dream)), default=0.0)

    def copies(self, dream: FloatArray) -> list[tuple[float, float, float]]:
        """Stretches copied from the source: (start in the dream, start in the source, length), all in seconds."""
        low, dream = _bands(dream, self._rate)
        hop = round(HOP_S * SEARCH_RATE)
        silent = float(np.std(low)) * 10.0 ** (SILENT_DB / 20.0)
        found: list[tuple[float, float, float]] = []
        seen: set[int] = set()
        for start in range(0, len(low) - self._window + 1, hop):
            window = low[start : start + self._window]
            norm = float(np.linalg.norm(window))
            if norm <= silent * np.sqrt(self._window) + 1e-9:
                continue
            for place in self._places(window, norm):
                lag = place - start
                if any(near in seen for near in range(lag - 3, lag + 4)):
                    continue  # this alignment was followed to its ends before
                stretch = self._confirm(dream, start, lag)
                if stretch is not None:
                    seen.add(lag)
                    found.append(stretch)
        return found

    def _places(self, window: FloatArray, norm: float) -> list[int]:
        """The places in the source (samples at SEARCH_RATE) where the window fits best, below 1 kHz."""
        spectrum = np.conj(scipy.fft.rfft(window, BLOCK))
        correlation = scipy.fft.irfft(self._blocks * spectrum, BLOCK, axis=1)[:, : self._step].ravel()
        ncc = correlation[: len(self._low)] / (self._energy[: len(correlation)][: len(self._low)] * norm)
        places = []
        for _ in range(CANDIDATES):
            best = int(np.argmax(ncc))
            if ncc[best] < SEARCH_NCC:
                break
            places.append(best)
            ncc[max(0, best - 10) : best + 10] = -1.0
        return places

    def _confirm(self, dream: FloatArray, start: int, lag: int) -> tuple[float, float, float] | None:
        """Follow an alignment at the full rate to both ends; None if it is no copy. All in seconds."""
        scale = self._rate / SEARCH_RATE
        first = round(start * scale)
        length = round(WINDOW_S * self._rate)
        window = dream[first : first + length]
        slack = int(np.ceil(2 * scale))
        origin = round((start + lag) * scale) - slack
        if origin < 0 or len(window) < length:
            return None
        around = self._source[origin : origin + length + 2 * slack]
        if len(around) < length:
            return None
        fits = np.lib.stride_tricks.sliding_window_view(around, length)
        ncc = (fits @ window) / (np.linalg.norm(fits, axis=1) * np.linalg.norm(window) + 1e-12)
        best = int(np.argmax(ncc))
        if ncc[best] < COPY_NCC:
            return None
        shift = origin + best - first  # source sample = dream sample + shift
        begin, end = max(0, -shift), min(len(dream), len(self._source) - shift)
        ours, theirs = dream[begin:end], self._source[begin + shift : end + shift]
        size = round(CONFIRM_S * self._rate)
        count = len(ours) // size
        a, b = (x[: count * size].reshape(count, size).astype(np.float64) for x in (ours, theirs))
        fit = (a * b).sum(axis=1) / (np.sqrt((a**2).sum(axis=1) * (b**2).sum(axis=1)) + 1e-12)
        alike = fit >= COPY_NCC
        middle = (first + length // 2 - begin) // size
        left = right = min(middle, count - 1)
        while left > 0 and alike[left - 1]:
            left -= 1
        while right < count - 1 and alike[right + 1]:
            right += 1
        at = begin + left * size
        return at / self._rate, (at + shift) / self._rate, (right - left + 1) * CONFIRM_S


def _bands(samples: FloatArray, sample_rate: int) -> tuple[FloatArray, FloatArray]:
    """The differenced wave below 1 kHz at SEARCH_RATE, and below 2 kHz at the full rate."""
    x = np.asarray(samples, dtype=np.float32)
    middle = soxr.resample(np.diff(x, prepend=x[:1]), sample_rate, CONFIRM_RATE, quality="MQ")
    narrow = soxr.resample(middle, CONFIRM_RATE, 2 * SEARCH_BAND_HZ, quality="MQ")
    low = soxr.resample(narrow, 2 * SEARCH_BAND_HZ, SEARCH_RATE, quality="MQ")
    full = np.zeros_like(x)
    back = soxr.resample(middle, CONFIRM_RATE, sample_rate, quality="MQ")[: len(x)]
    full[: len(back)] = back
    return np.asarray(low, np.float32), full
