"""Hyperparameters of the magnitude-spectrum approach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from live_models.families.spectral.config import SpectralParameters
from live_models.resynthesis.analysis import Analysis, padded_blackman


@dataclass(frozen=True)
class MagnitudeSpectrumParameters(SpectralParameters):
    """The magnitudes of one window predict those of the next (Pfalz 2018, 3.1.1).

    `window_size` samples of a Blackman window, padded with as many zeros; also the number of bins kept.
    """

    zero_padding: bool = True
    """Pad a window with as many zeros. Needed: the vocoder's bins are those of the padded transform."""

    approach: ClassVar[str] = "magnitude_spectrum"

    @classmethod
    def completed(cls, params: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """`window_size` and `seg_len` are one number: giving one gives the other."""
        bins = given.get("window_size", given.get("seg_len", params.get("seg_len", cls.seg_len)))
        return {"seg_len": bins, "window_size": bins, **params} | {
            key: bins for key in ("seg_len", "window_size") if key not in given
        }

    @property
    def analysis(self) -> Analysis:
        """How sound becomes magnitudes."""
        return padded_blackman(self.window_size, self.hop_size)

    def fixed(self) -> Mapping[str, tuple[Any, ...]]:
        """Values that the approach decides, the last of each being the only other than None."""
        return {**super().fixed(), "window_size": (self.seg_len,), "zero_padding": (True,)}
