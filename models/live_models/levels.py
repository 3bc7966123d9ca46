"""The levels of a checkpoint: what each band of its dreams is raised or lowered by where it is soft, and where loud.

A dream of spectra is made of means of what the network expects. A mean is too loud where a recording has nothing most
of the time (highs that hang on after an attack) and too soft where it has much now and then, and how much so changes
with the level: one gain for each octave (`live_models.tone`) is right for neither. So the levels of each band, from its
softest to its loudest, are brought to those of the recordings: histogram equalisation (de la Torre et al. 2005,
"Histogram equalization of speech representation for robust speech recognition"), here of what sounds, not of what is
fed back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np

from live_models.arrays import DoubleArray, FloatArray

FROM_HZ: Final = 700.0
"""Lower bands are the notes that happen to be played."""

PER_OCTAVE: Final = 5

PLACES: Final = (0.01, 0.05, 0.12, 0.22, 0.35, 0.5, 0.65, 0.78, 0.88, 0.95, 0.99)
"""Of a band's levels, in their order: those that are told. Finer ones made no difference to dreams of a guitar."""

MOST_DB: Final = 6.0
"""Most by which a band is raised or lowered; more would raise the network's faults."""

MOST_PLACES: Final = 64
LEAST_DB, LARGEST_DB = -140.0, 100.0
"""Of levels that are told apart. A magnitude of 1e-7 is rounding."""

_NEPERS: Final = float(np.log(10.0) / 20.0)


@dataclass(frozen=True)
class Levels:
    """Levels of dreams and of recordings at the same places of their order, band by band. Immutable; any thread.

    Shape: `hertz` `[bands]`, the bands' middles; `dreamt_db` and `recorded_db` `[bands, places]`, rising
    """

    hertz: DoubleArray
    dreamt_db: DoubleArray
    recorded_db: DoubleArray

    @classmethod
    def of(cls, hertz: Any, dreamt_db: Any, recorded_db: Any) -> Self:
        """Checked. Raises ValueError for what cannot be used."""
        try:
            middles, *tables = (np.asarray(one, dtype=np.float64) for one in (hertz, dreamt_db, recorded_db))
        except (TypeError, ValueError):
            raise ValueError(f"levels must be numbers, as many in every row, got {str(dreamt_db)[:60]}") from None
        shapes = [one.shape for one in (middles, *tables)]
        if len(set(shapes[1:])) > 1 or len(shapes[1]) != 2 or shapes[0] != shapes[1][:1]:
            raise ValueError(f"levels must have as many of dreams as of recordings for each band, got {shapes}")
        if not 2 <= shapes[1][1] <= MOST_PLACES:
            raise ValueError(f"levels must be 2 to {MOST_PLACES} for each band, got {shapes[1][1]}")
        if not all(np.isfinite(one).all() and (np.diff(one, axis=1) >= 0.0).all() for one in tables):
            raise ValueError(f"levels must be finite and rise from place to place, got {str(dreamt_db)[:60]}")
        return cls(middles, *tables)

    @classmethod
    def from_card(cls, card: Mapping[str, Any]) -> Self | None:
        """A card's levels, None where it has none. Raises ValueError for what cannot be used."""
        found = card.get("levels")
        if found is None:
            return None
        if not isinstance(found, Mapping) or set(found) != {"hertz", "dreamt_db", "recorded_db"}:
            raise ValueError(f"levels must have hertz, dreamt_db and recorded_db, got {str(found)[:60]}")
        return cls.of(found["hertz"], found["dreamt_db"], found["recorded_db"])

    @classmethod
    def between(cls, hertz: DoubleArray, dreamt_db: FloatArray, recorded_db: FloatArray) -> Self:
        """What brings the levels of some windows to those of others. Shape: each `[windows, bands]`"""
        tables = (np.quantile(one.astype(np.float64), PLACES, axis=0).T for one in (dreamt_db, recorded_db))
        return cls(hertz, *tables)

    def to_json(self) -> dict[str, Any]:
        """For a card."""
        tables = {"dreamt_db": self.dreamt_db, "recorded_db": self.recorded_db}
        return {"hertz": self.hertz.round(1).tolist()} | {key: one.round(2).tolist() for key, one in tables.items()}

    def gains_db(self) -> FloatArray:
        """What a band at each whole dB from `LEAST_DB` on is raised by. Shape: -> `[bands, dB]`"""
        at = np.arange(LEAST_DB, LARGEST_DB + 1.0)
        pairs = zip(self.dreamt_db, self.recorded_db - self.dreamt_db, strict=True)
        found = [np.interp(at, dreamt, away) for dreamt, away in pairs]
        return np.asarray(np.clip(found, -MOST_DB, MOST_DB), dtype=np.float32)


