"""Measures what the ear hears first of a colour and the mel bands do not tell: octaves up to 20 kHz, attacks."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.signal import butter, sosfiltfilt, welch

from live_models.arrays import DoubleArray, FloatArray

LOWEST_HZ: Final = 88.4
"""Lower edge of the octave around 125 Hz (IEC 61260)."""

MOST_OCTAVES: Final = 8
"""Up to 20 kHz."""

FLOOR_DB: Final = -65.0
"""An octave so far below the whole sound is masked by the others."""

WINDOW_S: Final = 0.09

ATTACK_HOP_S: Final = 0.002
RISE_DB: Final = 10.0
WITHIN_S: Final = 0.15
"""An attack is a rise of the envelope by 10 dB within 150 ms."""

LEAST_ATTACKS: Final = 4
"""Of fewer attacks no time is told."""

ATTACKS_ABOVE_HZ: Final = 1500.0
"""Attacks are looked for above: low strings that ring on hide them, and what smears them is heard there first."""


def octave_edges(sample_rate: int) -> list[tuple[float, float]]:
    """Octave bands that a rate has room for; a last one of at least half an octave counts. Hz."""
    highest, low = min(20_000.0, 0.45 * sample_rate), LOWEST_HZ
    edges: list[tuple[float, float]] = []
    while len(edges) < MOST_OCTAVES and low * 2.0**0.5 <= highest:
        edges.append((low, min(2.0 * low, highest)))
        low *= 2.0
    return edges


def octaves_db(samples: FloatArray, sample_rate: int) -> DoubleArray:
    """Level of each octave against the whole sound's, at least `FLOOR_DB`. Shape: `[n]` -> `[octaves]`"""
    x = np.asarray(samples, dtype=np.float64)
    size = 1 << max(6, round(np.log2(WINDOW_S * sample_rate)))
    hertz, power = welch(x, sample_rate, nperseg=min(size, len(x)))
    total = max(float(power.sum()), 1e-30)
    shares = [float(power[(hertz >= low) & (hertz < high)].sum()) / total for low, high in octave_edges(sample_rate)]
    return np.maximum(10.0 * np.log10(np.maximum(shares, 1e-30)), FLOOR_DB)


def attack_s(samples: FloatArray, sample_rate: int) -> float:
    """Median time in which attacks rise from 10 to 70 % of their height. Seconds; 0 where there are too few.

    Of the envelope (RMS over 4 ms) above 1.5 kHz. Not to 90 %: the highest place of a noise that stays comes by chance.
    """
    x = np.asarray(samples, dtype=np.float64)
    hop = max(1, round(ATTACK_HOP_S * sample_rate))
    if len(x) < 20 * hop:
        return 0.0
    highpass = butter(2, min(ATTACKS_ABOVE_HZ, 0.3 * sample_rate), "highpass", fs=sample_rate, output="sos")
    squares = sosfiltfilt(highpass, x) ** 2
    blocks = squares[: len(squares) // hop * hop].reshape(-1, hop).mean(axis=1)
    envelope = np.sqrt(np.convolve(blocks, [0.5, 0.5], "same"))
    times = [found for peak in attacks(envelope) if (found := _rise(envelope, peak)) > 0.0]
    return float(np.median(times)) * hop / sample_rate if len(times) >= LEAST_ATTACKS else 0.0


def attacks(envelope: DoubleArray) -> list[int]:
    """Where attacks have their height: the greatest value within `WITHIN_S` either way, `RISE_DB` above the least
    before.

    Values 40 dB below the envelope's greatest are none.
    """
    reach = max(2, round(WITHIN_S / ATTACK_HOP_S))
    padded = np.pad(envelope, reach, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    highest, least = windows.max(axis=1), windows[:, : reach + 1].min(axis=1)
    found = (envelope >= highest) & (envelope > 10.0 ** (RISE_DB / 20.0) * least) & (envelope > 0.01 * envelope.max())
    places = np.flatnonzero(found)
    return [int(one) for one in places[np.diff(places, prepend=-reach) >= reach]]


def _rise(envelope: DoubleArray, peak: int) -> float:
    """Blocks from 10 to 70 % of the way from what was before an attack to its height, between blocks by lines."""
    before = envelope[max(0, peak - round(WITHIN_S / ATTACK_HOP_S)) : peak + 1]
    lowest = float(before.min())
    height = (before - lowest) / (before[-1] - lowest)
    high = int(np.argmax(height >= 0.7))
    low = int(np.flatnonzero(height[: high + 1] < 0.1)[-1]) if (height[: high + 1] < 0.1).any() else 0
    return _crossing(height, high - 1, 0.7) - _crossing(height, low, 0.1)


def _crossing(height: DoubleArray, at: int, value: float) -> float:
    """Where a line from one value to the next has this height."""
    at = max(at, 0)
    rise = height[at + 1] - height[at]
    return at + float(np.clip((value - height[at]) / rise, 0.0, 1.0)) if rise > 0.0 else float(at)
