"""The vector approach (Pfalz 2018, 3.1.1): one vector of samples predicts the next; torch-free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.card import normalisation_and_controls
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.contract.generator import Controls, GeneratorSpec, dream_rng, fit_seed
from live_models.families.lstm.backends.network import Network, NetworkState, draw_masks_each, listen
from live_models.families.lstm.forcing import fed
from live_models.families.vector.config import VectorParameters
from live_models.families.vector.skip import VectorSkip
from live_models.features import LEVEL_SPAN, at_reference_level, vectors_of, with_level, without_level
from live_models.heads import FULL, MAX_SAMPLE, MEANS, Sampling, draw_mixture, method_of, spread_for_level

SEED_DURATION_S: Final = 3.0
"""How much of the seed's end the network hears."""

HOLD_TIME_S: Final = 1.0
"""Time over which the level is measured and, with `energy_hold` 1, brought back."""

SPREAD_HOLD: Final = 16.0
MOST_SPREAD: Final = 4.0
"""Behind a linear skip `energy_hold` counts so often: a string rings on for seconds, so what excites it must give way
early; at 0.25 by 3 dB for each that the dream is too loud. A quiet dream is excited at most four times as much."""

HOLD_AIM: Final = 0.25
"""Share of the material's power that is aimed at: what gives way in proportion to an error settles above its aim."""

MAX_FEATURE: Final = 8.0
"""The largest number fed back. A vector divided by its level stays below about 5; samples stay below 1."""


@dataclass
class VectorLane:
    """What one dream of a batch has for itself.

    Shape: `vector` `[input_size]`, what goes in next; `history` `[skip_length]`, the last samples (linear skip)

    `level`: running mean of the vectors' level; of their power where there is a linear skip.
    """

    rng: np.random.Generator
    vector: FloatArray
    history: FloatArray
    level: float


@dataclass
class VectorState:
    """Dreams under way, one or a batch. One thread at a time."""

    network: NetworkState
    lanes: list[VectorLane]


