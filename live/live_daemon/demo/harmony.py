"""Whether each dream of the demo answers its take."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from live_daemon.demo.performed import Performance
from live_inference.files.audio import read_audio
from live_inference.scores.answer import answer, seed_profile
from live_inference.scores.harmony import HEARD_AT


@dataclass(frozen=True)
class Answered:
    """A dream and its take (a number, from 0): its sound at `HEARD_AT`, and how surely its pitches tell the take."""

    take: int
    sound: NDArray[np.float32]
    answer: float | None


def answered(performance: Performance, dream: Path, take: int, passages: NDArray[np.float64]) -> Answered:
    """Hear a dream; its `answer` is among passages of the whole recording. Shape: `passages` `[passages, 12]`"""
    rate = performance.sample_rate
    start_s, end_s = performance.takes[take]
    asked = seed_profile(performance.played[round(start_s * rate) : round(end_s * rate)], rate)
    sound = read_audio(dream, HEARD_AT)
    told = answer(sound, HEARD_AT, asked, passages)
    return Answered(take, sound, None if told is None else round(told, 4))
