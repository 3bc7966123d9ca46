"""Hyperparameters that every system over spectra has, beside those of its LSTM."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np

from live_models.arrays import DoubleArray
from live_models.contract.parameters import chosen, ranged
from live_models.families.lstm.config import LSTMParameters
from live_models.resynthesis.analysis import Analysis
from live_models.resynthesis.contract import KINDS, OSCILLATOR_BANK

MAX_FEATURE: Final = 1.5
"""The largest feature fed back: the training material ends at 1. A runaway is stopped here (and heard by the guard)."""


@dataclass(frozen=True)
class SpectralParameters(LSTMParameters):
    """LSTMParameters of a system whose step predicts a spectrum. The fields here are ours."""

    hop_size: int = ranged(256, 4, 16384)
    """Samples between two spectra."""
    window_size: int = ranged(1024, 4, 16384)
    """Samples of a window."""
    exponent: float = ranged(0.3, 0.05, 2.0)
    """Magnitudes are raised to this power (1 is the authors'); 0.3 lets quiet partials count."""
    skip: float = ranged(0.0, 0.0, 1.0)
    """This share of the input is added to the prediction; the network learns the rest (0 is the authors'). A ringing
    string is nearly the window before: given that for free, the network learns the change."""
    scheduled_sampling: float = ranged(0.0, 0.0, 1.0)
    """Share of the inputs that are the network's own predictions at the end of the training (none at its start)."""

    least_deviation: float = ranged(0.0067, 0.0067, 1.0)
    """A component's deviation counts as this much at least. What repeats exactly draws deviations down without end;
    long before, the means' gradients leave none for the weights: which component comes next is not learnt."""
    resynthesis: str = chosen(OSCILLATOR_BANK, *KINDS)
    """How dreams sound: `oscillator_bank` (Pfalz 2018, 3.2), `phase_gradient` (Průša & Søndergaard 2016), `griffin_lim`
    (Griffin & Lim 1984, forty iterations; for what is not played live)."""

    spectral: ClassVar[bool] = True
    has_tone: ClassVar[bool] = True
    elsewhere: ClassVar[Mapping[str, tuple[Any, ...]]] = {
        "level_normalised": (False,),
        "linear_skip": (False,),
        "linear_length": (None,),
        "spectral_loss": (0.0,),
        "num_matrices": (1,),
        "quantisation": (),
    }

    @property
    def analysis(self) -> Analysis:
        """How sound becomes magnitudes."""
        raise NotImplementedError

    @property
    def decimation(self) -> int:
        """By how much the rate is divided before spectra are taken."""
        return 1

    @property
    def spectra_rate(self) -> int:
        """The rate at which spectra are taken, and at which `window_size` and `hop_size` count samples. Hz."""
        return self.sample_rate // self.decimation

    @property
    def feature_size(self) -> int:
        """Numbers of a window."""
        return self.seg_len

    @property
    def input_size(self) -> int:
        """Numbers of a window that enter the network: all of them, as they are."""
        return self.feature_size

    @property
    def held_size(self) -> int:
        """The first features, so many, whose power is the level that `energy_hold` brings back."""
        return self.feature_size

    @property
    def held_hertz(self) -> DoubleArray:
        """Frequencies of these features. Hz. Shape: `[held_size]`"""
        raise NotImplementedError

    @property
    def sounding_hertz(self) -> DoubleArray:
        """Frequencies of what a resynthesis gets. Hz. Shape: `[num_bins]`, and what follows the bins"""
        return np.asarray(np.arange(self.analysis.num_bins) * self.spectra_rate / self.analysis.fft_size)

    @property
    def hop_length(self) -> int:
        """Samples that one step of dreaming returns."""
        return self.hop_size * self.decimation

    @property
    def window_length(self) -> int:
        """Samples of a dream or seed that one window is taken of."""
        return self.window_size * self.decimation

    @property
    def own_label_offset(self) -> int:
        """The one `label_offset` that there is, in windows."""
        return 1

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        yield from super().faults()
        if self.hop_size > self.window_size:
            yield f"hop_size must not be above window_size {self.window_size}, got {self.hop_size}"
