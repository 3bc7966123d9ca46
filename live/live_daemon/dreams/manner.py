"""How a live dream plays beside the player: with her, or between what she plays."""

from __future__ import annotations

from typing import Final

from live_daemon.settings.ranges import BETWEEN, WITH

TICK_S: Final = 0.02
BUSY: Final = 0.25
REST: Final = 0.1
"""Of her own loudest peaks: above the first (-12 dB) she plays, below the second (-20 dB) she rests."""

LOUDEST_S: Final = 30.0
LEAST_PEAK: Final = 0.003
"""-50 dBFS: nothing is played."""

REST_AFTER_S: Final = 0.15
AWAY_S: Final = 0.15
BACK_S: Final = 0.4
LEAST_SHARE: Final = 0.05
"""Of its gain a dream keeps -26 dB while she plays: it thins out, and is there again at once."""


class Manner:
    """The share of its gain at which the live dream sounds now. *Controller's main thread only.*"""

    def __init__(self) -> None:
        self.word = WITH
        self._share = 1.0
        self._loudest = 0.0
        self._is_busy = False
        self._quiet_s = 0.0

    def tick(self, input_peak: float) -> float:
        """Return the share, 0..1, after another `TICK_S`. ``input_peak``: of the live input, 1.0 is full scale."""
        self._loudest = max(input_peak, LEAST_PEAK, self._loudest * (1.0 - TICK_S / LOUDEST_S))
        if input_peak > BUSY * self._loudest and input_peak > LEAST_PEAK:
            self._is_busy, self._quiet_s = True, 0.0
        elif input_peak < REST * self._loudest:
            self._quiet_s += TICK_S
            self._is_busy = self._is_busy and self._quiet_s < REST_AFTER_S
        wanted = LEAST_SHARE if self.word == BETWEEN and self._is_busy else 1.0
        step = TICK_S / (AWAY_S if wanted < self._share else BACK_S)
        self._share = max(wanted, self._share - step) if wanted < self._share else min(wanted, self._share + step)
        return round(self._share, 4)
