"""From what a network put out to the next sample and what enters after it (numba): for the loops of each family."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.sample_wise.head import SampleHead, Steering, Stretch
from live_models.heads import FULL, MAX_SAMPLE
from live_models.kernels.compiling import allocating_kernel, summing_kernel
from live_models.kernels.draws import (
    Drawing,
    choose,
    draw_class,
    draw_mixture,
    log_deviation_of,
    spread_for_level,
)


@summing_kernel
def predicted_value(head: SampleHead, window: FloatArray) -> Any:
    """What the linear skip makes of the samples before, float32; 0 without one. Shape: `window` `[length]`"""
    predicted = np.float32(0.0)
    for i in range(len(head.linear)):
        predicted += head.linear[i] * window[i]
    return predicted


@summing_kernel
def next_value(
    head: SampleHead, steering: Steering, output: FloatArray, predicted: float, power: float, chance: float,
    normal: float,
) -> Any:  # fmt: skip
    """From what the network put out to the next sample, float64. `predicted`: by the linear skip"""
    spread = spread_for_level(power, head.level, steering.energy_hold)
    drawing = Drawing(steering.method, steering.temperature, steering.tau, spread)
    if head.num_components > 0:
        value = draw_mixture(output, head.num_components, drawing, chance, normal)
    elif len(head.classes) > 0:
        value = draw_class(output, head.classes, drawing, chance)
    else:
        value = float(output[0])
    if len(head.linear) > 0:
        value = predicted + head.deviation * min(1.0, spread) * value
    if value > MAX_SAMPLE:
        value = MAX_SAMPLE
    elif value < -MAX_SAMPLE:
        value = -MAX_SAMPLE
    return value


@allocating_kernel
def draw_frame(
    output: FloatArray, components: int, drawing: Drawing, chance: float, normal: DoubleArray, values: DoubleArray
) -> None:
    """`live_models.heads.draw_frame`, compiled, into `values`; all ways to draw but `exact`."""
    bands = len(values)
    if components == 0:
        for band in range(bands):
            values[band] = output[band]
        return
    weights = np.empty(components, dtype=np.float64)
    finite = True
    for k in range(components):
        finite = finite and np.isfinite(output[k])
        weights[k] = output[k]
    if not finite:
        for band in range(bands):
            values[band] = np.nan
        return
    if drawing.method != FULL:
        for k in range(components):
            width = 0.0
            for band in range(bands):
                width += log_deviation_of(output, components, k * bands + band)
            weights[k] -= width / bands
    first = choose(weights, drawing, chance) * bands
    for band in range(bands):
        values[band] = output[components * (1 + bands) + first + band]
        if drawing.method == FULL:
            deviation = np.exp(log_deviation_of(output, components, first + band))
            values[band] += drawing.temperature * drawing.spread * deviation * normal[band]


@summing_kernel
def next_frame(
    head: SampleHead, steering: Steering, output: FloatArray, window: FloatArray, power: float, chance: float,
    normal: DoubleArray, values: DoubleArray,
) -> None:  # fmt: skip
    """The next sample of each band, from what the network put out, into `values`. See `head.draw_frame`.

    Shape: `window` `[length]`, `normal`, `values` `[bands]`
    """
    bands, length = len(values), len(window)
    if bands == 1:
        predicted = predicted_value(head, window)
        values[0] = next_value(head, steering, output, predicted, power, chance, normal[0])
        return
    spread = spread_for_level(power, head.level, steering.energy_hold)
    drawing = Drawing(steering.method, steering.temperature, steering.tau, spread)
    draw_frame(output, head.num_components, drawing, chance, normal, values)
    if len(head.deviations) > 0:
        for band in range(bands):
            predicted = np.float32(0.0)
            for i in range(length):
                predicted += head.linear[band * length + i] * window[i]
            values[band] = predicted + head.deviation * min(1.0, spread) * head.deviations[band] * values[band]
    for band in range(bands):
        if values[band] > MAX_SAMPLE:
            values[band] = MAX_SAMPLE
        elif values[band] < -MAX_SAMPLE:
            values[band] = -MAX_SAMPLE


class Feedback(NamedTuple):
    """What steps of dreams give, and what they are fed by: pieces of a `StreamState`, moved in place.

    Shape: `tape` `[dreams, linear_length + STRETCH]`, `entering` `[lanes, entering]`, `power` `[dreams]`, `out`
    `[dreams, steps]`
    """

    tape: FloatArray
    entering: FloatArray
    power: DoubleArray
    out: FloatArray
    position: int


@summing_kernel
def feed_back(stretch: Stretch, feedback: Feedback, step: int, y: FloatArray) -> None:
    """Draw each dream's next sample from what the network put out for it, and make what enters its lanes after it.

    Shape: `y` `[lanes, output_size or more]`, flat; moved where dreams have two lanes
    """
    dreams, lanes = len(feedback.power), len(feedback.entering)
    each, rows = lanes // dreams, len(y) // lanes
    for dream in range(dreams):
        lane = each * dream
        output = y[lane * rows : (lane + 1) * rows]
        if each == 2:
            guide(output, y[(lane + 1) * rows : (lane + 2) * rows], stretch.influence, stretch.head.num_components)
        _feed_back(stretch, feedback, dream, lane, step, output)
        if each == 2:
            for number in range(feedback.entering.shape[1]):
                feedback.entering[lane + 1, number] = feedback.entering[lane, number]


@summing_kernel
def guide(output: FloatArray, without: FloatArray, influence: float, num_components: int) -> None:
    """Move what heeds a condition away from what heeds nothing, in place. See `live_models.condition.guidance`."""
    first, degree = 0, np.float32(influence)
    if num_components > 0 and influence > 1.0:
        first = 2 * num_components
    for i in range(first, len(output)):
        output[i] = without[i] + degree * (output[i] - without[i])


@summing_kernel
def _feed_back(stretch: Stretch, feedback: Feedback, dream: int, lane: int, step: int, output: FloatArray) -> None:
    """`feed_back` for one dream, whose first lane is `lane`. Shape: `output` `[output_size]` or longer"""
    head, steering, draws, scales = stretch.head, stretch.steering, stretch.draws, stretch.scales
    here, length, power = feedback.position + step, len(head.linear), feedback.power[dream]
    predicted = predicted_value(head, feedback.tape[dream, here : here + length])
    value = next_value(head, steering, output, predicted, power, draws.chance[dream, step], draws.normal[dream, step])
    feedback.power[dream] = power + head.rate * (value * value - power)
    feedback.out[dream, step] = np.float32(value)
    fed = value + steering.noise * draws.noise[dream, step]
    feedback.tape[dream, here + length] = np.float32(fed)
    heard = fed
    if heard > 1.0:
        heard = 1.0
    elif heard < -1.0:
        heard = -1.0
    feedback.entering[lane, 0] = np.float32(heard * scales.sample)
    if length > 0:
        feedback.entering[lane, 1] = np.float32(np.arcsinh((fed - predicted) * scales.left_over) / 2.0)
