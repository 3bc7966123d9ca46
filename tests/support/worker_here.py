"""The worker in this process: orders for it, and doubles of the guard, the steering and the clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import soundfile

from live_inference.worker import messages as m
from live_models.arrays import FloatArray
from live_models.contract.generator import Controls

from .plucks import plucked

RATE = 16_000


class Clock:
    """A clock that advances by 0.01 s at every call, so that no test depends on the machine's speed."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        self.now_s += 0.01
        return self.now_s


class Guard:
    """Replaces the guard, because random weights dream nonsense. A seed of 20000 samples is refused after a second."""

    def __init__(self, rate: int, seed: FloatArray, *_: Any) -> None:
        self.left = rate if len(seed) == 20_000 else 10**9
        self.trouble: dict[str, float] = {}

    def check(self, chunk: FloatArray) -> str | None:
        self.left -= len(chunk)
        return "refused" if self.left < 0 else None


class Unsteered:
    """Replaces the steering."""

    def __init__(self, controls: Controls) -> None:
        self.controls, self.reseeds = controls, 0
        self.steered: list[dict[str, Any]] = []

    def hear(self, *_: Any) -> None:
        """Change nothing."""


def order(worker: Any, number: int, seconds: float = 2.0, **changes: Any) -> m.DreamOrder:
    """Write a take (`take`: its length in samples at 8 kHz) and return the order for a dream on it."""
    take = worker.folder / f"take{changes.get('take', 8000)}.wav"
    soundfile.write(take, np.resize(plucked([220.0, 330.0])[::6], changes.pop("take", 8000)), 8000, subtype="FLOAT")
    places = {
        "voice": m.ArenaRange(number * 5 * RATE, round(seconds * RATE)),
        "loop": m.ArenaRange(50 * RATE, 5 * RATE),
    }
    folder = str(worker.folder / "dreams")
    return m.DreamOrder(number, str(take), "small", seconds, number, folder, **{**places, **changes})


def work(worker: Any, until: Callable[[], bool] | None = None) -> None:
    """Let the worker take steps until it is idle (or `until` is true)."""
    while not worker.is_idle:
        worker.work()
        if until is not None and until():
            return


def kinds(worker: Any, number: int) -> list[str]:
    """The kinds of messages that the worker has sent for one dream."""
    return [type(one).__name__ for one in worker.said if getattr(one, "id", None) == number]
