"""From what a head puts out to the next prediction; torch-free."""

from __future__ import annotations

import numpy as np

from live_inference.arrays import DoubleArray, FloatArray


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
