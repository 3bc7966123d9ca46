"""Hyperparameters of the magnitude-spectrum approach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from live_models.contract.parameters import ranged
from live_models.families.lstm.config import LSTMParameters
from live_models.resynthesis.analysis import Analysis, padded_blackman


@dataclass(frozen=True)
class MagnitudeSpectrumParameters(LSTMParameters):
    """The magnitudes of one window predict those of the next (Pfalz 2018, 3.1.1)."""

    hop_size: int = ranged(256, 4, 16384)
    """Samples between two spectra, and between two of the vocoder's envelope points."""
    window_size: int = ranged(1024, 4, 16384)
    """Samples of a Blackman window; also the number of bins kept."""
    zero_padding: bool = True
    """Pad a window with as many zeros. Needed: the vocoder's bins are those of the padded transform."""
    exponent: float = ranged(0.3, 0.05, 2.0)
    """Magnitudes are raised to this power (1 is the author's); 0.3 lets quiet partials count."""
    skip: float = ranged(0.0, 0.0, 1.0)
    """This share of the input is added to the prediction; the network learns the rest (0 is the author's). A ringing
    string is nearly the window before: given that for free, the network learns the change."""
    scheduled_sampling: float = ranged(0.0, 0.0, 1.0)
    """Share of the inputs that are the network's own predictions at the end of the training (none at its start)."""

    approach: ClassVar[str] = "magnitude_spectrum"
    spectral: ClassVar[bool] = True
    elsewhere: ClassVar[Mapping[str, tuple[Any, ...]]] = {
        "level_normalised": (False,),
        "linear_skip": (False,),
        "linear_length": (None,),
        "spectral_loss": (0.0,),
        "num_matrices": (1,),
        "quantisation": (),
    }

    @classmethod
    def completed(cls, params: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """`window_size` and `seg_len` are one number: giving one gives the other."""
        bins = given.get("window_size", given.get("seg_len", params.get("seg_len", cls.seg_len)))
        return {"seg_len": bins, "window_size": bins, **params} | {
            key: bins for key in ("seg_len", "window_size") if key not in given
        }

    @property
    def hop_length(self) -> int:
        """Samples that one step of dreaming returns."""
        return self.hop_size

    @property
    def analysis(self) -> Analysis:
        """How sound becomes the spectra."""
        return padded_blackman(self.window_size, self.hop_size)

    @property
    def own_label_offset(self) -> int:
        """The one `label_offset` that there is, in windows."""
        return 1

    def fixed(self) -> Mapping[str, tuple[Any, ...]]:
        """Values that the approach decides, the last of each being the only other than None."""
        return {**super().fixed(), "window_size": (self.seg_len,), "zero_padding": (True,)}

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        yield from super().faults()
        if self.hop_size > self.window_size:
            yield f"hop_size must not be above window_size {self.window_size}, got {self.hop_size}"
