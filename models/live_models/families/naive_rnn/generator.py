"""NaiveRNN dreams: the class of the next sample is drawn and fed back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.card import normalisation_and_controls
from live_models.contract.backend import Backend, DreamDraws
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.contract.generator import Controls, GeneratorSpec, dream_rng, fit_seed
from live_models.families.naive_rnn.config import NaiveRNNParameters
from live_models.features import at_reference_level
from live_models.quantisation import class_edges, class_values

LISTEN_S: Final = 0.25
"""Length of the seed's end that the network hears."""


@dataclass
class NaiveRNNDreams:
    """Dreams under way, one or a batch: the backend's state, and what they draw from. One thread at a time."""

    state: Any
    draws: DreamDraws


class NaiveRNNGenerator:
    """Draws one sample per step. See `live_models.contract.generator.Generator`.

    The network's samples are those at the reference level over `normalisation.global_maximum`, the recordings' peak.
    """

    def __init__(self, checkpoint: Checkpoint, backend: Backend[Any, FloatArray, DreamDraws]) -> None:
        p = checked_kind(checkpoint, NaiveRNNParameters)
        seed_length = max(2, round(LISTEN_S * p.sample_rate))
        self.spec = GeneratorSpec(checkpoint.name, p.approach, p.sample_rate, seed_length, p.hop_length)
        normalisation, self.default_controls = normalisation_and_controls(checkpoint.card)
        self._backend = backend
        self._edges, self._values = class_edges(p.quantisation), class_values(p.quantisation)
        self._peak = normalisation.global_maximum
        self._gain = np.float32(self._peak * 10.0 ** (normalisation.gain_db / 20.0))

    def begin(self, seed: FloatArray, rng_seed: int) -> NaiveRNNDreams:
        """Listen to the seed and return the state from which to dream on. Raises ValueError for an unusable seed."""
        return self.begin_batch([seed], [rng_seed])

    def begin_batch(self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int]) -> NaiveRNNDreams:
        """Listen to several seeds at once. See `Generator.begin_batch`."""
        heard = [fit_seed(seed, self.spec.seed_length) for seed in seeds]
        rngs = [dream_rng(one, rng_seed) for one, rng_seed in zip(heard, rng_seeds, strict=True)]
        samples = np.stack([at_reference_level(one) / self._peak for one in heard], axis=1)
        known = self._values[np.searchsorted(self._edges, samples)].astype(np.float32)
        draws = DreamDraws(rngs, self.default_controls)
        state = self._backend.begin(len(heard))
        self._backend.listen(state, known, draws)
        return NaiveRNNDreams(state, draws)

    def advance(self, state: NaiveRNNDreams, controls: Controls, num_steps: int) -> FloatArray:
        """The next `num_steps` samples. See `Generator.advance`."""
        return np.asarray(self.advance_batch(state, controls, num_steps)[0])

    def advance_batch(self, state: NaiveRNNDreams, controls: Controls, num_steps: int) -> FloatArray:
        """The next samples of all dreams, `[dreams, num_steps]`. See `Generator.advance_batch`."""
        state.draws.controls = controls
        return self._backend.dream(state.state, state.draws, num_steps) * self._gain
