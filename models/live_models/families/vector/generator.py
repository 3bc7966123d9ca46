"""The vector approach (Pfalz 2018, 3.1.1): one vector of samples predicts the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.card import normalisation_and_controls
from live_models.condition.numbers import Condition
from live_models.contract.backend import DreamDraws
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.contract.generator import Controls, GeneratorSpec, dream_rng, fit_seed
from live_models.families.lstm.backends.network import Network
from live_models.families.lstm.forcing import fed
from live_models.families.lstm.heeding import seeds_heeded
from live_models.families.vector.backend import VectorBackend, VectorState
from live_models.families.vector.config import VectorParameters
from live_models.features import at_reference_level, vectors_of

SEED_DURATION_S: Final = 3.0
"""How much of the seed's end the network hears."""


@dataclass
class VectorDreams:
    """Dreams under way, one or a batch. One thread at a time."""

    state: VectorState
    draws: DreamDraws


class VectorGenerator:
    """Predicts the next `seg_len` samples from the last, and feeds them back: no overlap, no crossfade, as he did.

    Rows of the author's matrix have states of their own and only the last row is kept; so only that row runs here.
    See `live_models.contract.generator.Generator`.
    """

    def __init__(self, checkpoint: Checkpoint, network: Network) -> None:
        p = self.parameters = parameters_of(checkpoint)
        vectors = max(8, round(SEED_DURATION_S * p.sample_rate / p.seg_len), -(-p.skip_length // p.seg_len))
        self.spec = GeneratorSpec(
            checkpoint.name, p.approach, p.sample_rate, vectors * p.seg_len, p.seg_len, condition=p.condition
        )
        self.normalisation, self.default_controls = normalisation_and_controls(checkpoint.card)
        self.backend = VectorBackend(checkpoint, p, network, self.normalisation)
        self._gain = np.float32(10.0 ** (self.normalisation.gain_db / 20.0))

    def begin(self, seed: FloatArray, rng_seed: int) -> VectorDreams:
        """Listen to the seed and return the state from which to dream on. Raises ValueError for an unusable seed."""
        return self.begin_batch([seed], [rng_seed])

    def begin_batch(self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int]) -> VectorDreams:
        """Listen to several seeds at once. See `Generator.begin_batch`."""
        heard = [fit_seed(seed, self.spec.seed_length) for seed in seeds]
        draws = DreamDraws(
            [dream_rng(one, rng_seed) for one, rng_seed in zip(heard, rng_seeds, strict=True)], self.default_controls
        )
        state = self.backend.begin(len(heard))
        if self.parameters.condition:
            state.heeding = seeds_heeded(seeds, self.parameters.sample_rate)
        self.backend.listen(state, np.stack([at_reference_level(one) for one in heard]), draws)
        return VectorDreams(state, draws)

    def advance(self, state: VectorDreams, controls: Controls, num_steps: int) -> FloatArray:
        """The next `num_steps * seg_len` samples. See `Generator.advance`."""
        return np.asarray(self.advance_batch(state, controls, num_steps)[0])

    def advance_batch(self, state: VectorDreams, controls: Controls, num_steps: int) -> FloatArray:
        """The next samples of all dreams. See `Generator.advance_batch`."""
        state.draws.controls = controls
        vectors = self.backend.dream(state.state, state.draws, num_steps)
        return vectors.reshape(len(vectors), -1) * self._gain

    def heed(self, state: VectorDreams, conditions: Sequence[Condition]) -> None:
        """Heed other conditions from the next step on. See `Generator.heed`."""
        if state.state.heeding is not None:
            state.state.heeding.heed(conditions)


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
