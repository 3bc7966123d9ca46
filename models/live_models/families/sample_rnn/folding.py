"""SampleRNN's matrices as the kernels use them: linear layers that follow one another are multiplied beforehand.

Nothing but sums lies between the layer that widens a frame and the input weights of its tier, and between the last
tier's upsampling and the first layer of the multilayer network: of each such pair one product is left, in the second
case one matrix for each sample of a frame. An upsampling between two tiers stays as it is: the input weights below it
are multiplied with all steps of a frame in one pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.sample_rnn.config import SampleRNNParameters

Matrix = tuple[FloatArray, FloatArray | None]
"""A matrix and its bias; None: zeros."""


@dataclass(frozen=True)
class Folded:
    """`entering`: what samples give, to the gates of each tier and to the first layer of the multilayer network.

    `others`: of each tier the recurrent matrix, then its upsampling for each step below, then the input weights of the
    next tier; of the last tier, instead, what it gives to the first layer for each sample of its frame; then the second
    layer and the head.
    """

    entering: list[Matrix]
    others: list[Matrix]


def fold(parameters: SampleRNNParameters, tensors: Mapping[str, FloatArray]) -> Folded:
    """Multiply what is linear, in float64."""
    wide = {name: np.asarray(tensor, dtype=np.float64) for name, tensor in tensors.items()}
    last = len(parameters.frame_sizes) - 1
    entering: list[Matrix] = [_matrix(wide["tiers.0.weight_ih"], wide["tiers.0.bias"])]
    others: list[Matrix] = []
    for n, ratio in enumerate(parameters.ratios):
        others.append(_matrix(wide[f"tiers.{n}.weight_hh"], wide.get(f"tiers.{n}.bias_hh")))
        upsample, offset = (wide[f"tiers.{n}.upsample.{part}"] for part in ("weight", "bias"))
        below = wide["predictor.0.weight" if n == last else f"tiers.{n + 1}.weight_ih"]
        bias = wide["predictor.0.bias" if n == last else f"tiers.{n + 1}.bias"]
        frame = "window" if n == last else f"tiers.{n + 1}.frame"
        entering.append(_matrix(below @ wide[f"{frame}.weight"]))
        bias = bias + below @ wide[f"{frame}.bias"]
        steps = list(zip(np.split(upsample, ratio), np.split(offset, ratio), strict=True))
        if n < last:
            others += [*(_matrix(weight, one) for weight, one in steps), _matrix(below, bias)]
        else:
            others += [_matrix(below @ weight, bias + below @ one) for weight, one in steps]
    others.append(_matrix(wide["predictor.1.weight"], wide["predictor.1.bias"]))
    return Folded(entering, [*others, _matrix(wide["head.weight"], wide["head.bias"])])


def _matrix(weight: DoubleArray, bias: DoubleArray | None = None) -> Matrix:
    return weight.astype(np.float32), None if bias is None else bias.astype(np.float32)
