"""What an LSTM puts out when it is fed a recording, step by step, instead of its own predictions."""

from __future__ import annotations

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.lstm.backends.network import Network
from live_models.families.lstm.config import LSTMParameters, SampleWiseParameters
from live_models.features import at_reference_level
from live_models.pseudo_qmf import in_bands


def fed(checkpoint: Checkpoint, network: Network, inputs: FloatArray) -> tuple[FloatArray, DoubleArray]:
    """Outputs of the head for inputs, dropout off, and the mean of each prediction.

    Shape: `[steps, rows, I]` -> `[steps, rows, O]`, `[steps, m]`
    """
    state = network.begin(inputs.shape[1])
    outputs = np.stack([network.step(x, state, None) for x in inputs])
    return outputs, predicted(checkpoint, outputs)


def sample_wise_outputs(
    checkpoint: Checkpoint, network: Network, sound: FloatArray, num_samples: int
) -> tuple[FloatArray, DoubleArray]:
    """The entry `forced` of column_vector and transpose: about `num_samples` from the middle, where it sounds."""
    p = checked_kind(checkpoint, SampleWiseParameters)
    distance, steps = 0 if p.row_distance is None else p.row_distance, num_samples // p.bands
    heard = in_bands(at_reference_level(sound), p.bands)
    windows = np.lib.stride_tricks.sliding_window_view(heard, p.seg_len)[:: p.bands]
    first = max(0, (len(windows) - (p.rows - 1) * distance - steps) // 2)
    rows = [windows[first + row * distance : first + row * distance + steps] for row in range(p.rows)]
    return fed(checkpoint, network, np.ascontiguousarray(np.stack(rows, axis=1), dtype=np.float32))


def predicted(checkpoint: Checkpoint, outputs: FloatArray) -> DoubleArray:
    """The mean of each prediction: the head's output, or the weighted mean of a mixture's components.

    Shape: `[steps, rows, O]` -> `[steps, m]`
    """
    p = checked_kind(checkpoint, LSTMParameters)
    last: DoubleArray = outputs[:, -1].astype(np.float64)
    if p.mixes_rows:
        weight, bias = (checkpoint.tensors[f"combine.{name}"].astype(np.float64) for name in ("weight", "bias"))
        last = outputs[:, :, 0] @ weight.T + bias
    if not p.mixture:
        return last
    weights = np.exp(last[:, : p.num_components] - last[:, : p.num_components].max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    means = last[:, -p.num_components * p.label_size :].reshape(len(last), p.num_components, -1)
    return np.asarray(np.einsum("sk,skm->sm", weights, means))
