"""From what a head puts out to the next prediction; torch-free."""

from __future__ import annotations

from typing import Final

import numpy as np

from live_inference.arrays import DoubleArray, FloatArray

MIN_LOG_DEVIATION: Final = -5.0
MAX_LOG_DEVIATION: Final = 5.0
"""Between these a component's deviation stays, as while training (`live_models.networks`)."""

MAX_SAMPLE: Final = 1.5
"""The largest sample dreamt and fed back: recordings at their reference level stay below 1."""

HOLD_DB: Final = 12.0
"""An error of the level beyond this counts as this much. See `spread_for_level`."""


def spread_for_level(power: float, level: float, energy_hold: float) -> float:
    """Factor for the deviation that a sample is drawn with: less than 1 in a dream too loud, more in one too quiet.

    A linear predictor rings louder the more it is excited, and what excites it is the draw: exp(-1) at 12 dB too loud
    with `energy_hold` 1.
    """
    if energy_hold <= 0.0 or level <= 0.0 or not np.isfinite(power):
        return 1.0
    error_db = 10.0 * np.log10(max(power, 1e-30) / level)
    return float(np.exp(-energy_hold * min(max(error_db, -HOLD_DB), HOLD_DB) / HOLD_DB))


def draw_sample(
    output: FloatArray, num_components: int, temperature: float, chance: float, normal: float, spread: float
) -> float:
    """One number from a head: its only output (no components: regression), or a draw from a mixture over numbers.

    Weights are raised to the power 1 / `temperature` and deviations multiplied by it (Naterop & Giacomuzzi 2017,
    2.1.2); 0 gives the mean of the heaviest component. Unlike a vector's (`draw_mixture`), a sample needs its spread:
    the noise of one sample is what the string's own filter is excited by. `chance` is uniform in 0..1, `normal`
    standard normal. NaN comes back if the weights are not finite; the guard sees it.

    Shape: `output` `[3 * K]`: K logits, K logarithms of the deviations, K means; or `[1]`
    """
    if num_components == 0:
        return float(output[0])
    logits = output[:num_components].astype(np.float64)
    if not np.isfinite(logits).all():
        return float("nan")
    component = int(np.argmax(logits))
    if temperature > 0.0:
        edges = np.cumsum(np.exp((logits - logits.max()) / temperature))
        component = min(int(np.searchsorted(edges, chance * edges[-1], side="right")), num_components - 1)
    log_deviation = min(max(float(output[num_components + component]), MIN_LOG_DEVIATION), MAX_LOG_DEVIATION)
    deviation = temperature * spread * float(np.exp(log_deviation))
    return float(output[2 * num_components + component]) + deviation * normal


def draw_mixture(
    output: FloatArray,
    num_components: int,
    temperature: float,
    rng: np.random.Generator,
    tilt: DoubleArray | None = None,
) -> tuple[FloatArray, int]:
    """Draw a component of a Gaussian mixture and return its mean and its number.

    `tilt` `[K]` is added to the weights' logarithms first: so an approach steers what is drawn. Then the weights are
    raised to the power 1 / `temperature` (Naterop & Giacomuzzi 2017, 2.1.2); 0 takes the heaviest. The mean itself is
    returned, without the component's spread: in hundreds of dimensions that spread is heard as hiss. One random number
    is used, whatever the temperature. A component number of -1 and an output of NaN come back if the weights are not
    finite; the guard sees them.

    Shape: `output` `[K * (2 + m)]`: K logits, K logarithms of the deviations, K means -> `[m]`
    """
    logits = output[:num_components].astype(np.float64)
    if tilt is not None:
        logits += tilt
    means = output[2 * num_components :].reshape(num_components, -1)
    chance = rng.random()
    if not np.isfinite(logits).all():
        return np.full(means.shape[1], np.nan, dtype=np.float32), -1
    if temperature <= 0.0:
        component = int(np.argmax(logits))
    else:
        weights = np.exp((logits - logits.max()) / temperature)
        edges = np.cumsum(weights)
        component = min(int(np.searchsorted(edges, chance * edges[-1], side="right")), num_components - 1)
    return means[component], component
