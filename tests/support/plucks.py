"""Sounds to play to the daemon."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from live_daemon.demo.etude import pluck


def plucked(frequencies: list[float], step_s: float = 0.25) -> NDArray[np.float32]:
    """A line of plucked notes, mono at 48 kHz, peak 0.5."""
    rng = np.random.default_rng(1)
    sound = np.zeros(round((len(frequencies) * step_s + 1.5) * 48_000))
    for index, hz in enumerate(frequencies):
        tone = pluck(hz, 1.5, 0.8, rng)
        start = round(index * step_s * 48_000)
        sound[start : start + len(tone)] += tone[: len(sound) - start]
    return np.asarray(0.5 * sound / np.abs(sound).max(), np.float32)


def sine(frequency: float, seconds: float, amplitude: float = 0.3, sample_rate: int = 48_000) -> NDArray[np.float32]:
    """A pure tone."""
    time = np.arange(round(seconds * sample_rate)) / sample_rate
    return np.asarray(amplitude * np.sin(2 * np.pi * frequency * time), np.float32)
