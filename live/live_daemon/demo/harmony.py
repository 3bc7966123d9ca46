"""The demo's harmony: pitch classes over time, and whether each dream answers its take."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from live_daemon.demo.performed import Performance
from live_inference.files.audio import read_audio
from live_inference.scores.answer import answer, folded, seed_profile
from live_models.condition.ear import EAR_RATE, HOP, frames_of
from live_models.condition.numbers import NUM_PITCHES

MEAN_S = 1.0
QUIET = 0.05
"""Of the loudest moment's pitches: below it nothing is drawn."""


def pitch_classes(samples: NDArray[np.float32], sample_rate: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Times, and what is heard of each pitch class there: means over a second, the strongest of each moment is 1.

    Shape: `[n]` -> `[times]`, `[12, times]`
    """
    heard = frames_of(samples, sample_rate)[:, :NUM_PITCHES]
    width = max(1, round(MEAN_S * EAR_RATE / HOP))
    classes = np.array([folded(one) for one in heard]).reshape(-1, 12)
    means = np.array([np.convolve(one, np.ones(width) / width, "same") for one in classes.T])
    strongest = means.max(axis=0)
    there = strongest > QUIET * strongest.max(initial=1e-12)
    return np.arange(len(heard)) * HOP / EAR_RATE, np.where(there, means / np.maximum(strongest, 1e-12), 0.0)


@dataclass(frozen=True)
class Answered:
    """A dream and its take (a number, from 0): its sound at `EAR_RATE`, and how surely its pitches tell the take."""

    take: int
    sound: NDArray[np.float32]
    answer: float | None


def answered(performance: Performance, dream: Path, take: int, passages: NDArray[np.float64]) -> Answered:
    """Hear a dream; its `answer` is among passages of the whole recording. Shape: `passages` `[passages, 12]`"""
    rate = performance.sample_rate
    start_s, end_s = performance.takes[take]
    asked = seed_profile(performance.played[round(start_s * rate) : round(end_s * rate)], rate)
    sound = read_audio(dream, EAR_RATE)
    told = answer(sound, EAR_RATE, asked, passages)
    return Answered(take, sound, None if told is None else round(told, 4))
