"""Hyperparameters of the column-vector approach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from live_models.families.lstm.config import SampleWiseParameters


@dataclass(frozen=True)
class ColumnVectorParameters(SampleWiseParameters):
    """Each row of windows predicts the sample after it (Pfalz 2018, 3.1.2)."""

    approach: ClassVar[str] = "column_vector"

    @property
    def own_label_shape(self) -> tuple[int, int]:
        """The one `label_shape` that there is."""
        return (self.num_unrollings, 1)