class Bands:
    """The bands of a window's bins from `FROM_HZ` up, and after them those of its noise. Immutable; any thread.

    A noise band has its level over all slices of a window: of one alone it is an estimate, and louder or softer by
    chance.

    Shape: `hertz` `[bands]`, their middles
    """

    def __init__(self, sounding_hertz: DoubleArray, num_bins: int, slices: int) -> None:
        """`slices`: of the noise bands that follow `num_bins` bins. Shape: `sounding_hertz` as a window"""
        bins, noise = sounding_hertz[:num_bins], sounding_hertz[num_bins:]
        self.num_bins, self.slices = num_bins, slices
        self.first = int(np.searchsorted(bins, FROM_HZ * 2.0 ** (-0.5 / PER_OCTAVE)))
        numbers = np.rint(PER_OCTAVE * np.log2(np.maximum(bins[self.first :], 1e-3) / FROM_HZ))
        own, starts = np.unique(numbers, return_index=True)
        self._starts, self._counts = starts, np.diff(np.append(starts, len(numbers))).astype(np.float32)
        self._low = len(own)
        self.num_noise = len(noise) // slices
        self.hertz = np.concatenate([FROM_HZ * 2.0 ** (own / PER_OCTAVE), noise[: self.num_noise]])
        # Bins between the middles of two bands lie between their gains; below the first band nothing is raised
        middles = np.append(np.log(FROM_HZ) - np.log(2.0) / PER_OCTAVE, np.log(self.hertz[: self._low]))
        logs = np.log(np.maximum(bins, 1e-3))
        self._below = np.clip(np.searchsorted(middles, logs, side="right") - 1, 0, max(0, self._low - 1))
        width = np.diff(middles)[self._below] if self._low else np.ones(num_bins)
        self._share = np.clip((logs - middles[self._below]) / width, 0.0, 1.0).astype(np.float32)

    def levels_db(self, magnitudes: FloatArray) -> FloatArray:
        """Mean power of each band, window by window. Shape: `[..., window]` -> `[..., bands]`"""
        found = np.empty((*magnitudes.shape[:-1], self._low + self.num_noise), dtype=np.float32)
        if self._low:
            powers = np.square(magnitudes[..., self.first : self.num_bins])
            found[..., : self._low] = np.add.reduceat(powers, self._starts, axis=-1) / self._counts
        if self.num_noise:
            slices = magnitudes[..., self.num_bins :].reshape(*magnitudes.shape[:-1], self.slices, self.num_noise)
            found[..., self._low :] = np.square(slices).mean(axis=-2)
        return np.asarray(10.0 * np.log10(found + np.float32(1e-14)), dtype=np.float32)

    def raised(self, magnitudes: FloatArray, gains_db: FloatArray) -> FloatArray:
        """A window whose bands have gains. Shape: `[..., window]`, `[..., bands]` -> `[..., window]`"""
        low = np.concatenate([np.zeros_like(gains_db[..., :1]), gains_db[..., : self._low]], axis=-1)
        over = low[..., np.minimum(self._below + 1, self._low)]
        bins = low[..., self._below] * (1.0 - self._share) + over * self._share
        noise = np.tile(gains_db[..., self._low :], self.slices)
        return np.asarray(magnitudes * np.exp(np.float32(_NEPERS) * np.concatenate([bins, noise], axis=-1)))


class LevelMap:
    """A card's levels for windows of one shape. Immutable; any thread."""

    def __init__(self, levels: Levels, bands: Bands) -> None:
        """Raises ValueError for levels of another number of bands."""
        if len(levels.hertz) != len(bands.hertz):
            raise ValueError(f"levels must be of {len(bands.hertz)} bands, got {len(levels.hertz)}")
        self._bands, self._gains = bands, levels.gains_db()

    def applied(self, magnitudes: FloatArray) -> FloatArray:
        """The magnitudes at the recordings' levels; each window by itself. NaN stays NaN.

        Shape kept: `[..., window]`, float32
        """
        if not len(self._gains):
            return magnitudes
        places = self._bands.levels_db(magnitudes) - np.float32(LEAST_DB)
        places = np.clip(np.nan_to_num(places), 0.0, self._gains.shape[1] - 1.001)
        below = places.astype(np.int64)
        bands, share = np.arange(len(self._gains)), places - below
        gains = self._gains[bands, below] * (1.0 - share) + self._gains[bands, below + 1] * share
        return self._bands.raised(magnitudes, gains)
