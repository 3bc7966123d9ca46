"""What hosts hear of the live input, 25 times a second: its peak, and what the follower hears in each band."""

from __future__ import annotations

import math
from collections.abc import Callable

from live_daemon.audio.reader import EngineReader
from live_daemon.osc.reporter import Reporter

EVERY = 2
"""Ticks of the controller, which come 50 times a second at most."""
FLOOR_DB = -120.0
_STEP_DB = 0.5
_DIGITS = 3  # of a level: finer than any picture of it


class HeardReports:
    """Reports peak and levels when they have moved. *Controller's main thread only.*"""

    def __init__(self, engine: EngineReader, reporter: Reporter, bands: Callable[[], int]):
        """``bands``: how many are told by `/dream/bands`; the engine has some of its own as long as there are none."""
        self._engine = engine
        self._reporter = reporter
        self._bands = bands
        self._frame = int(engine.record.get("frame"))
        self._ticks = 0
        self._peak_db = FLOOR_DB
        self._levels: list[float] = []

    def tick(self) -> None:
        """Report what has moved, every second time. Call it 50 times a second."""
        self._ticks += 1
        if self._ticks % EVERY:
            return
        peak, self._frame = self._engine.input_peak_since(self._frame)
        if (peak_db := in_db(peak)) != self._peak_db:
            self._peak_db = peak_db
            self._reporter.send("/dream/input", peak_db)
        levels = [round(float(level), _DIGITS) for level in self._engine.levels()[: self._bands()]]
        if levels != self._levels:
            self._levels = levels
            if levels:
                self._reporter.send("/dream/heard", *levels)


def in_db(peak: float) -> float:
    """Return a peak (1.0 is full scale) in dBFS, rounded to half a dB.

    >>> [in_db(peak) for peak in (1.0, 0.5, 0.0)]
    [0.0, -6.0, -120.0]
    """
    if peak <= 0.0:
        return FLOOR_DB
    return max(FLOOR_DB, round(20 * math.log10(peak) / _STEP_DB) * _STEP_DB)
