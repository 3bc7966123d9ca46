"""Hyperparameters of the column-vector approach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from live_models.contract.parameters import ranged
from live_models.families.lstm.config import SampleWiseParameters
from live_models.families.sample_wise.bands import BY_BAND, band_faults, in_full_band


@dataclass(frozen=True)
class ColumnVectorParameters(SampleWiseParameters):
    """Each row of windows predicts the sample after it (Pfalz 2018, 3.1.2), or by choice one sample of each band."""

    bands: int = ranged(1, 1, 8)
    """1, 4 or 8 (ours): a filter bank (pseudo-QMF) divides the sound into as many bands, and a step predicts one sample
    of each, from rows of `seg_len` / `bands` frames. So 44100 Hz in 8 bands take half the steps of 11025 Hz.
    `int_cursor_inc` and `ext_cursor_inc` count frames then."""

    approach: ClassVar[str] = "column_vector"
    by_band: ClassVar[Mapping[str, Mapping[str, Any]]] = BY_BAND

    @classmethod
    def completed(cls, params: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """See `in_full_band`."""
        return in_full_band(params, given, "seg_len")

    @property
    def own_label_shape(self) -> tuple[int, int]:
        """The one `label_shape` that there is."""
        return (self.num_unrollings, self.bands)

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        yield from super().faults()
        yield from band_faults(self.bands, "seg_len", self.seg_len, categorical=self.categorical)
