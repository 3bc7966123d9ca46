"""Hyperparameters of the magnitude-spectrum approach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np

from live_models.arrays import DoubleArray
from live_models.contract.parameters import FULL_RATE, chosen
from live_models.families.spectral.config import SpectralParameters
from live_models.resynthesis.analysis import Analysis, padded_blackman
from live_models.resynthesis.band_splitting import DECIMATION, NUM_BANDS, SLICES, band_edges

VOICE: Final = "voice"
FULL: Final = "full"
LEAST_FULL_RATE: Final = 32000
"""Hz. Below it there is little above the bins to be told."""


@dataclass(frozen=True)
class MagnitudeSpectrumParameters(SpectralParameters):
    """The magnitudes of one window predict those of the next (Pfalz 2018, 3.1.1).

    `window_size` samples of a Blackman window, padded with as many zeros; also the number of bins kept.
    """

    band: str = chosen(VOICE, VOICE, FULL)
    """`voice`: up to half the sample rate, which is then 11025 Hz, as the authors'. `full`: spectra are taken of the
    sound at a quarter of the sample rate (44100 or 48000 Hz; `window_size` and `hop_size` count its samples), and what
    lies above is predicted with them as levels of noise bands, four times a hop (ours)."""
    zero_padding: bool = True
    """Pad a window with as many zeros. Needed: the vocoder's bins are those of the padded transform."""

    approach: ClassVar[str] = "magnitude_spectrum"
    by_band: ClassVar[Mapping[str, Mapping[str, Any]]] = {band: {"band": band} for band in (VOICE, FULL)}

    @classmethod
    def completed(cls, params: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """`window_size` and `seg_len` are one number: giving one gives the other."""
        bins = given.get("window_size", given.get("seg_len", params.get("seg_len", cls.seg_len)))
        found = {"seg_len": bins, "window_size": bins, **params} | {
            key: bins for key in ("seg_len", "window_size") if key not in given
        }
        return {"sample_rate": FULL_RATE, **found} if found.get("band") == FULL else found

    @property
    def analysis(self) -> Analysis:
        """How sound becomes magnitudes."""
        return padded_blackman(self.window_size, self.hop_size)

    def fixed(self) -> Mapping[str, tuple[Any, ...]]:
        """Values that the approach decides, the last of each being the only other than None."""
        return {**super().fixed(), "window_size": (self.seg_len,), "zero_padding": (True,)}

    @property
    def decimation(self) -> int:
        """By how much the rate is divided before spectra are taken."""
        return DECIMATION if self.band == FULL else 1

    @property
    def held_size(self) -> int:
        """The bins: a noise band's numbers are relative to its own greatest level."""
        return self.seg_len

    @property
    def held_hertz(self) -> DoubleArray:
        """Of the bins."""
        return super().sounding_hertz

    @property
    def sounding_hertz(self) -> DoubleArray:
        """Of the bins, and of the noise bands in each slice."""
        bins = super().sounding_hertz
        if self.band != FULL:
            return bins
        edges = self.sample_rate * band_edges()
        return np.concatenate([bins, np.tile(np.sqrt(edges[1:] * edges[:-1]), SLICES)])

    @property
    def feature_size(self) -> int:
        """Bins, and the levels of noise bands."""
        return self.seg_len + (SLICES * NUM_BANDS if self.band == FULL else 0)

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        yield from super().faults()
        if self.band != FULL:
            return
        if self.sample_rate < LEAST_FULL_RATE or self.sample_rate % DECIMATION:
            yield (
                f"sample_rate must be {LEAST_FULL_RATE} or more and a multiple of {DECIMATION} for band full, "
                f"got {self.sample_rate}"
            )
        if self.window_size % self.hop_size:
            yield f"window_size must be a multiple of hop_size {self.hop_size} for band full, got {self.window_size}"
