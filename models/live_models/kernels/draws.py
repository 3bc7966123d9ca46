"""From a head's numbers to the next sample: draws from mixtures and from classes, and the level's part in them (numba).

What `live_models.heads` does with numpy, compiled; all ways to draw but `exact`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.heads import EXACT, FULL, GREEDY, HOLD_DB, MAX_LOG_DEVIATION, MIN_LOG_DEVIATION, TEMPERED
from live_models.kernels.compiling import allocating_kernel, kernel


class Drawing(NamedTuple):
    """How to draw. `method`: number of a way (`live_models.heads`); `tau`: share of the weights that counts, of
    `tempered`; `spread`: factor for the deviation (`spread_for_level`)."""

    method: int
    temperature: float
    tau: float
    spread: float


class Numbers(NamedTuple):
    """Random numbers of steps, each dream's from its own generator; none of those that are not needed.

    Shape: `chance` `[dreams, steps]`, uniform; `normal`, `noise` `[dreams, steps, size]`, or `[dreams, steps, 0]`
    """

    chance: DoubleArray
    normal: FloatArray
    noise: FloatArray


@kernel
def guide(y: FloatArray, lane: int, width: int, used: int, components: int, influence: float) -> None:
    """What a dream that ran twice goes on with, in the place of its lane that heeds; the other is the next. See
    `live_models.condition.guidance.guided`.

    Shape: `y` `[lanes, width]`, flat; `used`: numbers of a head
    """
    heeding, push = lane * width, np.float32(influence)
    for i in range(used):
        if influence > 1.0 and i < 2 * components:
            continue
        with_it, alone = y[heeding + i], y[heeding + width + i]
        y[heeding + i] = alone + push * (with_it - alone)


@kernel
def spread_for_level(power: float, level: float, energy_hold: float) -> Any:
    """`live_models.heads.spread_for_level`, compiled."""
    if not (energy_hold > 0.0 and level > 0.0 and np.isfinite(power)):
        return 1.0
    error_db = 10.0 * np.log10(max(power, 1e-30) / level)
    return np.exp(-energy_hold * min(max(error_db, -HOLD_DB), HOLD_DB) / HOLD_DB)


@kernel
def log_deviation_of(output: FloatArray, components: int, component: int) -> Any:
    """The logarithm of one component's deviation, float64, kept between its bounds."""
    return min(max(np.float64(output[components + component]), MIN_LOG_DEVIATION), MAX_LOG_DEVIATION)


@allocating_kernel
def choose(weights: DoubleArray, drawing: Drawing, chance: float) -> Any:
    """`live_models.heads.choose` of weights' logarithms, which are overwritten. `chance` is uniform in 0..1."""
    count = len(weights)
    chosen = int(np.argmax(weights))
    if drawing.temperature <= 0.0 or drawing.method == GREEDY:
        return chosen
    highest = weights[chosen]
    if drawing.method == TEMPERED:
        shares = np.exp(weights - highest)
        order = np.argsort(-shares, kind="mergesort")
        held, total = 0.0, shares.sum()
        for place in range(count):
            held += shares[order[place]] / total
            if place > 0 and held > drawing.tau + 1e-12:
                weights[order[place]] = -np.inf
    total = 0.0
    for k in range(count):
        weights[k] = np.exp((weights[k] - highest) / drawing.temperature)
        total += weights[k]
    edge, chosen = 0.0, count - 1
    for k in range(count):
        edge += weights[k]
        if edge > chance * total:
            chosen = k
            break
    return chosen


@allocating_kernel
def component_of(weights: DoubleArray, output: FloatArray, drawing: Drawing, chance: float) -> Any:
    """The number of a mixture's component, drawn as `live_models.heads.choose` draws it.

    Shape: `weights` `[K]`, logarithms, overwritten; `output`: what a head gives, in which their deviations follow
    """
    if drawing.method in (GREEDY, EXACT, TEMPERED):
        for k in range(len(weights)):
            weights[k] -= log_deviation_of(output, len(weights), k)
    return choose(weights, drawing, chance)


@allocating_kernel
def draw_mixture(output: FloatArray, components: int, drawing: Drawing, chance: float, normal: float) -> Any:
    """A number from a mixture; NaN where its weights are not finite. `normal`: standard normal.

    Shape: `output` `[3 * components]`: logits, logarithms of the deviations, means
    """
    weights = np.empty(components, dtype=np.float64)
    for k in range(components):
        if not np.isfinite(output[k]):
            return np.nan
        weights[k] = output[k]
        if drawing.method != FULL:
            weights[k] -= log_deviation_of(output, components, k)
    chosen = choose(weights, drawing, chance)
    mean = float(output[2 * components + chosen])
    if drawing.method != FULL:
        return mean
    deviation = np.exp(log_deviation_of(output, components, chosen))
    return mean + drawing.temperature * drawing.spread * deviation * normal


@allocating_kernel
def draw_class(output: FloatArray, classes: DoubleArray, drawing: Drawing, chance: float) -> Any:
    """What one of the classes stands for, drawn; its distance from their mean is multiplied by the spread.

    NaN where the logits are not finite. Shape: `output`, `classes` `[K]`
    """
    count = len(classes)
    weights = np.empty(count, dtype=np.float64)
    for k in range(count):
        if not np.isfinite(output[k]):
            return np.nan
        weights[k] = output[k]
    chosen = choose(weights, drawing, chance)
    middle, total, highest = 0.0, 0.0, np.float64(output[:count].max())
    for k in range(count):
        share = np.exp(np.float64(output[k]) - highest)
        middle += share * classes[k]
        total += share
    middle /= total
    return middle + drawing.spread * (classes[chosen] - middle)
