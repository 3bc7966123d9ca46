"""The training of the families that predict one sample: column_vector and transpose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.condition.hearing import heard_in_samples, in_all_keys, transpositions
from live_models.contract.sound import TrainingSound
from live_models.families.lstm.config import SampleWiseParameters
from live_models.families.lstm.fit import VALIDATION_STEPS, LSTMFit, steps_in
from live_models.families.lstm.network import LSTMNetwork
from live_models.families.lstm.tape import SampleTape
from live_models.families.sample_wise.band_skip import BandSkip, fit_band_skip
from live_models.families.sample_wise.linear import SampleSkip, fit_linear_skip
from live_models.features import Normalisation
from live_models.pseudo_qmf import in_bands

VALIDATION_LANES: Final = 16
"""Neighbouring samples tell little: as many lanes, spread over the held-out tape, are heard side by side."""


class SampleWiseFit(LSTMFit[SampleWiseParameters]):
    """Learns the next sample, or what a linear skip leaves over of it. See `LSTMFit`."""

    def read(self, sound: TrainingSound) -> Normalisation:
        """The tapes, and the linear skip where there is one."""
        p = self.parameters
        self.training = self._tape(sound.training)
        tape = self.training.data
        self.validation = self._tape(sound.validation)
        shifts = transpositions(p.most_semitones, 2 * len(tape))[1:]  # of four bytes each
        self.tapes = [self.training, *(self._tape(sound.transposed(semitones)) for semitones in shifts)]
        fitted = in_all_keys([one.data for one in self.tapes])
        self.skip: SampleSkip | BandSkip | None = None
        if p.linear_skip:
            one_band = p.bands == 1
            self.skip = (
                fit_linear_skip(fitted, p.seg_len, p.sample_rate)
                if one_band
                else fit_band_skip(fitted, p.bands, p.seg_len, p.sample_rate)
            )
        power = float(np.mean(tape.astype(np.float64) ** 2))
        return Normalisation(level=power, deviation=1.0 if self.skip is None else self.skip.deviation)

    training: SampleTape
    validation: SampleTape
    tapes: list[SampleTape]

    def _tape(self, recordings: Sequence[FloatArray]) -> SampleTape:
        p = self.parameters
        heard = heard_in_samples(recordings, p.sample_rate) if p.condition else None
        return SampleTape(in_bands(np.concatenate(recordings), p.bands), p, heard)

    @property
    def position(self) -> int:
        """Where the last row's next input begins."""
        return super().position * self.parameters.bands

    @property
    def step_length(self) -> int:
        """A window."""
        return self.parameters.seg_len

    def build(self) -> LSTMNetwork:
        """A network that has the linear skip, and whitened inputs, unless dropout falls on them."""
        p, network = self.parameters, super().build()
        if self.skip is None:
            return network
        network.load_linear(self.skip.tensors())
        if not p.use_dropout or p.input_dropout >= 1.0:
            mixture = p.mixture
            network.whiten(self.skip.whitening, self.skip.starting_deviations(p.num_components) if mixture else None)
        return network

    def left_over(self, clean: Tensor, heard: Tensor, label: Tensor) -> Tensor:
        """What the linear skip leaves over, made of what is heard, noise included; in units of its deviation."""
        return self.network.left_over(heard, label, self.normalisation.deviation)

    def validation_cursors(self) -> np.ndarray:
        """Lanes spread over the tape; for transpose the rows of as many matrices."""
        p, tape = self.parameters, self.validation
        reach = p.rows * p.seg_len // p.bands + 1
        steps = steps_in(tape, reach, 1)
        spread = max(1, (len(tape) - reach - len(steps)) // VALIDATION_LANES)
        rows = np.arange(p.rows) * (p.row_distance or 0)
        places = (np.arange(VALIDATION_LANES)[:, None] * spread + rows).ravel()
        return np.asarray(steps[: VALIDATION_STEPS // 4] + places)
