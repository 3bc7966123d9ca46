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
    are left out there, and what both taps of a layer would make of them is in the bias of its gates. All skips' biases
    together are one.
    """
    matrices: list[tuple[FloatArray, FloatArray | None]] = []
    gathered, skips = np.zeros((2, parameters.num_filters))
    for layer in range(len(parameters.dilations)):
        at = f"layers.{layer}"
        past, current = tensors[f"{at}.past"], tensors[f"{at}.current"]
        bias = tensors[f"{at}.bias"] + (past.astype(np.float64) + current) @ gathered
        leaving = tensors[f"{at}.skip.weight"]
        skips += tensors[f"{at}.skip.bias"]
        if f"{at}.residual.weight" in tensors:
            leaving = np.concatenate([tensors[f"{at}.residual.weight"], leaving])
            gathered += tensors[f"{at}.residual.bias"]
        matrices += [(past, bias.astype(np.float32)), (current, None), (leaving, None)]
    matrices += [(tensors[f"{name}.weight"], tensors[f"{name}.bias"]) for name in ("top", "head")]
    entering = np.stack([tensors["entry.past"].T, tensors["entry.current"].T])
    packed = pack_weights(matrices, precision, precision)
    return Net(packed, np.ascontiguousarray(entering), tensors["entry.bias"].copy(), skips.astype(np.float32))
