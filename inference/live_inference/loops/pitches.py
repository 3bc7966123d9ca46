"""Finds the strongest pitches of a sound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LOWEST_HZ = 60.0
HIGHEST_HZ = 4000.0
LONGEST_ANALYSED_S = 60.0
"""Of a longer sound only the first minute is analysed: its windows are all in memory at once."""


@dataclass(frozen=True, slots=True)
class Pitch:
    """A strong component of a sound; ``weight`` is its share of the total amplitude of the pitches found (sum 1)."""

    frequency_hz: float
    weight: float


def strongest_pitches(samples: NDArray[np.float32], sample_rate: int, count: int = 4) -> list[Pitch]:
    """Return up to ``count`` spectral peaks of a sound, strongest first; a silent sound has none.

    The peaks are those of the mean power spectrum (Welch, windows of 0.34 s to separate semitones from 60 Hz up), at
    least a semitone apart; each is refined by a parabola through the logarithm of its three bins.

    Shape:
        - samples: `[frames]`, mono
    """
    from scipy.signal import find_peaks, welch  # loads in most of a second: not at every start of a controller

    samples = samples[: round(LONGEST_ANALYSED_S * sample_rate)]
    length = min(len(samples), 1 << int(np.round(np.log2(0.34 * sample_rate))))
    if length < 64:
        return []
    frequencies, power = welch(
        np.asarray(samples, np.float64), sample_rate, "blackman", nperseg=length, nfft=2 * length
    )
    audible = (frequencies >= LOWEST_HZ) & (frequencies <= min(HIGHEST_HZ, 0.45 * sample_rate))
    if not audible.any() or power[audible].max() <= 1e-14:
        return []
    logarithm = np.log(power + 1e-20)
    peaks, _ = find_peaks(np.where(audible, logarithm, logarithm.min()))
    found: list[tuple[float, float]] = []
    for peak in sorted(peaks, key=lambda index: -power[index]):
        if power[peak] < 1e-3 * power[peaks].max() or len(found) == count:
            break
        left, centre, right = logarithm[peak - 1 : peak + 2]
        shift = 0.5 * (left - right) / (left - 2 * centre + right)
        frequency = float((peak + shift) * frequencies[1])
        if all(abs(np.log2(frequency / other)) > 1 / 12 for other, _ in found):
            found.append((frequency, float(np.sqrt(power[peak]))))
    total = sum(amplitude for _, amplitude in found)
    return [Pitch(frequency, amplitude / total) for frequency, amplitude in found]
