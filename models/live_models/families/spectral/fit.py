"""The training of the systems over spectra: the next window's features."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Final, TypeVar

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import FloatArray
from live_models.condition.hearing import heard_in_windows, transpositions
from live_models.contract.sound import TrainingSound
from live_models.families.lstm.fit import Batch, LSTMFit, steps_in
from live_models.families.lstm.own_errors import own_predictions
from live_models.families.spectral.config import SpectralParameters
from live_models.families.spectral.rhythm import Recorded
from live_models.families.spectral.tapes import WindowTape
from live_models.features import Normalisation, compress
from live_models.resynthesis.contract import PHASE_GRADIENT

KEEP_PEAKS: Final = True
"""Peaks alone are nearer to the source than all bins (`live_models.resynthesis.oscillator_bank`)."""

GATE_DB: Final = 60.0
"""Bins so far below the loudest of the recordings are silent in a dream, or quieter (the papers' threshold gate).
What a network leaves between partials is heard as hiss: four dreams of 20 s on nylon arpeggios through the oscillator
bank were 17 dB flatter than the source without the gate, score .43, and .67 with it, from the same weights."""

SPREAD_MS: Final = 6.0
FULL_BAND_SPREAD_MS: Final = 3.0
"""How far bins of an attack lie apart in time: below 5.5 kHz all that is heard of it, which in 3 ms is a click yet;
where there is more above them, longer is dull."""

ParametersT = TypeVar("ParametersT", bound=SpectralParameters)


class SpectralFit(LSTMFit[ParametersT]):
    """Learns the next window. See `LSTMFit`; a family gives `magnitudes`."""

    @abstractmethod
    def magnitudes(self, samples: FloatArray) -> FloatArray:
        """What the network sees of a sound before it is compressed. Shape: `[n]` -> `[num_windows, feature_size]`"""

    def read(self, sound: TrainingSound) -> Normalisation:
        """The tapes of windows."""
        p = self.parameters
        spectra = [self.magnitudes(samples) for samples in sound.training]
        largest = self.maxima(spectra)
        power = sum(_compressed_in_place(one, p.exponent, largest, p.held_size) for one in spectra)
        self.training = self._tape(sound.training, spectra)
        held_out = [compress(self.magnitudes(samples), p.exponent, largest) for samples in sound.validation]
        self.validation = self._tape(sound.validation, held_out)
        self.tapes = [self.training]
        for semitones in transpositions(p.most_semitones, self.training.data.size)[1:]:
            transposed = sound.transposed(semitones)
            others = [compress(self.magnitudes(one), p.exponent, largest).astype(np.float16) for one in transposed]
            self.tapes.append(self._tape(transposed, others))
        num_held = len(self.training) * p.held_size
        return Normalisation(global_maximum=float(np.max(largest[: p.held_size])), level=power / num_held)

    def maxima(self, spectra: Sequence[FloatArray]) -> FloatArray:
        """What each number of a window is divided by: the greatest of all.

        Shape: `[n, feature_size]` each -> `[feature_size]`
        """
        return np.full(self.parameters.feature_size, max(one.max() for one in spectra), dtype=np.float32)

    def _tape(self, recordings: Sequence[FloatArray], features: Sequence[np.ndarray]) -> WindowTape:
        p = self.parameters
        windows = features[0] if len(features) == 1 else np.concatenate(features)
        if not p.condition:
            return WindowTape(windows, exponent=p.exponent)
        counts = [len(one) for one in features]
        heard = heard_in_windows(recordings, p.sample_rate, p.window_length, p.hop_length, counts)
        return WindowTape(windows, heard, p.sample_rate / p.hop_length, p.exponent)

    training: WindowTape
    validation: WindowTape
    tapes: Sequence[WindowTape]

    @property
    def position(self) -> int:
        """Where the last row's next window begins."""
        return super().position * self.parameters.hop_length

    def card(self) -> dict[str, Any]:
        """With the resynthesis, and the recordings' rhythm."""
        settings: dict[str, Any] = {"keep_peaks": KEEP_PEAKS, "gate_db": GATE_DB}
        if self.parameters.resynthesis == PHASE_GRADIENT:
            spread_ms = SPREAD_MS if self.parameters.decimation == 1 else FULL_BAND_SPREAD_MS
            settings |= {"true_attacks": True, "attack_spread_ms": spread_ms}
        recorded = Recorded.of(self.parameters, self.training.data) if self.parameters.mixture else None
        rhythm = {} if recorded is None else {"rhythm": recorded.to_json()}
        return super().card() | {"resynthesis": settings} | rhythm

    def heard(self, batch: Batch, progress: float) -> Tensor:
        """Inputs of which a growing share are the network's own, if `scheduled_sampling` asks for it."""
        share = self.parameters.scheduled_sampling
        return self.partly_own(batch, share * progress) if share else batch.inputs

    def prediction_loss(self, output: Tensor, label: Tensor) -> Tensor:
        """Mean loss per number predicted. Shape: `[..., O]`, `[..., m]` -> `[]`"""
        return super().prediction_loss(self.bounded(output), label)

    def bounded(self, output: Tensor) -> Tensor:
        """What the head puts out, with no deviation below `least_deviation`; a dream takes it so, too. Shape kept."""
        p = self.parameters
        if not p.mixture:
            return output
        logits, logs, means = output.split([p.num_components, p.num_components, p.num_components * p.label_size], -1)
        return torch.cat([logits, logs.clamp(min=math.log(p.least_deviation)), means], dim=-1)

    def own_inputs(self, batch: Batch, output: Tensor) -> Tensor:
        """What a dream would feed back: no magnitude is below 0."""
        x, p = batch.inputs, self.parameters
        return (own_predictions(p, self.bounded(output), batch.labels - p.skip * x) + p.skip * x).clamp(min=0.0)

    def left_over(self, clean: Tensor, heard: Tensor, label: Tensor) -> Tensor:
        """What the skip leaves over: its share is taken from the input without noise."""
        return self.network.left_over(clean, label, self.normalisation.deviation)

    def validation_cursors(self) -> np.ndarray:
        """One window after the other."""
        return steps_in(self.validation, 1, 1)


def _compressed_in_place(spectra: FloatArray, exponent: float, largest: FloatArray, held: int) -> float:
    """Make magnitudes features, in their own memory (of an hour they are gigabytes).

    Returns the sum of the powers of the first `held` of a window, relative to the largest; in float64, or quiet windows
    are lost in it.
    """
    power = 0.0
    for first in range(0, len(spectra), 1024):
        block = spectra[first : first + 1024]
        power += float(np.sum((block[:, :held].astype(np.float64) / largest[:held]) ** 2))
        block[:] = compress(block, exponent, largest)
    return power
