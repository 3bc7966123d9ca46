"""What a network puts out when it is fed a recording, sample by sample, instead of its own."""

from __future__ import annotations

from typing import Any

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.card import normalisation_and_controls
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.sample_wise.backend import StepNetwork
from live_models.families.sample_wise.config import StreamParameters
from live_models.families.sample_wise.entering import (
    as_heard,
    entering_numbers,
    frames_of,
    left_over,
    scales_of,
)
from live_models.families.sample_wise.quantisation import class_values
from live_models.features import at_reference_level


def forced_outputs(
    checkpoint: Checkpoint, network: StepNetwork[Any], sound: FloatArray, num_samples: int
) -> tuple[FloatArray, DoubleArray]:
    """The entry `forced`: about `num_samples` from the middle, where it sounds, and the mean of each prediction.

    The mean is that of what the head predicts: a sample, or what the linear predictor leaves over of it.
    Shape: -> `[steps, 1, O]`, `[steps, bands]`
    """
    p = checked_kind(checkpoint, StreamParameters)
    normalisation, _ = normalisation_and_controls(checkpoint.card)
    tape = as_heard(p, frames_of(p, at_reference_level(sound)) / normalisation.global_maximum)
    steps = num_samples // p.bands
    first = max(0, (len(tape) - steps) // 2)
    known, sizes = tape[first : first + steps], checkpoint.tensors.get("linear.deviations", np.ones(1))
    rest = left_over(known, checkpoint.tensors["linear.weight"]) if p.linear_length else None
    scales = scales_of(p, normalisation, normalisation.deviation * sizes.astype(np.float64))
    entering = entering_numbers(known[p.frames_heard :], rest, scales)
    state = network.begin(1)
    outputs = np.stack([network.step(one[None], state) for one in entering])
    return outputs, _means(p, outputs[:, 0].astype(np.float64))


def _means(parameters: StreamParameters, outputs: DoubleArray) -> DoubleArray:
    count = len(class_values(parameters)) or parameters.num_components
    weights = np.exp(outputs[:, :count] - outputs[:, :count].max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    if parameters.categorical:
        return np.asarray((weights * class_values(parameters)).sum(axis=1, keepdims=True))
    means = outputs[:, -count * parameters.bands :].reshape(len(outputs), count, -1)
    return np.asarray((weights[..., None] * means).sum(axis=1))
