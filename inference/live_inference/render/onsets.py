"""Finds where notes and phrases begin in a recording."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from live_inference.scores.spectra import mel_matrix, window_length
from live_models.arrays import DoubleArray, FloatArray

HOP_S: Final = 0.01
WINDOW_S: Final = 0.046
FLOOR_DB: Final = -60.0
"""Lowest level of a band, relative to the loudest: the noise of a room has no onsets."""

AROUND_S: Final = 0.1
"""An onset is the highest flux within 50 ms on either side; notes closer than that form a chord."""
MEAN_S: Final = 0.6
ABOVE_MEAN_DB: Final = 1.2
"""How far the flux (mean rise of the mel bands in one hop, dB) must exceed its mean over 0.6 s."""

REST_DB: Final = -40.0
REST_S: Final = 0.25
"""A rest: 40 dB below the loudest, for a quarter of a second."""

SHORTEST_PHRASE_S: Final = 3.0
LONGEST_PHRASE_S: Final = 12.0
LONGER_GAP: Final = 1.75
"""A gap between attacks longer than this many times the passage's median gap ends a phrase."""


def onsets_s(samples: FloatArray, sample_rate: int) -> list[float]:
    """Return when notes begin, in seconds, ascending.

    Spectral flux on mel bands in dB: the rise of every band from one window to the next, summed (Dixon 2006, *Onset
    Detection Revisited*, 2.2; on a logarithmic scale as in Böck & Widmer 2013). Peaks are picked as in Dixon, 2.6:
    local maxima above a running mean. A steady sound has none.

    Shape:
        - samples: `[n]`, mono
    """
    flux = _flux(samples, sample_rate)
    if not len(flux):
        return []
    highest = maximum_filter1d(flux, round(AROUND_S / HOP_S) | 1, mode="nearest")
    mean = uniform_filter1d(flux, round(MEAN_S / HOP_S) | 1, mode="nearest")
    peaks = np.flatnonzero((flux >= highest) & (flux >= mean + ABOVE_MEAN_DB))
    kept: list[int] = []
    for peak in peaks.tolist():  # a plateau is one onset
        if not kept or (peak - kept[-1]) * HOP_S > AROUND_S / 2:
            kept.append(peak)
    return [round(peak * HOP_S, 3) for peak in kept]


def phrases_s(samples: FloatArray, sample_rate: int) -> list[float]:
    """Return where to cut a recording into phrases: seconds, ascending, without its start and end.

    Cuts are after each rest and at the longest gap between two attacks: the proximity rules of Lerdahl & Jackendoff
    (1983, *A Generative Theory of Tonal Music*, GPR 2a and 2b). A passage longer than 12 s is always cut (in its middle
    if no note begins in it), a shorter one if the gap is 1.75 times the median; no phrase is shorter than 3 s.
    """
    duration_s = len(samples) / sample_rate
    attacks = onsets_s(samples, sample_rate)
    cuts = _in_order(_rests_end_s(samples, sample_rate), duration_s)
    edges = [0.0, *cuts, duration_s]
    return sorted({*cuts, *(cut for start, end in pairwise(edges) for cut in _cut(start, end, attacks))})


def _flux(samples: FloatArray, sample_rate: int) -> DoubleArray:
    """Mean rise of the bands up to each window, dB. Shape: `[n]` -> `[windows]`; window w begins at w hops."""
    size, hop = window_length(WINDOW_S, sample_rate), max(1, round(HOP_S * sample_rate))
    # The first window lies before the sound, so that a note at the very start has an onset too.
    padded = np.concatenate([np.zeros(size, np.float32), samples, np.zeros(hop, np.float32)])
    count = max(0, (len(padded) - size) // hop + 1)
    window = np.hanning(size).astype(np.float32)
    mel = mel_matrix(size, sample_rate).T
    bands = np.empty((count, mel.shape[1]))
    for first in range(0, count, 4096):  # the spectra of an hour would not fit in memory
        starts = np.arange(first, min(count, first + 4096)) * hop
        pieces = padded[starts[:, None] + np.arange(size)] * window
        bands[first : first + len(starts)] = (np.abs(np.fft.rfft(pieces, axis=1))[:, 1:] ** 2) @ mel
    loudest = float(bands.max(initial=0.0))
    if loudest <= 0.0:
        return np.zeros(0)
    levels_db = 10.0 * np.log10(bands / loudest + 10.0 ** (FLOOR_DB / 10.0))
    rise = np.maximum(np.diff(levels_db, axis=0), 0.0).mean(axis=1)
    # A window shows a note once its middle, where its weight is greatest, reaches it.
    lag = round(size / 2 / hop)
    return np.asarray(np.concatenate([rise[lag:], np.zeros(min(lag, len(rise)))]))


def _rests_end_s(samples: FloatArray, sample_rate: int) -> list[float]:
    """The times at which rests end, in seconds."""
    piece = max(1, round(HOP_S * sample_rate))
    blocks = samples[: len(samples) // piece * piece].reshape(-1, piece).astype(np.float64)
    loudness = np.sqrt(np.mean(blocks**2, axis=1))
    if not len(loudness) or loudness.max() <= 0.0:
        return []
    resting = loudness < loudness.max() * 10.0 ** (REST_DB / 20.0)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], resting, [False]]).astype(np.int8)))
    long_ones = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if (b - a) * HOP_S >= REST_S]
    return [float(b * piece / sample_rate) for a, b in long_ones if a > 0 and b < len(resting)]


def _in_order(cuts: list[float], duration_s: float) -> list[float]:
    """Keep the cuts that leave no phrase too short."""
    kept: list[float] = []
    for cut in cuts:
        if cut - (kept[-1] if kept else 0.0) >= SHORTEST_PHRASE_S and duration_s - cut >= SHORTEST_PHRASE_S:
            kept.append(cut)
    return kept


def _cut(start: float, end: float, attacks: list[float]) -> list[float]:
    """Cut a passage at its longest gap, then both parts in the same way."""
    inside = [one for one in attacks if start <= one < end]
    gaps = [(after - before, after) for before, after in pairwise(inside)]
    able = [gap for gap in gaps if gap[1] - start >= SHORTEST_PHRASE_S and end - gap[1] >= SHORTEST_PHRASE_S]
    too_long = end - start > LONGEST_PHRASE_S
    if able:
        # Of gaps equal to 10 ms the one nearest to the middle: an even pulse gives even phrases.
        longest, at = max(able, key=lambda gap: (round(gap[0], 2), -abs(gap[1] - (start + end) / 2)))
        if not too_long and longest < LONGER_GAP * float(np.median([gap[0] for gap in gaps])):
            return []
    elif too_long:
        at = round((start + end) / 2, 3)
    else:
        return []
    return [*_cut(start, at, attacks), at, *_cut(at, end, attacks)]
