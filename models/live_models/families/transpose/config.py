"""Hyperparameters of the transpose approach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from live_models.contract.parameters import ranged
from live_models.families.lstm.config import SampleWiseParameters


@dataclass(frozen=True)
class TransposeParameters(SampleWiseParameters):
    """A dense layer over the rows predicts the sample after the last of them (Pfalz 2018, 3.1.3)."""

    num_matrices: int = ranged(1, 1, 4096)
    """Matrices that are trained on side by side, spread over the material (1 is the author's). One alone sees one place
    at a time, and forgets the others."""

    approach: ClassVar[str] = "transpose"
    mixes_rows: ClassVar[bool] = True
    elsewhere: ClassVar[Mapping[str, tuple[Any, ...]]] = {
        name: allowed for name, allowed in SampleWiseParameters.elsewhere.items() if name != "num_matrices"
    }

    @property
    def output_size(self) -> int:
        """Numbers that leave a row's head: one, which the dense layer over the rows mixes."""
        return 1

    @property
    def row_distance(self) -> int | None:
        """Samples between neighbouring rows, which are one stretch of sound."""
        return self.seg_len if self.int_cursor_inc is None else self.int_cursor_inc

    @property
    def own_label_shape(self) -> tuple[int, int]:
        """The one `label_shape` that there is."""
        return (1, 1)

    @property
    def own_label_offset(self) -> int:
        """The one `label_offset` that there is."""
        return (self.num_unrollings - 1) * (self.row_distance or 0) + self.seg_len
