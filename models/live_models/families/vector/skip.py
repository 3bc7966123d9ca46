"""The linear skip of the vector approach: what is known of the next vector, and in which units the rest is.

The next vector is `weight @ history + scale * spread @ innovation`. `weight` is the least-squares predictor of a whole
vector from the samples before it, so ringing strings go on across the boundary by themselves. What it leaves over is
small where the vector begins and grows along it, and its samples depend on one another; `spread` is the Cholesky factor
of its covariance. So a network that knows nothing puts out white numbers of deviation 1, and whatever it puts out, each
number is heard through the strings' own resonances from its sample on (for one sample at a time this is linear
prediction, where what is left over is called the innovation).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from live_models.families.vector.config import VectorParameters
from live_models.features import REFERENCE_RMS

QUIETEST_RMS = 0.1 * REFERENCE_RMS
"""Below this level (-20 dB) innovations count as if the vector before were this loud: a rest ends by a note."""

LOUDEST_RMS = 4.0 * REFERENCE_RMS
"""And above this one (12 dB) as if it were no louder: what is loud must not excite itself without end."""


@dataclass(frozen=True)
class VectorSkip:
    """The skip's two matrices. Immutable; any thread.

    Shape: `weight` `[seg_len, skip_length]`, `spread` `[seg_len, seg_len]`, lower triangular
    """

    weight: np.ndarray
    spread: np.ndarray
    level_normalised: bool

    @classmethod
    def of(cls, parameters: VectorParameters, tensors: Mapping[str, np.ndarray]) -> VectorSkip:
        """The skip of a checkpoint's tensors."""
        return cls(tensors["linear.weight"], tensors["linear.spread"], parameters.level_normalised)

    @cached_property
    def _whitening(self) -> np.ndarray:
        return np.asarray(np.linalg.inv(self.spread.astype(np.float64)).T, dtype=np.float32)

    def scale(self, history: np.ndarray) -> np.ndarray:
        """Unit of the innovations after a history: with `level_normalised`, the level of its last vector.

        Shape: `[..., skip_length]` -> `[..., 1]`
        """
        return innovation_scale(history[..., -len(self.weight) :], self.level_normalised)

    def innovations(self, history: np.ndarray, vector: np.ndarray) -> np.ndarray:
        """What a network has to put out for `vector` to follow `history`. Shape: -> that of `vector`, float32."""
        left_over = (vector - history @ self.weight.T) / self.scale(history)
        return np.asarray(left_over @ self._whitening, dtype=np.float32)

    def limited(self, history: np.ndarray, innovation: np.ndarray, largest: float) -> np.ndarray:
        """The innovation, made smaller if its RMS in units of the reference level is above `largest`."""
        size = self.scale(history) * np.sqrt(np.mean(np.square(innovation, dtype=np.float64), axis=-1, keepdims=True))
        return np.asarray(innovation * (largest / np.maximum(size, largest)), dtype=np.float32)  # NaN stays NaN

    def vector(self, history: np.ndarray, innovation: np.ndarray) -> np.ndarray:
        """The vector that follows `history`; undoes `innovations`. float32."""
        return np.asarray(
            history @ self.weight.T + self.scale(history) * (innovation @ self.spread.T), dtype=np.float32
        )


def innovation_scale(vector: np.ndarray, level_normalised: bool) -> np.ndarray:
    """Level of a vector (RMS) over the reference level; ones without `level_normalised`.

    Shape: `[..., n]` -> `[..., 1]`
    """
    if not level_normalised:
        return np.ones((*vector.shape[:-1], 1), dtype=np.float32)
    rms = np.sqrt(np.mean(np.square(vector, dtype=np.float64), axis=-1, keepdims=True))
    return np.asarray(np.clip(rms, QUIETEST_RMS, LOUDEST_RMS) / REFERENCE_RMS, dtype=np.float32)
