"""What a step of a sample-wise dream draws with: the head, what steers it, random numbers; and the readable draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, Protocol

import numpy as np

from live_models import heads
from live_models.arrays import DoubleArray, FloatArray
from live_models.contract.generator import Controls
from live_models.families.sample_wise.entering import Scales
from live_models.families.sample_wise.quantisation import Classes, class_values
from live_models.features import Normalisation
from live_models.heads import FULL, MAX_SAMPLE, Sampling, draw_sample, method_of, spread_for_level

HOLD_TIME_S: Final = 0.05
"""Time over which the level is measured."""

SPREAD_HOLD: Final = 8.0
"""Behind a linear skip `energy_hold` counts this many times, and what the network adds to it, means included, gives
way while the dream is too loud: the skip alone dies away, so the level comes down whatever the network does."""

STRETCH: Final = 256
"""Steps that a tape has room for after what was heard; then it is wound back."""


class HeadParameters(Classes, Protocol):
    """What a head needs of hyperparameters."""

    @property
    def sample_rate(self) -> int:
        """Hz."""
        ...

    @property
    def hop_length(self) -> int:
        """Samples of a step: one, or one of each band."""
        ...

    @property
    def mixture(self) -> bool:
        """Whether the head gives a mixture."""
        ...

    @property
    def num_components(self) -> int:
        """Components of a mixture."""
        ...


class SampleHead(NamedTuple):
    """What a sample-wise system does after its network. Arrays of length 0 stand for what there is not.

    Shape: `combine_weight` `[O, rows]`, `combine_bias` `[O]` (transpose), `linear` `[bands * length]` (the linear skip,
    band after band), `deviations` `[bands]` (units of the head's values, relative to `deviation`; of several bands)

    `deviation`: unit of the head's values. `num_components`: 0 for other heads than mixtures. `classes` `[256]`: what
    the classes of a categorical head stand for. `level`: mean power to steer to;
    `rate`: share of a new sample, or frame, in the running power.
    """

    combine_weight: FloatArray
    combine_bias: FloatArray
    linear: FloatArray
    deviation: float
    num_components: int
    classes: DoubleArray
    level: float
    rate: float
    deviations: FloatArray


class Steering(NamedTuple):
    """The controls that matter within a step. See `live_models.contract.generator.Controls`.

    `method`: number of a way to draw. See `live_models.heads`.
    """

    temperature: float
    energy_hold: float
    noise: float
    method: int
    tau: float

    def numbers(self) -> DoubleArray:
        """All of it in the order of `sample_loop`. Shape: `[5]`."""
        return np.array([self.temperature, self.energy_hold, self.noise, self.method, self.tau])


class Draws(NamedTuple):
    """Random numbers of steps: uniform 0..1 for the component, standard normal for its spread and the noise.

    Shape: `chance` `[dreams, steps]`, the others `[dreams, steps * bands]`
    """

    chance: DoubleArray
    normal: DoubleArray
    noise: DoubleArray

    def part(self, first: int, last: int) -> Draws:
        """The draws of steps `first`..`last`."""
        bands = self.normal.shape[1] // self.chance.shape[1]
        each = slice(first * bands, last * bands)
        return Draws(self.chance[:, first:last], self.normal[:, each], self.noise[:, each])

    def of_dreams(self, dreams: slice) -> Draws:
        """The draws of some dreams, each kind in one piece: a kernel is compiled anew for another layout."""
        return Draws(*(np.ascontiguousarray(kind[dreams]) for kind in self))


class Stretch(NamedTuple):
    """Steps of dreams that a network may take by itself, and what is drawn with in them. Kernels take it as it is.

    `influence`: how strongly the lanes that heed a condition are followed, where each dream has two.

    Shape: `draws` `[dreams, num_steps]`
    """

    head: SampleHead
    scales: Scales
    steering: Steering
    draws: Draws
    num_steps: int
    influence: float


def sample_head(
    parameters: HeadParameters, tensors: Mapping[str, FloatArray], normalisation: Normalisation, rows: int = 1
) -> SampleHead:
    """The head of a checkpoint. Its arrays are views: in a concurrent dream the weights are still being trained."""
    p = parameters
    linear = tensors.get("linear.weight", np.zeros((1, 0), dtype=np.float32))
    return SampleHead(
        tensors.get("combine.weight", np.zeros((0, rows), dtype=np.float32)),
        tensors.get("combine.bias", np.zeros(0, dtype=np.float32)),
        linear.reshape(-1),
        normalisation.deviation,
        p.num_components if p.mixture else 0,
        class_values(p),
        normalisation.level,
        min(1.0, p.hop_length / (HOLD_TIME_S * p.sample_rate)),
        tensors.get("linear.deviations", np.zeros(0, dtype=np.float32)),
    )


def steering_of(controls: Controls, head: SampleHead) -> Steering:
    """The controls as a head heeds them.

    What is fed back excites a skip's strings, so its noise is in units of what the skip leaves over: in units of the
    samples .003 would be 6 dB louder already. Numbers are made floats: whole ones (a card, an OSC message) would have
    the kernels compiled again, for a type of their own.
    """
    skips = len(head.linear) > 0
    return Steering(
        float(controls.temperature),
        float(controls.energy_hold) * (SPREAD_HOLD if skips else 1.0),
        float(controls.noise) * (head.deviation if skips else 1.0),
        method_of(controls.sampling, FULL),
        float(controls.tau),
    )


def next_draws(rngs: Sequence[np.random.Generator], bands: int = 1) -> Draws:
    """The numbers of one stretch, each dream's from its own generator. See `Draws`."""
    each = STRETCH * bands
    drawn = [(rng.random(STRETCH), rng.standard_normal(each), rng.standard_normal(each)) for rng in rngs]
    chance, normal, noise = (np.stack(kind) for kind in zip(*drawn, strict=True))
    return Draws(chance, normal, noise)


def draw_value(
    head: SampleHead, steering: Steering, output: FloatArray, predicted: float, power: float, chance: float,
    normal: float,
) -> float:  # fmt: skip
    """The next sample from what the network put out, as `drawing.next_value` has it. `predicted`: by the linear skip"""
    spread = spread_for_level(power, head.level, steering.energy_hold)
    sampling = Sampling(steering.method, steering.temperature, steering.tau, spread)
    value = draw_sample(output, head.num_components, head.classes, sampling, chance, normal)
    if len(head.linear):
        value = predicted + head.deviation * min(1.0, spread) * value
    return float(np.clip(value, -MAX_SAMPLE, MAX_SAMPLE))  # NaN stays NaN


def draw_frame(
    head: SampleHead, steering: Steering, output: FloatArray, predicted: FloatArray, power: float, chance: float,
    normal: DoubleArray,
) -> DoubleArray:  # fmt: skip
    """The next sample of each band, as `drawing.next_frame` has it; of one band `draw_value`.

    Shape: `predicted`, by the linear skip, `normal` `[bands]` -> `[bands]`
    """
    if len(normal) == 1:
        return np.array([draw_value(head, steering, output, float(predicted[0]), power, chance, float(normal[0]))])
    spread = spread_for_level(power, head.level, steering.energy_hold)
    sampling = Sampling(steering.method, steering.temperature, steering.tau, spread)
    values = heads.draw_frame(output, head.num_components, sampling, chance, normal)
    if len(head.deviations):
        values = predicted + head.deviation * min(1.0, spread) * head.deviations * values
    return np.asarray(np.clip(values, -MAX_SAMPLE, MAX_SAMPLE))


def predicted_frame(head: SampleHead, window: FloatArray, bands: int) -> FloatArray:
    """What the linear skip makes of the frames before; zeros without one. Shape: `[length]` -> `[bands]`"""
    if not len(head.linear):
        return np.zeros(bands, dtype=np.float32)
    if bands == 1:
        return np.array([head.linear @ window])
    return np.asarray(head.linear.reshape(bands, -1) @ window)


def shaped_noise(head: SampleHead, noise: DoubleArray) -> DoubleArray:
    """Noise that is fed back, of a frame: behind a linear skip as large as what that leaves over. Shape: `[bands]`"""
    return head.deviations * noise if len(head.deviations) else noise
