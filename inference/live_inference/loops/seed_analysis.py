"""Analyses a seed as the follower will hear it when it is played again: which pitches, and how loud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from live_inference.loops.pitches import LONGEST_ANALYSED_S, strongest_pitches
from live_models.arrays import FloatArray

GRID_HZ: Final[NDArray[np.float64]] = 55.0 * 2 ** (np.arange(152) / 24)
"""Quarter tones from A1 (55 Hz) to more than six octaves above. They are closer than the width of the follower's bands,
so that a pitch between two of them can be interpolated."""

PITCHES: Final = 12
Q: Final = 20.0
SECTIONS: Final = 2
ATTACK_MS: Final = 20.0
RELEASE_MS: Final = 400.0
SENSITIVITIES_DB: Final = (30.0, 24.0)
"""The follower's default settings; the second sensitivity is for a performer who plays 6 dB softer than on the
recording."""

_RATES: Final = (3000, 6000, 12_000, 24_000)
_HOP_S: Final = 0.01
_SHOWN: Final = 0.89
"""Level of the follower's envelope for a sine of amplitude 1. With a release twenty times as long as the attack, a
rectified sine settles at 0.916; it rises later than the amplitude itself, so its mean is a little lower."""


@dataclass(frozen=True, slots=True)
class SeedAnalysis:
    """The twelve strongest pitches, strongest first, and the mean level of every quarter tone, 0..1."""

    pitches_hz: list[float]
    levels: list[float]


def analyse_seed(seed: FloatArray, sample_rate: int) -> SeedAnalysis:
    """Return how the follower hears a seed.

    Levels are the mean over time of the follower's bands: constant-Q band-pass, rectifier, attack and release,
    sensitivity, at most 1. Since a level never exceeds 1, a soft long pitch counts as much as a loud short one, unlike
    in a spectrum.

    Shape:
        - seed: `[frames]`, mono
    """
    seed = seed[: round(LONGEST_ANALYSED_S * sample_rate)]
    levels = _levels(seed, sample_rate)
    pitches = [one.frequency_hz for one in strongest_pitches(seed, sample_rate, 2 * PITCHES)]
    pitches = [hz for hz in pitches if level_at(levels, hz) > 0]
    pitches.sort(key=lambda hz: -level_at(levels, hz))
    return SeedAnalysis(pitches[:PITCHES], [float(level) for level in levels])


def level_at(levels: Sequence[float] | NDArray[np.float64], hz: float) -> float:
    """Return the level of a pitch, interpolated between quarter tones; 0 outside the grid."""
    return float(np.interp(np.log(hz), np.log(GRID_HZ), levels, left=0.0, right=0.0))


def _levels(seed: FloatArray, sample_rate: int) -> NDArray[np.float64]:
    """Mean level of each quarter tone. Shape: `[152]`."""
    rates = [next((rate for rate in _RATES if hz <= rate / 8), _RATES[-1]) for hz in GRID_HZ]
    parts = [_heights(seed, sample_rate, rate, GRID_HZ[np.asarray(rates) == rate]) for rate in _RATES]
    hops = min(part.shape[1] for part in parts)
    if not hops:
        return np.zeros(len(GRID_HZ))
    heights = np.concatenate([part[:, :hops] for part in parts]).T
    rise, fall = (1 - np.exp(-1000 * _HOP_S / ms) for ms in (ATTACK_MS, RELEASE_MS))
    sensitivities = 10 ** (np.asarray(SENSITIVITIES_DB)[:, None] / 20)
    envelope, total = np.zeros(len(GRID_HZ)), np.zeros(len(GRID_HZ))
    for now in heights:
        rest = _SHOWN * now - envelope
        envelope += np.where(rest > 0, rise, fall) * rest
        total += np.minimum(1.0, sensitivities * envelope).mean(axis=0)
    return np.asarray(total / hops)


def _heights(seed: FloatArray, sample_rate: int, rate: int, centres_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Amplitude of the sine in each band, every 10 ms, at a rate sufficient for these bands. Shape: `[bands, hops]`.

    Band-pass with 0 dB peak from R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients".
    """
    import soxr
    from scipy.signal import sosfilt

    hop = round(_HOP_S * rate)
    sound = np.asarray(soxr.resample(seed, sample_rate, rate, quality="HQ") if len(seed) else seed, np.float64)
    hops = len(sound) // hop
    if not hops:
        return np.zeros((len(centres_hz), 0))
    w = 2 * np.pi * centres_hz / rate
    # Each cascaded section is wider, so that together they have the quality Q.
    alpha = np.sin(w) / (2 * Q * np.sqrt(2 ** (1 / SECTIONS) - 1))
    found = np.empty((len(centres_hz), hops))
    for row, cosine, a in zip(found, np.cos(w), alpha, strict=True):
        section = np.array([a, 0.0, -a, 1 + a, -2 * cosine, 1 - a]) / (1 + a)
        filtered = sosfilt(np.tile(section, (SECTIONS, 1)), sound)[: hops * hop]
        row[:] = np.sqrt(2 * np.square(filtered).reshape(hops, hop).mean(axis=1))
    return found
