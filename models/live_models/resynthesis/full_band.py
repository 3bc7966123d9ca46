"""Full band: spectra of what lies below 5 kHz sound as before, at a quarter of the rate; above, bands of noise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.resynthesis.analysis import Analysis
from live_models.resynthesis.band_splitting import (
    DECIMATION,
    LATENCY,
    NUM_BANDS,
    SLICES,
    NoiseBands,
    NoiseStream,
    Raising,
    low_part,
)
from live_models.resynthesis.contract import Resynthesis

PRIMED: Final = 2
"""Windows before a stream whose sound the filter has heard when it begins."""


@dataclass
class FullBandState:
    """Where a stream has come to: the low part's state, its filter, and noise that waits for the low part.

    Shape: `waiting` `[n]`
    """

    inner: Any
    raising: Raising
    noise: NoiseStream
    waiting: FloatArray


@dataclass(frozen=True)
class FullBand:
    """A resynthesis at the whole rate. See `Resynthesis`; `analysis` is that of the low part, at a quarter of the rate.

    What `advance` gets for a window: the bins of the low part, then the levels of the noise bands in each slice of the
    hop in the window's middle. Immutable; any thread.
    """

    resynthesis: Resynthesis[Any]
    sample_rate: int
    bands: NoiseBands = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bands", bands_of(self.analysis, self.sample_rate))

    @property
    def analysis(self) -> Analysis:
        """That of the low part."""
        return self.resynthesis.analysis

    @property
    def look_ahead(self) -> int:
        """That of the low part; the noise waits for it."""
        return self.resynthesis.look_ahead

    @property
    def delay(self) -> int:
        """Samples by which noise is known before the low part that belongs to it."""
        a = self.analysis
        window, hop, ahead = a.window_size // a.hop_size, a.hop_size, self.look_ahead
        # A window's last slice ends half a window and half a hop, less half a slice's window, after its first sample
        return hop * (2 * window - 3 + DECIMATION * ahead) + LATENCY

    def begin(self, rng: np.random.Generator, heard: FloatArray) -> FullBandState:
        """See `Resynthesis.begin`."""
        bins = self.analysis.num_bins
        inner = self.resynthesis.begin(rng, heard[: max(0, len(heard) - PRIMED), :bins])
        noise = NoiseStream(self.bands, np.random.default_rng(rng.integers(2**63)))
        before = self.resynthesis.advance(inner, heard[-PRIMED:, :bins]) if len(heard) else np.zeros(0, np.float32)
        waiting = np.concatenate([np.zeros(self.delay, np.float32), self._noise(noise, heard)])[-self.delay :]
        return FullBandState(inner, Raising(before), noise, waiting)

    def advance(self, state: FullBandState, spectra: FloatArray) -> FloatArray:
        """See `Resynthesis.advance`."""
        low = self.resynthesis.advance(state.inner, spectra[:, : self.analysis.num_bins])
        raised = state.raising.advance(low)
        noise = np.concatenate([state.waiting, self._noise(state.noise, spectra)])
        state.waiting = noise[len(raised) :]
        return np.asarray(raised + noise[: len(raised)], dtype=np.float32)

    def _noise(self, noise: NoiseStream, spectra: FloatArray) -> FloatArray:
        if not len(spectra):
            return np.zeros(0, np.float32)
        return noise.advance(spectra[:, self.analysis.num_bins :].reshape(-1, NUM_BANDS))


def bands_of(analysis: Analysis, sample_rate: int) -> NoiseBands:
    """The noise bands that go with the low part's spectra."""
    return NoiseBands(sample_rate, analysis.hop_size * DECIMATION // SLICES)


def full_band_windows(samples: FloatArray, analysis: Analysis, sample_rate: int) -> FloatArray:
    """What `FullBand.advance` takes, of a sound; at least one window.

    Shape: `[num_samples]` -> `[num_windows, num_bins + SLICES * NUM_BANDS]`
    """
    low = analysis.magnitudes(low_part(samples))
    levels = bands_of(analysis, sample_rate).levels(samples)
    first = 2 * (analysis.window_size // analysis.hop_size) - 3  # slices before the one that begins the middle hop
    wanted = SLICES * np.arange(len(low))[:, None] + first + np.arange(SLICES)
    high = levels[np.minimum(wanted, len(levels) - 1)]
    return np.concatenate([low, high.reshape(len(low), -1)], axis=1)
