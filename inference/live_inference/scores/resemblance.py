"""Measures how near a sound is to recordings: its windows, its mean colour, its pitches."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_inference.scores.spectra import Spectra
from live_models.arrays import DoubleArray

NEIGHBOURS_S: Final = 2.0
"""A window's neighbours in time are the same note and must not make a recording look nearer to itself than it is."""

SEGMENT_S: Final = 10.0
"""Recordings are compared with themselves in passages as long as a typical dream."""


def nearest_db(windows: DoubleArray, frames: DoubleArray) -> DoubleArray:
    """Distance of each window to the nearest frame: RMS difference of the bands, dB. `[n, b]`, `[m, b]` -> `[n]`."""
    return np.asarray(np.sqrt(np.maximum(squared_distances(windows, frames).min(axis=1), 0.0)))


def nearest_elsewhere_db(windows: DoubleArray, hop_s: float) -> DoubleArray:
    """As `nearest_db`, from a recording to itself, without neighbours within 2 s. Shape: `[n, b]` -> `[n]`."""
    squared = squared_distances(windows, windows)
    reach = max(1, min(round(NEIGHBOURS_S / hop_s), len(windows) // 4))
    index = np.arange(len(windows))
    squared[np.abs(index[:, None] - index[None, :]) <= reach] = np.inf
    nearest = squared.min(axis=1)
    return np.asarray(np.sqrt(np.maximum(nearest[np.isfinite(nearest)], 0.0)))


def squared_distances(one: DoubleArray, other: DoubleArray) -> DoubleArray:
    """Mean squared difference of the bands, for every pair. Shape: `[n, b]`, `[m, b]` -> `[n, m]`."""
    a, b = one.astype(np.float32), other.astype(np.float32)
    squared = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1)[None, :] - 2.0 * (a @ b.T)
    return np.asarray(squared / one.shape[1], dtype=np.float64)


def colour_distance_db(mean: DoubleArray, deviation: DoubleArray, others: tuple[DoubleArray, DoubleArray]) -> float:
    """Fréchet distance of two Gaussians per band, RMS over the bands, dB. Shape: all `[b]`.

    As Kilgour et al. 2019, *Fréchet Audio Distance*, but on log-mel bands and with diagonal covariance.
    """
    return float(np.sqrt(np.mean((mean - others[0]) ** 2 + (deviation - others[1]) ** 2)))


def colour(spectra: Spectra) -> tuple[DoubleArray, DoubleArray]:
    """Mean and deviation of the bands over the audible windows, dB. Shape: -> two `[b]`."""
    bands = spectra.bands_db[spectra.audible]
    if not len(bands):
        bands = spectra.bands_db
    return bands.mean(axis=0), bands.std(axis=0)


def pitch_shares(chroma: DoubleArray) -> DoubleArray:
    """Share of each pitch class, sum 1. Shape: `[n, 12]` -> `[12]`."""
    total = chroma.sum(axis=0)
    whole = float(total.sum())
    return total / whole if whole > 0.0 else np.full(12, 1.0 / 12.0)


def pitch_distance(one: DoubleArray, other: DoubleArray) -> float:
    """Share of the pitch content that differs, 0..1: half the sum of the differences. Shape: both `[12]`."""
    return float(0.5 * np.abs(one - other).sum())


def pitch_distance_in_any_key(one: DoubleArray, other: DoubleArray) -> float:
    """As `pitch_distance`, in the key in which the two are nearest. Shape: both `[12]`."""
    return min(pitch_distance(one, np.roll(other, semitones)) for semitones in range(12))


def note_order(chroma: DoubleArray) -> list[int]:
    """The order of the notes: the strongest pitch class of each window, without repetitions."""
    if not len(chroma):
        return []
    strongest = np.argmax(chroma, axis=1)[chroma.sum(axis=1) > 0.05 * chroma.sum(axis=1).max()]
    changes = np.flatnonzero(np.diff(strongest, prepend=-1))
    return [int(note) for note in strongest[changes]]


def kept_order(notes: list[int], source: list[int]) -> float:
    """Share of the groups of four notes that occur in the source in the same order, 0..1; 0 for fewer notes."""
    groups = {tuple(source[i : i + 4]) for i in range(len(source) - 3)}
    ours = [tuple(notes[i : i + 4]) for i in range(len(notes) - 3)]
    return sum(group in groups for group in ours) / len(ours) if ours else 0.0
