"""Measures whether a sound develops: how much it changes, and whether it repeats itself."""

from __future__ import annotations

from typing import Final

import numpy as np
import scipy.fft
import soxr
from scipy.ndimage import median_filter

from live_inference.scores.spectra import AUDIBLE_DB, Spectra
from live_models.arrays import DoubleArray, FloatArray

CHANGE_LAG_S: Final = 0.5
CHANGE_WINDOW_S: Final = 3.0
"""Change of the spectrum over half a second (a slow note), averaged over 3 s (a slow phrase)."""

PITCH_LAG_S: Final = 1.5
QUIET_SHARE: Final = 0.05
"""Pitches are compared over a second and a half (a short phrase), where both windows hold this share of the usual
amount of pitch at least."""

REPEAT_BAND_HZ: Final = 1000.0
REPEAT_RATE: Final = 4000
"""Four samples per shortest period, so that a parabola finds a lag between two samples."""

REPEAT_WINDOW_S: Final = 0.5
REPEAT_HOP_S: Final = 0.25
REPEAT_LAGS_S: Final = (0.1, 4.0)
"""A loop of any length up to 4 s has a multiple of its period in this range."""

LOUD_AROUND_S: Final = 4.0

WINDOWS_AT_ONCE: Final = 256
"""A minute of windows: those of an hour would take ten gigabytes."""


def change_db(spectra: Spectra) -> DoubleArray:
    """Spectral change over half a second: RMS difference of the bands, averaged over 3 s. Shape: -> `[positions]`."""
    lag = max(1, round(CHANGE_LAG_S / spectra.hop_s))
    bands = spectra.bands_db
    if len(bands) <= lag:
        return np.zeros(1)
    change = np.sqrt(np.mean((bands[lag:] - bands[:-lag]) ** 2, axis=1))
    size = min(len(change), round(CHANGE_WINDOW_S / spectra.hop_s))
    total = np.concatenate([[0.0], np.cumsum(change)])
    return np.asarray((total[size:] - total[:-size]) / size)


def pitch_change(spectra: Spectra) -> float:
    """Share of the pitch content that is on other pitch classes a second and a half later, mean, 0..1.

    0 for one note or chord, however often it is struck (plucks and noise alone make .15 to .2); music that goes from
    chord to chord has .35 to .6. Also 0 where the sound is too short to tell.
    """
    lag = max(1, round(PITCH_LAG_S / spectra.pitch_hop_s))
    amount = spectra.chroma.sum(axis=1)
    if len(amount) <= lag or not amount.any():
        return 0.0
    heard = amount > QUIET_SHARE * np.median(amount[amount > 0.0])
    shares = spectra.chroma / np.maximum(amount, 1e-12)[:, None]
    moved = 0.5 * np.abs(shares[lag:] - shares[:-lag]).sum(axis=1)[heard[lag:] & heard[:-lag]]
    return float(moved.mean()) if len(moved) else 0.0


def residuals(samples: FloatArray, sample_rate: int) -> DoubleArray:
    """For each window of half a second, four per second: the share of the energy that no earlier sound explains.

    min over lags L of |x[t] - x[t - L]|^2 / |x[t]|^2, L from 0.1 to 4 s, below 1 kHz. A loop gives 0; a plucked string
    at least 0.01 half a second later, because it decays; a rest NaN. Shape: `[n]` -> `[windows]`
    """
    low = soxr.resample(np.asarray(samples, np.float32), sample_rate, 2.0 * REPEAT_BAND_HZ, quality="MQ")
    x = np.asarray(soxr.resample(low, 2.0 * REPEAT_BAND_HZ, REPEAT_RATE, quality="MQ"), np.float64)
    x -= x.mean()
    size, hop = round(REPEAT_WINDOW_S * REPEAT_RATE), round(REPEAT_HOP_S * REPEAT_RATE)
    low, high = (round(lag * REPEAT_RATE) for lag in REPEAT_LAGS_S)
    padded = np.concatenate([np.zeros(high), x])
    starts = np.arange(low, len(x) - size + 1, hop)
    if not len(starts):
        return np.zeros(0)
    silent = float(np.mean(x**2)) * size * 10.0 ** (AUDIBLE_DB / 10.0) + 1e-12
    some = [starts[first : first + WINDOWS_AT_ONCE] for first in range(0, len(starts), WINDOWS_AT_ONCE)]
    return np.concatenate([_residuals_at(padded, own, size, (low, high), silent) for own in some])


def _residuals_at(
    padded: DoubleArray, starts: np.ndarray, size: int, lags: tuple[int, int], silent: float
) -> DoubleArray:
    """The residuals of some windows. `padded`: the sound, preceded by silence as long as the longest lag."""
    low, high = lags
    now = padded[starts[:, None] + high + np.arange(size)]
    past_length = high - low + size
    past = padded[starts[:, None] + np.arange(past_length)]
    points = scipy.fft.next_fast_len(past_length, real=True)
    # Circular correlation is enough: lags that wrap around are not used.
    correlation = scipy.fft.irfft(
        scipy.fft.rfft(past, points, axis=1) * np.conj(scipy.fft.rfft(now, points, axis=1)), points, axis=1
    )[:, : high - low + 1]
    running = np.concatenate([np.zeros((len(past), 1)), np.cumsum(past**2, axis=1)], axis=1)
    then = running[:, size:] - running[:, :-size]
    energy = np.sum(now**2, axis=1)
    rows, best = np.arange(len(now)), np.argmin(then - 2.0 * correlation, axis=1)
    # A loop's period may lie between two samples of the low rate: take the peak of a parabola.
    left, centre, right = (correlation[rows, np.clip(best + d, 0, high - low)] for d in (-1, 0, 1))
    bend = np.minimum(left - 2.0 * centre + right, -1e-12)
    peak = centre + np.where((centre >= left) & (centre >= right), -((left - right) ** 2) / (8.0 * bend), 0.0)
    out = (then[rows, best] - 2.0 * peak) / np.maximum(energy, 1e-12) + 1.0
    return np.where(energy < silent, np.nan, np.maximum(out, 0.0))


def loudest_db(spectra: Spectra) -> float:
    """Level of the loudest window above the median of the 4 s around it, in dB.

    The median counts as at least -6 dB, for the first note after a rest.
    """
    around = median_filter(spectra.level_db, size=max(1, round(LOUD_AROUND_S / spectra.hop_s)), mode="nearest")
    return float((spectra.level_db - np.maximum(around, -6.0)).max())


def longest_run_s(alike: np.ndarray, step_s: float) -> float:
    """The longest run of True, in seconds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], alike, [False]]).astype(np.int8)))
    return float((edges[1::2] - edges[::2]).max(initial=0)) * step_s
