"""The guard: listens to a dream while it is made and says when it is no music any more; torch-free."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_inference.arrays import FloatArray

PIECE_S: Final = 0.05
"""The guard thinks in pieces of 50 ms: longer than a period of the lowest note, shorter than a note."""

SILENCE_DB: Final = -60.0
SILENCE_S: Final = 3.0
"""Longer than a rest in slow music, short enough that nobody waits for a dream that has died."""

STUCK_S: Final = 3.0
STUCK_CHANGE: Final = 1e-3
"""Relative change (power of the difference over power) below which two pieces are the same: -30 dB. A decaying string
changes by more: 2 % of amplitude in a piece is -34 dB alone, but partials beat and decay at their own pace."""

BURST_DB: Final = 24.0
FLATNESS: Final = 0.35
"""Spectral flatness of white noise in 50 ms is about 0.56; of a plucked string's attack below 0.2."""

CLIP_LEVEL: Final = 4.0
"""+12 dBFS: no network trained at -20 dBFS gets there by playing louder."""


class Guard:
    """Watches one dream, chunk by chunk. One thread at a time; makes no sound and changes none.

    Faults, and why these thresholds: see the constants of this module. `seed` is the recording that the dream began
    from; a dream may always be as loud as it, however loud that is.
    """

    def __init__(self, sample_rate: int, seed: FloatArray) -> None:
        self.sample_rate = sample_rate
        self._piece = max(64, round(PIECE_S * sample_rate))
        self._rest = np.empty(0, dtype=np.float32)
        self._level = 0.0  # running mean of the power of what was heard; 0: nothing yet
        self._silent = 0
        self._noisy = 0
        self._stuck: dict[int, int] = {}
        self._lags = [round(lag * self._piece) for lag in (0.4, 1.0, 2.0, 4.0)]
        self._past = np.zeros(5 * self._piece, dtype=np.float32)
        self._heard = 0
        self._ceiling = max(CLIP_LEVEL, 4.0 * float(np.max(np.abs(seed), initial=0.0)))
