"""The vector approach (Pfalz 2018, 3.1.1): one vector of samples predicts the next; torch-free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from live_inference.arrays import FloatArray
from live_inference.backends.network import Network, NetworkState, draw_masks
from live_inference.generator import Controls, GeneratorSpec, dream_rng, fit_seed
from live_inference.heads import draw_mixture
from live_models.features import LEVEL_SPAN, Normalisation, at_reference_level, features_of, without_level

SEED_DURATION_S: Final = 3.0
"""How much of the seed's end the network hears."""

HOLD_TIME_S: Final = 1.0
"""Time over which the level is measured and, with `energy_hold` 1, brought back."""

MAX_FEATURE: Final = 8.0
"""The largest number fed back. A vector divided by its level stays below about 5; samples stay below 1."""


@dataclass
class VectorState:
    """A dream under way. One thread at a time.

    Shape: `vector` `[1, input_size]`, what goes in next; `level`: running mean of its level
    """

    network: NetworkState
    rng: np.random.Generator
    vector: FloatArray
    level: float


class VectorGenerator:
    """Predicts the next `seg_len` samples from the last, and feeds them back: no overlap, no crossfade, as he did.

    Rows of the author's matrix have states of their own and only the last row is kept; so only that row runs here.
    See `live_inference.generator.Generator`.
    """

    def __init__(self, name: str, network: Network, normalisation: Normalisation, default_controls: Controls) -> None:
        p = network.parameters
        vectors = max(8, round(SEED_DURATION_S * p.sample_rate / p.seg_len))
        self.spec = GeneratorSpec(name, p.approach, p.sample_rate, vectors * p.seg_len, p.seg_len)
        self.default_controls = default_controls
        self.network = network
        self.normalisation = normalisation
        self._rate = min(1.0, p.seg_len / (HOLD_TIME_S * p.sample_rate))

    def begin(self, seed: FloatArray, rng_seed: int) -> VectorState:
        """Listen to the seed and return the state from which to dream on. Raises ValueError for an unusable seed."""
        p = self.network.parameters
        heard = fit_seed(seed, self.spec.seed_length)
        rng = dream_rng(heard, rng_seed)
        vectors = features_of(at_reference_level(heard), p, self.normalisation)
        state = VectorState(self.network.begin(1), rng, vectors[-1:].copy(), self.normalisation.level)
        for index in range(len(vectors) - 1):
            masks = draw_masks(p, 1, self.default_controls.dropout, rng)
            self.network.step(vectors[index : index + 1], state.network, masks)
        return state

    def advance(self, state: VectorState, controls: Controls, num_steps: int) -> FloatArray:
        """The next `num_steps * seg_len` samples. See `Generator.advance`."""
        p = self.network.parameters
        out = np.empty((num_steps, p.seg_len), dtype=np.float32)
        for index in range(num_steps):
            masks = draw_masks(p, 1, controls.dropout, state.rng)
            output = self.network.step(state.vector, state.network, masks)[0]
            if p.head == "mixture":
                output, _ = draw_mixture(output, p.num_components, controls.temperature, state.rng)
            vector = np.clip(output, -MAX_FEATURE, MAX_FEATURE)  # NaN stays NaN
            if p.level_normalised:
                self._hold(state, vector, controls.energy_hold)
                out[index] = without_level(vector)
            else:
                out[index] = vector
            if controls.noise > 0.0:
                vector = vector + np.float32(controls.noise) * state.rng.standard_normal(len(vector), dtype=np.float32)
            state.vector[0] = vector
        return out.reshape(-1) * np.float32(10.0 ** (self.normalisation.gain_db / 20.0))

    def _hold(self, state: VectorState, vector: FloatArray, energy_hold: float) -> None:
        """Give the vector a shape of RMS 1, and move its level towards the training material's.

        A mean of a mixture's component is smoother, so quieter, than the vectors it stands for. The level is a number
        of its own, so the shape may be brought back to RMS 1 without taking the dynamics away.
        """
        rms = float(np.sqrt(np.mean(vector[:-1].astype(np.float64) ** 2)))
        if rms > 1e-3:
            vector[:-1] *= np.float32(1.0 + energy_hold * (1.0 / rms - 1.0))
        state.level += self._rate * (float(vector[-1]) - state.level)
        # A level is a logarithm: LEVEL_SPAN nepers per unit; at most 12 dB per HOLD_TIME_S.
        most = 12.0 / 8.686 / LEVEL_SPAN
        error = float(np.clip(state.level - self.normalisation.level, -most, most))
        vector[-1] -= np.float32(energy_hold * self._rate * error)
