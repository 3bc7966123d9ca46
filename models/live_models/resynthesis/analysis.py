"""How sound becomes magnitude spectra: window, padding, hop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray

WINDOWS: Final = {"blackman": np.blackman, "hamming": np.hamming, "hann": np.hanning}
"""Window functions by name; the first is Pfalz's (2018, 2.4), the second Naterop & Giacomuzzi's (2017, 2.2)."""


@dataclass(frozen=True)
class Analysis:
    """Short-time Fourier transform whose magnitudes are kept. Immutable; any thread.

    `window`: name of a window function (`WINDOWS`); `window_size`: its samples; `fft_size`: samples of a window padded
    with zeros, even; `hop_size`: samples between two windows. A spectrum has the first `fft_size / 2` bins; the one of
    half the sample rate is left out. Raises ValueError for values that cannot be used together.
    """

    window: str
    window_size: int
    fft_size: int
    hop_size: int
    shape: DoubleArray = field(init=False, repr=False, compare=False)
    """The window's values. Shape: `[window_size]`"""

    def __post_init__(self) -> None:
        if self.window not in WINDOWS:
            raise ValueError(f"window must be one of {', '.join(WINDOWS)}, got {self.window!r}")
        if not 1 <= self.hop_size <= self.window_size <= self.fft_size or self.fft_size % 2:
            raise ValueError(
                "hop_size <= window_size <= fft_size and an even fft_size are needed, "
                f"got {self.hop_size}, {self.window_size}, {self.fft_size}"
            )
        object.__setattr__(self, "shape", WINDOWS[self.window](self.window_size))

    @property
    def num_bins(self) -> int:
        """Bins of a spectrum."""
        return self.fft_size // 2

    def magnitudes(self, samples: FloatArray) -> FloatArray:
        """Magnitude spectra of a sound. Only whole windows count; a sound below one window is padded with zeros to one.

        Shape: `[num_samples]` -> `[num_windows, num_bins]`, float32
        """
        samples = np.asarray(samples, dtype=np.float32)
        if len(samples) < self.window_size:
            samples = np.pad(samples, (0, self.window_size - len(samples)))
        window = self.shape.astype(np.float32)
        pieces = np.lib.stride_tricks.sliding_window_view(samples, self.window_size)[:: self.hop_size]
        spectra = np.empty((len(pieces), self.num_bins), dtype=np.float32)
        for start in range(0, len(pieces), 256):  # an hour at once would be gigabytes of float64
            block = np.fft.rfft(pieces[start : start + 256] * window, self.fft_size)[:, : self.num_bins]
            spectra[start : start + 256] = np.abs(block)
        return spectra


def padded_blackman(window_size: int, hop_size: int) -> Analysis:
    """The analysis of Pfalz (2018, 2.4): a Blackman window padded with as many zeros."""
    return Analysis("blackman", window_size, 2 * window_size, hop_size)
