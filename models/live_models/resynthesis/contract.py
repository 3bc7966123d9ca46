"""What a resynthesis promises: spectra in, samples out, piece by piece."""

from __future__ import annotations

from typing import Final, Protocol, TypeVar

import numpy as np

from live_models.arrays import FloatArray
from live_models.resynthesis.analysis import Analysis

OSCILLATOR_BANK: Final = "oscillator_bank"
PHASE_GRADIENT: Final = "phase_gradient"
GRIFFIN_LIM: Final = "griffin_lim"
KINDS: Final = (OSCILLATOR_BANK, PHASE_GRADIENT, GRIFFIN_LIM)
"""Ways to make spectra sound; `live_models.resynthesis.choice.resynthesis_for` knows them."""

StateT = TypeVar("StateT")


class Resynthesis(Protocol[StateT]):
    """A way from spectra to sound. Immutable: it may serve several threads, each with its own state."""

    @property
    def analysis(self) -> Analysis:
        """How the spectra are made."""
        ...

    @property
    def look_ahead(self) -> int:
        """Windows that must be known before a window sounds."""
        ...

    def begin(self, rng: np.random.Generator, heard: FloatArray) -> StateT:
        """The state of one stream. All that is random in it is drawn from `rng` here, and nothing afterwards.

        `heard`: spectra before the stream, so that it needs no fade-in; the last ones count, and there may be none.
        Shape: `heard` `[n, num_bins]`
        """
        ...

    def advance(self, state: StateT, spectra: FloatArray) -> FloatArray:
        """Sound of further spectra, `look_ahead` hops late. Moves `state` in place.

        Pieces of a sequence of spectra give the same samples as the whole sequence. NaN in a spectrum gives NaN.
        Shape: `[n, num_bins]` -> `[n * hop_size]`, float32
        """
        ...
