"""The strongest pitches of a sound, and how the follower would hear them. Torch-free."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

LOWEST_HZ = 60.0
HIGHEST_HZ = 4000.0
LONGEST_ANALYSED_S = 60.0
"""Of a longer sound the first minute speaks for the rest; its windows all lie in memory at once."""


HEARD_AT = (10 ** (30 / 20), 10 ** (24 / 20))
"""The follower's default sensitivity, for a performer who plays as loud as on the recording, and 6 dB softer."""

_WINDOWS_AT_ONCE = 32  # of half a megabyte each


@dataclass(frozen=True, slots=True)
class Pitch:
    """A strong component of a sound; ``weight`` is its share of the amplitude of all the pitches found (sum 1)."""

    frequency_hz: float
    weight: float


def strongest_pitches(samples: NDArray[np.float32], sample_rate: int, count: int = 4) -> list[Pitch]:
    """Return up to ``count`` spectral peaks of a sound, strongest first; a silent sound has none.

    The mean power spectrum (Welch, windows of 0.34 s so that semitones are apart from 60 Hz on) is searched for peaks
    that are a semitone apart; each is refined by a parabola through the logarithm of its three bins.

    Shape:
        - samples: `[frames]`, mono
    """
    from scipy.signal import find_peaks, welch  # takes most of a second to load: not at every controller's start

    samples = samples[: round(LONGEST_ANALYSED_S * sample_rate)]
    length = min(len(samples), _window_length(sample_rate))
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


def heard_pitches(samples: NDArray[np.float32], sample_rate: int, count: int = 12) -> list[Pitch]:
    """Return the pitches of a seed as the follower hears them when it is played again, the strongest first.

    The weight is not the share of the amplitude but the band's level on the average over time, 0..1: a level does
    not rise above 1, so a soft pitch that sounds all the time counts as much as a loud one that sounds now and then.

    Shape:
        - samples: `[frames]`, mono
    """
    peaks = strongest_pitches(samples, sample_rate, 2 * count)
    if not peaks:
        return []
    samples = np.asarray(samples[: round(LONGEST_ANALYSED_S * sample_rate)], np.float64)
    length = min(len(samples), _window_length(sample_rate))
    window = np.blackman(length)
    places = sliding_window_view(np.pad(samples, length // 2), length)[:: max(1, length // 4)]
    frequencies = np.fft.rfftfreq(2 * length, 1 / sample_rate)
    bands = [abs(np.log2(np.maximum(frequencies, 1.0) / peak.frequency_hz)) < 1 / 24 for peak in peaks]
    for band, peak in zip(bands, peaks, strict=True):
        band[np.argmin(abs(frequencies - peak.frequency_hz))] = True
    levels = np.zeros(len(peaks))
    for first in range(0, len(places), _WINDOWS_AT_ONCE):
        part = places[first : first + _WINDOWS_AT_ONCE] * (2 * window / window.sum())
        spectra = np.abs(np.fft.rfft(part, 2 * length))
        amplitudes = np.stack([spectra[:, band].max(axis=1) for band in bands], axis=1)
        levels += sum(np.minimum(1.0, amplitudes * sensitivity).sum(axis=0) for sensitivity in HEARD_AT)
    levels /= len(places) * len(HEARD_AT)
    heard = [Pitch(peak.frequency_hz, float(level)) for peak, level in zip(peaks, levels, strict=True)]
    return sorted(heard, key=lambda one: -one.weight)[:count]


def _window_length(sample_rate: int) -> int:
    return 1 << int(np.round(np.log2(0.34 * sample_rate)))
