"""Attacks that nothing follows are taken out of spectra: what a network dreams of a pluck and does not go on with.

A network that draws each window anew now and then draws the first window of an attack, a rise in all high bins, and
falls back with the next: heard as a tick, seen as a thin line. In a recording a rise that is over after a few windows
comes with partials that were not there before and stay (nylon guitar: 1.3 to 1.8 such rises a second; dreams of it:
3.3, most of them without new partials).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.resynthesis.analysis import Analysis
from live_models.resynthesis.contract import Resynthesis

NUM_BANDS: Final = 12
LOWEST_BAND_HZ: Final = 320.0
"""Bands lie evenly over the logarithm of the frequency from here to half the sample rate; the first is left alone."""

PARTIALS_BELOW_HZ: Final = 1800.0
"""Where new partials are looked for."""

HEARD_DB: Final = 70.0
"""Partials so far below the reference are not heard."""

NEW_SHARE: Final = 1 / 16
NEW_NEPERS: Final = (0.8, 1.8)
"""Mean rise of the share of those bins that rise most: below the first nothing new has come, above the second
something has. Over nylon guitar and harp nine of ten rises lie above 2, of a dream's one of four."""

SMALLEST: Final = 1e-6
"""Added to magnitudes: silence has no logarithm."""


@dataclass
class TrueAttacksState:
    """Where a stream of spectra has come to, and the resynthesis' own state. The last row is the newest window.

    Shape: `magnitudes` `[ahead + 1, num_bins]`; `partials` `[2 * overlap + 1, bins below 1.8 kHz]` and `levels`
    `[rows, NUM_BANDS]`, logarithms; `news` `[rows]`, how much of the partials was new
    """

    inner: Any
    magnitudes: FloatArray
    partials: FloatArray
    levels: FloatArray
    news: DoubleArray


@dataclass(frozen=True)
class TrueAttacks:
    """A resynthesis that gets spectra without false attacks. See `Resynthesis`.

    What follows the bins of a spectrum (the noise bands of a full band) goes with the highest bin.

    What rises in a band for fewer windows than one more than overlap is cut to the level around it (a morphological
    opening of the band's level), by one factor for the whole band, so that its texture stays; not if partials are new.
    `reference`: the loudest magnitude.
    """

    resynthesis: Resynthesis[Any]
    sample_rate: int
    reference: float = 1.0
    bands: FloatArray = field(init=False, repr=False)
    means: FloatArray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        half = 0.5 * self.sample_rate
        edges = np.log(np.geomspace(min(LOWEST_BAND_HZ, 0.5 * half), half, NUM_BANDS))
        hertz = np.maximum(np.arange(self.analysis.num_bins), 1) * self.sample_rate / self.analysis.fft_size
        bands = np.array([np.interp(np.log(hertz), edges, row) for row in np.eye(NUM_BANDS)])
        means = bands / np.maximum(bands.sum(axis=1, keepdims=True), SMALLEST)  # few bins leave a band empty
        object.__setattr__(self, "bands", bands.astype(np.float32))
        object.__setattr__(self, "means", means.astype(np.float32))

    @property
    def analysis(self) -> Analysis:
        """That of the resynthesis."""
        return self.resynthesis.analysis

    @property
    def overlap(self) -> int:
        """Windows that overlap at one place: an attack is seen in as many."""
        return -(-self.analysis.window_size // self.analysis.hop_size)

    @property
    def ahead(self) -> int:
        """Windows that must be known before one is judged: those after an attack, and half an attack."""
        return self.overlap + 1 + self.overlap // 2

    @property
    def look_ahead(self) -> int:
        """With that of the resynthesis."""
        return self.ahead + self.resynthesis.look_ahead

    def begin(self, rng: np.random.Generator, heard: FloatArray) -> TrueAttacksState:
        """See `Resynthesis.begin`."""
        bins, rows = self.analysis.num_bins, 2 * self.overlap + 1
        partials = min(bins, int(PARTIALS_BELOW_HZ * self.analysis.fft_size / self.sample_rate))
        state = TrueAttacksState(
            None,
            np.zeros((self.ahead + 1, heard.shape[1]), dtype=np.float32),
            np.full((rows, partials), np.log(self._floor), dtype=np.float32),
            np.full((self.ahead + 1 + self.overlap, NUM_BANDS), np.log(SMALLEST), dtype=np.float32),
            np.zeros(self.overlap + 1 + self.overlap // 2),
        )
        judged = self._judged(state, heard)
        state.inner = self.resynthesis.begin(rng, judged[self.ahead :])
        return state

    def advance(self, state: TrueAttacksState, spectra: FloatArray) -> FloatArray:
        """See `Resynthesis.advance`."""
        return self.resynthesis.advance(state.inner, self._judged(state, spectra))

    @property
    def _floor(self) -> float:
        return float(self.reference * 10.0 ** (-HEARD_DB / 20.0))

    def _judged(self, state: TrueAttacksState, spectra: FloatArray) -> FloatArray:
        """Spectra without false attacks, `ahead` windows late. Shape kept."""
        out = np.empty_like(spectra, dtype=np.float32)
        for spectrum, judged in zip(spectra, out, strict=True):
            bins = spectrum[: self.analysis.num_bins]
            finite = np.where(np.isfinite(bins), bins, np.float32(0.0))
            _push(state.magnitudes, spectrum)
            _push(state.partials, np.log(finite[: state.partials.shape[1]] + np.float32(self._floor)))
            _push(state.levels, self.means @ np.log(finite + np.float32(SMALLEST)))
            _push(state.news, self._new(state.partials))
            factors = self._factors(state)
            judged[:] = state.magnitudes[0] * factors[-1]
            judged[: len(factors)] = state.magnitudes[0, : len(factors)] * factors
        return out

    def _new(self, partials: FloatArray) -> float:
        """How far partials lie above those before the attack that began `overlap` + 1 windows ago. Nepers."""
        after, before = partials[-3:].min(axis=0), partials[: max(1, self.overlap - 1)].max(axis=0)
        count = max(1, int(NEW_SHARE * len(after)))
        return float(np.partition(after - before, -count)[-count:].mean())

    def _factors(self, state: TrueAttacksState) -> FloatArray:
        """Of each bin of the window that is judged. Shape: `[num_bins]`"""
        low, high = NEW_NEPERS
        false = 1.0 - min(max((float(state.news.max()) - low) / (high - low), 0.0), 1.0)
        if false == 0.0:
            return np.ones(self.analysis.num_bins, dtype=np.float32)
        length = self.overlap + 1
        around = state.levels[: 2 * length - 1]  # the window that is judged is in the middle
        opened = np.lib.stride_tricks.sliding_window_view(around, length, axis=0).min(axis=-1).max(axis=0)
        cut = np.float32(false) * (opened - around[length - 1])
        cut[0] = 0.0
        return np.asarray(np.exp(cut @ self.bands))


def _push(rows: np.ndarray[Any, Any], newest: Any) -> None:
    rows[:-1] = rows[1:]
    rows[-1] = newest
