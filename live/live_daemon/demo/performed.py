"""A performance: the recording, and the daemon's answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from live_daemon.settings import FollowerSettings


@dataclass(frozen=True)
class Arrival:
    """A dream that came back; times are stage time."""

    id: int
    path: Path
    arrived_s: float
    duration_s: float


@dataclass(frozen=True)
class Performance:
    """The recording that was played, and the daemon's answers to it.

    ``sound`` is what was played, with its channels; ``played`` the mono that is analysed.

    Shape:
        - played: `[frames]`; sound: the same, or `[2, frames]`; times_s: `[times]`; gains: `[times, loops]`
    """

    played: NDArray[np.float32]
    sound: NDArray[np.float32]
    sample_rate: int
    monitor: float
    takes: list[tuple[float, float]]
    arrivals: list[Arrival]
    times_s: NDArray[np.float64]
    gains: NDArray[np.float64]
    xruns: int
    faults: list[str]
    settings: FollowerSettings

    def take_of(self, recording: str) -> int:
        """The number of the take, from 0, whose file a dream was made from."""
        return int("".join(character for character in Path(recording).stem if character.isdigit())) - 1
