"""The cpu backend: one numba kernel per step that holds no lock of the interpreter; torch-free."""

from __future__ import annotations

from collections.abc import Mapping

import numba
import numpy as np

from live_inference.arrays import FloatArray
from live_inference.backends.network import Masks, NetworkState, zero_state
from live_models.hyperparameters import Hyperparameters

# Sums may be reordered, so that they run in the vector units, but NaN must stay NaN: the guard looks for it.
_FAST = {"reassoc", "contract", "arcp", "nsz"}


class CpuNetwork:
    """LSTM stack and head in numba; float32 weights, float32 accumulation. See `Network`.

    Rows of a layer's weights hold input and recurrent weights one after the other, so that a gate is one dot product
    over contiguous memory; a row serves all lanes of a batch while it lies in the first-level cache. Agrees with the
    eager backend to rounding: 2e-5 relative to the largest output over a hundred steps (tested).
    """

    def __init__(self, parameters: Hyperparameters, tensors: Mapping[str, FloatArray]) -> None:
        self.parameters = parameters
        weights, biases = [], []
        for layer in range(parameters.num_layers):
            pair = (tensors[f"layers.{layer}.weight_ih"], tensors[f"layers.{layer}.weight_hh"])
            weights.append(np.concatenate(pair, axis=1).ravel())
            biases.append(tensors[f"layers.{layer}.bias"])
        self._weights = np.ascontiguousarray(np.concatenate(weights), dtype=np.float32)
        self._biases = np.ascontiguousarray(np.stack(biases), dtype=np.float32)
        self._head_weight = np.ascontiguousarray(tensors["head.weight"], dtype=np.float32)
        self._head_bias = np.ascontiguousarray(tensors["head.bias"], dtype=np.float32)
        self._ones = Masks(
            np.ones((1, parameters.input_size + (parameters.num_layers - 1) * parameters.hidden), dtype=np.float32),
            np.ones((1, parameters.num_layers * parameters.hidden), dtype=np.float32),
        )

    def begin(self, batch: int) -> NetworkState:
        """A state of zeros for `batch` lanes."""
        return zero_state(self.parameters, batch)

    def step(self, x: FloatArray, state: NetworkState, masks: Masks | None) -> FloatArray:
        """What the head puts out; moves `state` in place. Shape: `[B, I]` -> `[B, O]`."""
        batch = len(x)
        masks = self._ones if masks is None else masks
        parameters = self.parameters
        longest = max(parameters.input_size, parameters.hidden) + parameters.hidden
        y = np.empty((batch, len(self._head_bias)), dtype=np.float32)
        _step(
            np.ascontiguousarray(x, dtype=np.float32),
            state.hidden,
            state.cell,
            masks.inputs,
            masks.outputs,
            self._weights,
            self._biases,
            self._head_weight,
            self._head_bias,
            parameters.use_residual,
            np.empty((batch, longest), dtype=np.float32),
            np.empty((batch, 4 * parameters.hidden), dtype=np.float32),
            np.empty((batch, parameters.hidden), dtype=np.float32),
            y,
        )
        return y


@numba.njit(nogil=True, cache=True, fastmath=_FAST, error_model="numpy")
def _dot(a: FloatArray, b: FloatArray, length: int) -> np.float32:
    total = np.float32(0.0)
    for i in range(length):
        total += a[i] * b[i]
    return total


@numba.njit(nogil=True, cache=True, fastmath=_FAST, error_model="numpy")
def _sigmoid(x: np.float32) -> np.float32:
    one = np.float32(1.0)
    return np.float32(one / (one + np.exp(-x)))


@numba.njit(nogil=True, cache=True, fastmath=_FAST, error_model="numpy")
def _step(
    x: FloatArray,
    hidden: FloatArray,
    cell: FloatArray,
    mask_in: FloatArray,
    mask_out: FloatArray,
    weights: FloatArray,
    biases: FloatArray,
    head_weight: FloatArray,
    head_bias: FloatArray,
    residual: bool,
    row: FloatArray,
    gates: FloatArray,
    between: FloatArray,
    y: FloatArray,
) -> None:
    """One step of all lanes. Shapes: see Network; `row`, `gates`, `between` are scratch, `y` receives the output."""
    batch, inputs = x.shape
    layers, _, size = hidden.shape
    lanes = len(mask_in)  # 1 where nothing is dropped: the same ones for every lane
    offset = 0
    column = 0
    for layer in range(layers):
        fan_in = inputs if layer == 0 else size
        length = fan_in + size
        for b in range(batch):
            m = b if lanes > 1 else 0
            for i in range(fan_in):
                row[b, i] = (x[b, i] if layer == 0 else between[b, i]) * mask_in[m, column + i]
            for i in range(size):
                row[b, fan_in + i] = hidden[layer, b, i]
        for gate in range(4 * size):
            start = offset + gate * length
            for b in range(batch):
                gates[b, gate] = biases[layer, gate] + _dot(weights[start : start + length], row[b], length)
        for b in range(batch):
            m = b if lanes > 1 else 0
            for i in range(size):
                keep = _sigmoid(gates[b, size + i]) * cell[layer, b, i]
                new = keep + _sigmoid(gates[b, i]) * np.tanh(gates[b, 2 * size + i])
                cell[layer, b, i] = new
                out = _sigmoid(gates[b, 3 * size + i]) * np.tanh(new)
                hidden[layer, b, i] = out
                out *= mask_out[m, layer * size + i]
                if residual and layer > 0:
                    out += between[b, i]
                between[b, i] = out
        offset += 4 * size * length
        column += fan_in
    for o in range(len(head_bias)):
        for b in range(batch):
            y[b, o] = head_bias[o] + _dot(head_weight[o], between[b], size)