class VectorGenerator:
    """Predicts the next `seg_len` samples from the last, and feeds them back: no overlap, no crossfade, as he did.

    Rows of the author's matrix have states of their own and only the last row is kept; so only that row runs here.
    See `live_models.contract.generator.Generator`.
    """

    def __init__(self, checkpoint: Checkpoint, network: Network) -> None:
        p = self.parameters = parameters_of(checkpoint)
        vectors = max(8, round(SEED_DURATION_S * p.sample_rate / p.seg_len), -(-p.skip_length // p.seg_len))
        self.spec = GeneratorSpec(checkpoint.name, p.approach, p.sample_rate, vectors * p.seg_len, p.seg_len)
        self.normalisation, self.default_controls = normalisation_and_controls(checkpoint.card)
        self.network = network
        self._skip = VectorSkip.of(p, checkpoint.tensors) if p.linear_skip else None
        self._rate = min(1.0, p.seg_len / (HOLD_TIME_S * p.sample_rate))

    def begin(self, seed: FloatArray, rng_seed: int) -> VectorState:
        """Listen to the seed and return the state from which to dream on. Raises ValueError for an unusable seed."""
        return self.begin_batch([seed], [rng_seed])

    def begin_batch(self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int]) -> VectorState:
        """Listen to several seeds at once. See `Generator.begin_batch`."""
        p = self.parameters
        heard = [fit_seed(seed, self.spec.seed_length) for seed in seeds]
        rngs = [dream_rng(one, rng_seed) for one, rng_seed in zip(heard, rng_seeds, strict=True)]
        heard = [at_reference_level(one) for one in heard]
        vectors = np.stack([vectors_of(one, p.seg_len, p.level_normalised) for one in heard])
        lanes = [
            VectorLane(rng, own[-1].copy(), one[-p.skip_length :].copy(), self.normalisation.level)
            for rng, own, one in zip(rngs, vectors, heard, strict=True)
        ]
        state = VectorState(self.network.begin(len(lanes)), lanes)
        heard_steps = vectors[:, :-1].swapaxes(0, 1)
        masks = [draw_masks_each(p, self.default_controls.dropout, rngs) for _ in heard_steps]
        listen(self.network, heard_steps, state.network, masks)
        return state

    def advance(self, state: VectorState, controls: Controls, num_steps: int) -> FloatArray:
        """The next `num_steps * seg_len` samples. See `Generator.advance`."""
        return np.asarray(self.advance_batch(state, controls, num_steps)[0])

    def advance_batch(self, state: VectorState, controls: Controls, num_steps: int) -> FloatArray:
        """The next samples of all dreams. See `Generator.advance_batch`."""
        p = self.parameters
        out = np.empty((len(state.lanes), num_steps, p.seg_len), dtype=np.float32)
        rngs = [lane.rng for lane in state.lanes]
        for index in range(num_steps):
            masks = draw_masks_each(p, controls.dropout, rngs)
            outputs = self.network.step(np.stack([lane.vector for lane in state.lanes]), state.network, masks)
            for number, lane in enumerate(state.lanes):
                out[number, index] = self._next(lane, outputs[number], controls)
        return out.reshape(len(state.lanes), -1) * np.float32(10.0 ** (self.normalisation.gain_db / 20.0))

    def _next(self, lane: VectorLane, output: FloatArray, controls: Controls) -> FloatArray:
        """From the head's output to samples; sets what goes in next."""
        p = self.parameters
        skip = self._skip
        if p.mixture:
            spread = 1.0
            if skip is not None:
                hold = SPREAD_HOLD * controls.energy_hold
                spread = min(MOST_SPREAD, spread_for_level(lane.level, HOLD_AIM * self.normalisation.level, hold))
            method = method_of(controls.sampling, MEANS if skip is None else FULL)
            sampling = Sampling(method, controls.temperature, controls.tau, spread)
            output = draw_mixture(output, p.num_components, sampling, lane.rng)
        if skip is not None:
            output = skip.limited(lane.history, output, self.normalisation.deviation)
            samples: FloatArray = np.clip(skip.vector(lane.history, output), -MAX_SAMPLE, MAX_SAMPLE)  # NaN stays NaN
            lane.level += self._rate * (float(np.mean(samples.astype(np.float64) ** 2)) - lane.level)
            lane.history = np.concatenate([lane.history, samples])[-p.skip_length :]
            vector = with_level(samples[None])[0] if p.level_normalised else samples
        else:
            samples = vector = np.clip(output, -MAX_FEATURE, MAX_FEATURE)
            if p.level_normalised:
                self._hold(lane, vector, controls.energy_hold)
                samples = without_level(vector)
        lane.vector = vector
        if controls.noise > 0.0:
            noise = lane.rng.standard_normal(len(vector), dtype=np.float32)
            lane.vector = vector + np.float32(controls.noise) * noise
        return samples

    def _hold(self, lane: VectorLane, vector: FloatArray, energy_hold: float) -> None:
        """Give the vector a shape of RMS 1, and move its level towards the training material's.

        A mean of a mixture's component is smoother, so quieter, than the vectors it stands for. The level is a number
        of its own, so the shape may be brought back to RMS 1 without taking the dynamics away.
        """
        rms = float(np.sqrt(np.mean(vector[:-1].astype(np.float64) ** 2)))
        if rms > 1e-3:
            vector[:-1] *= np.float32(1.0 + energy_hold * (1.0 / rms - 1.0))
        lane.level += self._rate * (float(vector[-1]) - lane.level)
        # A level is a logarithm: LEVEL_SPAN nepers per unit; at most 12 dB per HOLD_TIME_S.
        most = 12.0 / 8.686 / LEVEL_SPAN
        error = float(np.clip(lane.level - self.normalisation.level, -most, most))
        vector[-1] -= np.float32(energy_hold * self._rate * error)


def generator(checkpoint: Checkpoint, network: Network) -> VectorGenerator:
    """The table's entry. Raises ValueError and ControlError for an unusable card."""
    return VectorGenerator(checkpoint, network)


def parameters_of(checkpoint: Checkpoint) -> VectorParameters:
    """The checkpoint's hyperparameters. Raises TypeError for another family's."""
    return checked_kind(checkpoint, VectorParameters)


def forced_outputs(
    checkpoint: Checkpoint, network: Network, sound: FloatArray, num_samples: int
) -> tuple[FloatArray, DoubleArray]:
    """What the head puts out for about `num_samples` of a recording. See `live_models.families.lstm.forcing.fed`."""
    p = parameters_of(checkpoint)
    inputs = vectors_of(at_reference_level(sound), p.seg_len, p.level_normalised)
    return fed(checkpoint, network, inputs[: max(1, num_samples // p.seg_len), None])
