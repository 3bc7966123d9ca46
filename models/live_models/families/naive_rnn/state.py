"""What NaiveRNN remembers between two samples, on every backend but eager."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.naive_rnn.config import NaiveRNNParameters


@dataclass
class LayerStates:
    """Hidden and cell state of every layer, moved in place. One thread at a time. Shape: `[num_layers, B, H]` each

    `entry`: what a condition gives to the first layer's gates, `[B, 4 * H]`; None: nothing is heeded.
    """

    hidden: FloatArray
    cell: FloatArray
    entry: FloatArray | None = None

    def chosen(self, lanes: Sequence[int]) -> LayerStates:
        """See `Heeds.chosen`."""
        return LayerStates(*(np.ascontiguousarray(one[:, list(lanes)]) for one in (self.hidden, self.cell)))


def zero_state(parameters: NaiveRNNParameters, batch: int) -> LayerStates:
    """Nothing heard."""
    shape = (parameters.num_layers, batch, parameters.hidden_size)
    return LayerStates(np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32))
