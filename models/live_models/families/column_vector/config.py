"""Hyperparameters of the column-vector approach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from live_models.contract.parameters import FULL_RATE, ranged
from live_models.families.lstm.config import SampleWiseParameters

BANDS: Final = (1, 4, 8)
FRAMES: Final = 128
"""Frames of a row, unless somebody says otherwise: 23 ms of 8 bands at 44.1 kHz."""


@dataclass(frozen=True)
class ColumnVectorParameters(SampleWiseParameters):
    """Each row of windows predicts the sample after it (Pfalz 2018, 3.1.2), or by choice one sample of each band."""

    bands: int = ranged(1, 1, 8)
    """1, 4 or 8 (ours): a filter bank (pseudo-QMF) divides the sound into as many bands, and a step predicts one sample
    of each, from rows of `seg_len` / `bands` frames. So 44100 Hz in 8 bands take half the steps of 11025 Hz."""

    approach: ClassVar[str] = "column_vector"
    by_band: ClassVar[Mapping[str, Mapping[str, Any]]] = {"voice": {"bands": 1}, "full": {"bands": 8}}

    @classmethod
    def completed(cls, params: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """Bands are those of a whole recording, and rows hold as many frames of them."""
        bands = _number(params.get("bands", 1))
        if bands is None or bands == 1:
            return dict(params)
        found = {"sample_rate": FULL_RATE, **params}
        return found | {"seg_len": FRAMES * bands} if "bands" in given and "seg_len" not in given else found

    @property
    def own_label_shape(self) -> tuple[int, int]:
        """The one `label_shape` that there is."""
        return (self.num_unrollings, self.bands)

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        yield from super().faults()
        if self.bands not in BANDS:
            yield f"bands must be one of {', '.join(map(str, BANDS))}, got {self.bands}"
            return
        if self.bands > 1 and self.categorical:
            yield f"head must be regression or mixture for {self.bands} bands, got 'categorical'"
        if self.seg_len % self.bands:
            yield f"seg_len must be a multiple of bands {self.bands}, got {self.seg_len}"


def _number(value: Any) -> int | None:
    """A number that may still be a word; None where it is none, which the check of its field will tell."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
