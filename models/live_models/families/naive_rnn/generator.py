"""NaiveRNN dreams: the class of the next sample is drawn and fed back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch

from live_models.arrays import FloatArray
from live_models.card import normalisation_and_controls
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.contract.generator import Controls, GeneratorSpec, dream_rng, fit_seed
from live_models.families.lstm.layers import LSTMState
from live_models.families.naive_rnn.config import NaiveRNNParameters
from live_models.families.naive_rnn.network import NaiveRNN
from live_models.features import at_reference_level
from live_models.heads import FULL, Sampling, draw_sample, method_of
from live_models.quantisation import class_edges, class_values

LISTEN_S: Final = 0.25
"""How much of the seed's end the network hears."""


@dataclass
class NaiveRNNState:
    """Dreams under way, one or a batch. One thread at a time. Shape: `samples` `[dreams]`: what each hears next"""

    lstm: LSTMState
    samples: FloatArray
    rngs: list[np.random.Generator]


class NaiveRNNGenerator:
    """Draws one sample per step. See `live_models.contract.generator.Generator`.

    The network's samples are those at the reference level over `normalisation.global_maximum`, the recordings' peak.
    """

    def __init__(self, checkpoint: Checkpoint, network: NaiveRNN) -> None:
        p = checked_kind(checkpoint, NaiveRNNParameters)
        seed_length = max(2, round(LISTEN_S * p.sample_rate))
        self.spec = GeneratorSpec(checkpoint.name, p.approach, p.sample_rate, seed_length, p.hop_length)
        normalisation, self.default_controls = normalisation_and_controls(checkpoint.card)
        self._network = network
        self._edges, self._values = class_edges(p.quantisation), class_values(p.quantisation)
        self._peak = normalisation.global_maximum
        self._gain = np.float32(self._peak * 10.0 ** (normalisation.gain_db / 20.0))

    def begin(self, seed: FloatArray, rng_seed: int) -> NaiveRNNState:
        """Listen to the seed and return the state from which to dream on. Raises ValueError for an unusable seed."""
        return self.begin_batch([seed], [rng_seed])

    def begin_batch(self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int]) -> NaiveRNNState:
        """Listen to several seeds at once. See `Generator.begin_batch`."""
        heard = [fit_seed(seed, self.spec.seed_length) for seed in seeds]
        rngs = [dream_rng(one, rng_seed) for one, rng_seed in zip(heard, rng_seeds, strict=True)]
        samples = np.stack([at_reference_level(one) / self._peak for one in heard], axis=1)
        samples = self._values[np.searchsorted(self._edges, samples)].astype(np.float32)
        with torch.inference_mode():
            _, lstm = self._network(torch.from_numpy(samples[:-1]))
        return NaiveRNNState(lstm, samples[-1], rngs)

    def advance(self, state: NaiveRNNState, controls: Controls, num_steps: int) -> FloatArray:
        """The next `num_steps` samples. See `Generator.advance`."""
        return np.asarray(self.advance_batch(state, controls, num_steps)[0])

    def advance_batch(self, state: NaiveRNNState, controls: Controls, num_steps: int) -> FloatArray:
        """The next samples of all dreams, `[dreams, num_steps]`. See `Generator.advance_batch`."""
        sampling = Sampling(method_of(controls.sampling, FULL), controls.temperature, controls.tau)
        out = np.empty((len(state.rngs), num_steps), dtype=np.float32)
        with torch.inference_mode():
            for step in range(num_steps):
                logits, state.lstm = self._network(torch.from_numpy(state.samples)[None], state.lstm)
                rows = logits[0].numpy()
                drawn = [
                    draw_sample(row, 0, self._values, sampling, rng.random(), 0.0)
                    for row, rng in zip(rows, state.rngs, strict=True)
                ]
                state.samples = np.array(drawn, dtype=np.float32)
                out[:, step] = state.samples
        return out * self._gain


def eager(checkpoint: Checkpoint, threads: int) -> NaiveRNN:
    """The PyTorch modules themselves; they use as many threads as PyTorch is set to."""
    del threads
    network = NaiveRNN(checked_kind(checkpoint, NaiveRNNParameters))
    network.load_tensors(checkpoint.tensors)
    return network
