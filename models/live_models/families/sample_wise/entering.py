"""What enters a network for each sample: the sample and, behind a linear predictor, what that had left over of it.

As in LPCNet (Valin & Skoglund 2019, "LPCNet: improving neural speech synthesis through linear prediction"), whose
network hears the last sample and the last excitation.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from scipy.signal import oaconvolve

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.sample_wise.config import StreamParameters
from live_models.features import Normalisation
from live_models.quantisation import class_edges, class_values

QUIET: Final = 16.0
"""What is left over between plucks is about this part of its deviation, a pluck many deviations: the network hears
asinh(QUIET e) / 2, in which both are numbers of about 1."""

SILENT: Final = 1e-3
"""Samples of -1..1 have at least this RMS where they are scaled by it."""


class Scales(NamedTuple):
    """Factors of what enters. `sample`: of a sample; `left_over`: of what the predictor leaves over, before asinh."""

    sample: float
    left_over: float


def scales_of(parameters: StreamParameters, normalisation: Normalisation) -> Scales:
    """Without a predictor the sample itself, as in the thesis; behind one the sample over the recordings' RMS."""
    if not parameters.linear_skip:
        return Scales(1.0, 0.0)
    return Scales(1.0 / max(float(np.sqrt(normalisation.level)), SILENT), QUIET / normalisation.deviation)


def entering_numbers(samples: np.ndarray, left_over: np.ndarray | None, scales: Scales) -> FloatArray:
    """What enters for samples: a dream's beyond the recordings' peak enter as that, for no network has heard them.

    `left_over`: None without a predictor. Shape: `[...]`, `[...]` -> `[..., entering]`
    """
    scaled = np.clip(samples, -1.0, 1.0) * scales.sample
    if left_over is None:
        return np.asarray(scaled[..., None], dtype=np.float32)
    compressed = np.arcsinh(left_over * scales.left_over) / 2.0
    return np.stack([scaled, compressed], axis=-1).astype(np.float32)


def left_over(samples: np.ndarray, linear: np.ndarray) -> DoubleArray:
    """What a linear predictor leaves over of all samples but the first ones, which it only hears.

    Shape: `[..., length + steps]`, `[length]` -> `[..., steps]`
    """
    length = len(linear)
    doubled = samples.astype(np.float64)
    kernel = np.concatenate([[0.0], linear[::-1].astype(np.float64)])
    predicted = oaconvolve(doubled, kernel[(None,) * (doubled.ndim - 1)], axes=-1)
    return np.asarray(doubled[..., length:] - predicted[..., length : doubled.shape[-1]])


def as_heard(parameters: StreamParameters, samples: np.ndarray) -> FloatArray:
    """Samples of -1..1 as a network hears them that knows no others than the middles of its classes. Shape kept"""
    if not parameters.categorical or parameters.linear_skip:
        return np.asarray(samples, dtype=np.float32)
    kind = parameters.quantisation
    return class_values(kind)[np.searchsorted(class_edges(kind), samples)].astype(np.float32)
