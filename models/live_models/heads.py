"""From what a head puts out to the next prediction.

Ways to draw from a mixture, by Naterop & Giacomuzzi (2017, 2.1.2): `greedy`, the mean of the component with the
greatest weight over deviation; `exact`, the likeliest value of all; `tempered`, the mean of a component drawn from
those that together hold no more than `tau` of the weights over deviations; `full`, a component drawn by its weight,
with its spread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray

SAMPLING: Final = ("greedy", "exact", "tempered", "full")
"""Ways to draw; the kernels know them by their numbers here."""
GREEDY, EXACT, TEMPERED, FULL = range(4)
MEANS: Final = 4
"""A component drawn by its weight, without its spread: in hundreds of dimensions that is heard as hiss."""

MIN_LOG_DEVIATION: Final = -5.0
MAX_LOG_DEVIATION: Final = 5.0
"""Between these a component's deviation stays, as while training (`live_models.families.sample_wise.loss`): a smaller
one lets a mixture's likelihood run away on one frame."""

MAX_SAMPLE: Final = 8.0
"""The largest sample dreamt and fed back; recordings at their reference level stay below 1. Far above them: what is
clipped is not what a linear skip expects, and what it then predicts would be clipped for ever."""

HOLD_DB: Final = 12.0
"""An error of the level beyond this counts as this much. See `spread_for_level`."""

MODE_STEPS: Final = 20
"""Steps of the search for a mixture's likeliest value."""


@dataclass(frozen=True)
class Sampling:
    """How to draw: one of the ways above by its number, what it needs, and the level's part in it.

    `spread`: factor for the deviation (`spread_for_level`).
    """

    method: int
    temperature: float
    tau: float
    spread: float = 1.0


def method_of(name: str | None, own: int) -> int:
    """The number of a way to draw; None: the approach's own."""
    return own if name is None else SAMPLING.index(name)


def spread_for_level(power: float, level: float, energy_hold: float) -> float:
    """Factor for the deviation that a sample is drawn with: less than 1 in a dream too loud, more in one too quiet.

    A linear predictor rings louder the more it is excited, and what excites it is the draw: exp(-1) at 12 dB too loud
    with `energy_hold` 1.
    """
    if energy_hold <= 0.0 or level <= 0.0 or not np.isfinite(power):
        return 1.0
    error_db = 10.0 * np.log10(max(power, 1e-30) / level)
    return float(np.exp(-energy_hold * min(max(error_db, -HOLD_DB), HOLD_DB) / HOLD_DB))


def choose(logits: DoubleArray, log_deviations: DoubleArray | None, sampling: Sampling, chance: float) -> int:
    """The number of a component or class. `chance` is uniform in 0..1; one number is used by every way to draw.

    Weights are raised to the power 1 / temperature; 0 takes the heaviest. Shape: `[K]`, `[K]`
    """
    if sampling.method in (GREEDY, EXACT, TEMPERED) and log_deviations is not None:
        logits = logits - log_deviations
    heaviest = int(np.argmax(logits))
    if sampling.method in (GREEDY, EXACT) or sampling.temperature <= 0.0:
        return heaviest
    if sampling.method == TEMPERED:
        shares = np.exp(logits - logits.max())
        order = np.argsort(-logits, kind="stable")
        held = np.cumsum(shares[order]) / shares.sum()
        outside = order[1:][held[1:] > sampling.tau + 1e-12]
        logits = logits.copy()
        logits[outside] = -np.inf
    edges = np.cumsum(np.exp((logits - logits.max()) / sampling.temperature))
    # A weight of nothing is never drawn, whatever the rounding
    return min(int(np.searchsorted(edges, chance * edges[-1], side="right")), len(logits) - 1)


def likeliest(logits: DoubleArray, log_deviations: DoubleArray, means: DoubleArray) -> DoubleArray:
    """The value of greatest density of a mixture of isotropic Gaussians (exact maximum likelihood).

    From every mean the density is climbed by its fixed-point equation (Carreira-Perpinan 2000, "Mode-finding for
    mixtures of Gaussian distributions"); the highest end counts. Shape: `[K]`, `[K]`, `[K, m]` -> `[m]`
    """
    size = means.shape[1]
    heights = logits - logits.max() - size * log_deviations
    sharpness = np.exp(-2.0 * log_deviations)
    places = means.astype(np.float64)
    density = np.zeros(len(places))
    for _ in range(MODE_STEPS + 1):
        squares = ((places[:, None] - means[None]) ** 2).sum(-1)
        logs = heights - 0.5 * squares * sharpness
        highest = logs.max(axis=1, keepdims=True)
        density = highest[:, 0] + np.log(np.exp(logs - highest).sum(axis=1))
        pull = np.exp(logs - highest) * sharpness
        best = np.asarray(places[int(np.argmax(density))])
        places = (pull @ means) / pull.sum(axis=1, keepdims=True)
    return best


