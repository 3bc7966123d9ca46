"""Training sound end to end, from which inputs and labels are cut at any place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.lstm.config import SampleWiseParameters


class Tape(Protocol):
    """What lanes read from; it goes round: what follows its end is its beginning."""

    def __len__(self) -> int:
        """Places at which an input may begin."""
        ...

    def pairs(self, cursors: np.ndarray) -> tuple[FloatArray, FloatArray]:
        """Inputs and labels at the places of the lanes.

        Shape: `[T, B]` -> `[T, B, input_size]` and `[T, B, label_size]`
        """
        ...


@dataclass(frozen=True)
class SampleTape:
    """Windows of samples, and the sample after each. transpose: the one after the last row of each matrix.

    Shape: `data` `[num_samples]`; labels `[T, B / rows, 1]`
    """

    data: FloatArray
    parameters: SampleWiseParameters

    def __len__(self) -> int:
        return len(self.data)

    def pairs(self, cursors: np.ndarray) -> tuple[FloatArray, FloatArray]:
        """See `Tape.pairs`."""
        p = self.parameters
        label = self.data[(cursors[:, p.rows - 1 :: p.rows, None] + p.seg_len) % len(self)]
        return stretches(self.data, cursors, p.seg_len), label


def stretches(data: FloatArray, starts: np.ndarray, length: int) -> FloatArray:
    """Samples from each start on, round the end of the data. Shape: `[...]` -> `[..., length]`"""
    return data[(starts[..., None] + np.arange(length)) % len(data)]
