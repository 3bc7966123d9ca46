"""From what a network put out to the next sample and what enters after it (numba): for the loops of each family."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.sample_wise.head import STRETCH, SampleHead, Steering, Stretch
from live_models.heads import FULL, MAX_SAMPLE
from live_models.kernels.compiling import allocating_kernel, kernel, summing_kernel
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


@kernel
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
def predict_frame(head: SampleHead, window: FloatArray, predicted: FloatArray) -> None:
    """What the linear skip makes of the frames before, into `predicted`. See `head.predicted_frame`."""
    bands, length = len(predicted), len(window)
    if bands == 1:
        predicted[0] = predicted_value(head, window)
        return
    for band in range(bands):
        found = np.float32(0.0)
        if len(head.linear) > 0:
            weight = head.linear[band * length : (band + 1) * length]
            for i in range(length):
                found += weight[i] * window[i]
        predicted[band] = found


@kernel
def next_frame(
    head: SampleHead, steering: Steering, output: FloatArray, predicted: FloatArray, power: float, chance: float,
    normal: DoubleArray, values: DoubleArray,
) -> None:  # fmt: skip
    """The next sample of each band, from what the network put out, into `values`. See `head.draw_frame`.

    Shape: `predicted`, `normal`, `values` `[bands]`
    """
    bands = len(values)
    if bands == 1:
        values[0] = next_value(head, steering, output, predicted[0], power, chance, normal[0])
        return
    spread = spread_for_level(power, head.level, steering.energy_hold)
    drawing = Drawing(steering.method, steering.temperature, steering.tau, spread)
    draw_frame(output, head.num_components, drawing, chance, normal, values)
    if len(head.deviations) > 0:
        for band in range(bands):
            unit = head.deviation * min(1.0, spread) * head.deviations[band]
            values[band] = predicted[band] + unit * values[band]
    for band in range(bands):
        if values[band] > MAX_SAMPLE:
            values[band] = MAX_SAMPLE
        elif values[band] < -MAX_SAMPLE:
            values[band] = -MAX_SAMPLE


@kernel
def hand_on(
    head: SampleHead, steering: Steering, values: DoubleArray, noise: DoubleArray, out: FloatArray, heard: FloatArray
) -> Any:
    """Give what was drawn to `out` and, with noise, to what is `heard` after it; `values` become what is heard.

    Returns the mean power of what was drawn. Shape: `[bands]` each
    """
    bands, power = len(values), 0.0
    for band in range(bands):
        value, added = values[band], noise[band]
        power += value * value
        out[band] = np.float32(value)
        if len(head.deviations) > 0:
            added *= head.deviations[band]
        values[band] = value + steering.noise * added
        heard[band] = np.float32(values[band])
    return power if bands == 1 else power / bands


class Feedback(NamedTuple):
    """What steps of dreams give, and what they are fed by: pieces of a `StreamState`, moved in place.

    Shape: `tape` `[dreams, linear_length + STRETCH * bands]`, `entering` `[lanes, entering]`, `power` `[dreams]`, `out`
    `[dreams, steps * bands]`, `predicted`, `values` `[bands]`: room for a frame
    """

    tape: FloatArray
    entering: FloatArray
    power: DoubleArray
    out: FloatArray
    position: int
    predicted: FloatArray
    values: DoubleArray


@kernel
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
            shares = stretch.head.num_components * (1 + len(feedback.values))
            guide(output, y[(lane + 1) * rows : (lane + 2) * rows], stretch.influence, shares)
        _feed_back(stretch, feedback, dream, lane, step, output)
        if each == 2:
            for number in range(feedback.entering.shape[1]):
                feedback.entering[lane + 1, number] = feedback.entering[lane, number]


@kernel
def guide(output: FloatArray, without: FloatArray, influence: float, shares: int) -> None:
    """Move what heeds a condition away from what heeds nothing, in place. See `live_models.condition.guidance`.

    `shares`: numbers of a mixture's weights and deviations.
    """
    first, degree = 0, np.float32(influence)
    if influence > 1.0:
        first = shares
    for i in range(first, len(output)):
        output[i] = without[i] + degree * (output[i] - without[i])


@kernel
def _feed_back(stretch: Stretch, feedback: Feedback, dream: int, lane: int, step: int, output: FloatArray) -> None:
    """`feed_back` for one dream, whose first lane is `lane`. Shape: `output` `[output_size]` or longer"""
    head, steering, draws, scales = stretch.head, stretch.steering, stretch.draws, stretch.scales
    bands, length, predicted, values = len(feedback.values), tape_length(feedback), feedback.predicted, feedback.values
    here, frame, power = (feedback.position + step) * bands, step * bands, feedback.power[dream]
    predict_frame(head, feedback.tape[dream, here : here + length], predicted)
    normal = draws.normal[dream, frame : frame + bands]
    next_frame(head, steering, output, predicted, power, draws.chance[dream, step], normal, values)
    loudness = hand_on(
        head, steering, values, draws.noise[dream, frame : frame + bands], feedback.out[dream, frame : frame + bands],
        feedback.tape[dream, here + length : here + length + bands],
    )  # fmt: skip
    for band in range(bands):
        fed = values[band]
        heard = fed
        if heard > 1.0:
            heard = 1.0
        elif heard < -1.0:
            heard = -1.0
        feedback.entering[lane, band] = np.float32(heard * scales.sample)
        if length > 0:
            left_over = (fed - predicted[band]) * scales.left_over[band]
            feedback.entering[lane, bands + band] = np.float32(np.arcsinh(left_over) / 2.0)
    feedback.power[dream] = power + head.rate * (loudness - power)


@kernel
def tape_length(feedback: Feedback) -> Any:
    """Numbers that the linear skip hears, of all bands."""
    return feedback.tape.shape[1] - STRETCH * len(feedback.values)