def draw_sample(
    output: FloatArray, num_components: int, classes: DoubleArray, sampling: Sampling, chance: float, normal: float
) -> float:
    """One number from a head: its only output (regression), or a draw from a mixture over numbers or from classes.

    The deviation is multiplied by the temperature too. Unlike a vector's, a sample needs its spread: the noise of one
    sample is what the string's own filter is excited by. Of classes, the distance from their mean is multiplied by
    `spread`. `chance` is uniform in 0..1, `normal` standard normal. NaN comes back if the weights are not finite; the
    guard sees it.

    Shape: `output` `[3 * K]`: K logits, K logarithms of the deviations, K means; or `[256]` logits; or `[1]`
    """
    count = len(classes) or num_components
    if count == 0:
        return float(output[0])
    logits = output[:count].astype(np.float64)
    if not np.isfinite(logits).all():
        return float("nan")
    if len(classes):
        value = float(classes[choose(logits, None, sampling, chance)])
        weights = np.exp(logits - logits.max())
        middle = float(weights @ classes / weights.sum())
        return middle + sampling.spread * (value - middle)
    log_deviations = np.clip(output[count : 2 * count].astype(np.float64), MIN_LOG_DEVIATION, MAX_LOG_DEVIATION)
    if sampling.method == EXACT:
        return float(likeliest(logits, log_deviations, output[2 * count :, None].astype(np.float64))[0])
    component = choose(logits, log_deviations, sampling, chance)
    mean = float(output[2 * count + component])
    if sampling.method != FULL:
        return mean
    return mean + sampling.temperature * sampling.spread * float(np.exp(log_deviations[component])) * normal


def draw_frame(
    output: FloatArray, num_components: int, sampling: Sampling, chance: float, normal: DoubleArray
) -> DoubleArray:
    """As `draw_sample`, a number of each band: the outputs themselves, or a draw from a mixture over them.

    A component has a deviation for each band. Shape: `output` `[K * (1 + 2 m)]`: K logits, K * m logarithms of the
    deviations, K * m means; or `[m]`; `normal` `[m]` -> `[m]`
    """
    if num_components == 0:
        return output.astype(np.float64)
    logits = output[:num_components].astype(np.float64)
    if not np.isfinite(logits).all():
        return np.full(len(normal), np.nan)
    log_deviations, means = output[num_components:].astype(np.float64).reshape(2, num_components, -1)
    log_deviations = np.clip(log_deviations, MIN_LOG_DEVIATION, MAX_LOG_DEVIATION)
    if sampling.method == EXACT:
        return _likeliest_frame(logits, log_deviations, means)
    component = choose(logits, log_deviations.mean(axis=1), sampling, chance)
    if sampling.method != FULL:
        return np.asarray(means[component])
    deviations = sampling.temperature * sampling.spread * np.exp(log_deviations[component])
    return np.asarray(means[component] + deviations * normal)


def _likeliest_frame(logits: DoubleArray, log_deviations: DoubleArray, means: DoubleArray) -> DoubleArray:
    """As `likeliest`, with a deviation for each number. Shape: `[K]`, `[K, m]`, `[K, m]` -> `[m]`"""
    heights = logits - logits.max() - log_deviations.sum(axis=1)
    sharpness = np.exp(-2.0 * log_deviations)
    places, density = means, np.zeros(len(means))
    for _ in range(MODE_STEPS + 1):
        logs = heights - 0.5 * ((places[:, None] - means[None]) ** 2 * sharpness).sum(-1)
        density = np.logaddexp.reduce(logs, axis=1)
        best = np.asarray(places[int(np.argmax(density))])
        pull = np.exp(logs - logs.max(axis=1, keepdims=True))
        places = (pull @ (sharpness * means)) / (pull @ sharpness)
    return best


def draw_mixture(
    output: FloatArray,
    num_components: int,
    sampling: Sampling,
    rng: np.random.Generator,
    tilt: DoubleArray | None = None,
) -> FloatArray:
    """Draw from a mixture over vectors.

    `tilt` `[K]` is added to the weights' logarithms first: so an approach steers what is drawn. One random number is
    used, and by `full` as many normal ones as there are dimensions. NaN comes back if the weights are not finite; the
    guard sees it.

    Shape: `output` `[K * (2 + m)]`: K logits, K logarithms of the deviations, K means -> `[m]`
    """
    logits = output[:num_components].astype(np.float64)
    if tilt is not None:
        logits += tilt
    log_deviations = np.clip(
        output[num_components : 2 * num_components].astype(np.float64), MIN_LOG_DEVIATION, MAX_LOG_DEVIATION
    )
    means = output[2 * num_components :].reshape(num_components, -1)
    chance = rng.random()
    if not np.isfinite(logits).all():
        return np.full(means.shape[1], np.nan, dtype=np.float32)
    if sampling.method == EXACT:
        return likeliest(logits, log_deviations, means.astype(np.float64)).astype(np.float32)
    component = choose(logits, log_deviations, sampling, chance)
    if sampling.method != FULL:
        return np.asarray(means[component])
    deviation = sampling.temperature * sampling.spread * np.exp(log_deviations[component])
    return np.asarray(means[component] + np.float32(deviation) * rng.standard_normal(means.shape[1], dtype=np.float32))
