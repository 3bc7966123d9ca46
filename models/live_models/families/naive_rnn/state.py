"""What NaiveRNN remembers between two samples, on every backend but eager."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.naive_rnn.config import NaiveRNNParameters


@dataclass
class LayerStates:
    """Hidden and cell state of every layer, moved in place. One thread at a time. Shape: `[num_layers, B, H]` each"""

    hidden: FloatArray
    cell: FloatArray


def zero_state(parameters: NaiveRNNParameters, batch: int) -> LayerStates:
    """Nothing heard."""
    shape = (parameters.num_layers, batch, parameters.hidden_size)
    return LayerStates(np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32))
