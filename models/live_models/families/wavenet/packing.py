"""The weights of a WaveNet as its kernels take them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.wavenet.config import WaveNetParameters
from live_models.families.wavenet.steps import Net
from live_models.kernels.products import Precision, pack_weights


def packed_net(parameters: WaveNetParameters, tensors: Mapping[str, FloatArray], precision: Precision) -> Net:
    """The weights in the order of `steps`, with fewer biases.

    What goes on from layer to layer is a sum, so the biases that it gathers on its way are the same at every step: they
    are left out there, and what both taps of a layer would make of them is in the bias of its gates.
    """
    layers, filters = len(parameters.dilations), parameters.num_filters
    matrices: list[tuple[FloatArray, FloatArray | None]] = []
    gathered = np.zeros(filters)
    for layer in range(layers):
        at = f"layers.{layer}"
        past, current = tensors[f"{at}.past"], tensors[f"{at}.current"]
        bias = tensors[f"{at}.bias"] + (past.astype(np.float64) + current) @ gathered
        matrices += [(past, bias.astype(np.float32)), (current, None)]
        if layer < layers - 1:
            matrices.append((tensors[f"{at}.residual.weight"], None))
            gathered += tensors[f"{at}.residual.bias"]
    skips = [[tensors[f"layers.{layer}.skip.{part}"] for layer in range(layers)] for part in ("weight", "bias")]
    matrices.append((np.concatenate(skips[0], axis=1), np.sum(skips[1], axis=0, dtype=np.float32)))
    matrices += [(tensors[f"{name}.weight"], tensors[f"{name}.bias"]) for name in ("top", "head")]
    entering = np.stack([tensors["entry.past"].T, tensors["entry.current"].T])
    packed = pack_weights(matrices, precision, precision)
    return Net(packed, np.ascontiguousarray(entering), tensors["entry.bias"].copy())
