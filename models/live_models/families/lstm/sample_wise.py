"""The column-vector and transpose approaches (Pfalz 2018, 3.1.2, 3.1.3): one sample per step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from live_models.arrays import FloatArray
from live_models.card import normalisation_and_controls
from live_models.condition.numbers import Condition
from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.contract.generator import Controls, GeneratorSpec, dream_rng, fit_seed
from live_models.families.lstm.backends.network import Network, SampleState
from live_models.families.lstm.config import SampleWiseParameters
from live_models.families.lstm.heeding import seeds_heeded
from live_models.families.lstm.sample_backend import SampleBackend, SampleDraws
from live_models.features import at_reference_level
from live_models.pseudo_qmf import Synthesis, flat, pseudo_qmf, unflat

LISTEN_S: Final = 0.4
"""How long the network listens to the seed's end before it dreams: sample by sample, as it was trained."""


@dataclass
class SampleDreams:
    """Dreams under way, one or a batch: where the network is, and what they draw from. One thread at a time."""

    state: SampleState
    draws: SampleDraws
    sound: Synthesis | None = None
    """From bands to sound, where there is a filter bank."""


class SampleWiseGenerator:
    """Predicts one sample from a matrix of windows and slides the flattened matrix on by it.

    column_vector: each row predicts the sample after its window and only the last row's is kept; rows have states of
    their own, so only that row runs here. transpose: a dense layer mixes what the rows give, so all of them run; a row
    goes on with the sample that the row after it begins with. See `live_models.contract.generator.Generator`.

    In bands "sample" is a frame, one sample of each. The filter bank is `FilterBank.delay` samples late (3 ms at 44.1
    kHz): a dream begins with as many last samples of its seed, out of which its own grow.
    """

    def __init__(self, checkpoint: Checkpoint, network: Network) -> None:
        p = self.parameters = checked_kind(checkpoint, SampleWiseParameters)
        normalisation, self.default_controls = normalisation_and_controls(checkpoint.card)
        self._distance = 0 if p.row_distance is None else p.row_distance
        self._listen = round(LISTEN_S * p.sample_rate / p.bands) * p.bands
        self._bank = None if p.bands == 1 else pseudo_qmf(p.bands)
        before = 0 if self._bank is None else self._bank.delay  # samples whose frames lack what was before the seed
        heard = before + self._listen + (p.rows - 1) * self._distance + p.seg_len
        self.spec = GeneratorSpec(checkpoint.name, p.approach, p.sample_rate, heard, p.bands, condition=p.condition)
        self.backend = SampleBackend(checkpoint, network, normalisation)
        self._gain = np.float32(10.0 ** (normalisation.gain_db / 20.0))

    def begin(self, seed: FloatArray, rng_seed: int) -> SampleDreams:
        """Listen to the seed and return the state from which to dream on. Raises ValueError for an unusable seed."""
        return self.begin_batch([seed], [rng_seed])

    def begin_batch(self, seeds: Sequence[FloatArray], rng_seeds: Sequence[int]) -> SampleDreams:
        """Listen to several seeds at once. See `Generator.begin_batch`."""
        p = self.parameters
        heard = [fit_seed(seed, self.spec.seed_length) for seed in seeds]
        rngs = [dream_rng(one, rng_seed) for one, rng_seed in zip(heard, rng_seeds, strict=True)]
        length = self._listen + p.seg_len
        samples = [at_reference_level(one) for one in heard]
        sound = None
        if self._bank is not None:
            bands = self._bank.analysed(np.stack(samples))
            sound = Synthesis(self._bank, (len(seeds),))
            sound.advance(bands)
            samples = list(flat(bands)[:, self._bank.delay :])
        rows = np.stack(
            [one[row * self._distance : row * self._distance + length] for one in samples for row in range(p.rows)]
        )
        draws = SampleDraws(rngs, self.default_controls, [rng.spawn(1)[0] for rng in rngs])
        state = self.backend.begin(len(seeds))
        if p.condition:
            state.heeding = seeds_heeded(seeds, p.sample_rate, p.rows)
        self.backend.listen(state, rows, draws)
        return SampleDreams(state, draws, sound)

    def begin_unheard(self, batch: int) -> SampleDreams:
        """Dreams that begin on noise without listening, to measure a backend that would listen for minutes."""
        rngs = [np.random.default_rng(lane) for lane in range(batch)]
        draws = SampleDraws(rngs, self.default_controls, [one.spawn(1)[0] for one in rngs])
        sound = None if self._bank is None else Synthesis(self._bank, (batch,))
        return SampleDreams(self.backend.begin_unheard(batch), draws, sound)

    def advance(self, state: SampleDreams, controls: Controls, num_steps: int) -> FloatArray:
        """The next samples, `num_steps` or in bands as many frames. See `Generator.advance`."""
        return np.asarray(self.advance_batch(state, controls, num_steps)[0])

    def advance_batch(self, state: SampleDreams, controls: Controls, num_steps: int) -> FloatArray:
        """The next samples of all dreams, `[dreams, num_steps * bands]`. See `Generator.advance_batch`."""
        state.draws.controls = controls
        dreamt = self.backend.dream(state.state, state.draws, num_steps)
        if state.sound is not None:
            dreamt = state.sound.advance(unflat(dreamt, self.parameters.bands))
        return dreamt * self._gain

    def heed(self, state: SampleDreams, conditions: Sequence[Condition]) -> None:
        """Heed other conditions from the next step on. See `Generator.heed`."""
        if state.state.heeding is not None:
            state.state.heeding.heed(conditions)


def generator(checkpoint: Checkpoint, network: Network) -> SampleWiseGenerator:
    """The table's entry for column_vector and transpose. Raises ValueError and ControlError for an unusable card."""
    return SampleWiseGenerator(checkpoint, network)
