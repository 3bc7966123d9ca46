"""Measures artifacts that no player makes: clicks, steps at the model's boundaries, offset, clipping."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray

CLICK_BLOCK_S: Final = 0.002
CLICK_NEIGHBOURS_S: Final = 0.01
CLICK_RATIO: Final = 8.0
"""A click has 8 times the curvature of the 10 ms on either side. The peak of 20 samples of Gaussian noise is 2.5 times
its mean; a plucked attack stays rough for longer than 10 ms, so it is no click."""

CLICK_FLOOR: Final = 0.01
"""A click bends the wave by at least 1 % of the sound's own level; less is inaudible."""

SUBSONIC_HZ: Final = 20.0

FLAT_STEP_S: Final = 1.0 / 11025
"""A flat top is as long at every rate: three samples at 11025 Hz."""


def boundary_ratio(samples: FloatArray, hop_length: int) -> float:
    """Mean step |x[b] - x[b-1]| at multiples b of `hop_length`, over the mean step elsewhere; 1 for a seamless sound.

    Pfalz's published outputs were measured by the same figure.
    """
    return _ratio_at(np.abs(np.diff(np.asarray(samples, dtype=np.float64))), hop_length, (-1,))


def boundary_bend_ratio(samples: FloatArray, hop_length: int) -> float:
    """As `boundary_ratio`, for the bend |x[n+1] - 2 x[n] + x[n-1]|, which also shows what a low note's steps hide."""
    return _ratio_at(_bend(samples), hop_length, (-2, -1))


def _ratio_at(steps: DoubleArray, hop_length: int, shifts: tuple[int, ...]) -> float:
    """The mean of `steps` at boundaries over the mean elsewhere. A step k leads from sample k to sample k + 1."""
    boundary = np.zeros(len(steps), dtype=bool)
    for shift in shifts:
        boundary[hop_length + shift :: hop_length] = True
    if not boundary.any() or boundary.all():
        return 1.0
    elsewhere = float(steps[~boundary].mean())
    return float(steps[boundary].mean()) / elsewhere if elsewhere > 0.0 else 1.0


def clicks_per_s(samples: FloatArray, sample_rate: int) -> float:
    """Clicks per second: places where the wave bends far more than around them.

    The bend is the second difference, the residual of a fixed linear predictor. (Godsill & Rayner, *Digital Audio
    Restoration*, 1998, chapter 5, use the residual of a fitted predictor.)
    """
    bend = _bend(samples)
    size = max(8, round(CLICK_BLOCK_S * sample_rate))
    reach = max(2, round(CLICK_NEIGHBOURS_S / CLICK_BLOCK_S))
    blocks = bend[: len(bend) // size * size].reshape(-1, size)
    if len(blocks) < 2 * reach + 3:
        return 0.0
    peak, mean = blocks.max(axis=1), blocks.mean(axis=1)
    total = np.concatenate([[0.0], np.cumsum(mean)])
    around = (total[reach:] - total[:-reach]) / reach  # around[i]: blocks i .. i + reach - 1
    middle = np.arange(reach + 1, len(blocks) - reach - 1)  # a block's own neighbours may share the click
    scale = np.maximum(around[middle - reach - 1], around[middle + 2])
    loud = CLICK_FLOOR * float(np.std(np.asarray(samples, dtype=np.float64)))
    return float(np.count_nonzero(peak[middle] > CLICK_RATIO * scale + loud)) / (len(samples) / sample_rate)


def _bend(samples: FloatArray) -> DoubleArray:
    return np.abs(np.diff(np.asarray(samples, dtype=np.float64), 2))


def subsonic_share(samples: FloatArray, sample_rate: int) -> float:
    """Share of the power below 20 Hz, where no instrument sounds: offset and slow drift."""
    x = np.asarray(samples, dtype=np.float64)
    total = float(np.mean(x**2))
    if total <= 0.0:
        return 0.0
    # Means of half periods: a cheap low pass, good enough for a share of the power.
    size = max(1, round(sample_rate / SUBSONIC_HZ / 2))
    means = x[: len(x) // size * size].reshape(-1, size).mean(axis=1) if len(x) >= size else x
    return float(np.mean(means**2)) / total


def clipped_share(samples: FloatArray, sample_rate: int) -> float:
    """Share of the samples in flat tops: near the peak, and equal to 1/10000 of it over two steps of 90 us.

    From one sample to the next the top of a low tone is as flat at 44.1 kHz.
    """
    x = np.asarray(samples, dtype=np.float64)
    peak = float(np.abs(x).max(initial=0.0))
    step = max(1, round(FLAT_STEP_S * sample_rate))
    if peak <= 0.0 or len(x) <= 2 * step:
        return 0.0
    flat = (np.abs(x[step:] - x[:-step]) < 1e-4 * peak) & (np.abs(x[step:]) > 0.9 * peak)
    return float(np.count_nonzero(flat[step:] & flat[:-step])) / len(x)


RATIO_LIMIT: Final = 0.3
BEND_LIMIT: Final = 1.0
"""Steps 30 % larger than elsewhere, or bends twice as sharp, at every boundary, are heard as a buzz at their rate."""

CHANCE: Final = 4.0
"""Excess that chance may give in a short or slow dream, in standard deviations of the ratio at other places."""

PLACES: Final = 16


def boundary_excess(samples: FloatArray, hop_length: int) -> tuple[float, float, float, float]:
    """Ratio of steps and its excess (0: as elsewhere, 1: at the limit), ratio of bends and its excess."""
    x = np.asarray(samples, dtype=np.float32)
    shifts = sorted({round(place * hop_length / PLACES) for place in range(1, PLACES)} - {0, 1, hop_length - 1})
    found: list[float] = []
    for ratio_of, limit in ((boundary_ratio, RATIO_LIMIT), (boundary_bend_ratio, BEND_LIMIT)):
        ratio = ratio_of(x, hop_length)
        chance = [ratio_of(x[shift:], hop_length) for shift in shifts]
        spread = float(np.std(chance)) if len(chance) > 2 else 0.0
        found += [ratio, (ratio - 1.0) / max(limit, CHANCE * spread)]
    return found[0], found[1], found[2], found[3]
