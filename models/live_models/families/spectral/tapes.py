"""Training windows of spectra, and what is played in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.hearing import conditions_around


@dataclass(frozen=True)
class WindowTape:
    """Windows, and the next one after each. See `Tape`.

    `heard`: frames of the ear, summed up from the start, the ones in the middle of each window. `exponent`: the power
    to which magnitudes were raised.

    Shape: `data` `[num_windows, feature_size]`, float32 or float16; `heard` `[num_windows + 1, SIZE]`
    """

    data: np.ndarray
    heard: DoubleArray | None = None
    windows_per_s: float = 1.0
    exponent: float = 1.0

    def __len__(self) -> int:
        return len(self.data)

    def pairs(self, cursors: np.ndarray, level_db: np.ndarray | None = None) -> tuple[FloatArray, FloatArray]:
        """See `Tape.pairs`."""
        both = (self.data[cursors % len(self)], self.data[(cursors + 1) % len(self)])
        if level_db is not None:
            gains = (10.0 ** (self.exponent * level_db / 20.0)).astype(np.float32)[:, None]
            both = (both[0] * gains, both[1] * gains)
        return both[0].astype(np.float32, copy=False), both[1].astype(np.float32, copy=False)

    def conditions(
        self, cursors: np.ndarray, span_s: np.ndarray | float, level_db: np.ndarray | float = 0.0
    ) -> FloatArray:
        """See `Tape.conditions`."""
        assert self.heard is not None
        return conditions_around(self.heard, cursors + 1, np.multiply(span_s, self.windows_per_s), level_db)
