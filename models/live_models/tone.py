"""The tone of a checkpoint: by how much its dreams are raised in each octave to have the recordings' colour.

A dream of spectra is made of means of what the network expects; of noise and of high partials, which come and go, the
mean is softer than what it is the mean of. What is lost so is the same in every dream, and is given back in what
sounds, not in what is fed back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np

from live_models.arrays import DoubleArray, FloatArray

MOST_DB: Final = 9.0
"""Most by which an octave is raised or lowered; more would raise the network's faults."""

MOST_PLACES: Final = 16


@dataclass(frozen=True)
class Tone:
    """Gains at frequencies, and on lines between them over the logarithm. Immutable; any thread.

    Shape: `hertz`, rising, and `db` `[places]`
    """

    hertz: DoubleArray
    db: DoubleArray

    @classmethod
    def of(cls, hertz: Sequence[float], db: Sequence[float]) -> Self:
        """Gains at frequencies, none beyond `MOST_DB`. Raises ValueError for what cannot be used."""
        places, gains = np.asarray(hertz, dtype=np.float64), np.asarray(db, dtype=np.float64)
        if places.ndim != 1 or places.shape != gains.shape or not 1 <= len(places) <= MOST_PLACES:
            raise ValueError(f"tone must have as many db as hertz, 1 to {MOST_PLACES}, got {gains.size}, {places.size}")
        if not np.isfinite([places, gains]).all() or places[0] <= 0.0 or (np.diff(places) <= 0.0).any():
            raise ValueError(f"tone's hertz must rise from above 0 and all be finite, got {places.tolist()}")
        return cls(places, np.clip(gains, -MOST_DB, MOST_DB))

    @classmethod
    def from_card(cls, card: Mapping[str, Any]) -> Self | None:
        """A card's tone, None where it has none. Raises ValueError for what cannot be used."""
        found = card.get("tone")
        if found is None:
            return None
        if not isinstance(found, Mapping) or set(found) != {"hertz", "db"}:
            raise ValueError(f"tone must have hertz and db, got {str(found)[:60]}")
        return cls.of(found["hertz"], found["db"])

    def to_json(self) -> dict[str, list[float]]:
        """For a card."""
        return {"hertz": self.hertz.round(1).tolist(), "db": self.db.round(2).tolist()}

    def factors(self, hertz: DoubleArray) -> FloatArray:
        """What amplitudes at these frequencies are multiplied by. Shape kept."""
        places = np.log(np.maximum(hertz, 1e-3))
        return np.asarray(10.0 ** (np.interp(places, np.log(self.hertz), self.db) / 20.0), dtype=np.float32)

    def applied(self, samples: FloatArray, sample_rate: int) -> FloatArray:
        """A whole sound with this tone. Shape: `[n]` -> `[n]`, float32"""
        hertz = np.asarray(np.fft.rfftfreq(len(samples), 1.0 / sample_rate), dtype=np.float64)
        spectrum = np.fft.rfft(samples) * self.factors(hertz)
        return np.asarray(np.fft.irfft(spectrum, len(samples)), dtype=np.float32)
