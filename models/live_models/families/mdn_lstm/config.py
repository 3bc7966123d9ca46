"""Hyperparameters of the MDN-LSTM on weighted spectra; defaults are the paper's values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from live_models.arrays import DoubleArray
from live_models.contract.parameters import chosen, ranged
from live_models.families.mdn_lstm.grouping import group_widths
from live_models.families.spectral.config import SpectralParameters
from live_models.resynthesis.analysis import WINDOWS, Analysis
from live_models.resynthesis.contract import GRIFFIN_LIM, KINDS


@dataclass(frozen=True)
class MDNLSTMParameters(SpectralParameters):
    """A-weighted spectra in groups of bins, an LSTM and a mixture of Gaussians (Naterop & Giacomuzzi 2017, 2.4).

    What the paper leaves open (learning rate, batch, length of back-propagation) is ours.
    """

    sample_rate: int = ranged(8000, 4000, 192_000)
    window: str = chosen("hamming", *WINDOWS)
    """Window function."""
    window_size: int = ranged(256, 4, 16384)
    """Samples of a window: 32 ms at 8 kHz."""
    hop_size: int = ranged(64, 4, 16384)
    """Samples between two windows: they overlap by 75 %."""
    fft_size: int = ranged(512, 8, 32768)
    """Samples of a window padded with zeros."""
    a_weighting: bool = True
    """Weight magnitudes as the ear does (IEC 61672), below 100 Hz as at 100 Hz."""
    groups_per_width: int = ranged(32, 1, 16384)
    """So many bins stay single; as many groups of two follow, of four, of eight, until none is left."""
    resynthesis: str = chosen(GRIFFIN_LIM, *KINDS)
    """How dreams sound: iteratively (2.4.3), which is for the desk, not for the stage; or by the other kinds."""
    exponent: float = ranged(1.0, 0.05, 2.0)
    """Means of groups are raised to this power (1 is the authors')."""
    seg_len: int = ranged(100, 4, 16384)
    """Groups of bins; follows from `fft_size` and `groups_per_width`."""
    num_layers: int = ranged(5, 1, 16)
    hidden_size: int | None = ranged(100, 1, 1_000_000)
    """Cells of an LSTM layer."""
    head: str = chosen("mixture", "mixture", "regression")
    """`mixture` of isotropic Gaussians (2.1.2), or `regression`, which comes to a steady state (5.2)."""
    num_components: int = ranged(10, 1, 256)
    input_dropout: float = ranged(0.7, 0.05, 1.0)
    """Chance that a connection into an LSTM layer is KEPT; also while dreaming."""
    output_dropout: float = ranged(1.0, 0.05, 1.0)
    """Chance that a connection out of an LSTM layer is KEPT."""
    input_noise: float = ranged(0.01, 0.0, 10.0)
    """Noise added to the input while training: its upper end (`uniform`) or standard deviation (`normal`)."""
    noise: str = chosen("uniform", "uniform", "normal")
    """Distribution of the input noise: between 0 and `input_noise`, as theirs, or around 0."""
    weight_stddev: float = ranged(0.1, 0.0, 10.0)
    """Standard deviation of the truncated normal noise that the head's weights start from."""
    bptt: int = ranged(50, 1, 4096)
    """Steps of truncated back-propagation."""
    lr: float = ranged(1e-3, 1e-9, 1.0)

    approach: ClassVar[str] = "mdn_lstm"

    @classmethod
    def completed(cls, params: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """`seg_len` follows from the size of the FFT and the grouping."""
        numbers = [params.get(name, getattr(cls, name)) for name in ("fft_size", "groups_per_width")]
        if "seg_len" in given or not all(str(number).isdecimal() and int(number) > 0 for number in numbers):
            return dict(params)
        fft_size, groups = map(int, numbers)
        return {**params, "seg_len": len(group_widths(fft_size // 2, groups))}

    @property
    def analysis(self) -> Analysis:
        """How sound becomes magnitudes."""
        return Analysis(self.window, self.window_size, self.fft_size, self.hop_size)

    @property
    def held_hertz(self) -> DoubleArray:
        """Of the groups' middles."""
        widths = np.array(group_widths(self.fft_size // 2, self.groups_per_width))
        return np.asarray((np.cumsum(widths) - 0.5 * (widths + 1)) * self.sample_rate / self.fft_size)

    def fixed(self) -> Mapping[str, tuple[Any, ...]]:
        """Values that follow from others, the last of each being the only other than None."""
        return {**super().fixed(), "seg_len": (len(group_widths(self.fft_size // 2, self.groups_per_width)),)}

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        yield from super().faults()
        if self.fft_size < self.window_size or self.fft_size % 2:
            yield f"fft_size must be even and not below window_size {self.window_size}, got {self.fft_size}"
