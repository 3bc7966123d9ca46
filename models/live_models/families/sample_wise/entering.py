"""What enters a network for each sample: the sample and, behind a linear predictor, what that had left over of it.

As in LPCNet (Valin & Skoglund 2019, "LPCNet: improving neural speech synthesis through linear prediction"), whose
network hears the last sample and the last excitation.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from scipy.signal import oaconvolve

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.sample_wise.band_skip import predicted_frames
from live_models.families.sample_wise.config import StreamParameters
from live_models.features import Normalisation
from live_models.pseudo_qmf import in_bands
from live_models.quantisation import class_edges, class_values

QUIET: Final = 16.0
"""What is left over between plucks is about this part of its deviation, a pluck many deviations: the network hears
asinh(QUIET e) / 2, in which both are numbers of about 1."""

SILENT: Final = 1e-3
"""Samples of -1..1 have at least this RMS where they are scaled by it."""


FAINT: Final = 1e-12
"""Units are taken as no smaller."""


class Scales(NamedTuple):
    """Factors of what enters. `sample`: of a sample; `left_over`: of what the predictor leaves over, before asinh.

    Shape: `left_over` `[bands]`
    """

    sample: float
    left_over: DoubleArray


def scales_of(parameters: StreamParameters, normalisation: Normalisation, units: DoubleArray) -> Scales:
    """Without a predictor the sample itself, as in the thesis; behind one the sample over the recordings' RMS.

    `units`: of what the predictor leaves over of each band. Shape: `[bands]`
    """
    if not parameters.linear_skip:
        return Scales(1.0, np.zeros(parameters.bands))
    return Scales(1.0 / max(float(np.sqrt(normalisation.level)), SILENT), QUIET / np.maximum(units, FAINT))


def entering_numbers(samples: np.ndarray, left_over: np.ndarray | None, scales: Scales) -> FloatArray:
    """What enters for samples: a dream's beyond the recordings' peak enter as that, for no network has heard them.

    `left_over`: None without a predictor. Shape: `[..., bands]`, `[..., bands]` -> `[..., entering]`
    """
    scaled = np.clip(samples, -1.0, 1.0) * scales.sample
    if left_over is None:
        return np.asarray(scaled, dtype=np.float32)
    compressed = np.arcsinh(left_over * scales.left_over) / 2.0
    return np.concatenate([scaled, compressed], axis=-1).astype(np.float32)


def left_over(samples: np.ndarray, linear: np.ndarray) -> DoubleArray:
    """What a linear predictor leaves over of all frames but the first ones, which it only hears.

    Shape: `[..., lags + steps, bands]`, `[bands, lags * bands]` -> `[..., steps, bands]`
    """
    bands = len(linear)
    doubled = samples.astype(np.float64)
    if bands == 1:
        return _left_over(doubled[..., 0], linear[0])[..., None]
    return np.asarray(doubled[..., linear.shape[1] // bands :, :] - predicted_frames(doubled, linear))


def _left_over(doubled: DoubleArray, linear: np.ndarray) -> DoubleArray:
    """Of one band. Shape: `[..., length + steps]`, `[length]` -> `[..., steps]`"""
    length = len(linear)
    kernel = np.concatenate([[0.0], linear[::-1].astype(np.float64)])
    predicted = oaconvolve(doubled, kernel[(None,) * (doubled.ndim - 1)], axes=-1)
    return np.asarray(doubled[..., length:] - predicted[..., length : doubled.shape[-1]])


def frames_of(parameters: StreamParameters, samples: FloatArray) -> FloatArray:
    """Sounds as frames, in bands or (one band) sample by sample. Shape: `[..., n]` -> `[..., frames, bands]`"""
    bands = parameters.bands
    return in_bands(samples, bands).reshape(*samples.shape[:-1], -1, bands)


def as_heard(parameters: StreamParameters, samples: np.ndarray) -> FloatArray:
    """Samples of -1..1 as a network hears them that knows no others than the middles of its classes. Shape kept"""
    if not parameters.categorical or parameters.linear_skip:
        return np.asarray(samples, dtype=np.float32)
    kind = parameters.quantisation
    return class_values(kind)[np.searchsorted(class_edges(kind), samples)].astype(np.float32)
