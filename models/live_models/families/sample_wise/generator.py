"""The generator of every system that hears and draws one sample after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.card import normalisation_and_controls
from live_models.condition.ear import seed_condition
from live_models.condition.numbers import Condition
from live_models.contract.backend import DreamDraws
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.contract.generator import Controls, GeneratorSpec, dream_rng, fit_seed
from live_models.families.sample_wise.backend import StepNetwork, StreamBackend, StreamState
from live_models.families.sample_wise.config import StreamParameters
from live_models.families.sample_wise.entering import as_heard
from live_models.families.sample_wise.heeding import Heeding
from live_models.features import at_reference_level
from live_models.pseudo_qmf import Synthesis, pseudo_qmf, unflat

LISTEN_S: Final = 0.25
"""Length of the seed's end that the network hears, at least what its first step needs to have heard."""


@dataclass
class StreamDreams:
    """Dreams under way, one or a batch: the backend's state, and what they draw from. One thread at a time."""

    state: StreamState[Any]
    draws: DreamDraws
    sound: Synthesis | None = None
    """From bands to sound, where there is a filter bank."""


class StreamGenerator:
    """Draws one sample per step, or one of each band: then a dream begins with the last samples of its seed, as many as
    the filter bank is late. See `live_models.contract.generator.Generator`.

    The network's samples are those at the reference level over `normalisation.global_maximum`, the recordings' peak.
    """

    def __init__(self, checkpoint: Checkpoint, network: StepNetwork[Any]) -> None:
        p = self.parameters = checked_kind(checkpoint, StreamParameters)
        heard = max(2, round(LISTEN_S * p.sample_rate / p.bands), p.context_length + 1) + p.frames_heard
        self._bank = None if p.bands == 1 else pseudo_qmf(p.bands)
        heard *= p.bands
        if self._bank is not None:  # frames that lack what was before the seed are not heard
            heard += self._bank.delay
        self.spec = GeneratorSpec(
            checkpoint.name, p.approach, p.sample_rate, heard, p.hop_length, condition=p.condition
        )  # fmt: skip
        normalisation, self.default_controls = normalisation_and_controls(checkpoint.card)
        self.backend = StreamBackend(p, checkpoint.tensors, normalisation, network)
        self._peak = normalisation.global_maximum
        self._gain = np.float32(self._peak * 10.0 ** (normalisation.gain_db / 20.0))

    def begin(self, seed: FloatArray, rng_seed: int) -> StreamDreams:
        """Listen to the seed and return the state from which to dream on. Raises ValueError for an unusable seed."""
        return self.begin_batch([seed], [rng_seed])

    def begin_batch(self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int]) -> StreamDreams:
        """Listen to several seeds at once. See `Generator.begin_batch`."""
        heard = [fit_seed(seed, self.spec.seed_length) for seed in seeds]
        rngs = [dream_rng(one, rng_seed) for one, rng_seed in zip(heard, rng_seeds, strict=True)]
        samples = np.stack([at_reference_level(one) / self._peak for one in heard]).astype(np.float32)
        sound = None
        if self._bank is None:
            known = as_heard(self.parameters, samples)[..., None]
        else:
            bands = self._bank.analysed(samples)
            sound = Synthesis(self._bank, (len(heard),))
            sound.advance(bands)
            known = bands.transpose(0, 2, 1)[:, self._bank.delay // self._bank.num_bands :]
        draws = DreamDraws(rngs, self.default_controls)
        state = self.backend.begin(len(heard))
        if self.parameters.condition:
            rate = self.parameters.sample_rate
            state.heeding = Heeding(np.stack([seed_condition(one, rate).numbers() for one in seeds]))
        self.backend.listen(state, known, draws)
        return StreamDreams(state, draws, sound)

    def begin_unheard(self, batch: int) -> StreamDreams:
        """Dreams that begin without listening, to measure a backend that would listen for minutes."""
        rngs = [np.random.default_rng(lane) for lane in range(batch)]
        sound = None if self._bank is None else Synthesis(self._bank, (batch,))
        return StreamDreams(self.backend.begin(batch), DreamDraws(rngs, self.default_controls), sound)

    def advance(self, state: StreamDreams, controls: Controls, num_steps: int) -> FloatArray:
        """The next samples, `num_steps` or in bands as many frames. See `Generator.advance`."""
        return np.asarray(self.advance_batch(state, controls, num_steps)[0])

    def advance_batch(self, state: StreamDreams, controls: Controls, num_steps: int) -> FloatArray:
        """The next samples of all dreams, `[dreams, num_steps * bands]`. See `Generator.advance_batch`."""
        state.draws.controls = controls
        dreamt = self.backend.dream(state.state, state.draws, num_steps)
        if state.sound is not None:
            dreamt = state.sound.advance(unflat(dreamt, self.parameters.bands))
        return dreamt * self._gain

    def heed(self, state: StreamDreams, conditions: Sequence[Condition]) -> None:
        """Heed other conditions from the next step on. See `Generator.heed`."""
        if state.state.heeding is not None:
            state.state.heeding.turn(np.stack([one.numbers() for one in conditions]))


def generator(checkpoint: Checkpoint, network: StepNetwork[Any]) -> StreamGenerator:
    """The table's entry. Raises ValueError and ControlError for an unusable card."""
    return StreamGenerator(checkpoint, network)
